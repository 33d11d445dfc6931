import type { PlainDate } from '../domain/dates/plain-date.js';
import { type Cents, cents } from '../domain/money.js';
import type { ClaimAcknowledgementItem } from '../edi/x12/277ca/claim-acknowledgement.js';
import { claimAcknowledgementSegments } from '../edi/x12/277ca/write-claim-acknowledgement.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { Party } from '../edi/x12/parties/party.js';
import type { OutSegment } from '../edi/x12/write.js';
import { type AboutClaims, add, HARBOR, kindAboutClaims, patientOf, PAYER, PROVIDER } from './generate-about-claims.js';
import { setControl } from './generate-request.js';

const OTHER_PERCENT = 30;

/** What a claim of a 277CA may be told besides A2: feature, category, statuses, action; all from the rulebook's table. */
const VERDICTS = {
  forwarded: { categories: ['A0'], statuses: ['16'], isAccepted: true },
  received: { categories: ['A1'], statuses: ['19'], isAccepted: true },
  split: { categories: ['A5'], statuses: ['20'], isAccepted: true },
  rejected: { categories: ['A3', 'A3'], statuses: ['21', '562'], isAccepted: false },
  notFound: { categories: ['A4'], statuses: ['35'], isAccepted: false },
  missing: { categories: ['A6'], statuses: ['164'], isAccepted: false },
  invalid: { categories: ['A7'], statuses: ['507'], isAccepted: false },
  contradicting: { categories: ['A8'], statuses: ['187'], isAccepted: false },
} as const;

type Verdict = keyof typeof VERDICTS;
const VERDICT_NAMES = Object.keys(VERDICTS) as Verdict[];

/** Features that answer above the claims: the whole file or everything of the provider. */
const WHOLE = ['rejectedFile', 'rejectedProvider'] as const;

function* acknowledgement(claims: readonly Claim837[], about: AboutClaims): Generator<OutSegment> {
  yield* claimAcknowledgementSegments(acknowledgementItems(claims, about));
}

/** What is said about each claim: a verdict asked for, or undefined where it is simply accepted (A2). */
function verdictsOf(claims: readonly Claim837[], { request, random }: AboutClaims): (Verdict | undefined)[] {
  const wanted = VERDICT_NAMES.filter((name) => request.features.includes(name));
  return claims.map((_claim, at) => {
    if (wanted.length === 0) return undefined;
    // Each verdict once, then as chance wills.
    return at < wanted.length ? wanted[at] : random.chance(OTHER_PERCENT) ? random.pick(wanted) : undefined;
  });
}

function acknowledgementItems(claims: readonly Claim837[], about: AboutClaims): ClaimAcknowledgementItem[] {
  const { request, truth } = about;
  const { date, features } = request;
  const whole = WHOLE.find((name) => features.includes(name));
  const verdicts = whole === undefined ? verdictsOf(claims, about) : claims.map((): Verdict => 'rejected');
  const sums = sumsOf(claims, verdicts);
  const voice = features.includes('clearinghouse') ? 'clearinghouse' : 'payer';
  for (const [key, value] of Object.entries(sums)) add(truth, key, value);
  // A file refused as a whole is answered there: nothing follows. A refused provider lists its claims, all refused.
  const told = whole === 'rejectedFile' ? [] : claims;
  for (const [at] of told.entries()) add(truth, categoryOf(verdicts[at]));
  return [
    ...headItems(sums, about, { whole, voice }),
    ...told.map((claim, at) => acknowledgedClaim(claim, at, verdicts[at], { date, voice })),
  ];
}

const categoryOf = (verdict: Verdict | undefined): string =>
  verdict === undefined ? 'A2' : VERDICTS[verdict].categories[0];

function sumsOf(claims: readonly Claim837[], verdicts: readonly (Verdict | undefined)[]): AnswerSums {
  const sums = { accepted: 0, rejected: 0, acceptedCents: 0, rejectedCents: 0 };
  claims.forEach(({ chargeCents }, at) => {
    const verdict = verdicts[at];
    const side = verdict === undefined || VERDICTS[verdict].isAccepted ? 'accepted' : 'rejected';
    sums[side] += 1;
    sums[`${side}Cents`] += chargeCents;
  });
  return sums;
}

/** Header, source, receiver and provider; a refused file ends at the receiver. */
function headItems(
  sums: AnswerSums,
  { request, ordinal }: AboutClaims,
  { whole, voice }: { readonly whole: (typeof WHOLE)[number] | undefined; readonly voice: 'payer' | 'clearinghouse' },
): ClaimAcknowledgementItem[] {
  const { date, seed } = request;
  const total = cents(sums.acceptedCents + sums.rejectedCents);
  const origin = { purpose: '08', reference: `A${ordinal}`, createdDate: date, createdTime: '0600', type: 'TH' };
  const taken = {
    ...{ codes: [{ category: 'A1', status: '19', entity: voice === 'payer' ? 'PR' : 'AY' }], date },
    ...{ action: 'WQ', chargeCents: total },
  };
  const refused = { codes: [{ category: 'A3', status: '24', entity: '41' }], action: 'U', chargeCents: total };
  const empty = { refs: [], quantities: [], amounts: [], unmodelled: [] };
  const source: ClaimAcknowledgementItem = {
    ...{ kind: 'acknowledgementSource', voice, trace: `A${seed}S${ordinal}`, receivedDate: date, processedDate: date },
    ...{ party: voice === 'payer' ? PAYER : CLEARINGHOUSE, unmodelled: [] },
  };
  const receiver: ClaimAcknowledgementItem = {
    ...{ ...empty, kind: 'acknowledgementLevel', level: 'receiver', party: HARBOR, trace: `G${seed}S${ordinal}` },
    statuses: [whole === 'rejectedFile' ? { ...refused, date } : taken],
    ...{ quantities: quantitiesOf(sums), amounts: amountsOf(sums) },
  };
  const provider: ClaimAcknowledgementItem = {
    ...{ ...empty, kind: 'acknowledgementLevel', level: 'provider', party: PROVIDER, trace: '0' },
    statuses:
      whole === 'rejectedProvider' ? [{ ...refused, codes: [{ category: 'A3', status: '26', entity: '85' }] }] : [],
  };
  const header: ClaimAcknowledgementItem = { kind: 'claimAcknowledgement', setControl: setControl(ordinal), origin };
  return whole === 'rejectedFile' ? [header, source, receiver] : [header, source, receiver, provider];
}

interface AnswerSums {
  readonly accepted: number;
  readonly rejected: number;
  readonly acceptedCents: number;
  readonly rejectedCents: number;
}

const quantitiesOf = ({ accepted, rejected }: AnswerSums): { qualifier: string; quantity: string }[] => [
  ...(accepted === 0 ? [] : [{ qualifier: '90', quantity: String(accepted) }]),
  ...(rejected === 0 ? [] : [{ qualifier: 'AA', quantity: String(rejected) }]),
];

const amountsOf = ({ acceptedCents, rejectedCents }: AnswerSums): { qualifier: string; amountCents: Cents }[] => [
  ...(acceptedCents === 0 ? [] : [{ qualifier: 'YU', amountCents: cents(acceptedCents) }]),
  ...(rejectedCents === 0 ? [] : [{ qualifier: 'YY', amountCents: cents(rejectedCents) }]),
];

const CLEARINGHOUSE: Party = {
  ...{ role: 'AY', entity: 'organization', name: 'CLEARINGHOUSE ONE', idQualifier: '46', id: 'CH0001' },
};

const ACCEPTED = { categories: ['A2'], statuses: ['20'], isAccepted: true } as const;

function acknowledgedClaim(
  claim: Claim837,
  at: number,
  verdict: Verdict | undefined,
  { date, voice }: { readonly date: PlainDate; readonly voice: 'payer' | 'clearinghouse' },
): ClaimAcknowledgementItem {
  const { categories, statuses, isAccepted } = verdict === undefined ? ACCEPTED : VERDICTS[verdict];
  const codes = categories.map((category, place) => {
    const status = statuses[place] ?? '21';
    const entity = status === '562' ? '85' : isAccepted && voice === 'payer' ? 'PR' : undefined;
    return { category, status, ...(entity === undefined ? {} : { entity }) };
  });
  const status = { codes, date, action: isAccepted ? 'WQ' : 'U', chargeCents: claim.chargeCents };
  const digits = claim.claimNumber.replace(/\D/g, '');
  return {
    ...{ kind: 'acknowledgedClaim', ordinal: at + 1, voice, claimNumber: claim.claimNumber },
    ...{ patient: patientOf(claim), statuses: [status], inherited: [], refs: [], dates: [], lines: [] },
    ...(isAccepted && voice === 'payer' ? { payerClaimNumber: `ICN${digits}` } : {}),
    ...(voice === 'clearinghouse' ? { clearinghouseTrace: `CH${digits}` } : {}),
    unmodelled: [],
  };
}

export const claimAcknowledgements = kindAboutClaims({
  ...{ st01: '277', functionalId: 'HN', guide: '005010X214', bytesEach: 110 },
  features: [...VERDICT_NAMES, ...WHOLE, 'clearinghouse'],
  write: acknowledgement,
});
