import { problem, type Problem } from '../../contracts/problems.js';
import type { Remittance, WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { postWithin } from './post-remittance.js';
import { explainUnposted, lockUnposted, matchUnposted, returnUnposted } from './resolve-unposted.js';

const KINDS = ['unknownClaimPayment', 'quarantinedRemittance', 'remittanceConflict'];
/** Business days until a payer that was asked for a corrected file is asked again. */
const ASK_AGAIN = 10;

export interface PersonsDecision {
  readonly outcome: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** What a poster's decision about a remittance does, in the transaction that closes the work item; a problem changes nothing. */
export async function settleRemittanceItem(
  deps: Deps,
  tx: Tx,
  item: WorkItem,
  decision: PersonsDecision,
): Promise<Result<string, Problem>> {
  if (!KINDS.includes(item.kind)) return ok('nothing to do');
  if (item.kind === 'unknownClaimPayment') return settleUnposted(deps, tx, item, decision);
  const remittance = await tx.db.remittance.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.subjectId } },
  });
  if (item.kind === 'remittanceConflict') return settleConflict(deps, tx, remittance, decision.outcome);
  if (decision.outcome === 'superseded') await setState(tx, remittance, 'SUPERSEDED', 'another file took its place');
  else await askAgain(tx, item, remittance);
  return ok(decision.outcome);
}

async function settleUnposted(
  deps: Deps,
  tx: Tx,
  item: WorkItem,
  { outcome, fields }: PersonsDecision,
): Promise<Result<string, Problem>> {
  const id = (item.facts as Record<string, unknown>)['unpostedItemId'];
  if (typeof id !== 'string') return ok('opened before unposted items were rows');
  const locked = await lockUnposted(tx, id);
  if (!locked.ok) return locked;
  if (outcome === 'returned') return returnUnposted(tx, locked.value);
  if (outcome === 'explained') return explainUnposted(tx, locked.value);
  const claim = await tx.db.claim.findUnique({
    where: {
      organizationId_claimNumber: {
        organizationId: tx.organizationId,
        claimNumber: String(fields['claimNumber'] ?? ''),
      },
    },
  });
  if (!claim) return fail(problem('outcomeIncomplete', 'no claim of ours has this number', { wrong: 'claimNumber' }));
  return matchUnposted(deps, tx, locked.value, claim);
}

/** The same payment came twice with other content: the valid one stands, the other is superseded (architecture ruling 4). */
async function settleConflict(
  deps: Deps,
  tx: Tx,
  second: Remittance,
  outcome: string,
): Promise<Result<string, Problem>> {
  if (second.state !== 'CONFLICT') return fail(problem('conflict', `the remittance is ${second.state}`));
  if (outcome === 'keepFirst') {
    await setState(tx, second, 'SUPERSEDED', 'a person kept the first one');
    return ok(outcome);
  }
  const others = await tx.db.remittance.findMany({
    where: {
      organizationId: tx.organizationId,
      identityKey: second.identityKey,
      id: { not: second.id },
      state: { notIn: ['SUPERSEDED', 'UNPOSTED', 'REPEAT'] },
    },
  });
  const posted = others.find(({ state }) => state === 'POSTED');
  if (posted) return fail(problem('commandRefused', `remittance ${posted.id} is posted: unpost it first`));
  for (const other of others) await setState(tx, other, 'SUPERSEDED', 'a person kept the second one');
  const balanced = (second.verdict as { balanced?: boolean }).balanced === true && second.payerId !== null;
  await setState(tx, second, balanced ? 'READY' : 'QUARANTINED', 'a person kept the second one');
  if (balanced) await postWithin(deps, tx, second.id);
  else
    await openQuarantined(tx, second, 'It was chosen, but it does not balance or its payer is not set up.', 'chosen');
  return ok(outcome);
}

async function askAgain(tx: Tx, item: WorkItem, remittance: Remittance): Promise<void> {
  if (remittance.state === 'QUARANTINED')
    await openQuarantined(tx, remittance, 'The payer was asked for a corrected file; ask again if none came.', item.id);
}

const openQuarantined = (tx: Tx, remittance: Remittance, why: string, occasion: string): Promise<void> =>
  openWorkItem(
    tx,
    { type: 'remittance', id: remittance.id, amountCents: Number(remittance.paymentCents) },
    {
      kind: 'quarantinedRemittance',
      dedupeKey: `${remittance.id}:quarantinedRemittance:${occasion}`,
      dueDate: addBusinessDays(tx.at.date, ASK_AGAIN),
      facts: { why },
    },
  );

async function setState(tx: Tx, remittance: Remittance, state: string, why: string): Promise<void> {
  await tx.db.remittance.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: remittance.id } },
    data: { state },
  });
  await recordAudit(tx, {
    action: 'remittance.decide',
    subjectType: 'remittance',
    subjectId: remittance.id,
    why,
    before: { state: remittance.state },
    after: { state },
  });
}
