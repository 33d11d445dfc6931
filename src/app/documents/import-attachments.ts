import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { AttachmentDocument, AttachmentHeader } from '../../edi/x12/275/attachment.js';
import { storeContents } from '../../edi/x12/275/store-contents.js';
import type { X12Item } from '../../edi/x12/read.js';
import type { Deps } from '../deps.js';
import { askAboutUnmatched } from '../files/ask-about-unmatched.js';
import { readUsable, type FileRef, type Heartbeat } from '../files/read-inbound.js';
import { placeOf } from '../files/refused-parts.js';
import { noteSummary } from '../files/readings.js';
import { recordAudit } from '../stories/record-audit.js';
import { claimOfAttachment } from './claim-of-attachment.js';
import { decodeSealed, dropContent, sealContent } from './seal-content.js';
import { saveDocument, type KeptDocument } from './store-document.js';

export const ATTACHMENT = 'attachment';

export interface ImportedAttachments {
  /** Documents that became one of their claim. */
  stored: number;
  /** The same bytes of the same claim were there already. */
  repeats: number;
  /** Of no claim we know, or of several: a person is asked. */
  unmatched: number;
  /** Announced without bytes. */
  empty: number;
}

interface Taken {
  /** Of the set the document came in. */
  readonly set: string;
  readonly header: AttachmentHeader;
  readonly document: AttachmentDocument;
  readonly content: KeptDocument;
}

/**
 * Documents of the sound 275 sets of a file: their bytes go sealed to disk while they are read, their rows stand with the
 * claim that their numbers name. A second run finds what the first one stored.
 */
export async function importAttachments(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
): Promise<ImportedAttachments> {
  const total: ImportedAttachments = { stored: 0, repeats: 0, unmatched: 0, empty: 0 };
  const { organizationId } = file;
  let header: AttachmentHeader | undefined;
  let set = '';
  let content: KeptDocument | undefined;
  const stored = storeContents(oneByOne(readUsable(deps, file, heartbeat)), (bytes) =>
    sealContent(deps, organizationId, bytes),
  );
  for await (const items of stored) {
    for (const item of items) {
      if (item.kind === 'set') set = placeOf(item);
      else if (item.kind === 'attachment') header = item;
      else if (item.kind === 'attachmentStored') content = item.stored;
      if (item.kind !== 'attachmentDocument') continue;
      if (header === undefined || content === undefined) total.empty += 1;
      else total[await take(deps, file, { set, header, document: item, content })] += 1;
      content = undefined;
    }
  }
  await inTransaction(deps.db, organizationId, { actor: systemActor('importAttachments') }, (tx) =>
    noteSummary(tx, file, { attachments: total }),
  );
  return total;
}

async function* oneByOne(items: AsyncIterable<X12Item>): AsyncGenerator<X12Item[]> {
  for await (const item of items) yield [item];
}

async function take(deps: Deps, file: FileRef, taken: Taken): Promise<Exclude<keyof ImportedAttachments, 'empty'>> {
  const { organizationId } = file;
  const { header, document, content } = taken;
  const kept = document.filter === 'B64' ? await decodeSealed(deps, organizationId, content) : content;
  const outcome = await inTransaction(
    deps.db,
    organizationId,
    { actor: systemActor('importAttachments') },
    async (tx) => {
      const claimId = await claimOfAttachment(tx, header, document);
      if (claimId !== undefined) return keep(tx, file, claimId, kept);
      await askWhose(tx, file, taken);
      return 'unmatched' as const;
    },
  );
  if (outcome !== 'stored') await dropContent(deps, organizationId, kept);
  return outcome;
}

/** The same bytes for the same claim are one document, however often and in whatever envelope they come. */
async function keep(tx: Tx, file: FileRef, claimId: string, kept: KeptDocument): Promise<'stored' | 'repeats'> {
  const { organizationId } = tx;
  const businessKey = `${ATTACHMENT}:${claimId}:${kept.sha256}`;
  tx.write`SELECT pg_advisory_xact_lock(hashtextextended(${`${organizationId}|${businessKey}`}, 0))`;
  const where = { organizationId_businessKey: { organizationId, businessKey } };
  if (await tx.db.document.findUnique({ where, select: { id: true } })) return 'repeats';
  await saveDocument(tx, kept, { subjectType: 'claim', subjectId: claimId, kind: ATTACHMENT, businessKey });
  await recordAudit(tx, {
    action: 'document.attach',
    subjectType: 'document',
    subjectId: kept.id,
    why: `came with file ${file.fileId}`,
    after: { claimId, sha256: kept.sha256, sizeBytes: kept.sizeBytes, mediaType: kept.mediaType },
  });
  return 'stored';
}

/** One question a document: it is read again once its claim is in. */
async function askWhose(tx: Tx, file: FileRef, { set, header, document }: Taken): Promise<void> {
  const control = document.traces[0]?.number ?? header.reference;
  await askAboutUnmatched(tx, file, {
    place: `275:${set}:${header.reference}:${document.number}`,
    facts: { what: '275', control, document: document.number },
  });
}
