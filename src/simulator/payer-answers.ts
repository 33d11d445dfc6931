import type { EligibilityAnswerItem } from '../edi/x12/270-271/eligibility-answer.js';
import { eligibilityAnswerSegments } from '../edi/x12/270-271/write-eligibility-answer.js';
import type { ClaimStatusAnswerItem } from '../edi/x12/276-277/claim-status-answer.js';
import { claimStatusAnswerSegments } from '../edi/x12/276-277/write-claim-status-answer.js';
import type { X12Item } from '../edi/x12/read.js';
import type { Stage } from './actors.js';
import { clockTime, minutesLater, onBusinessDay } from './business-moment.js';
import { interchangeText, type Envelope } from './payer-files.js';
import { benefitsFor } from './coverage-benefits.js';
import { fateOf } from './scenarios/catalog.js';
import type { StatusCode } from './scenarios/scenario.js';
import { nextNumber, type KnownClaim, type World } from './world.js';

/** A 271 within minutes: coverage is active, unless this claim's fate says that it has ended. */
export function answerEligibility({ world, now }: Stage, envelope: Envelope, items: readonly X12Item[]): void {
  const answers = items.flatMap((item): EligibilityAnswerItem[] => {
    if (item.kind !== 'eligibilityInquiry') return [];
    const { subscriber } = item;
    const traces = subscriber.traces.map((trace) => ({ ...trace, type: '2' }));
    return [
      {
        kind: 'eligibilityAnswer',
        ordinal: item.ordinal,
        source: item.source,
        sourceContacts: [],
        receiver: item.receiver,
        subscriber: { ...subscriber, traces },
        benefits: benefitsFor(world, subscriber.id),
      },
    ];
  });
  const header: EligibilityAnswerItem = {
    kind: 'eligibilityAnswerHeader',
    setControl: '0001',
    origin: {
      purpose: '11',
      reference: String(nextNumber(world, 'bht')),
      createdDate: now.date,
      createdTime: clockTime(now),
    },
  };
  const segments = eligibilityAnswerSegments([header, ...answers]);
  const text = interchangeText(world, now, envelope, {
    st01: '271',
    guide: '005010X279A1',
    functionalId: 'HB',
    segments,
  });
  world.agenda.push({
    at: minutesLater(now, 3),
    kind: 'deliver',
    name: `271-${String(nextNumber(world, 'answer'))}.x12`,
    text,
  });
}

/** Decided claims are finalized (F1 paid, F2 denied); an undecided one is in process unless its fate says otherwise. */
function statusOf(world: World, { claim, lastDecision }: KnownClaim): StatusCode {
  if (!lastDecision || lastDecision.frequency !== claim.frequency)
    return fateOf(world, claim).status?.(claim) ?? { category: 'P1', status: '20' };
  return lastDecision.paidCents > 0 ? { category: 'F1', status: '65' } : { category: 'F2', status: '1' };
}

/** A 277 on the next business day: what the payer knows of the claim; pending (P1) until it is paid, D0 if it never came. */
export function answerStatus({ world, now }: Stage, envelope: Envelope, items: readonly X12Item[]): void {
  const answers = items.flatMap((item): ClaimStatusAnswerItem[] => {
    if (item.kind !== 'claimStatusInquiry') return [];
    const entry = item.claimNumber ? world.claims[item.claimNumber] : undefined;
    const known = entry?.lost ? undefined : entry;
    const code = known ? statusOf(world, known) : { category: 'D0', status: '35' };
    return [
      {
        kind: 'claimStatusAnswer',
        ordinal: item.ordinal,
        source: item.source,
        provider: item.provider,
        subscriber: item.subscriber,
        trace: item.trace,
        statuses: [
          { codes: [code], date: now.date, ...(item.chargeCents !== undefined && { chargeCents: item.chargeCents }) },
        ],
        ...(known && { payerClaimNumber: known.payerClaimNumber }),
        ...(item.claimNumber && { claimNumber: item.claimNumber }),
        refs: [],
        ...(item.serviceFrom && { serviceFrom: item.serviceFrom }),
        dates: [],
        lines: [],
        unmodelled: [],
      },
    ];
  });
  const inquiry = items.find((item) => item.kind === 'claimStatusInquiry');
  if (!inquiry || inquiry.kind !== 'claimStatusInquiry') return;
  const level = (name: 'source' | 'receiver' | 'provider', party: typeof inquiry.source): ClaimStatusAnswerItem => ({
    kind: 'claimStatusAnswerLevel',
    level: name,
    party,
    contacts: [],
    statuses: [],
    unmodelled: [],
  });
  const header: ClaimStatusAnswerItem = {
    kind: 'claimStatusAnswerHeader',
    setControl: '0001',
    origin: {
      purpose: '08',
      reference: String(nextNumber(world, 'bht')),
      createdDate: now.date,
      createdTime: clockTime(now),
      type: 'DG',
    },
  };
  const segments = claimStatusAnswerSegments([
    header,
    level('source', inquiry.source),
    level('receiver', inquiry.receiver),
    level('provider', inquiry.provider),
    ...answers,
  ]);
  const text = interchangeText(world, now, envelope, {
    st01: '277',
    guide: '005010X212',
    functionalId: 'HN',
    segments,
  });
  world.agenda.push({
    at: onBusinessDay(now, 1, '07:00'),
    kind: 'deliver',
    name: `277-${String(nextNumber(world, 'answer'))}.x12`,
    text,
  });
}
