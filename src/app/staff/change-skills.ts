import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/roles.js';
import { workItemCatalog, workItemRule } from '../../domain/work-items/catalog.js';
import type { Skills } from '../../domain/work-items/staff-skills.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { isWorkItemKind } from '../work-items/outcome-fields.js';

export interface ChangeSkills extends Skills {
  /** Principal id, as items are assigned to it. */
  readonly owner: string;
  /** Items of this role are given to them. */
  readonly role: Role;
  /** False: given nothing in the morning, may still pull. */
  readonly takesWork: boolean;
}

/** Says what a person knows how to work, and for which payers; the last word counts. What they hold already stays with them. */
export async function changeSkills(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { owner, ...skills }: ChangeSkills,
): Promise<Result<{ readonly id: string }, Problem>> {
  const unknown = unknownWork(skills);
  if (unknown) return fail(problem('invalidInput', unknown));
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    if (!(await allPayersKnown(tx, skills.payerIds))) return fail(problem('notFound', 'payer'));
    const where = { organizationId_owner: { organizationId, owner } };
    const before = await tx.db.staffSkill.findUnique({ where });
    const { queues, kinds, payerIds, role, takesWork } = skills;
    const said = { queues: [...queues], kinds: [...kinds], payerIds: [...payerIds], role, takesWork };
    const { id } = await tx.db.staffSkill.upsert({
      where,
      create: { id: randomUUID(), organizationId, owner, ...said },
      update: { ...said, version: { increment: 1 } },
    });
    await recordAudit(tx, {
      action: 'staffSkill.change',
      subjectType: 'staffSkill',
      subjectId: id,
      why: 'set-up',
      ...(before && {
        before: {
          queues: before.queues,
          kinds: before.kinds,
          payerIds: before.payerIds,
          role: before.role,
          takesWork: before.takesWork,
        },
      }),
      after: said,
    });
    return ok({ id });
  });
}

function unknownWork({ queues, kinds }: Skills): string | undefined {
  const kind = kinds.find((name) => !isWorkItemKind(name));
  if (kind !== undefined) return `kinds: there is no work of the kind ${kind}`;
  const known = new Set<string>(
    Object.keys(workItemCatalog)
      .filter(isWorkItemKind)
      .map((name) => workItemRule(name).queue),
  );
  const queue = queues.find((name) => !known.has(name));
  return queue === undefined ? undefined : `queues: there is no queue ${queue}`;
}

async function allPayersKnown(tx: Tx, payerIds: readonly string[]): Promise<boolean> {
  const ids = [...new Set(payerIds)];
  const known = await tx.db.payer.count({ where: { organizationId: tx.organizationId, id: { in: ids } } });
  return known === ids.length;
}
