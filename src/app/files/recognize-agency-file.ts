import { readSealed } from '../../adapters/sealed-files.js';
import { inTransaction, systemActor } from '../../db/in-transaction.js';
import { isAgencyHeader } from '../../domain/collections/agency-answer.js';
import type { Deps } from '../deps.js';
import type { FileRef } from './read-inbound.js';
import { takeUpReadings } from './readings.js';

const FIRST_LINE_BYTES = 512;

/** An agency's file says what it is in its first line. */
export async function isFromAgency(deps: Deps, file: FileRef): Promise<boolean> {
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  for await (const chunk of readSealed(store, file.organizationId, file.fileId)) {
    const [first = ''] = Buffer.from(chunk.subarray(0, FIRST_LINE_BYTES)).toString('latin1').split(/\r?\n/);
    return isAgencyHeader(first.replace(/^\u00ef\u00bb\u00bf/, ''));
  }
  return false;
}

export async function takeAsAgencyFile(deps: Deps, file: FileRef, asked: readonly string[]): Promise<void> {
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, async (tx) => {
    await takeUpReadings(tx, file, asked);
    const where = { organizationId_id: { organizationId: tx.organizationId, id: file.fileId } };
    await tx.db.fileProblem.deleteMany({ where: { organizationId: tx.organizationId, fileId: file.fileId } });
    await tx.db.inboundFile.update({ where, data: { kind: 'agencyAnswers', state: 'READING' } });
  });
}
