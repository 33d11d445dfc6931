import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Batch } from '../../db/generated/client.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { AcknowledgedClaim } from '../../edi/x12/277ca/claim-acknowledgement.js';
import type { X12Item } from '../../edi/x12/read.js';
import { claimVerdict, isRejection } from '../../edi/x12/277ca/claim-verdict.js';
import {
  codeOfSet,
  type ImplementationAcknowledgement,
  type InterchangeAcknowledgement,
} from '../../edi/x12/acknowledgements/acknowledgement-items.js';
import { requestRefused } from '../denials/acknowledge-authorization.js';
import type { Deps } from '../deps.js';
import { answerAttachment } from '../documents/acknowledge-attachment.js';
import type { SentAttachment } from '../documents/documents-to-send.js';
import { askAboutUnmatched } from '../files/ask-about-unmatched.js';
import { readUsable, type FileRef, type Heartbeat } from '../files/read-inbound.js';
import { placeOf } from '../files/refused-parts.js';
import { sentWithControl } from '../intents/sent-with-control.js';
import { recordEvent } from '../stories/record-event.js';
import type { FileControl } from './interchange.js';

/** Claims whose story must be judged quietly because the payer accepted them. */
export interface Acknowledged {
  readonly acceptedClaimIds: string[];
}

type Acknowledgement = InterchangeAcknowledgement | ImplementationAcknowledgement | AcknowledgedClaim;

/** The file and the set of it that speaks; a TA1 stands beside the sets. */
interface SetRef extends FileRef {
  readonly set: string;
}

interface Placed {
  readonly item: Acknowledgement;
  readonly set: string;
}

const isAcknowledgement = (item: X12Item): item is Acknowledgement =>
  item.kind === 'interchangeAcknowledgement' ||
  item.kind === 'implementationAcknowledgement' ||
  item.kind === 'acknowledgedClaim';

/** Small, so that nobody waits long for a row; what was taken before a crash is found by its keys. */
const ANSWERS_A_TRANSACTION = 25;

/** TA1, 999 and 277CA of one file. Acceptance wakes no claim; a rejection is one event for that claim (ruling 14). */
export async function importAcknowledgements(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
): Promise<Acknowledged> {
  const accepted: string[] = [];
  const touched = new Set<string>();
  let pending: Placed[] = [];
  let set = '';
  const flush = async (): Promise<void> => {
    const items = pending;
    pending = [];
    if (items.length === 0) return;
    heartbeat();
    await inTransaction(deps.db, file.organizationId, { actor: systemActor('importAcknowledgements') }, async (tx) => {
      for (const { item, set } of items) await take(tx, { ...file, set }, { item, accepted, touched });
    });
  };
  for await (const item of readUsable(deps, file, heartbeat)) {
    if (item.kind === 'set') set = placeOf(item);
    if (isAcknowledgement(item)) pending.push({ item, set });
    if (pending.length >= ANSWERS_A_TRANSACTION) await flush();
  }
  await flush();
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('importAcknowledgements') }, async (tx) => {
    for (const batchId of touched) {
      await recordEvent(tx, {
        story: 'batch',
        subjectId: batchId,
        type: 'claimsAcknowledged',
        key: `${file.fileId}:${batchId}:acknowledged`,
      });
    }
  });
  return { acceptedClaimIds: accepted };
}

async function take(tx: Tx, file: SetRef, { item, ...taken }: Taken): Promise<void> {
  if (item.kind === 'interchangeAcknowledgement') await takeTa1(tx, file, item);
  else if (item.kind === 'implementationAcknowledgement') await take999(tx, file, item);
  else await takeClaim(tx, file, { item, ...taken });
}

async function takeTa1(tx: Tx, file: FileRef, ta1: InterchangeAcknowledgement): Promise<void> {
  const control = ta1.control.padStart(9, '0');
  const batch = await tx.db.batch.findFirst({
    where: { organizationId: tx.organizationId, interchangeControl: control },
  });
  const accepted = ta1.code !== 'R';
  if (!batch) {
    // A TA1 also answers our 270 and 276 files, which their own answers close.
    const attachment = await sentWithControl(tx, 'sendAttachment', 'interchange', control);
    const answer = { level: 'TA1', accepted, codes: [ta1.note], said: `${file.fileId}:${spokenAt(ta1)}` } as const;
    if (attachment) return answerAttachment(tx, attachment, answer);
    const request = await sentWithControl(tx, 'sendAuthorizationRequest', 'interchange', control);
    return request && !accepted ? requestRefused(tx, request, answer) : undefined;
  }
  await recordEvent(tx, {
    story: 'batch',
    subjectId: batch.id,
    type: 'interchangeAcknowledged',
    facts: { accepted },
    key: `${file.fileId}:ta1:${spokenAt(ta1)}:${ta1.control}`,
    wake: !accepted,
  });
  if (!accepted) await rejectSubmissions(tx, batch, { level: 'TA1', codes: [ta1.note] });
}

async function take999(tx: Tx, file: SetRef, ack: ImplementationAcknowledgement): Promise<void> {
  if (ack.functionalId === 'PI') return take999OfAttachment(tx, file, ack);
  if (ack.functionalId === 'HI') return take999OfRequest(tx, file, ack);
  if (ack.functionalId !== 'HC') return;
  const batch = await tx.db.batch.findFirst({
    where: { organizationId: tx.organizationId, groupControl: ack.groupControl, state: { not: 'COLLECTING' } },
    orderBy: { sentAt: 'desc' },
  });
  if (!batch) return unmatched(tx, file, '999', ack.groupControl);
  const rejected = await rejectedSets(tx, batch, ack);
  await tx.db.batch.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: batch.id } },
    data: { ack999On: toDateColumn(tx.at.date) },
  });
  await recordEvent(tx, {
    story: 'batch',
    subjectId: batch.id,
    type: 'fileAcknowledged',
    facts: { accepted: !rejected.all },
    key: `${file.fileId}:999:${file.set}:${ack.groupControl}`,
  });
  for (const set of rejected.sets) await rejectSubmissions(tx, batch, { level: '999', ...set });
}

/** Where one answer stands: two of a file may speak of the same file of ours, and neither is a repeat of the other. */
const saidIn = ({ fileId, set }: SetRef): string => `${fileId}:${set}`;
const spokenAt = ({ place }: InterchangeAcknowledgement): string => `${place.interchange}.${place.segment}`;

/** Our 275 files hold one set each. */
async function take999OfAttachment(tx: Tx, file: SetRef, ack: ImplementationAcknowledgement): Promise<void> {
  const attachment = await sentWithControl(tx, 'sendAttachment', 'group', ack.groupControl);
  if (!attachment) return unmatched(tx, file, '999', ack.groupControl);
  const { set } = attachment.result as unknown as SentAttachment;
  const accepted = ACCEPTED_SETS.has(codeOfSet(ack, set));
  await answerAttachment(tx, attachment, { level: '999', accepted, codes: codesOf(ack, set), said: saidIn(file) });
}

/** A 278 of ours that its 999 refuses never came to the payer; one that passes is answered by a 278. */
async function take999OfRequest(tx: Tx, file: SetRef, ack: ImplementationAcknowledgement): Promise<void> {
  const request = await sentWithControl(tx, 'sendAuthorizationRequest', 'group', ack.groupControl);
  if (!request) return unmatched(tx, file, '999', ack.groupControl);
  const { set } = request.result as unknown as FileControl;
  if (ACCEPTED_SETS.has(codeOfSet(ack, set))) return;
  await requestRefused(tx, request, { level: '999', codes: codesOf(ack, set), said: saidIn(file) });
}

interface RejectedSet {
  readonly setControl: string;
  readonly codes: readonly string[];
}

/** Sets of our file that the 999 rejects (a partial acceptance rejects only these), with the segments it names. */
async function rejectedSets(
  tx: Tx,
  batch: Batch,
  ack: ImplementationAcknowledgement,
): Promise<{ readonly all: boolean; readonly sets: readonly RejectedSet[] }> {
  const sent = await tx.db.submission.findMany({
    where: { organizationId: tx.organizationId, batchId: batch.id },
    select: { setControl: true },
    distinct: ['setControl'],
    orderBy: { setControl: 'asc' },
  });
  const controls = sent.map(({ setControl }) => setControl ?? batch.setControl ?? '');
  const sets = controls
    .filter((control) => !ACCEPTED_SETS.has(codeOfSet(ack, control)))
    .map((setControl) => ({ setControl, codes: codesOf(ack, setControl) }));
  return { all: sets.length === controls.length, sets };
}

/** IK5 and AK9 codes that let a set pass: accepted, with errors noted, partially. M, R, W and X refuse (X12 list 717). */
const ACCEPTED_SETS: ReadonlySet<string> = new Set(['A', 'E', 'P']);

/** AK905 codes of the group, IK502 codes of the set and where in it the fault lies: `N4:3:7` is element 3 of an N4, code 7. */
function codesOf(ack: ImplementationAcknowledgement, setControl: string): string[] {
  const set = ack.sets.find(({ control }) => control === setControl);
  const places = (set?.segments ?? []).flatMap(({ segmentId, elements }) =>
    elements.map(({ element, code }) => `${segmentId}:${element}:${code}`),
  );
  return [...ack.errors, ...(set?.errors ?? []), ...places];
}

/** Every claim of a rejected file or set is rejected; it goes out again as frequency 1. */
async function rejectSubmissions(
  tx: Tx,
  batch: Batch,
  why: { level: 'TA1' | '999'; codes: readonly string[]; setControl?: string },
): Promise<void> {
  const submissions = await tx.db.submission.findMany({
    where: {
      organizationId: tx.organizationId,
      batchId: batch.id,
      state: 'SENT',
      ...(why.setControl !== undefined && { OR: [{ setControl: why.setControl }, { setControl: null }] }),
    },
  });
  for (const submission of submissions) {
    await recordEvent(tx, {
      story: 'claim',
      subjectId: submission.claimId,
      type: 'batchRejected',
      facts: { level: why.level, codes: why.codes },
      key: `${submission.id}:rejected:${why.level}`,
    });
    await closeSubmission(tx, submission, { state: 'REJECTED', codes: why.codes });
  }
}

interface Taken<Item = Acknowledgement> {
  readonly item: Item;
  readonly accepted: string[];
  readonly touched: Set<string>;
}

/** The claim of this number and its last sending, if it was sent. */
async function lastSending(
  tx: Tx,
  claimNumber: string,
): Promise<{ claimId: string; id: string; batchId: string | null } | undefined> {
  const [sending] = await tx.db.$queryRaw<{ claimId: string; id: string; batchId: string | null }[]>`
    SELECT c.id AS "claimId", s.id, s.batch_id AS "batchId"
      FROM claims c JOIN submissions s ON s.organization_id = c.organization_id AND s.claim_id = c.id AND s.sent_on IS NOT NULL
     WHERE c.organization_id = ${tx.organizationId}::uuid AND c.claim_number = ${claimNumber}
     ORDER BY s.number DESC LIMIT 1`;
  return sending;
}

/** One claim of a 277CA: the payer's word counts, a clearinghouse's acceptance is only noted, its rejection counts. */
async function takeClaim(tx: Tx, file: SetRef, { item, accepted, touched }: Taken<AcknowledgedClaim>): Promise<void> {
  const submission = await lastSending(tx, item.claimNumber);
  if (!submission) return unmatched(tx, file, '277CA', item.claimNumber);
  const { claimId } = submission;
  const verdict = claimVerdict(item);
  const codes = [...item.inherited, ...item.statuses].flatMap((status) =>
    status.codes.map((code) => `${code.category}:${code.status}`),
  );
  if (submission.batchId) touched.add(submission.batchId);
  if (verdict === 'unknown') return unmatched(tx, file, '277CA', item.claimNumber, codes);
  if (verdict === 'rejected') {
    await closeSubmission(tx, submission, { state: 'REJECTED', codes, fileId: file.fileId });
    await recordEvent(tx, {
      story: 'claim',
      subjectId: claimId,
      type: 'payerRejected',
      facts: { categories: codes.filter((code) => isRejection(code.split(':')[0] ?? '')) },
      key: `${submission.id}:rejected:277CA`,
    });
    return;
  }
  if (verdict === 'noted') return noteForwarded(tx, submission);
  const receiptDate = item.receivedDate ?? tx.at.date;
  await closeSubmission(tx, submission, {
    state: 'ACCEPTED',
    codes,
    fileId: file.fileId,
    receiptDate,
    payerClaimNumber: item.payerClaimNumber ?? null,
  });
  await recordEvent(tx, {
    story: 'claim',
    subjectId: claimId,
    type: 'payerAccepted',
    wake: false,
    key: `${submission.id}:accepted`,
    facts: { receiptDate, payerClaimNumber: item.payerClaimNumber ?? null },
  });
  accepted.push(claimId);
}

/** Passed on, or taken by the clearinghouse in its own name: its clock ends (T-277CA), the claim waits for the payer as before. */
async function noteForwarded(tx: Tx, { id }: { readonly id: string }): Promise<void> {
  tx.write`
    UPDATE submissions SET forwarded_on = coalesce(forwarded_on, ${tx.at.date}::date)
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid`;
}

interface SubmissionAnswer {
  readonly state: 'ACCEPTED' | 'REJECTED';
  readonly codes: readonly string[];
  readonly fileId?: string;
  readonly receiptDate?: PlainDate;
  readonly payerClaimNumber?: string | null;
}

async function closeSubmission(tx: Tx, { id }: { readonly id: string }, answer: SubmissionAnswer): Promise<void> {
  tx.write`
    UPDATE submissions
       SET state = ${answer.state}, status_codes = ${answer.codes}::text[], acknowledged_on = ${tx.at.date}::date,
           acknowledged_by = coalesce(${answer.fileId ?? null}::uuid, acknowledged_by),
           receipt_date = coalesce(${answer.receiptDate ?? null}::date, receipt_date),
           payer_claim_number = coalesce(${answer.payerClaimNumber || null}, payer_claim_number)
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid`;
}

/** `codes`: what was said, when we know the claim but not the words. */
const unmatched = (tx: Tx, file: SetRef, what: string, control: string, codes: readonly string[] = []): Promise<void> =>
  askAboutUnmatched(tx, file, {
    place: `${what}:${file.set}:${control}`,
    facts: { what, control, ...(codes.length === 0 ? {} : { codes: codes.join(' ') }) },
  });
