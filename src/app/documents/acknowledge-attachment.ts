import type { Intent } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { recordEvent } from '../stories/record-event.js';
import type { SentAttachment } from './documents-to-send.js';

/** What an acknowledgement says about a 275 of ours. */
export interface AttachmentAnswer {
  readonly level: 'TA1' | '999';
  readonly accepted: boolean;
  readonly codes: readonly string[];
  /** The file that says so and where in it; one answer tells its story once, however often it is read. */
  readonly said: string;
}

/**
 * A refusal goes back to a person; acceptance of the file by its 999 is the proof of sending (rulebook §5, §12). A TA1 that
 * accepts says only that the envelope could be read.
 */
export async function answerAttachment(tx: Tx, intent: Intent, answer: AttachmentAnswer): Promise<void> {
  const { level, accepted, codes, said } = answer;
  if (accepted && level === 'TA1') return;
  const { group, file } = intent.result as unknown as SentAttachment;
  const isPacket = (intent.details as { what?: string }).what === 'packet';
  const receipt = { channel: 'x12-275', confirmation: `999 for group ${group} of ${file}` };
  await recordEvent(tx, {
    story: intent.storyKind as 'claim' | 'appeal',
    subjectId: intent.subjectId,
    ...(accepted
      ? {
          type: isPacket ? 'appealFiled' : 'documentsSent',
          facts: isPacket ? { ...receipt, filedOn: tx.at.date } : receipt,
        }
      : { type: 'attachmentRejected', facts: { level, codes: codes.filter(Boolean).join(' ') } }),
    key: `${said}:${intent.businessKey}:${level}`,
  });
}
