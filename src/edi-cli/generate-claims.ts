import { addDays, type PlainDate } from '../domain/dates/plain-date.js';
import type { Claim837, ClaimLine } from '../edi/x12/837p/claim-837.js';
import type { ClaimProvider } from '../edi/x12/837p/claim-parties.js';
import { generate837, type Generated837 } from '../edi/x12/837p/generate-837.js';
import { npiFrom } from '../edi/x12/837p/npi.js';
import { replacementOf, voidOf } from '../edi/x12/837p/resubmit-claim.js';
import { seededRandom, type SeededRandom } from '../edi/x12/837p/seeded-random.js';
import { claims837Segments } from '../edi/x12/837p/write-837.js';
import type { OutSet } from '../edi/x12/write.js';
import { Budget, interchangeOf, setControl } from './generate-request.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

/** Claims kept in memory at a time; one ST holds at most 5,000. */
export const CLAIMS_PER_SET = 1_000;

const FEATURES = ['secondary', 'dependent', 'replacement', 'void'] as const;
const RESENT_PERCENT = 20;

const ATTENDING: ClaimProvider = {
  role: '71',
  entity: 'person',
  name: 'ADAMS',
  firstName: 'RUTH',
  npi: npiFrom('299999301'),
  taxonomy: '207P00000X',
  contacts: [],
  refs: [],
};

/** The claims of one set of the file: the same ones for an 837 and for the 277CA that answers it. */
export function claimsOfSet(request: GenerateRequest, ordinal: number, claims: number): Generated837 {
  const { seed, features, date } = request;
  return generate837({
    seed: seed + (ordinal - 1) * 7_919,
    claims,
    firstServiceDate: addDays(date, -40),
    claimPrefix: `G${seed}S${ordinal}N`,
    secondaryPercent: features.includes('secondary') ? 40 : 0,
    dependentPercent: features.includes('dependent') ? 50 : 15,
  });
}

/** The same claims one at a time, until the budget is used. */
export function* claimsInTurn(request: GenerateRequest, budget: Budget): Generator<Claim837> {
  for (let ordinal = 1, wanted = budget.next(CLAIMS_PER_SET); wanted > 0; ordinal += 1) {
    yield* claimsOfSet(request, ordinal, wanted).claims;
    wanted = budget.next(CLAIMS_PER_SET);
  }
}

/** Some claims go again as replacement (7) or void (8) of an earlier version. */
function resent(claim: Claim837, features: readonly string[], random: SeededRandom): Claim837 {
  const ways = (['replacement', 'void'] as const).filter((way) => features.includes(way));
  if (ways.length === 0 || claim.subscriber.filingIndicator === 'MB' || !random.chance(RESENT_PERCENT)) return claim;
  const payerControlNumber = `ICN${random.between(10_000_000, 99_999_999)}`;
  return random.pick(ways) === 'void' ? voidOf(claim, payerControlNumber) : replacementOf(claim, payerControlNumber);
}

/** The same visit billed by a hospital: revenue codes, statement period, admission, attending physician. */
function asHospital(claim: Claim837, random: SeededRandom): Claim837 {
  const from: PlainDate = claim.lines[0]?.serviceFrom ?? ('2026-01-05' as PlainDate);
  const inpatient = random.chance(30);
  const facilityCode = inpatient ? '11' : '13';
  const lines = claim.lines.map((line): ClaimLine => {
    return { ...line, revenueCode: random.pick(['0450', '0300', '0636', '0510']), pointers: [] };
  });
  const { providerSignature: _signature, ...rest } = claim;
  const admitted = inpatient ? { admissionDate: from, admissionHour: '0915', dischargeHour: '1800', drg: '470' } : {};
  return {
    ...rest,
    ...{ kind: 'I', facilityCode, facilityQualifier: 'A', providers: [ATTENDING], lines },
    institutional: {
      ...{ typeOfBill: `0${facilityCode}${claim.frequency}`, ...admitted },
      ...{ statementFrom: from, statementThrough: addDays(from, inpatient ? random.between(1, 9) : 0) },
      ...{ admissionType: '1', admissionSource: '1', patientStatus: '01' },
    },
  };
}

class ClaimFile implements Generation {
  readonly bytes: Iterable<Uint8Array>;
  private readonly budget: Budget;
  private readonly total = { sets: 0, claims: 0, lines: 0, chargeCents: 0, diagnoses: 0 };
  private readonly frequencies: Record<string, number> = {};
  private dependents = 0;
  private secondaries = 0;

  constructor(
    private readonly request: GenerateRequest,
    private readonly kind: 'P' | 'I',
  ) {
    this.budget = new Budget(request, 440);
    const head = { functionalId: 'HC', guide: this.guide, date: request.date, sender: 'us' } as const;
    this.bytes = this.budget.counted(interchangeOf(head, this.sets()));
  }

  truth(): unknown {
    const { total, frequencies, dependents, secondaries } = this;
    return { ...total, frequencies, dependents, secondaries };
  }

  private get guide(): string {
    return this.kind === 'P' ? '005010X222A1' : '005010X223A2';
  }

  private *sets(): Generator<OutSet> {
    for (let ordinal = 1, wanted = this.budget.next(CLAIMS_PER_SET); wanted > 0; ordinal += 1) {
      yield { st01: '837', guide: this.guide, control: setControl(ordinal), segments: this.segments(ordinal, wanted) };
      wanted = this.budget.next(CLAIMS_PER_SET);
    }
  }

  private segments(ordinal: number, wanted: number): OutSet['segments'] {
    const { request, total } = this;
    const random = seededRandom(request.seed * 31 + ordinal);
    const { submitter, receiver, claims: drawn, truth } = claimsOfSet(request, ordinal, wanted);
    const claims = drawn.map((claim) => {
      const again = resent(claim, request.features, random);
      return this.kind === 'P' ? again : asHospital(again, random);
    });
    const bht = { reference: `G${request.seed}S${ordinal}`, date: request.date, time: '0600', use: 'CH' } as const;
    const written = claims837Segments({ bht, submitter, receiver, claims });
    if (!written.ok)
      throw new Error(`The generator made a claim that cannot be sent: ${written.problem[0]?.text ?? ''}`);
    total.sets += 1;
    total.claims += truth.claims;
    total.lines += truth.lines;
    total.chargeCents += truth.chargeCents;
    total.diagnoses += truth.diagnoses;
    this.dependents += truth.dependents;
    this.secondaries += truth.secondaries;
    for (const { frequency } of claims) this.frequencies[frequency] = (this.frequencies[frequency] ?? 0) + 1;
    return written.value.segments;
  }
}

export const professionalClaims: GenerateKind = {
  features: FEATURES,
  generate: (request) => new ClaimFile(request, 'P'),
};

export const institutionalClaims: GenerateKind = {
  features: ['dependent', 'replacement', 'void'],
  generate: (request) => new ClaimFile(request, 'I'),
};
