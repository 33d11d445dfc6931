import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { ClaimPerson } from '../edi/x12/837p/claim-parties.js';
import { seededRandom, type SeededRandom } from '../edi/x12/837p/seeded-random.js';
import type { Party } from '../edi/x12/parties/party.js';
import type { OutSegment, OutSet } from '../edi/x12/write.js';
import { CLAIMS_PER_SET, claimsOfSet } from './generate-claims.js';
import { Budget, interchangeOf, setControl } from './generate-request.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

/** One set over some claims, and what it adds to the truth. */
export type WriteAboutClaims = (claims: readonly Claim837[], about: AboutClaims) => Iterable<OutSegment>;

export interface AboutClaims {
  readonly request: GenerateRequest;
  readonly ordinal: number;
  readonly random: SeededRandom;
  readonly truth: Record<string, number>;
}

export interface KindAboutClaims {
  readonly st01: string;
  readonly functionalId: string;
  readonly guide: string;
  readonly features: readonly string[];
  readonly bytesEach: number;
  /** Who sends it: the practice asks, the payer answers. */
  readonly sender?: 'us' | 'payer';
  readonly write: WriteAboutClaims;
}

export const HARBOR: Party = {
  role: '41',
  entity: 'organization',
  name: 'HARBOR CLINIC',
  idQualifier: '46',
  id: 'HARBOR',
};
export const PAYER: Party = {
  role: 'PR',
  entity: 'organization',
  name: 'PAYER ONE HEALTH',
  idQualifier: 'PI',
  id: '12345',
};
export const PROVIDER: Party = {
  ...{ role: '85', entity: 'organization', name: 'HARBOR CLINIC', idQualifier: 'XX', id: '1992753883' },
};

/** Counts a fact of the truth. */
export const add = (truth: Record<string, number>, key: string, amount = 1): void => {
  truth[key] = (truth[key] ?? 0) + amount;
};

/** Sets about the claims of the same seed, until the budget is used. */
function fileAboutClaims(kind: KindAboutClaims, request: GenerateRequest): Generation {
  const truth: Record<string, number> = { sets: 0, claims: 0 };
  const budget = new Budget(request, kind.bytesEach);
  function* sets(): Generator<OutSet> {
    for (let ordinal = 1, wanted = budget.next(CLAIMS_PER_SET); wanted > 0; ordinal += 1) {
      const { claims } = claimsOfSet(request, ordinal, wanted);
      add(truth, 'sets');
      add(truth, 'claims', claims.length);
      const random = seededRandom(request.seed * 37 + ordinal);
      const segments = kind.write(claims, { request, ordinal, random, truth });
      yield { st01: kind.st01, guide: kind.guide, control: setControl(ordinal), segments };
      wanted = budget.next(CLAIMS_PER_SET);
    }
  }
  const head = {
    functionalId: kind.functionalId,
    guide: kind.guide,
    date: request.date,
    sender: kind.sender ?? 'payer',
  };
  return { bytes: budget.counted(interchangeOf(head, sets())), truth: () => truth };
}

export const kindAboutClaims = (kind: KindAboutClaims): GenerateKind => ({
  features: kind.features,
  generate: (request) => fileAboutClaims(kind, request),
});

/** A person of a claim as NM1. */
export const partyOf = (role: string, { name, firstName }: ClaimPerson, memberId: string | undefined): Party => ({
  ...{ role, entity: 'person', name: name ?? '' },
  ...(firstName === undefined ? {} : { firstName }),
  ...(memberId === undefined ? {} : { idQualifier: 'MI', id: memberId }),
});

export const patientOf = ({ subscriber, patient }: Claim837): Party =>
  partyOf('QC', patient ?? subscriber, subscriber.memberId);

export const insuredOf = ({ subscriber }: Claim837): Party => partyOf('IL', subscriber, subscriber.memberId);
