import { problem, type Problem } from '../../contracts/problems.js';
import type { Claim, Coverage } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import {
  inOrder,
  medicareSecondary,
  type BesideMedicare,
  type CoordinatedPolicy,
} from '../../domain/coverages/coordination.js';
import { isMedicare } from '../../domain/payer-rules/payer-class.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordMspType } from './record-msp-type.js';
import { policyOf, saveOrder } from './place-coverage.js';

/** What a person knows of one policy beyond what the claims told. */
export type KnownPolicy = Omit<CoordinatedPolicy, 'id'> & { readonly coverageId: string };

export interface DecidePayerOrder {
  readonly claimId: string;
  /** Facts for the rules; policies that are not named keep what is on file. */
  readonly policies?: readonly KnownPolicy[];
  /** A person's own order, first payer first, against or without the rules; needs its reason. */
  readonly order?: readonly string[];
  readonly why?: string;
  /** Why the patient has Medicare, and what stands beside it. */
  readonly besideMedicare?: BesideMedicare;
}

export interface DecidedOrder {
  readonly order: readonly string[];
  /** The rule that decided, or that a person did. */
  readonly rule: string;
  readonly source: string;
  /** SBR05 of the Medicare coverage, where it was asked about; null = Medicare pays first. */
  readonly mspType?: string | null;
}

/** Decides which of a patient's policies pays first: by the rules from what a person knows, or by the person, who then says why. */
export function decidePayerOrder(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: DecidePayerOrder,
): Promise<Result<DecidedOrder, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: input.claimId } } });
    if (!claim) return fail(problem('notFound', 'claim'));
    const rows = await tx.db.coverage.findMany({
      where: { organizationId, patientId: claim.patientId },
      orderBy: [{ rank: 'asc' }, { id: 'asc' }],
    });
    const named = [...(input.order ?? []), ...(input.policies ?? []).map(({ coverageId }) => coverageId)];
    if (named.some((id) => !rows.some((row) => row.id === id)))
      return fail(problem('invalidInput', 'a coverage that is not one of this patient'));
    const decided = input.order ? byHand(rows, input.order, input.why) : byRule(deps, rows, input.policies ?? []);
    if (!decided.ok) return decided;
    const { order, rule, source } = decided.value;
    const rankSource = input.order ? 'hand' : 'rule';
    await saveOrder(tx, { ids: order, rows, source: () => rankSource, why: `${rule} (${source})` });
    const msp = input.besideMedicare ? await recordMsp(tx, { claim, rows, beside: input.besideMedicare }) : {};
    return ok({ order, rule, source, ...msp });
  });
}

function byHand(
  rows: readonly Coverage[],
  order: readonly string[],
  why: string | undefined,
): Result<DecidedOrder, Problem> {
  if (!why?.trim()) return fail(problem('invalidInput', 'an order against the rules needs its reason'));
  const rest = rows.map(({ id }) => id).filter((id) => !order.includes(id));
  return ok({ order: [...new Set(order), ...rest], rule: 'a person’s order', source: why.trim() });
}

/** Undecided is no order: the facts that are missing are asked for, or a person orders and says why. */
function byRule(deps: Deps, rows: readonly Coverage[], known: readonly KnownPolicy[]): Result<DecidedOrder, Problem> {
  const policies = rows.map((row) => {
    const facts = known.find(({ coverageId }) => coverageId === row.id);
    return { ...policyOf(deps, row), ...facts, id: row.id };
  });
  const verdict = inOrder(policies);
  if (!verdict)
    return fail(problem('commandRefused', 'nothing that is known tells these policies apart; give an order and why'));
  return ok({ order: verdict.ids, rule: verdict.rule, source: verdict.source });
}

interface Beside {
  readonly claim: Claim;
  readonly rows: readonly Coverage[];
  readonly beside: BesideMedicare;
}

async function recordMsp(tx: Tx, { claim, rows, beside }: Beside): Promise<{ mspType?: string | null }> {
  const payers = await tx.db.payer.findMany({
    where: { organizationId: tx.organizationId, id: { in: rows.map(({ payerId }) => payerId) } },
    select: { id: true, payerClass: true },
  });
  const classOf = (payerId: string): string => payers.find(({ id }) => id === payerId)?.payerClass ?? '';
  const medicare = rows.find(({ payerId }) => isMedicare(classOf(payerId)));
  if (!medicare) return {};
  const verdict = medicareSecondary(beside, fromDateColumn(claim.serviceFrom));
  const mspType = verdict.type ?? null;
  await recordMspType(tx, medicare, { mspType, why: `Medicare secondary payer (${verdict.source})` });
  return { mspType };
}
