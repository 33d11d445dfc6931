import type { Tx } from '../../db/in-transaction.js';
import type { DenialOutcome, DenialState } from '../../domain/appeals/denial-state.js';
import type { ClaimFacts, LineDates } from '../../domain/claims/claim-facts.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { PayerRule } from '../../domain/payer-rules/payer-rule.js';
import type { OpenDeadline } from '../../domain/stories/turn.js';
import type { WorkItemKind } from '../../domain/work-items/catalog.js';
import type { CheckedCoverage } from '../next-payer/coverages-on-file.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

/** What lies around a claim's own row and decides its next turn. Dates are plain dates, money is cents. */
export interface ClaimSurroundings {
  readonly payer: {
    readonly id: string;
    readonly ruleKey: string;
    readonly state: string | null;
    readonly payerClass: PayerClass;
    readonly filingIndicator: string;
  };
  readonly coverageVerifiedOn: PlainDate | null;
  /** Every policy of the patient on file, whether it still counts or not. */
  readonly coverages: readonly CheckedCoverage[];
  readonly submissions: readonly { readonly state: string; readonly frequency: ClaimFacts['lastFrequency'] }[];
  readonly denials: readonly {
    readonly id: string;
    readonly state: DenialState;
    readonly outcome: DenialOutcome | null;
    readonly wholeClaim: boolean;
  }[];
  readonly balances: { readonly payer: number; readonly patient: number };
  readonly lines: readonly LineDates[];
  readonly deadlines: readonly OpenDeadline[];
  readonly workItemKinds: readonly WorkItemKind[];
  readonly payerOut: boolean;
  /** Active rules of the organization that concern the payer. */
  readonly ownRules: readonly PayerRule[];
}

/**
 * Reads it all in one statement: a turn is judged for every event of every claim, and eleven round trips cost ten times
 * the processor time of the decision itself (docs/performance.md). The caller holds the lock on the claim's row.
 */
export async function surroundingsOf(tx: Tx, claimId: string): Promise<ClaimSurroundings> {
  const [found] = await tx.db.$queryRaw<{ all: ClaimSurroundings }[]>`
    SELECT json_build_object(
      'payer', json_build_object('id', p.id, 'ruleKey', p.rule_key, 'state', p.state, 'payerClass', p.payer_class,
               'filingIndicator', p.filing_indicator),
      'coverageVerifiedOn', v.verified_on,
      'coverages', (
        SELECT json_agg(json_strip_nulls(json_build_object('id', o.id, 'payerId', o.payer_id, 'payerClass', op.payer_class,
                 'rank', o.rank, 'mspType', nullif(o.msp_type, ''), 'effectiveOn', o.effective_on, 'termsOn', o.terms_on,
                 'verifiedResult', o.verified_result)))
          FROM coverages o JOIN payers op ON op.organization_id = o.organization_id AND op.id = o.payer_id
         WHERE o.organization_id = c.organization_id AND o.patient_id = c.patient_id),
      'submissions', (
        SELECT coalesce(json_agg(json_build_object('state', s.state, 'frequency', s.frequency) ORDER BY s.number), '[]')
          FROM submissions s
         WHERE s.organization_id = c.organization_id AND s.claim_id = c.id AND s.state <> 'WITHDRAWN'),
      'denials', (
        SELECT coalesce(json_agg(json_build_object('id', d.id, 'state', d.state, 'outcome', d.outcome, 'wholeClaim', d.whole_claim)), '[]')
          FROM denials d WHERE d.organization_id = c.organization_id AND d.claim_id = c.id),
      'balances', (
        SELECT json_build_object(
                 'payer', coalesce(sum(b.balance_cents) FILTER (WHERE b.ledger_account = 'receivable.payer'), 0),
                 'patient', coalesce(sum(b.balance_cents) FILTER (WHERE b.ledger_account = 'receivable.patient'), 0))
          FROM ledger_balances b WHERE b.organization_id = c.organization_id AND b.claim_id = c.id),
      'lines', (
        SELECT coalesce(json_agg(json_build_object('from', l.service_from, 'through', l.service_through) ORDER BY l.line_number), '[]')
          FROM claim_lines l WHERE l.organization_id = c.organization_id AND l.claim_id = c.id),
      'deadlines', (
        SELECT coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'ruleId', t.rule_id, 'version', t.rule_version,
                 'baseDate', t.base_date, 'hardDate', t.hard_date, 'safeDate', t.safe_date, 'source', t.source)), '[]')
          FROM deadlines t WHERE t.organization_id = c.organization_id AND t.subject_id = c.id AND t.closed_on IS NULL),
      'ownRules', (
        SELECT coalesce(json_agg(json_strip_nulls(json_build_object('ruleId', r.rule_id, 'version', r.version, 'key', r.key,
                 'value', r.value, 'authority', r.authority, 'source', r.source, 'effectiveFrom', r.effective_from,
                 'effectiveTo', r.effective_to, 'payerKey', r.payer_key, 'payerClass', r.payer_class, 'state', r.plan_state,
                 'contracted', r.contracted, 'approver', r.decided_by)) ORDER BY r.rule_id, r.version), '[]')
          FROM payer_rules r
         WHERE r.organization_id = c.organization_id AND r.state = 'ACTIVE' AND coalesce(r.payer_key, p.rule_key) = p.rule_key
           AND coalesce(r.payer_class, p.payer_class) = p.payer_class),
      'payerOut', EXISTS (
        SELECT 1 FROM payer_outages x
         WHERE x.organization_id = c.organization_id AND x.payer_id = c.payer_id AND x.state <> 'OVER'),
      'workItemKinds', (
        SELECT coalesce(json_agg(w.kind), '[]')
          FROM work_items w
         WHERE w.organization_id = c.organization_id AND w.subject_id = c.id AND w.state = ANY(${openItemStates}::text[]))
    ) AS "all"
    FROM claims c
    JOIN payers p ON p.organization_id = c.organization_id AND p.id = c.payer_id
    JOIN coverages v ON v.organization_id = c.organization_id AND v.id = c.coverage_id
    WHERE c.organization_id = ${tx.organizationId}::uuid AND c.id = ${claimId}::uuid`;
  if (!found) throw new Error(`claim ${claimId} is not on file`);
  return found.all;
}
