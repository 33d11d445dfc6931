import { sendMail, type Mail, type Sent } from '../../adapters/smtp.js';
import type { Intent } from '../../db/generated/client.js';
import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { workListText } from '../../domain/work-items/work-list.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { confirmIntent, doubtIntent, loadIntent, markSending } from '../intents/close-intent.js';
import { recordAudit } from '../stories/record-audit.js';
import { openWork } from './open-work.js';

const actor = systemActor('dayBook');
type Became = Sent | 'nothing to say';

/**
 * The step `sendWorkList`: the message id is stored first, then one SMTP conversation, then what became of it. A list that may
 * have left is never sent again, and nobody is asked: tomorrow another one leaves.
 */
export async function sendWorkList(deps: Deps, input: StepInput): Promise<StepResult> {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    inTransaction(deps.db, input.organizationId, { actor }, work);
  const planned = await within((tx) => planMail(deps, tx, input.intentId));
  if (planned === 'repeat') return { became: 'repeat' };
  if (typeof planned === 'string') return within((tx) => close(tx, input.intentId, planned));
  const { smtpUrl } = deps.config.mail;
  if (!smtpUrl) throw new Error('SMTP_URL is not set: no mail can be sent');
  await within((tx) => markSending(tx, input.intentId, { messageId: planned.messageId }));
  const sent = await sendMail(smtpUrl, planned).catch(async (error: unknown) => {
    await within((tx) => nothingLeft(tx, input.intentId));
    throw error;
  });
  return within((tx) => close(tx, input.intentId, sent));
}

/** The next attempt may try again. */
const nothingLeft = (tx: Tx, id: string): Promise<Intent> =>
  tx.db.intent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id } },
    data: { sentAt: null },
  });

async function planMail(deps: Deps, tx: Tx, intentId: string): Promise<Mail | Became | 'repeat'> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return 'repeat';
  if (intent.sentAt) return 'in-doubt';
  const { recipientId } = intent.details as { recipientId: string };
  const recipient = await tx.db.workListRecipient.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: recipientId } },
  });
  const waiting = await openWork(tx, recipient);
  if (!recipient.address || waiting.length === 0) return 'nothing to say';
  const organization = await tx.db.organization.findUniqueOrThrow({ where: { id: tx.organizationId } });
  return {
    from: deps.config.mail.from,
    to: recipient.address,
    messageId: `${intentId}@reclaim.invalid`,
    ...workListText({
      organization: organization.name,
      date: tx.at.date,
      url: `${deps.config.api.publicUrl}/work-queues`,
      waiting,
    }),
  };
}

async function close(tx: Tx, intentId: string, became: Became): Promise<StepResult> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return { became: 'repeat' };
  await (became === 'in-doubt' ? doubtIntent(tx, intentId) : confirmIntent(tx, intentId));
  await recordAudit(tx, {
    action: 'workList.send',
    subjectType: 'workListRecipient',
    subjectId: (intent.details as { recipientId: string }).recipientId,
    why: intent.businessKey,
    after: { became },
  });
  return { became };
}
