import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { AUTHORIZATION_BY_FILE } from '../../domain/appeals/denial-authorization.js';
import type { AuthorizationUrgency } from '../../domain/appeals/denial-event.js';
import { authorizationSegments } from '../../edi/x12/278/write-authorization.js';
import type { ClaimLine } from '../../edi/x12/837p/claim-837.js';
import type { OutSegment } from '../../edi/x12/write.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { sendInquiry, type InquiryContext } from '../intents/send-inquiry.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { AUTHORIZATION_GUIDE, authorizationRequest, urgencyOf } from './authorization-request.js';

/**
 * The step `sendAuthorizationRequest`: one 278 (005010X217) for the services a denial says were not authorized. Numbers are
 * stored before it leaves; that it left is told to the denial with our trace, which the answer repeats, and the payer's clock runs.
 */
export const sendAuthorizationRequest = (deps: Deps, input: StepInput): Promise<StepResult> =>
  sendInquiry(deps, input, {
    step: 'sendAuthorizationRequest',
    st01: '278',
    guide: AUTHORIZATION_GUIDE,
    functionalId: 'HI',
    segments: requestSegments,
    remember: async () => undefined,
    left: tellDenial,
  });

async function requestSegments(tx: Tx, context: InquiryContext): Promise<readonly OutSegment[]> {
  const { claim, content, payer, intent } = context;
  const written = authorizationSegments(
    authorizationRequest({
      content,
      lines: await deniedLines(tx, context),
      serviceFrom: fromDateColumn(claim.serviceFrom),
      serviceThrough: fromDateColumn(claim.serviceThrough),
      payer: { name: payer.name, code: payer.payerCode },
      trace: context.trace,
      on: tx.at.date,
      urgency: urgencyOf(content, askedUrgency(intent.details)),
      hasRecords: await hasRecords(tx, claim.id),
      carc: (intent.details as { carc?: string }).carc ?? '',
    }),
  );
  if (!written.ok) throw new Error(`The 278 cannot be written: ${written.problem.map(({ code }) => code).join(', ')}`);
  return written.value;
}

async function hasRecords(tx: Tx, claimId: string): Promise<boolean> {
  const where = { organizationId: tx.organizationId, subjectId: claimId, kind: { in: ['record', 'attachment'] } };
  return (await tx.db.document.count({ where })) > 0;
}

const askedUrgency = (details: unknown): AuthorizationUrgency | undefined =>
  (details as { urgency?: AuthorizationUrgency }).urgency;

/** The lines the denial is about; all of the claim where it names none of ours. */
async function deniedLines(tx: Tx, { intent, content }: InquiryContext): Promise<readonly ClaimLine[]> {
  const { organizationId } = tx;
  const denial = await tx.db.denial.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: intent.subjectId } },
    select: { lineSet: true },
  });
  const named = new Set(denial.lineSet.split(','));
  const denied = content.lines.filter(({ number }) => named.has(String(number)));
  return denied.length > 0 ? denied : content.lines;
}

async function tellDenial(tx: Tx, context: InquiryContext): Promise<void> {
  const { intent, content } = context;
  const urgency = urgencyOf(content, askedUrgency(intent.details));
  await recordEvent(tx, {
    story: 'appeal',
    subjectId: intent.subjectId,
    type: 'authorizationRequested',
    facts: { channel: AUTHORIZATION_BY_FILE, confirmation: context.trace, urgency },
    key: `${intent.businessKey}:sent`,
  });
  await recordAudit(tx, {
    action: 'authorization.request',
    subjectType: 'appeal',
    subjectId: intent.subjectId,
    why: intent.businessKey,
    after: { trace: context.trace, urgency },
  });
}
