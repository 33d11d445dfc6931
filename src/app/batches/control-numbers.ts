import type { Tx } from '../../db/in-transaction.js';

const OWN_SEQUENCES = '00000000-0000-0000-0000-000000000000';

/** The next number of a sequence of this organization (and partner); it never repeats, gaps are allowed. */
export const nextControlNumber = (tx: Tx, kind: string, partnerId: string = OWN_SEQUENCES): Promise<bigint> =>
  takeNumbers(tx, kind, partnerId, 1);

/** Numbers of so many new claims of this organization, as people and payers see them (CLM01). */
export async function nextClaimNumbers(tx: Tx, count: number): Promise<readonly string[]> {
  const last = await takeNumbers(tx, 'claim', OWN_SEQUENCES, count);
  const first = last - BigInt(count) + 1n;
  return Array.from({ length: count }, (_, at) => `RC${(first + BigInt(at)).toString().padStart(9, '0')}`);
}

/** The same for one claim. */
export async function nextClaimNumber(tx: Tx): Promise<string> {
  const [number] = await nextClaimNumbers(tx, 1);
  if (number === undefined) throw new Error('No control number for claim');
  return number;
}

/** Takes the next so many numbers; answers the last of them. */
async function takeNumbers(tx: Tx, kind: string, partnerId: string, count: number): Promise<bigint> {
  const [row] = await tx.db.$queryRaw<{ last_value: bigint }[]>`
    INSERT INTO control_numbers (organization_id, partner_id, kind, last_value)
    VALUES (${tx.organizationId}::uuid, ${partnerId}::uuid, ${kind}, ${count})
    ON CONFLICT (organization_id, partner_id, kind) DO UPDATE SET last_value = control_numbers.last_value + ${count}
    RETURNING last_value`;
  if (!row) throw new Error(`No control number for ${kind}`);
  return row.last_value;
}
