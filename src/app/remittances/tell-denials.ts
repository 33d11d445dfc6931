import { randomUUID } from 'node:crypto';
import type { Denial } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { insertRows, type RowToInsert } from '../../db/insert-rows.js';
import type { ClaimOnBooks, ClaimPlan, DenialFact } from '../../domain/remittances/claim-plan.js';
import { keptDecision } from '../../domain/remittances/kept-decision.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import { startStories, type NewEvent } from '../stories/record-event.js';
import type { Classify } from './classifier.js';
import type { StagedClaim } from './staged-claims.js';

interface DecidedClaim {
  readonly claim: StagedClaim;
  readonly plan: ClaimPlan;
  readonly book: ClaimOnBooks;
}

type OpenDenial = Pick<Denial, 'id' | 'carc' | 'lineSet'>;

/**
 * The open denials of the claims a remittance decides. A denial it repeats attaches to the open one; new ones are born;
 * the others learn what was paid. Nothing is written before `save`.
 */
export class DenialsOfClaims {
  private readonly born: (RowToInsert & { readonly id: string })[] = [];

  private constructor(
    private readonly tx: Tx,
    private readonly classify: Classify,
    private readonly byClaim: Map<string, OpenDenial[]>,
    private readonly remaining: ReadonlyMap<string, number>,
  ) {}

  static async open(tx: Tx, classify: Classify, decided: readonly DecidedClaim[]): Promise<DenialsOfClaims> {
    const claimIds = [...new Set(decided.map(({ book }) => book.claimId))];
    const rows = await tx.db.denial.findMany({
      where: { organizationId: tx.organizationId, claimId: { in: claimIds }, state: { not: 'RESOLVED' } },
      select: { id: true, claimId: true, carc: true, lineSet: true },
      orderBy: [{ openedOn: 'asc' }, { id: 'asc' }],
    });
    const byClaim = new Map<string, OpenDenial[]>();
    for (const row of rows) byClaim.set(row.claimId, [...(byClaim.get(row.claimId) ?? []), row]);
    return new DenialsOfClaims(tx, classify, byClaim, remainingOf(decided));
  }

  openCount(claimId: string): number {
    return this.byClaim.get(claimId)?.length ?? 0;
  }

  /** What the denials that were open before this decision are told. */
  tell(remittance: Remittance, decided: DecidedClaim): NewEvent[] {
    const { plan, book, claim } = decided;
    const before = this.byClaim.get(book.claimId) ?? [];
    const repeated = new Set<string>();
    for (const fact of plan.denials) {
      const known = before.find((denial) => denial.carc === fact.carc && denial.lineSet === lineSetOf(fact));
      if (known) repeated.add(known.id);
      else this.bear(remittance, decided, fact);
    }
    if (plan.outcome.reversal) return [];
    return before.map((denial) => {
      const kept = keptDecision(claim.document, book.lines, denial.lineSet);
      return {
        story: 'appeal',
        subjectId: denial.id,
        type: 'remittancePosted',
        key: `${claim.row.id}:${denial.id}:posted`,
        facts: {
          remittanceClaimId: claim.row.id,
          paidCents: plan.outcome.paidCents,
          stillDenied: repeated.has(denial.id) || kept !== undefined,
          date: remittance.paymentDate,
          remainingCents: this.remaining.get(book.claimId) ?? 0,
          ...(kept && { kept }),
        },
      };
    });
  }

  async save(): Promise<void> {
    await insertRows(this.tx, 'denials', this.born);
    await startStories(
      this.tx,
      this.born.map(({ id }) => ({ story: 'appeal', subjectId: id, first: { type: 'denialBorn' } })),
    );
  }

  private bear(remittance: Remittance, { plan, book, claim }: DecidedClaim, fact: DenialFact): void {
    const { group, carc, rarcs } = fact;
    const meaning = this.classify({ group, carc, rarcs });
    const denial = { id: randomUUID(), carc, lineSet: lineSetOf(fact) };
    this.born.push({
      id: denial.id,
      organization_id: this.tx.organizationId,
      claim_id: book.claimId,
      remittance_claim_id: claim.row.id,
      group_code: group,
      carc,
      rarcs,
      line_set: denial.lineSet,
      category: fact.category,
      owner: meaning.owner,
      action: meaning.actions[0] ?? 'TRIAGE',
      whole_claim: plan.outcome.deniedLines >= plan.outcome.totalLines,
      amount_cents: fact.amountCents,
      notice_date: remittance.paymentDate,
      opened_on: this.tx.at.date,
    });
    this.byClaim.set(book.claimId, [...(this.byClaim.get(book.claimId) ?? []), denial]);
  }
}

/** What the payer still owes of each claim when all these decisions are posted, in cents. */
function remainingOf(decided: readonly DecidedClaim[]): Map<string, number> {
  const remaining = new Map(decided.map(({ book }) => [book.claimId, book.openPayerCents]));
  const postings = decided.flatMap(({ plan }) => [...(plan.posting ? [plan.posting] : []), ...(plan.undone ?? [])]);
  for (const { account, claimId, amountCents } of postings.flatMap(({ entries }) => entries)) {
    const before = claimId === undefined ? undefined : remaining.get(claimId);
    if (claimId === undefined || before === undefined || account !== 'receivable.payer') continue;
    remaining.set(claimId, before + amountCents);
  }
  return remaining;
}

const lineSetOf = (fact: DenialFact): string => (fact.lines.length === 0 ? 'claim' : [...fact.lines].sort().join(','));
