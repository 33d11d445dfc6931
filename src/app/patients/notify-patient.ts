import { randomUUID } from 'node:crypto';
import { sendMail, type Mail } from '../../adapters/smtp.js';
import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { insertRows } from '../../db/insert-rows.js';
import type { Intent, Notice } from '../../db/generated/client.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import type { PersonIdentity } from '../claims/claim-parties.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { askAboutDoubt } from '../intents/ask-about-doubt.js';
import { confirmIntent, doubtIntent, loadIntent, markSending } from '../intents/close-intent.js';
import { createLink } from '../links/create-link.js';
import { proposePlan } from '../plans/propose-plan.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { noticeText } from './notice-text.js';
import { crashPoint } from '../../crash-points.js';

const LINK_DAYS = 60;

interface PlannedMail {
  readonly mail: Mail | 'no-address';
  readonly wasSending: boolean;
}

/**
 * The step `notifyPatient`: notice row, one-time link and message id are stored first, then one SMTP conversation, then the record.
 * A crash between the server's 250 and our record leaves the send in doubt: nobody can look it up, so a person decides.
 */
export async function notifyPatient(deps: Deps, input: StepInput): Promise<StepResult> {
  const actor = systemActor('notifyPatient');
  const planned = await inTransaction(deps.db, input.organizationId, { actor }, (tx) =>
    planMail(deps, tx, input.intentId),
  );
  if (!planned) return { became: 'repeat' };
  const { smtpUrl } = deps.config.mail;
  if (planned.wasSending) return close(deps, input, 'in-doubt');
  if (planned.mail === 'no-address') return close(deps, input, 'refused');
  if (!smtpUrl) throw new Error('SMTP_URL is not set: no mail can be sent');
  const mail = planned.mail;
  await inTransaction(deps.db, input.organizationId, { actor }, (tx) =>
    markSending(tx, input.intentId, { messageId: mail.messageId }),
  );
  crashPoint('mailIntended');
  const sent = await sendMail(smtpUrl, mail).catch(async (error: unknown) => {
    await inTransaction(deps.db, input.organizationId, { actor }, (tx) => unmarkSending(tx, input.intentId));
    throw error;
  });
  crashPoint('mailAccepted');
  return close(deps, input, sent);
}

/** Nothing had left: the next attempt may try again. */
const unmarkSending = (tx: Tx, intentId: string): Promise<unknown> =>
  tx.db.intent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intentId } },
    data: { sentAt: null },
  });

interface NoticeDetails {
  readonly notice: string;
  readonly amountCents: number;
  readonly answerBy?: PlainDate;
  readonly statementNumber?: number;
  readonly offerNumber?: number;
  readonly months?: number;
}

async function planMail(deps: Deps, tx: Tx, intentId: string): Promise<PlannedMail | undefined> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return undefined;
  if (intent.sentAt) return { mail: 'no-address', wasSending: true };
  const accountId = await accountOf(tx, intent);
  const details = intent.details as unknown as NoticeDetails;
  const { organization, guarantor } = await addressee(deps, tx, accountId);
  const notice = await noticeRow(tx, intent, accountId, details);
  if (!guarantor.email) return { mail: 'no-address', wasSending: false };
  const link = await createLink(tx, {
    accountId,
    purpose: details.notice === 'planOffer' ? 'plan-offer' : 'statement',
    noticeId: notice.id,
    expiresOn: addDays(tx.at.date, LINK_DAYS),
    ...(notice.planId && { planId: notice.planId }),
  });
  const { subject, text } = noticeText(details.notice, {
    organization,
    url: `${deps.config.api.publicUrl}/links/${link}`,
    replyBy: details.answerBy,
  });
  return {
    wasSending: false,
    mail: { from: deps.config.mail.from, to: guarantor.email, messageId: notice.messageId, subject, text },
  };
}

/** Who is written to, and in whose name. */
async function addressee(
  deps: Deps,
  tx: Tx,
  accountId: string,
): Promise<{ readonly organization: string; readonly guarantor: PersonIdentity }> {
  const org = tx.organizationId;
  const [row] = await tx.db.$queryRaw<{ organization: string; guarantor: Uint8Array }[]>`
    SELECT o.name AS organization, a.guarantor FROM accounts a JOIN organizations o ON o.id = a.organization_id
     WHERE a.organization_id = ${org}::uuid AND a.id = ${accountId}::uuid`;
  if (!row) throw new Error(`account ${accountId} is not on file`);
  const place = { org, table: 'accounts', column: 'guarantor', rowId: accountId };
  return { organization: row.organization, guarantor: deps.keys.openJson<PersonIdentity>(place, row.guarantor) };
}

async function accountOf(tx: Tx, intent: Intent): Promise<string> {
  if (intent.storyKind !== 'plan') return intent.subjectId;
  const plan = await tx.db.paymentPlan.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: intent.subjectId } },
  });
  return plan.accountId;
}

type NoticeRow = Pick<Notice, 'id' | 'planId' | 'messageId'>;

/** One notice row per intent; a plan offer brings its plan along, once. */
async function noticeRow(tx: Tx, intent: Intent, accountId: string, details: NoticeDetails): Promise<NoticeRow> {
  const [known] = await tx.db.$queryRaw<NoticeRow[]>`
    SELECT id, plan_id AS "planId", message_id AS "messageId" FROM notices
     WHERE organization_id = ${tx.organizationId}::uuid AND business_key = ${intent.businessKey}`;
  if (known) return known;
  const id = randomUUID();
  const planId =
    details.notice === 'planOffer'
      ? await proposePlan(tx, {
          accountId,
          totalCents: details.amountCents,
          answerBy: details.answerBy ?? addDays(tx.at.date, 30),
          ...(details.months && { months: details.months }),
        })
      : intent.storyKind === 'plan'
        ? intent.subjectId
        : null;
  const messageId = `${id}@reclaim.invalid`;
  await insertRows(tx, 'notices', [
    {
      id,
      organization_id: tx.organizationId,
      account_id: accountId,
      plan_id: planId,
      kind: details.notice,
      number: details.statementNumber ?? details.offerNumber ?? 1,
      amount_cents: details.amountCents,
      message_id: messageId,
      business_key: intent.businessKey,
      intended_on: tx.at.date,
    },
  ]);
  return { id, planId, messageId };
}

async function close(deps: Deps, input: StepInput, sent: 'accepted' | 'refused' | 'in-doubt'): Promise<StepResult> {
  return inTransaction(deps.db, input.organizationId, { actor: systemActor('notifyPatient') }, async (tx) => {
    const intent = await loadIntent(tx, input.intentId);
    if (intent.state !== 'INTENDED') return { became: 'repeat' };
    const accountId = await accountOf(tx, intent);
    const state = sent === 'accepted' ? 'SENT' : sent === 'refused' ? 'BOUNCED' : 'IN_DOUBT';
    const sentOn = sent === 'accepted' ? tx.at.date : null;
    tx.write`
      UPDATE notices SET state = ${state}, sent_on = ${sentOn}::date
       WHERE organization_id = ${tx.organizationId}::uuid AND business_key = ${intent.businessKey}`;
    if (sent === 'in-doubt') {
      await doubtIntent(tx, intent.id);
      await askAboutDoubt(tx, intent);
    } else {
      await confirmIntent(tx, intent.id);
      const story = intent.storyKind === 'plan' ? ('plan' as const) : ('patient-balance' as const);
      await recordEvent(tx, {
        story,
        subjectId: intent.subjectId,
        type: 'noticeSent',
        key: `${intent.businessKey}:sent`,
        wake: false,
      });
      if (sent === 'refused') {
        await recordEvent(tx, {
          story: 'patient-balance',
          subjectId: accountId,
          type: 'mailBounced',
          key: `${intent.businessKey}:bounced`,
        });
      }
    }
    await recordAudit(tx, {
      action: 'notice.send',
      subjectType: 'account',
      subjectId: accountId,
      why: intent.businessKey,
      after: { state },
    });
    return { became: sent };
  });
}
