import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

/** What an office decides for itself about money. */
export interface OfficeSettings {
  /** A payment keyed from paper above this waits for another person than the poster; 0 = every one with money. */
  readonly keyedRemittanceCheckCents: number;
  /** Charged to the guarantor when the bank returns a payment; 0 = none. */
  readonly returnedPaymentFeeCents: number;
  /** A guarantor with a mail address gets a link to the receipt of each payment. */
  readonly mailReceipts: boolean;
}

const DEFAULTS: OfficeSettings = {
  keyedRemittanceCheckCents: 100_000,
  returnedPaymentFeeCents: 0,
  mailReceipts: false,
};

/** Settings of the transaction's organization; what it never decided is as shipped. */
export async function officeSettings(tx: Tx): Promise<OfficeSettings> {
  const { settings } = await tx.db.organization.findUniqueOrThrow({
    where: { id: tx.organizationId },
    select: { settings: true },
  });
  return withDefaults(settings);
}

function withDefaults(settings: unknown): OfficeSettings {
  const decided = settings as Readonly<Record<string, unknown>>;
  const of = (name: 'keyedRemittanceCheckCents' | 'returnedPaymentFeeCents'): number => {
    const value = decided[name];
    return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : DEFAULTS[name];
  };
  return {
    keyedRemittanceCheckCents: of('keyedRemittanceCheckCents'),
    returnedPaymentFeeCents: of('returnedPaymentFeeCents'),
    mailReceipts: decided['mailReceipts'] === true,
  };
}

export const getOfficeSettings = (deps: Deps, actor: Actor, organizationId: string): Promise<OfficeSettings> =>
  inTransaction(deps.db, organizationId, { actor }, officeSettings);

/** Changes what is given, from now on; the audit row holds before and after. */
export async function changeOfficeSettings(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  change: Partial<OfficeSettings>,
): Promise<Result<OfficeSettings, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const rows = await tx.db.$queryRaw<{ settings: object }[]>`
      SELECT settings FROM organizations WHERE id = ${organizationId}::uuid FOR UPDATE`;
    const row = rows[0];
    if (!row) return fail(problem('notFound', 'organization'));
    const settings = { ...row.settings, ...change };
    await tx.db.organization.update({ where: { id: organizationId }, data: { settings } });
    await recordAudit(tx, {
      action: 'organization.changeSettings',
      subjectType: 'organization',
      subjectId: organizationId,
      why: 'set-up',
      before: withDefaults(row.settings),
      after: withDefaults(settings),
    });
    return ok(withDefaults(settings));
  });
}
