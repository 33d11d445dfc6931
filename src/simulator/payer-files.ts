import { sumCents, type Cents } from '../domain/money.js';
import type { PlainDate } from '../domain/dates/plain-date.js';
import { answerInterchange } from '../edi/x12/acknowledgements/write-acknowledgement.js';
import type { InterchangeItem } from '../edi/x12/envelope-items.js';
import { claimAcknowledgementSegments } from '../edi/x12/277ca/write-claim-acknowledgement.js';
import type { ClaimAcknowledgementItem } from '../edi/x12/277ca/claim-acknowledgement.js';
import type { RemittanceClaim, RemittanceItem } from '../edi/x12/835/remittance.js';
import { remittance835Segments } from '../edi/x12/835/write-remittance.js';
import { writeInterchange, type OutSegment } from '../edi/x12/write.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { clockTime, type Moment } from './business-moment.js';
import { nextNumber, type World } from './world.js';

const decoder = new TextDecoder();

/** Parties of the clearinghouse's own envelopes, as the partner expects them back. */
export interface Envelope {
  readonly senderId: string;
  readonly receiverId: string;
}

export interface OutgoingSet {
  readonly st01: string;
  readonly guide: string;
  readonly functionalId: string;
  readonly segments: Iterable<OutSegment>;
}

/** One interchange with one set from the clearinghouse to the practice, as text. */
export function interchangeText(world: World, now: Moment, envelope: Envelope, set: OutgoingSet): string {
  const number = nextNumber(world, 'interchange');
  const time = clockTime(now);
  const chunks = writeInterchange({
    senderQualifier: 'ZZ',
    senderId: envelope.senderId,
    receiverQualifier: 'ZZ',
    receiverId: envelope.receiverId,
    date: now.date,
    time,
    control: String(number).padStart(9, '0'),
    usage: 'T',
    ackRequested: false,
    groups: [
      {
        functionalId: set.functionalId,
        sender: envelope.senderId,
        receiver: envelope.receiverId,
        date: now.date,
        time,
        control: String(number),
        guide: set.guide,
        sets: [{ st01: set.st01, guide: set.guide, control: '0001', segments: set.segments }],
      },
    ],
  });
  return [...chunks].map((chunk) => decoder.decode(chunk)).join('');
}

/** TA1 and 999 for a file that could be read without a fault. */
export function acceptanceText(
  world: World,
  now: Moment,
  received: {
    interchange: InterchangeItem;
    group: { control: string; guide: string };
    sets: { st01: string; control: string; guide: string }[];
  },
): string {
  const { interchange, group, sets } = received;
  const answer = answerInterchange(
    interchange,
    {
      ta1: { control: interchange.control, date: interchange.date, time: interchange.time, code: 'A', note: '000' },
      groups: [
        {
          functionalId: 'HC',
          groupControl: group.control,
          guide: group.guide,
          code: 'A',
          setsIncluded: sets.length,
          setsReceived: sets.length,
          setsAccepted: sets.length,
          errors: [],
          sets: sets.map((set) => ({ ...set, code: 'A', errors: [], segments: [] })),
        },
      ],
    },
    { control: String(nextNumber(world, 'interchange')).padStart(9, '0'), date: now.date, time: clockTime(now) },
  );
  return [...writeInterchange(answer)].map((chunk) => decoder.decode(chunk)).join('');
}

type Accepted = readonly { claim: Claim837; payerClaimNumber: string }[];

const NOTHING_ELSE = { refs: [], unmodelled: [] } as const;

const acceptedStatus = (date: PlainDate, chargeCents?: Cents) => ({
  codes: [{ category: 'A2', status: '20' }],
  date,
  action: 'WQ',
  ...(chargeCents !== undefined && { chargeCents }),
});

/** The levels of receiver and billing provider above the claims: counts and charges that foot. */
function acceptedLevels(claims: Accepted, date: PlainDate, trace: string): ClaimAcknowledgementItem[] {
  const chargeCents = sumCents(claims.map(({ claim }) => claim.chargeCents));
  const quantity = String(claims.length);
  const provider = claims[0]?.claim.billingProvider;
  const party = (role: string, idQualifier: string) => ({
    role,
    entity: 'organization' as const,
    name: provider?.name ?? '',
    idQualifier,
    id: provider?.npi ?? '',
  });
  return [
    {
      kind: 'acknowledgementLevel',
      level: 'receiver',
      party: party('41', '46'),
      trace,
      statuses: [acceptedStatus(date, chargeCents)],
      quantities: [{ qualifier: '90', quantity }],
      amounts: [{ qualifier: 'YU', amountCents: chargeCents }],
      ...NOTHING_ELSE,
    },
    {
      kind: 'acknowledgementLevel',
      level: 'provider',
      party: party('85', 'XX'),
      trace: '0',
      statuses: [acceptedStatus(date)],
      quantities: [{ qualifier: 'QA', quantity }],
      amounts: [],
      ...NOTHING_ELSE,
    },
  ];
}

const acceptedClaim = (
  { claim, payerClaimNumber }: Accepted[number],
  ordinal: number,
  date: PlainDate,
): ClaimAcknowledgementItem => ({
  kind: 'acknowledgedClaim',
  ordinal,
  voice: 'payer',
  receivedDate: date,
  inherited: [],
  patient: {
    role: 'QC',
    entity: 'person',
    name: (claim.patient ?? claim.subscriber).name,
    idQualifier: 'MI',
    id: claim.subscriber.memberId ?? '',
  },
  claimNumber: claim.claimNumber,
  statuses: [acceptedStatus(date, claim.chargeCents)],
  payerClaimNumber,
  ...(claim.lines[0]?.serviceFrom && { serviceFrom: claim.lines[0].serviceFrom }),
  dates: [],
  lines: [],
  ...NOTHING_ELSE,
});

/** A payer's 277CA: every claim accepted (A2:20) with its claim number and the receipt date that proves timely filing. */
export function acceptedClaimsSegments(
  payer: { name: string; id: string },
  claims: Accepted,
  at: { now: Moment; reference: string },
): Iterable<OutSegment> {
  const { date } = at.now;
  return claimAcknowledgementSegments([
    {
      kind: 'claimAcknowledgement',
      setControl: '0001',
      origin: { purpose: '08', reference: at.reference, createdDate: date, createdTime: clockTime(at.now), type: 'TH' },
    },
    {
      kind: 'acknowledgementSource',
      voice: 'payer',
      party: { role: 'PR', entity: 'organization', name: payer.name, idQualifier: 'PI', id: payer.id },
      trace: at.reference,
      receivedDate: date,
      processedDate: date,
      unmodelled: [],
    },
    ...acceptedLevels(claims, date, at.reference),
    ...claims.map((claim, index) => acceptedClaim(claim, index + 1, date)),
    { kind: 'claimAcknowledgementEnd', setControl: '0001', claims: claims.length },
  ]);
}

interface PaymentParties {
  readonly payer: { readonly name: string; readonly id: string };
  readonly payee: { readonly name: string; readonly npi: string };
}

/** The head of one payment: who pays whom, how much, under which trace number. */
function paymentHeader(
  { payer, payee }: PaymentParties,
  paid: Cents,
  at: { date: PlainDate; trace: string },
): RemittanceItem {
  return {
    kind: 'remittance',
    ordinal: 1,
    setControl: '0001',
    handling: 'I',
    paymentCents: paid,
    creditDebit: 'C',
    method: paid === 0 ? 'NON' : 'ACH',
    ...(paid !== 0 && { format: 'CCP' }),
    effectiveDate: at.date,
    trace: at.trace,
    payerTraceId: `1${payer.id}`.padEnd(10, '0'),
    productionDate: at.date,
    payer: {
      name: payer.name,
      ids: [{ qualifier: '2U', value: payer.id }],
      address: { line1: '1 PAYER PLAZA', city: 'COLUMBUS', state: 'OH', zip: '43004' },
      refs: [],
      contacts: [{ role: 'BL', name: 'EDI SUPPORT', channels: [{ qualifier: 'TE', value: '8005550100' }] }],
    },
    payee: { name: payee.name, npi: payee.npi, refs: [] },
    refs: [],
    unmodelled: [],
  };
}

/** One payment of one payer: BPR02 is the sum of its claims. */
export function remittanceSegments(
  payer: PaymentParties['payer'],
  claims: readonly RemittanceClaim[],
  at: { date: PlainDate; trace: string; payee: PaymentParties['payee'] },
): Iterable<OutSegment> {
  const paid = sumCents(claims.map((claim) => claim.paidCents));
  const end: RemittanceItem = {
    kind: 'remittanceEnd',
    setControl: '0001',
    claims: claims.length,
    lines: claims.reduce((sum, claim) => sum + claim.lines.length, 0),
    chargeCents: sumCents(claims.map((claim) => claim.chargeCents)),
    paidCents: paid,
    plbCents: sumCents([]),
  };
  const header = paymentHeader({ payer, payee: at.payee }, paid, at);
  return remittance835Segments([header, { kind: 'remittanceGroup', ordinal: 1, number: '1' }, ...claims, end]);
}
