import { segments, type Rehearsed } from './rehearse.js';

/** What anybody can look up once a fate is over: the bytes, the money, the work, the clocks, the mails, who did what. */
export interface Left {
  /** End of the claim and of those that went to further payers. */
  readonly became: readonly string[];
  /** Frequency (CLM05-3) of each time one of them left as an 837, in that order. */
  readonly sent: readonly string[];
  /** Ledger accounts in which money of it is left; no receivable among them = nobody owes anything. */
  readonly ledger: readonly string[];
  /** Work and how it ended. */
  readonly work: readonly string[];
  /** Deadlines and how they ended. */
  readonly clocks: readonly string[];
  /** Mails to the guarantor. */
  readonly mails: readonly string[];
  /** What the audit says was done about it, and in which role; who looked at it is another list. */
  readonly audit: readonly string[];
}

const FAMILY = `SELECT id FROM claims WHERE id = $1 OR parent_claim_id = $1`;
const ACCOUNT = `SELECT account_id FROM claims WHERE id = $1`;
/** All that can have work and clocks of its own. */
const OWNERS = [
  FAMILY,
  ACCOUNT,
  `SELECT id FROM denials WHERE claim_id IN (${FAMILY})`,
  `SELECT id FROM payment_plans WHERE account_id IN (${ACCOUNT})`,
  `SELECT placement_id FROM placement_items WHERE claim_id IN (${FAMILY})`,
].join(' UNION ');
const ITEMS = `SELECT id FROM work_items WHERE claim_id IN (${FAMILY}) OR subject_id IN (${OWNERS})`;
/** All that an audit row about the fate may name. */
const ABOUT_IT = [
  OWNERS,
  ITEMS,
  `SELECT id FROM approvals WHERE work_item_id IN (${ITEMS}) OR subject_id IN (${OWNERS})`,
  `SELECT remittance_id FROM remittance_claims WHERE claim_id IN (${FAMILY})`,
].join(' UNION ');

export async function whatIsLeftOf(office: Rehearsed, fate: string): Promise<Left> {
  const column = async (sql: string): Promise<string[]> =>
    (await office.rows<{ said: string }>(sql, [office.claimOf(fate).id])).map(({ said }) => said);
  const numbers = await column(`SELECT claim_number AS said FROM claims WHERE id IN (${FAMILY})`);
  return {
    became: await column(`SELECT state AS said FROM claims WHERE id IN (${FAMILY}) ORDER BY claim_number`),
    sent: frequenciesOf(office, numbers),
    ledger: await column(
      `SELECT ledger_account AS said FROM ledger_entries WHERE claim_id IN (${FAMILY})
        GROUP BY 1 HAVING sum(amount_cents) <> 0 ORDER BY 1`,
    ),
    work: await column(
      `SELECT kind || ': ' || coalesce(outcome, state) AS said FROM work_items WHERE id IN (${ITEMS}) ORDER BY opened_on, kind, 1`,
    ),
    clocks: await column(
      `SELECT DISTINCT kind || ': ' || coalesce(closed_how, 'runs') AS said FROM deadlines
        WHERE claim_id IN (${FAMILY}) OR subject_id IN (${OWNERS}) ORDER BY 1`,
    ),
    mails: await column(
      `SELECT n.kind AS said FROM notices n JOIN claims c ON c.account_id = n.account_id WHERE c.id = $1 AND n.state = 'SENT' ORDER BY sent_on, n.kind`,
    ),
    audit: await column(
      `SELECT DISTINCT role || ' ' || action AS said FROM audit_entries
        WHERE action NOT LIKE 'access.%' AND subject_id IN (SELECT about.id::text FROM (${ABOUT_IT}) about (id)) ORDER BY 1`,
    ),
  };
}

/** Read from the files themselves. */
const frequenciesOf = (office: Rehearsed, numbers: readonly string[]): string[] =>
  office
    .sent('837')
    .flatMap((file) => segments(file, 'CLM'))
    .map((clm) => clm.split('*'))
    .filter(([, number = '']) => numbers.includes(number))
    .map((elements) => elements[5]?.split(':')[2] ?? '');
