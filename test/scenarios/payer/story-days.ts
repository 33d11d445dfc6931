import { buildAppealPacket } from '../../../src/app/denials/build-appeal-packet.js';
import { recordEvent, type Facts } from '../../../src/app/stories/record-event.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import type { StoryKind } from '../../../src/domain/stories/turn.js';
import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import {
  cas,
  claimRow,
  decision,
  denialsOf,
  openOne,
  post,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';

/** The day on which the practice of a story is founded. */
const DAY_ONE = '2026-01-05';

/** It is this day in the practice; nothing happens by itself until a story is told. */
export const itIs = (practice: Practice, day: string): Promise<unknown> =>
  practice.within((tx) =>
    tx.db.organization.update({ where: { id: practice.org }, data: { businessAt: new Date(`${day}T15:00:00Z`) } }),
  );

async function hear(practice: Practice, story: StoryKind, subjectId: string, type: string, facts: Facts) {
  await practice.within((tx) => recordEvent(tx, { story, subjectId, type, facts }));
}

/** Something happens to a claim, and its story judges it at once. */
export async function claimHears(practice: Practice, claim: { id: string }, type: string, facts: Facts = {}) {
  await hear(practice, 'claim', claim.id, type, facts);
  return tellClaim(practice, claim);
}

/** Something happens to a denial, and its story judges it at once. */
export async function denialHears(practice: Practice, denialId: string, type: string, facts: Facts = {}) {
  await hear(practice, 'appeal', denialId, type, facts);
  return tellDenial(practice, denialId);
}

type Change = (claim: Claim837) => Claim837;

/** A claim that was scrubbed: READY, unless `change` broke it. */
export async function readyClaim(practice: Practice, change?: Change): Promise<OpenedClaim> {
  const claim = await openOne(practice, change);
  await tellClaim(practice, claim);
  return claim;
}

/** The batch with the claim was transmitted on this day. */
export const transmitted = (practice: Practice, claim: OpenedClaim, on = DAY_ONE) =>
  claimHears(practice, claim, 'submitted', { batchId: 'b', date: on });

export async function sentClaim(practice: Practice, change?: Change, on = DAY_ONE): Promise<OpenedClaim> {
  const claim = await readyClaim(practice, change);
  await transmitted(practice, claim, on);
  return claim;
}

/** The payer's own 277CA accepts the claim. */
export const takenIn = (practice: Practice, claim: OpenedClaim, on: string, payerClaimNumber = 'ICN1') =>
  claimHears(practice, claim, 'payerAccepted', { receiptDate: on, payerClaimNumber });

/** The payer decides, its money is posted, and the claim hears of it. Returns the decision. */
export async function decides(
  practice: Practice,
  claim: OpenedClaim,
  decided: RemittanceClaim = decision(claim),
  on = DAY_ONE,
): Promise<RemittanceClaim> {
  await post(practice, { payerId: claim.payerId, on: plainDate(on), claims: [decided] });
  await tellClaim(practice, claim);
  return decided;
}

export interface DeniedClaim {
  readonly claim: OpenedClaim;
  readonly decided: RemittanceClaim;
  readonly denialId: string;
}

interface Denies {
  /** What of it is denied, in cents; the whole charge unless told otherwise. */
  readonly cents?: number;
  readonly rarcs?: readonly string[];
  readonly on?: string;
}

/** The payer denies with one code, as in `CO-50`; the denial it bears has taken its first action. */
export async function denies(
  practice: Practice,
  claim: OpenedClaim,
  code: string,
  { cents, rarcs = [], on }: Denies = {},
): Promise<DeniedClaim> {
  const [group = '', carc = ''] = code.split('-');
  const adjustments = [cas(group, carc, cents ?? claim.chargeCents)];
  const decided = await decides(practice, claim, decision(claim, { adjustments, remarks: rarcs }), on);
  const [born] = await denialsOf(practice, claim.id);
  if (!born) throw new Error(`${code} bore no denial`);
  await tellDenial(practice, born.id);
  return { claim, decided, denialId: born.id };
}

/** The denial's story goes on, then the claim hears what became of it. */
export async function bothGoOn(practice: Practice, { claim, denialId }: DeniedClaim): Promise<void> {
  await tellDenial(practice, denialId);
  await tellClaim(practice, claim);
}

/** The records are together, the packet is bound, and somebody is to file it. */
export async function packetBound(practice: Practice, denialId: string): Promise<void> {
  await denialHears(practice, denialId, 'packetReady');
  const [intent] = (await stepsOf(practice, denialId)).filter(({ kind }) => kind === 'buildAppealPacket');
  await buildAppealPacket(practice.deps, { organizationId: practice.org, intentId: intent?.id ?? '' });
  await tellDenial(practice, denialId);
}

export const stateOf = async (practice: Practice, claim: { id: string }): Promise<string> =>
  (await claimRow(practice, claim.id)).state;

/** Open work about a subject, oldest first: kind, role and facts. */
export const openWork = (practice: Practice, subjectId: string) =>
  practice.within((tx) =>
    tx.db.workItem.findMany({
      where: { organizationId: practice.org, subjectId, state: 'OPEN' },
      orderBy: [{ openedOn: 'asc' }, { kind: 'asc' }],
    }),
  );

export const kindsOfWork = async (practice: Practice, subjectId: string): Promise<string[]> =>
  (await openWork(practice, subjectId)).map(({ kind }) => kind);

/** What a story has asked to be done outside, done or not. */
export const stepsOf = (practice: Practice, subjectId: string) =>
  practice.within((tx) => tx.db.intent.findMany({ where: { organizationId: practice.org, subjectId } }));

export const openDeadlines = (practice: Practice, subjectId: string) =>
  practice.within((tx) =>
    tx.db.deadline.findMany({ where: { organizationId: practice.org, subjectId, closedOn: null } }),
  );
