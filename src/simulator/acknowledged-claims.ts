import { sumCents, type Cents } from '../domain/money.js';
import type { PlainDate } from '../domain/dates/plain-date.js';
import { claimAcknowledgementSegments } from '../edi/x12/277ca/write-claim-acknowledgement.js';
import type { ClaimAcknowledgementItem } from '../edi/x12/277ca/claim-acknowledgement.js';
import type { OutSegment } from '../edi/x12/write.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { clockTime, type Moment } from './business-moment.js';
import type { StatusCode } from './scenarios/scenario.js';

/** A claim as the payer entered it; with an answer it is rejected, without one accepted. */
export interface ReceivedClaim {
  readonly claim: Claim837;
  readonly payerClaimNumber: string;
  readonly answer?: StatusCode | 'lost' | undefined;
}

type Received = readonly ReceivedClaim[];

const ACCEPTED: StatusCode = { category: 'A2', status: '20' };
const NOTHING_ELSE = { refs: [], unmodelled: [] } as const;

const statusOf = ({ answer }: ReceivedClaim): StatusCode | undefined => (answer === 'lost' ? undefined : answer);

const status = (date: PlainDate, code: StatusCode, chargeCents?: Cents) => ({
  codes: [{ category: code.category, status: code.status }],
  date,
  action: code.category === 'A2' || code.category === 'A1' ? 'WQ' : 'U',
  ...(chargeCents !== undefined && { chargeCents }),
});

const chargeOf = (claims: Received): Cents => sumCents(claims.map(({ claim }) => claim.chargeCents));

/** The levels of receiver and billing provider above the claims: counts and charges that foot. */
function levels(claims: Received, date: PlainDate, trace: string): ClaimAcknowledgementItem[] {
  const accepted = claims.filter((claim) => !statusOf(claim));
  const rejected = claims.filter(statusOf);
  const provider = claims[0]?.claim.billingProvider;
  const party = (role: string, idQualifier: string) => ({
    role,
    entity: 'organization' as const,
    name: provider?.name ?? '',
    idQualifier,
    id: provider?.npi ?? '',
  });
  const counted = (yes: string, no: string) => [
    ...(accepted.length > 0 ? [{ qualifier: yes, quantity: String(accepted.length) }] : []),
    ...(rejected.length > 0 ? [{ qualifier: no, quantity: String(rejected.length) }] : []),
  ];
  return [
    {
      kind: 'acknowledgementLevel',
      level: 'receiver',
      party: party('41', '46'),
      trace,
      statuses: [status(date, ACCEPTED, chargeOf(claims))],
      quantities: counted('90', 'AA'),
      amounts: [
        ...(accepted.length > 0 ? [{ qualifier: 'YU', amountCents: chargeOf(accepted) }] : []),
        ...(rejected.length > 0 ? [{ qualifier: 'YY', amountCents: chargeOf(rejected) }] : []),
      ],
      ...NOTHING_ELSE,
    },
    {
      kind: 'acknowledgementLevel',
      level: 'provider',
      party: party('85', 'XX'),
      trace: '0',
      statuses: [status(date, ACCEPTED)],
      quantities: counted('QA', 'QC'),
      amounts: [],
      ...NOTHING_ELSE,
    },
  ];
}

function acknowledgedClaim(received: ReceivedClaim, ordinal: number, date: PlainDate): ClaimAcknowledgementItem {
  const { claim, payerClaimNumber } = received;
  const rejection = statusOf(received);
  return {
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
    statuses: [status(date, rejection ?? ACCEPTED, claim.chargeCents)],
    ...(!rejection && { payerClaimNumber }),
    ...(claim.lines[0]?.serviceFrom && { serviceFrom: claim.lines[0].serviceFrom }),
    dates: [],
    lines: [],
    ...NOTHING_ELSE,
  };
}

/**
 * A payer's 277CA: each claim accepted (A2:20) with its claim number and the receipt date that proves timely filing, or
 * rejected with category and status.
 */
export function acknowledgedClaimsSegments(
  payer: { name: string; id: string },
  claims: Received,
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
    ...levels(claims, date, at.reference),
    ...claims.map((claim, index) => acknowledgedClaim(claim, index + 1, date)),
    { kind: 'claimAcknowledgementEnd', setControl: '0001', claims: claims.length },
  ]);
}
