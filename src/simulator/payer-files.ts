import { cents, sumCents, type Cents } from '../domain/money.js';
import type { PlainDate } from '../domain/dates/plain-date.js';
import type { AcknowledgedSet } from '../edi/x12/acknowledgements/acknowledgement-items.js';
import { answerInterchange } from '../edi/x12/acknowledgements/write-acknowledgement.js';
import type { InterchangeItem } from '../edi/x12/envelope-items.js';
import type { ProviderAdjustment, RemittanceClaim, RemittanceItem } from '../edi/x12/835/remittance.js';
import { remittance835Segments } from '../edi/x12/835/write-remittance.js';
import { writeInterchange, type OutSegment } from '../edi/x12/write.js';
import { clockTime, type Moment } from './business-moment.js';
import type { SetFault } from './scenarios/scenario.js';
import { nextNumber, type KnownClaim, type World } from './world.js';

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

/** One set of the received file and, if it is rejected, why. */
export interface SetAnswer {
  readonly st01: string;
  readonly control: string;
  readonly guide: string;
  readonly fault?: SetFault;
}

export interface ReceivedFile {
  readonly interchange: InterchangeItem;
  readonly group: { readonly control: string; readonly guide: string };
  readonly sets: readonly SetAnswer[];
}

/** TA1 and 999: every set accepted, or rejected for its first fault (IK3, IK4, IK5 R). */
export function fileAnswerText(world: World, now: Moment, { interchange, group, sets }: ReceivedFile): string {
  const accepted = sets.filter(({ fault }) => !fault).length;
  const answer = answerInterchange(
    interchange,
    {
      ta1: { control: interchange.control, date: interchange.date, time: interchange.time, code: 'A', note: '000' },
      groups: [
        {
          functionalId: 'HC',
          groupControl: group.control,
          guide: group.guide,
          code: accepted === sets.length ? 'A' : accepted === 0 ? 'R' : 'P',
          setsIncluded: sets.length,
          setsReceived: sets.length,
          setsAccepted: accepted,
          errors: [],
          sets: sets.map(setVerdict),
        },
      ],
    },
    { control: String(nextNumber(world, 'interchange')).padStart(9, '0'), date: now.date, time: clockTime(now) },
  );
  return [...writeInterchange(answer)].map((chunk) => decoder.decode(chunk)).join('');
}

function setVerdict({ fault, ...set }: SetAnswer): AcknowledgedSet {
  if (!fault) return { ...set, code: 'A', errors: [], segments: [] };
  const element = { element: fault.element, reference: '', code: fault.code, context: [] };
  const segment = { segmentId: fault.segmentId, segmentInSet: 1, loop: fault.loop, code: '8', context: [] };
  return { ...set, code: 'R', errors: ['5'], segments: [{ ...segment, elements: [element] }] };
}

export const envelopeOf = (world: World): Envelope => ({ senderId: 'MCH900', receiverId: world.practiceId });

/** Claims of one payer go into one file. */
export function byPayer(world: World, claimNumbers: readonly string[]): KnownClaim[][] {
  const groups = new Map<string, KnownClaim[]>();
  for (const number of claimNumbers) {
    const known = world.claims[number];
    if (!known) continue;
    groups.set(known.claim.payer.id, [...(groups.get(known.claim.payer.id) ?? []), known]);
  }
  return [...groups.values()];
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

/** One payment of one payer: BPR02 is the sum of its claims less the provider adjustments (PLB). */
export function remittanceSegments(
  payer: PaymentParties['payer'],
  { claims, adjustments }: { claims: readonly RemittanceClaim[]; adjustments: readonly ProviderAdjustment[] },
  at: { date: PlainDate; trace: string; payee: PaymentParties['payee'] },
): Iterable<OutSegment> {
  const claimsPaid = sumCents(claims.map((claim) => claim.paidCents));
  const taken = sumCents(adjustments.map(({ amountCents }) => amountCents));
  const end: RemittanceItem = {
    kind: 'remittanceEnd',
    setControl: '0001',
    claims: claims.length,
    lines: claims.reduce((sum, claim) => sum + claim.lines.length, 0),
    chargeCents: sumCents(claims.map((claim) => claim.chargeCents)),
    paidCents: claimsPaid,
    plbCents: taken,
  };
  const header = paymentHeader({ payer, payee: at.payee }, cents(claimsPaid - taken), at);
  return remittance835Segments([
    header,
    { kind: 'remittanceGroup', ordinal: 1, number: '1' },
    ...claims,
    ...adjustments,
    end,
  ]);
}
