import type { Claim, Intent } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { FileControl } from '../batches/interchange.js';
import { attachmentNumbers } from '../claims/open-claim.js';
import type { PackedPacket } from './records-of-packet.js';

/** A document as it leaves in a 275: frozen with its hash. */
export interface SentDocument {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** TRN02 of the documents: the number of the payer's request, or one of ours that the claim keeps from now on. */
export interface AttachmentLink {
  readonly number: string;
  readonly requested: boolean;
  /** What the payer's 277 asked for under this number: STC composites with their LOINC codes. */
  readonly codes?: readonly string[];
}

/** What an intent of `sendAttachment` keeps before the file leaves: enough to write the same file again, and to know its 999. */
export interface SentAttachment extends FileControl {
  readonly file: string;
  readonly link: AttachmentLink;
  readonly documents: readonly SentDocument[];
}

export const SEND_ATTACHMENT = 'sendAttachment';

/** The bound packet of a level with the files its index names, or the records attached to the claim that no earlier 275 took. */
export async function documentsToSend(tx: Tx, intent: Intent, claimId: string): Promise<SentDocument[]> {
  const { what, level } = intent.details as { what?: string; level?: number };
  if (what !== 'packet') return unsentRecords(tx, intent.subjectId, claimId);
  const [packet] = await packetOf(tx, intent.subjectId, level ?? 1);
  return packet ? [packet, ...(await filesBeside(tx, intent.subjectId, packet.id))] : [];
}

/** Records that could not be bound, as they were when the packet was. */
async function filesBeside(tx: Tx, denialId: string, packetId: string): Promise<SentDocument[]> {
  const bindings = await tx.db.intent.findMany({
    where: { organizationId: tx.organizationId, subjectId: denialId, kind: 'buildAppealPacket', state: 'CONFIRMED' },
    select: { result: true },
  });
  const packed = bindings
    .map(({ result }) => result as Partial<PackedPacket>)
    .find(({ documentId }) => documentId === packetId);
  return (packed?.records ?? [])
    .filter(({ bound }) => !bound)
    .map(({ id, sha256, sizeBytes }) => ({ id, sha256, sizeBytes }));
}

async function packetOf(tx: Tx, denialId: string, level: number): Promise<SentDocument[]> {
  const { organizationId } = tx;
  const row = await tx.db.appealLevel.findUnique({
    where: { organizationId_denialId_level: { organizationId, denialId, level } },
    select: { packetId: true },
  });
  return row?.packetId ? asSent(tx, { id: row.packetId }) : [];
}

async function unsentRecords(tx: Tx, subjectId: string, claimId: string): Promise<SentDocument[]> {
  const earlier = await tx.db.intent.findMany({
    where: { organizationId: tx.organizationId, subjectId, kind: SEND_ATTACHMENT, state: 'CONFIRMED' },
    select: { result: true },
  });
  const sent = earlier.flatMap(({ result }) => (result as Partial<SentAttachment>).documents ?? []);
  const all = await recordsOf(tx, claimId);
  const fresh = all.filter((document) => !sent.some(({ id }) => id === document.id));
  return fresh.length > 0 ? fresh : all; // asked for once more, or refused before: all of them again
}

const recordsOf = (tx: Tx, claimId: string): Promise<SentDocument[]> =>
  asSent(tx, { subjectId: claimId, kind: 'record' });

async function asSent(tx: Tx, which: { id: string } | { subjectId: string; kind: string }): Promise<SentDocument[]> {
  const rows = await tx.db.document.findMany({
    where: { organizationId: tx.organizationId, ...which },
    orderBy: [{ createdOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ id: row.id, sha256: row.sha256, sizeBytes: Number(row.sizeBytes) }));
}

/** The latest number that is neither the claim's own (PWK06) nor one of ours is what the payer's request said (277, TRN02). */
export function linkOf(claim: Claim, content: Claim837, control: FileControl): AttachmentLink {
  const ours = `${claim.claimNumber}A`;
  const own = attachmentNumbers(content);
  const asked = claim.attachmentNumbers.filter((number) => !own.includes(number) && !number.startsWith(ours)).at(-1);
  return asked === undefined
    ? { number: `${ours}${Number(control.interchange)}`, requested: false }
    : { number: asked, requested: true };
}

/** The link with what the payer asked for under its number, as its last request said. */
export async function withRequest(tx: Tx, claimId: string, link: AttachmentLink): Promise<AttachmentLink> {
  if (!link.requested) return link;
  const request = await tx.db.storyEvent.findFirst({
    where: {
      organizationId: tx.organizationId,
      subjectId: claimId,
      type: 'claimStatusAnswered',
      facts: { path: ['requestNumber'], equals: link.number },
    },
    orderBy: { sequence: 'desc' },
    select: { facts: true },
  });
  const { requestCodes = '' } = (request?.facts ?? {}) as { requestCodes?: string };
  return requestCodes === '' ? link : { ...link, codes: requestCodes.split(' ') };
}

/** The claim keeps the number, so that whatever names it finds its way back. */
export async function keepLink(tx: Tx, claimId: string, number: string): Promise<void> {
  await tx.db.claim.updateMany({
    where: { organizationId: tx.organizationId, id: claimId, NOT: { attachmentNumbers: { has: number } } },
    data: { attachmentNumbers: { push: number } },
  });
}
