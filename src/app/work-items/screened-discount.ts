import { problem, type Problem } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Allocation, PatientBalanceFacts } from '../../domain/patients/patient-balance.js';
import type { GuidelineRegion } from '../../domain/patients/poverty-guidelines.js';
import { screenAssistance } from '../../domain/patients/screen-assistance.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { OutcomeFields } from './outcome-fields.js';

/** What a screened application would grant; kept with the request for approval. Household and income stay sealed with the answers. */
export interface ScreenedDiscount {
  readonly amountCents: number;
  readonly details: {
    readonly discounts: readonly Allocation[];
    readonly discountPercent: number;
    readonly rules: unknown;
  };
}

/** Screens the answers of a `screenAssistance` item against the guideline in force when the application came in. */
export async function screenedDiscount(
  tx: Tx,
  item: WorkItem,
  fields: OutcomeFields,
): Promise<Result<ScreenedDiscount, Problem>> {
  const account = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.subjectId } },
    select: { stateFacts: true },
  });
  const { responsibilities = [] } = account.stateFacts as Partial<PatientBalanceFacts>;
  const appliedOn = fromDateColumn(item.openedOn);
  const screening = screenAssistance(
    {
      householdSize: Number(fields['householdSize']),
      annualIncomeCents: Number(fields['annualIncomeCents']),
      region: fields['region'] as GuidelineRegion,
      appliedOn,
    },
    responsibilities,
  );
  if (!screening)
    return fail(problem('conflict', `No federal poverty guideline is known for ${appliedOn}; it cannot be screened.`));
  const { discounts, discountPercent, rules, totalCents } = screening;
  return ok({ amountCents: totalCents, details: { discounts, discountPercent, rules } });
}
