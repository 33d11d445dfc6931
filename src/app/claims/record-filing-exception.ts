import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { isAwaitingPayer } from '../../domain/claims/claim-lifecycle.js';
import { isOpen } from '../../domain/claims/claim-state.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { ClaimRules } from '../../domain/payer-rules/claim-rules.js';
import {
  filingExceptionDeadline,
  filingExceptions,
  obstacleToException,
  type FilingException,
  type FilingExceptionKind,
} from '../../domain/payer-rules/filing-exception.js';
import { claimRulesFor } from '../../domain/payer-rules/rules-for.js';
import { timelyFilingDeadline } from '../../domain/payer-rules/timely-filing.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { libraryFor } from '../payer-rules/own-rules.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { openClaimContent, sealClaimContent } from './claim-content.js';
import { loadClaim, type LoadedClaim } from './claim-facts.js';

export interface RecordFilingException {
  readonly claimId: string;
  readonly kind: FilingExceptionKind;
  /** Day of the notice, or of the recoupment. */
  readonly on: PlainDate;
  /** The letter, attached to the claim before; without it nothing is recorded. */
  readonly documentId?: string;
  /** Last day to file that the document names; Medicare's own exceptions have theirs from the law. */
  readonly until?: PlainDate;
  readonly note: string;
}

export interface RecordedException {
  readonly claimId: string;
  readonly kind: FilingExceptionKind;
  readonly citation: string;
  /** Last day on which the payer takes the claim now. */
  readonly hardDate: PlainDate;
}

/**
 * Records why the payer takes a claim after its limit (rulebook TF4; Medicare: 42 CFR 424.44(b)), with the stored document that shows it.
 * What forbids it is said at once; the claim's story inserts the new deadline and sends what had waited.
 */
export async function recordFilingException(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: RecordFilingException,
): Promise<Result<RecordedException, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const { claimId, kind, on, documentId = '', until } = wish;
    const exception = { kind, on, documentId, ...(until && { until }) };
    const known = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: claimId } } });
    if (!known) return fail(problem('notFound', 'claim'));
    const facts = await loadClaim(deps, tx, claimId);
    const dates = { ...facts, on: tx.at.date, payerCents: facts.balances.payerCents };
    const rules = claimRulesFor(facts.judged, dates, libraryFor(facts.judged));
    const obstacle = obstacleTo(facts, rules, exception, tx.at.date);
    if (obstacle) return fail(problem('conflict', obstacle));
    const missing = await missingDocument(tx, wish);
    if (missing) return fail(problem('documentMissing', missing));
    await sayWhyLate(deps, tx, facts, kind);
    await recordEvent(tx, {
      story: 'claim',
      subjectId: claimId,
      type: 'filingExceptionRecorded',
      facts: exception,
      key: [claimId, 'filingException', kind, on, documentId, ...(until ? [until] : [])].join(':'),
    });
    const { citation } = filingExceptions[kind];
    await recordAudit(tx, {
      action: 'claim.filingException',
      subjectType: 'claim',
      subjectId: claimId,
      why: `${citation}: ${wish.note}`,
      after: exception,
    });
    const { hardDate } = filingExceptionDeadline(exception, rules);
    return ok({ claimId, kind, citation, hardDate });
  });
}

function obstacleTo(
  facts: LoadedClaim,
  rules: ClaimRules,
  exception: FilingException,
  today: PlainDate,
): string | undefined {
  if (!isOpen(facts.state)) return 'the claim is closed';
  if (isAwaitingPayer(facts.state)) return 'the payer has the claim; wait for its answer';
  const own = timelyFilingDeadline(facts, rules.timelyFiling, rules.safety);
  return obstacleToException({
    exception,
    serviceFrom: facts.serviceFrom,
    today,
    rules,
    hardDate: own.hardDate,
  });
}

/** TF4: always with a document, and that a document of this very claim. */
async function missingDocument(tx: Tx, wish: RecordFilingException): Promise<string | undefined> {
  const { organizationId } = tx;
  const document = wish.documentId
    ? await tx.db.document.findUnique({
        where: { organizationId_id: { organizationId, id: wish.documentId } },
        select: { subjectId: true, kind: true },
      })
    : undefined;
  if (document?.subjectId === wish.claimId && document.kind === 'filingException') return undefined;
  const { citation, shows } = filingExceptions[wish.kind];
  return `${citation} needs ${shows}: attach it to this claim as filingException first`;
}

/** CLM20 tells the payer why the claim comes late. */
async function sayWhyLate(deps: Deps, tx: Tx, { row }: LoadedClaim, kind: FilingExceptionKind): Promise<void> {
  const content = openClaimContent(deps, tx.organizationId, row.id, row.content);
  const late = { ...content, delayReason: filingExceptions[kind].delayReason };
  await tx.db.claim.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: row.id } },
    data: { content: sealClaimContent(deps, tx.organizationId, row.id, late), contentVersion: { increment: 1 } },
  });
}
