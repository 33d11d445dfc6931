import { inTransaction, UnknownOrganization, type Actor } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export interface Access {
  readonly organizationId: string;
  readonly actor: Actor;
  readonly operation: string;
  readonly action: string;
  readonly subjectId?: string;
  readonly outcome: 'allowed' | 'denied';
}

/** One row a read or refusal (45 CFR 164.312(b)): who, when, what, which subject, outcome; the values read are not in it. */
export async function recordAccess(deps: Pick<Deps, 'db'>, access: Access): Promise<void> {
  const { organizationId, actor, operation } = access;
  await inTransaction(deps.db, organizationId, { actor }, (tx) =>
    recordAudit(tx, {
      action: `access.${access.action}`,
      subjectType: operation.split('.')[0] ?? operation,
      subjectId: access.subjectId ?? '',
      why: operation,
      after: { outcome: access.outcome },
    }),
  ).catch((error: unknown) => {
    // A token for an organization that is not there: nothing was read, and there is no tenant to keep a row in.
    if (!(error instanceof UnknownOrganization)) throw error;
  });
}
