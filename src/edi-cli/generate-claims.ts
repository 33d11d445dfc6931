import { addDays } from '../domain/dates/plain-date.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { generate837, type Generated837 } from '../edi/x12/837p/generate-837.js';
import { replacementOf, voidOf } from '../edi/x12/837p/resubmit-claim.js';
import { seededRandom, type SeededRandom } from '../edi/x12/837p/seeded-random.js';
import { claims837Segments } from '../edi/x12/837p/write-837.js';
import type { OutSet } from '../edi/x12/write.js';
import { CIRCUMSTANCE_FEATURES, withCircumstances, withEquipment } from './generate-circumstances.js';
import { asTertiary } from './generate-coordinated-claims.js';
import { asHospital, HOSPITAL_FEATURES } from './generate-hospital-claims.js';
import { Budget, interchangeOf, setControl } from './generate-request.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

/** Claims kept in memory at a time; one ST holds at most 5,000. */
export const CLAIMS_PER_SET = 1_000;

const FEATURES = [
  'secondary',
  'tertiary',
  'dependent',
  'replacement',
  'void',
  'attachment',
  ...CIRCUMSTANCE_FEATURES,
] as const;
const RESENT_PERCENT = 20;

/** The claims of one set of the file: the same ones for an 837 and for the 277CA that answers it. */
export function claimsOfSet(request: GenerateRequest, ordinal: number, claims: number): Generated837 {
  const { seed, features, date } = request;
  return generate837({
    seed: seed + (ordinal - 1) * 7_919,
    claims,
    firstServiceDate: addDays(date, -40),
    claimPrefix: `G${seed}S${ordinal}N`,
    secondaryPercent: features.includes('secondary') || features.includes('tertiary') ? 40 : 0,
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

/** Proof goes along: its number is the one under which the 275 of the same seed sends it. */
const withAttachment = (claim: Claim837): Claim837 => ({
  ...claim,
  attachments: [{ reportType: 'OZ', transmission: 'EL', controlNumber: `ACN${claim.claimNumber}` }],
});

class ClaimFile implements Generation {
  readonly bytes: Iterable<Uint8Array>;
  private readonly budget: Budget;
  private readonly total = {
    sets: 0,
    claims: 0,
    lines: 0,
    chargeCents: 0,
    diagnoses: 0,
    tertiaries: 0,
    attachments: 0,
    equipment: 0,
  };
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

  /** The claim with what the features ask for. */
  private told(drawn: Claim837, random: SeededRandom): Claim837 {
    const { features } = this.request;
    const isThird = features.includes('tertiary') && drawn.otherPayers.length > 0 && random.chance(50);
    const billed = isThird ? asTertiary(drawn) : drawn;
    const again = resent(billed, features, random);
    const proven = features.includes('attachment') && random.chance(30) ? withAttachment(again) : again;
    const told = withCircumstances(proven, features);
    if (this.kind === 'I') return asHospital(told, features, random);
    if (!features.includes('equipment') || !random.chance(30)) return told;
    return withEquipment(told, told.lines[0]?.serviceFrom ?? this.request.date);
  }

  private segments(ordinal: number, wanted: number): OutSet['segments'] {
    const { request, total } = this;
    const random = seededRandom(request.seed * 31 + ordinal);
    const { submitter, receiver, claims: drawn, truth } = claimsOfSet(request, ordinal, wanted);
    const claims = drawn.map((claim) => this.told(claim, random));
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
    total.tertiaries += claims.filter(({ otherPayers }) => otherPayers.length > 1).length;
    total.attachments += claims.filter(({ attachments }) => attachments.length > 0).length;
    total.equipment += claims.filter(({ lines }) => lines.some(({ equipment }) => equipment)).length;
    for (const { frequency } of claims) this.frequencies[frequency] = (this.frequencies[frequency] ?? 0) + 1;
    return written.value.segments;
  }
}

export const professionalClaims: GenerateKind = {
  features: [...FEATURES, 'equipment'],
  generate: (request) => new ClaimFile(request, 'P'),
};

export const institutionalClaims: GenerateKind = {
  features: [...FEATURES, ...HOSPITAL_FEATURES],
  generate: (request) => new ClaimFile(request, 'I'),
};
