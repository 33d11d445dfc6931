import { randomUUID } from 'node:crypto';
import type { EligibilityCheck } from '../../db/generated/client.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { coverageChanges, type CoverageChange } from '../../domain/coverages/coverage-changes.js';
import type { CoverageSnapshot } from '../../domain/coverages/coverage-snapshot.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

const contentPlace = (org: string, rowId: string) => ({ org, table: 'coverage_snapshots', column: 'content', rowId });

/** Keeps the answer beside the earlier ones and says what is different from the last that told anything. */
export async function takeSnapshot(
  deps: Deps,
  tx: Tx,
  check: EligibilityCheck,
  snapshot: CoverageSnapshot,
): Promise<CoverageChange[]> {
  const changes = coverageChanges(await lastTelling(deps, tx, check.coverageId), snapshot);
  const kinds = [...new Set(changes.map(({ what }) => what))];
  const id = randomUUID();
  const { organizationId } = tx;
  const taken = await tx.db.coverageSnapshot.createMany({
    data: [
      {
        id,
        organizationId,
        coverageId: check.coverageId,
        checkId: check.id,
        takenOn: toDateColumn(snapshot.takenOn),
        asOf: toDateColumn(snapshot.asOf),
        status: snapshot.status,
        content: new Uint8Array(deps.keys.sealJson(contentPlace(organizationId, id), snapshot)),
        changes: kinds,
      },
    ],
    skipDuplicates: true,
  });
  if (taken.count === 0) return [];
  if (kinds.length > 0)
    await recordAudit(tx, {
      action: 'coverage.changed',
      subjectType: 'coverage',
      subjectId: check.coverageId,
      why: `the payer's answer (271) differs: ${kinds.join(', ')}`,
      after: { status: snapshot.status, asOf: snapshot.asOf, changes: kinds, checkId: check.id },
    });
  return changes;
}

/** The last answer about this coverage that said active or inactive. */
export async function lastTelling(deps: Deps, tx: Tx, coverageId: string): Promise<CoverageSnapshot | undefined> {
  const row = await tx.db.coverageSnapshot.findFirst({
    where: { organizationId: tx.organizationId, coverageId, status: { in: ['active', 'inactive'] } },
    orderBy: { sequence: 'desc' },
  });
  return row ? deps.keys.openJson<CoverageSnapshot>(contentPlace(tx.organizationId, row.id), row.content) : undefined;
}
