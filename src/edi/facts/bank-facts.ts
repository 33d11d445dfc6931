import { RECORD_JOINT, RECORD_START } from '../bai2/bank-records.table.js';
import type { Facts } from './fact.js';
import { Tally } from './tally.js';

type Whole = number | bigint;
type Total = readonly (Whole | null)[];

/** A whole number, or null when blank or none. */
function whole(text: string | undefined): Whole | null {
  const trimmed = (text ?? '').trim();
  return /^[+-]?\d+$/.test(trimmed) ? exact(BigInt(trimmed.replace(/^\+/, ''))) : null;
}

/** A number where it holds every digit. */
function exact(value: bigint): Whole {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

const sumOfAmounts = (totals: readonly Total[]): bigint =>
  totals.reduce((sum, total) => sum + BigInt(total[0] ?? 0), 0n);

/** Facts of a BAI2 file, line by line. */
export class BankFacts {
  private readonly records = new Tally();
  private readonly types = new Tally();
  private readonly amounts = new Map<string, bigint>();
  private readonly totals: Record<'t49' | 't98' | 't99', Total[]> = { t49: [], t98: [], t99: [] };
  private lines = 0;
  private severalRecords = 0;

  line(text: string): void {
    const trimmed = text.trim();
    if (trimmed === '') return;
    this.lines += 1;
    if (!RECORD_START.test(trimmed)) {
      this.records.add('text_continuation');
      if (RECORD_JOINT.test(trimmed)) this.severalOn(trimmed.split(RECORD_JOINT).slice(1));
      return;
    }
    const records = trimmed.split(RECORD_JOINT);
    if (records.length > 1) this.severalRecords += 1;
    for (const record of records) this.record(record);
  }

  facts(): Facts {
    const { t49, t98, t99 } = this.totals;
    const counted = this.records.total - this.records.get('text_continuation');
    const sum98 = sumOfAmounts(t98);
    return {
      physical_lines: this.lines,
      ...(this.severalRecords === 0 ? {} : { lines_with_several_records: this.severalRecords }),
      records: this.records.toJSON(),
      transactions_16: this.records.get('16'),
      type_counts: this.types.toJSON(),
      amount_by_type_minor_units: Object.fromEntries([...this.amounts].map(([type, sum]) => [type, exact(sum)])),
      t49,
      t98,
      t99,
      sum49_eq_sum98: sumOfAmounts(t49) === sum98,
      sum98_eq_99: sum98 === sumOfAmounts(t99),
      rec_count_99_ok: t99.length > 0 && (t99[0]?.[2] ?? null) === counted,
    };
  }

  private severalOn(records: readonly string[]): void {
    this.severalRecords += 1;
    for (const record of records) this.record(record);
  }

  private record(text: string): void {
    const fields = text.trim().replace(/\/$/, '').split(',');
    const code = fields[0] ?? '';
    this.records.add(code);
    if (code === '16') {
      const type = fields[1] ?? '';
      this.types.add(type);
      this.amounts.set(type, (this.amounts.get(type) ?? 0n) + BigInt(whole(fields[2]) ?? 0));
    }
    if (code === '49') this.totals.t49.push([whole(fields[1]), whole(fields[2])]);
    if (code === '98') this.totals.t98.push([whole(fields[1]), whole(fields[2]), whole(fields[3])]);
    if (code === '99') this.totals.t99.push([whole(fields[1]), whole(fields[2]), whole(fields[3])]);
  }
}
