import { civilDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { isOfOrganization, type PayerRule } from '../../domain/payer-rules/payer-rule.js';
import { countSteps, nextStepOf, type StepChange, type StepsPreview } from '../../domain/payer-rules/preview-steps.js';
import { isForPayer } from '../../domain/payer-rules/resolve-rule.js';
import type { BusinessTime } from '../../domain/stories/turn.js';
import { judgeClaim } from '../claims/advance-claim.js';
import { loadClaim } from '../claims/claim-facts.js';
import { judgeDenial } from '../denials/advance-denial.js';
import { loadDenial } from '../denials/denial-facts.js';
import type { Deps } from '../deps.js';
import type { StoredEvent } from '../stories/advance-story.js';
import { ruledPayer, type JudgedPayer } from './own-rules.js';

/** Stories judged in one test run; what is at stake most comes first. */
const MOST_JUDGED = 200;

interface OpenStory {
  readonly subject: 'claim' | 'appeal';
  readonly subjectId: string;
  readonly claimId: string;
  readonly claimNumber: string;
  readonly cents: number;
  readonly wakesOn: Date | null;
}

const TIME_REACHED: StoredEvent = { id: 'preview', type: 'timeReached', facts: {} };

/**
 * Which next steps a rule would change (rulebook §13, the test run): each open claim and denial at its payers is judged today and at
 * its next wake, without the rule and with it; the first difference counts. Nothing is written, and each is locked only while it is read.
 */
export async function previewSteps(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  proposed: PayerRule,
): Promise<StepsPreview> {
  if (isOfOrganization(proposed.key)) return countSteps([], { open: 0, looked: 0 });
  const read = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    inTransaction(deps.db, organizationId, { actor }, work);
  const open = await read((tx) => openStories(tx, proposed));
  const changes: StepChange[] = [];
  const judged = open.slice(0, MOST_JUDGED);
  for (const story of judged) {
    const change = await read((tx) => changeOf(deps, tx, story, proposed));
    if (change) changes.push(change);
  }
  return countSteps(changes, { open: open.length, looked: judged.length });
}

async function openStories(tx: Tx, proposed: PayerRule): Promise<OpenStory[]> {
  const payers = await tx.db.payer.findMany({ where: { organizationId: tx.organizationId } });
  const ids = payers.filter((payer) => isForPayer(proposed, ruledPayer(payer))).map(({ id }) => id);
  return tx.db.$queryRaw<OpenStory[]>`
    SELECT s.subject, s.id AS "subjectId", s.claim_id AS "claimId", s.claim_number AS "claimNumber", s.cents::float8 AS cents,
           (SELECT min(w.next_wake_at) FROM stories w
             WHERE w.organization_id = ${tx.organizationId}::uuid AND w.subject_id = s.id AND w.closed_at IS NULL) AS "wakesOn"
      FROM (SELECT 'claim' AS subject, c.id, c.id AS claim_id, c.claim_number,
                   coalesce((SELECT b.balance_cents FROM ledger_balances b
                              WHERE b.organization_id = c.organization_id AND b.claim_id = c.id
                                AND b.ledger_account = 'receivable.payer'), 0) AS cents
              FROM claims c
             WHERE c.organization_id = ${tx.organizationId}::uuid AND c.closed_on IS NULL AND c.payer_id = ANY(${ids}::uuid[])
            UNION ALL
            SELECT 'appeal', d.id, d.claim_id, c.claim_number, d.amount_cents
              FROM denials d JOIN claims c ON c.organization_id = d.organization_id AND c.id = d.claim_id
             WHERE d.organization_id = ${tx.organizationId}::uuid AND d.state <> 'RESOLVED' AND c.payer_id = ANY(${ids}::uuid[])) s
     ORDER BY s.cents DESC, s.id`;
}

async function changeOf(deps: Deps, tx: Tx, story: OpenStory, proposed: PayerRule): Promise<StepChange | undefined> {
  const { wakesOn, ...what } = story;
  const judge = what.subject === 'claim' ? await claimJudge(deps, tx, story) : await denialJudge(tx, story);
  for (const at of [tx.at, nextWake(tx, wakesOn)]) {
    const from = judge(at, (rules) => without(rules, proposed));
    const to = judge(at, (rules) => [...without(rules, proposed), proposed]);
    if (from.what !== to.what) return { ...what, on: at.date, from, to };
  }
  return undefined;
}

type Rules = readonly PayerRule[];
type Judge = (at: BusinessTime, change: (own: Rules) => Rules) => ReturnType<typeof nextStepOf>;

const without = (rules: Rules, { ruleId, version }: PayerRule): Rules =>
  rules.filter((rule) => rule.ruleId !== ruleId || rule.version !== version);

const withRules = (judged: JudgedPayer, change: (own: Rules) => Rules): JudgedPayer => ({
  ...judged,
  ownRules: change(judged.ownRules ?? []),
});

async function claimJudge(deps: Deps, tx: Tx, { subjectId }: OpenStory): Promise<Judge> {
  const { row: _row, payer: _payer, judged, ...facts } = await loadClaim(deps, tx, subjectId);
  return (at, change) => nextStepOf(judgeClaim(facts, TIME_REACHED, at, withRules(judged, change)));
}

async function denialJudge(tx: Tx, { subjectId }: OpenStory): Promise<Judge> {
  const { row: _row, claim: _claim, payer: _payer, judged, ...facts } = await loadDenial(tx, subjectId);
  return (at, change) => nextStepOf(judgeDenial(facts, TIME_REACHED, at, withRules(judged, change)));
}

/** The day it acts by itself next, today at the earliest. */
function nextWake(tx: Tx, wakesOn: Date | null): BusinessTime {
  const instant = wakesOn?.toISOString() ?? tx.at.instant;
  return instant <= tx.at.instant ? tx.at : { date: civilDate(instant, tx.zone), instant };
}
