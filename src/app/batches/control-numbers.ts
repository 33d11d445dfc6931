import type { Tx } from '../../db/in-transaction.js';

const OWN_SEQUENCES = '00000000-0000-0000-0000-000000000000';

/** The next number of a sequence of this organization (and partner); it never repeats, gaps are allowed. */
export async function nextControlNumber(tx: Tx, kind: string, partnerId: string = OWN_SEQUENCES): Promise<bigint> {
  const [row] = await tx.db.$queryRaw<{ last_value: bigint }[]>`
    INSERT INTO control_numbers (organization_id, partner_id, kind, last_value)
    VALUES (${tx.organizationId}::uuid, ${partnerId}::uuid, ${kind}, 1)
    ON CONFLICT (organization_id, partner_id, kind) DO UPDATE SET last_value = control_numbers.last_value + 1
    RETURNING last_value`;
  if (!row) throw new Error(`No control number for ${kind}`);
  return row.last_value;
}
