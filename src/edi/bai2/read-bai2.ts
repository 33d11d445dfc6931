import { fieldFaults } from './bank-records.table.js';
import { availabilityOf, summariesOf, wholeAmount } from './bank-fields.js';
import { directionOf, type BankItem, type BankProblemCode, type BankTotalItem } from './bank-report.js';
import { FieldCursor, RecordAssembler, type LogicalRecord } from './logical-records.js';

interface Level {
  total: number;
  parts: number;
  records: number;
}

const emptyLevel = (): Level => ({ total: 0, parts: 0, records: 0 });

const PART_NAMES = { bankAccountEnd: 'amounts', bankGroupEnd: 'accounts', bankFileEnd: 'groups' } as const;

/** Reads a BAI2 file: feed bytes, take items. Totals that do not foot are problems; policy decides what may post. */
export class Bai2Read {
  private readonly records = new RecordAssembler();
  private readonly decoder = new TextDecoder('utf-8');
  private rest = '';
  private items: BankItem[] = [];
  private file: Level | undefined;
  private group: Level | undefined;
  private account: Level | undefined;
  private groupCurrency = '';
  private groups = 0;
  private accounts = 0;
  private current = { account: '', currency: 'USD' };

  feed(bytes: Uint8Array): BankItem[] {
    this.lines(this.rest + this.decoder.decode(bytes, { stream: true }));
    return this.take();
  }

  finish(): BankItem[] {
    this.lines(`${this.rest}${this.decoder.decode()}\n`);
    const last = this.records.rest();
    if (last !== undefined) this.record(last);
    const line = this.records.lines;
    if (last === undefined) this.problem('BANK_NOT_BAI2', 'refused', line, 'This file holds no BAI2 record.');
    else if (this.file !== undefined || this.group !== undefined || this.account !== undefined) {
      this.problem(
        'BANK_TRAILER_MISSING',
        'refused',
        line,
        'The report ends without its totals (49, 98, 99); it may have been cut.',
      );
    }
    return this.take();
  }

  private take(): BankItem[] {
    const taken = this.items;
    this.items = [];
    return taken;
  }

  private lines(text: string): void {
    // A CR at the end may be half of CR LF; it waits with the last line.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const { done, stray } = this.records.take(line.replace(/^\ufeff/, ''));
      if (stray)
        this.problem(
          'BANK_RECORD_UNKNOWN',
          'warning',
          this.records.lines,
          'A line before the first record was skipped.',
        );
      for (const record of done) this.record(record);
    }
  }

  private problem(code: BankProblemCode, severity: 'refused' | 'warning', line: number, sentence: string): void {
    this.items.push({ kind: 'bankProblem', code, severity, line, message: `${sentence} Line ${line}.` });
  }

  private record(record: LogicalRecord): void {
    for (const level of [this.file, this.group, this.account])
      if (level !== undefined) level.records += record.physical;
    this.checkFields(record);
    const fields = new FieldCursor(record);
    switch (record.code) {
      case '01':
        return this.beginFile(fields, record);
      case '02':
        return this.beginGroup(fields, record);
      case '03':
        return this.beginAccount(fields, record);
      case '16':
        return this.transaction(fields, record);
      case '49':
        return this.endAccount(fields, record);
      case '98':
        return this.endGroup(fields, record);
      case '99':
        return this.endFile(fields, record);
      default:
        this.problem('BANK_RECORD_MISPLACED', 'warning', record.line, 'A continuation (88) continues nothing.');
    }
  }

  /** Along the table of records; amounts that are none are told where they are read. */
  private checkFields({ code, pieces, line }: LogicalRecord): void {
    for (const { name, isMissing } of fieldFaults(code, pieces.join(',').split(','))) {
      if (name === 'amount') continue;
      const fault = isMissing ? 'is missing' : 'is not of its form; it was kept as sent';
      this.problem('BANK_FIELD_BAD', 'warning', line, `The field "${name}" of a record ${code} ${fault}.`);
    }
  }

  private beginFile(fields: FieldCursor, { line, physical }: LogicalRecord): void {
    this.file = { ...emptyLevel(), records: physical };
    const [sender, receiver, date, time, id] = [
      fields.next(),
      fields.next(),
      fields.next(),
      fields.next(),
      fields.next(),
    ];
    this.items.push({ kind: 'bankFile', sender, receiver, date, time, id, line });
  }

  private beginGroup(fields: FieldCursor, { line, physical }: LogicalRecord): void {
    if (this.file === undefined) this.misplaced(line, 'A group (02) stands before the file header (01).');
    this.group = { ...emptyLevel(), records: physical };
    this.groups += 1;
    const [receiver, originator, status] = [fields.next(), fields.next(), fields.next()];
    const [asOfDate, asOfTime, currency] = [fields.next(), fields.next(), fields.next()];
    this.groupCurrency = currency;
    const parties = { receiver, originator, status, asOfDate, asOfTime };
    this.items.push({ kind: 'bankGroup', ordinal: this.groups, ...parties, currency: currency || 'USD', line });
  }

  private beginAccount(fields: FieldCursor, { line, physical }: LogicalRecord): void {
    if (this.group === undefined) this.misplaced(line, 'An account (03) stands before its group (02).');
    this.account = { ...emptyLevel(), records: physical };
    this.accounts += 1;
    const account = fields.next();
    const currency = fields.next() || this.groupCurrency || 'USD';
    const summaries = summariesOf(fields, () => this.badAmount(line));
    this.current = { account, currency };
    for (const { amount } of summaries) this.account.total += amount ?? 0;
    this.items.push({
      kind: 'bankAccount',
      ordinal: this.accounts,
      group: this.groups,
      account,
      currency,
      summaries,
      line,
    });
  }

  private transaction(fields: FieldCursor, { line }: LogicalRecord): void {
    if (this.account === undefined) this.misplaced(line, 'A transaction (16) stands before its account (03).');
    const [typeCode, amountText] = [fields.next(), fields.next()];
    const amount = wholeAmount(amountText);
    if (amount === undefined && amountText !== '') this.badAmount(line);
    const availability = availabilityOf(fields);
    const [bankReference, customerReference] = [fields.next(), fields.next()];
    if (this.account !== undefined) this.account.total += amount ?? 0;
    this.items.push({
      kind: 'bankTransaction',
      group: this.groups,
      accountOrdinal: this.accounts,
      ...this.current,
      typeCode,
      direction: directionOf(typeCode),
      amount: amount ?? 0,
      ...(availability === undefined ? {} : { availability }),
      bankReference,
      customerReference,
      text: fields.text(),
      line,
    });
  }

  private endAccount(fields: FieldCursor, { line }: LogicalRecord): void {
    const found = this.account ?? emptyLevel();
    this.account = undefined;
    const [total, records] = [wholeAmount(fields.next()), wholeAmount(fields.next())];
    this.total('bankAccountEnd', { total, parts: undefined, records }, found, line);
    // What a group and a file add up are the totals as sent, even when they do not foot.
    if (this.group === undefined) return;
    this.group.total += total ?? found.total;
    this.group.parts += 1;
  }

  private endGroup(fields: FieldCursor, { line }: LogicalRecord): void {
    const found = this.group ?? emptyLevel();
    this.group = undefined;
    const [total, parts, records] = [fields.next(), fields.next(), fields.next()].map(wholeAmount);
    this.total('bankGroupEnd', { total, parts, records }, found, line);
    if (this.file === undefined) return;
    this.file.total += total ?? found.total;
    this.file.parts += 1;
  }

  private endFile(fields: FieldCursor, { line }: LogicalRecord): void {
    const found = this.file ?? emptyLevel();
    this.file = undefined;
    const [total, parts, records] = [fields.next(), fields.next(), fields.next()].map(wholeAmount);
    this.total('bankFileEnd', { total, parts, records }, found, line);
  }

  private total(
    kind: BankTotalItem['kind'],
    stated: Readonly<Record<'total' | 'parts' | 'records', number | undefined>>,
    found: Level,
    line: number,
  ): void {
    const totalFoots = stated.total === undefined || stated.total === found.total;
    const partsFoot = stated.parts === undefined || stated.parts === found.parts;
    const recordsFoot = stated.records === undefined || stated.records === found.records;
    const { total, parts, records } = stated;
    this.items.push({
      kind,
      ...(total === undefined ? {} : { total }),
      totalFound: found.total,
      ...(parts === undefined ? {} : { parts }),
      partsFound: found.parts,
      ...(records === undefined ? {} : { records }),
      recordsFound: found.records,
      foots: totalFoots && partsFoot && recordsFoot,
      line,
    });
    const what = PART_NAMES[kind];
    if (!totalFoots) {
      this.problem('BANK_TOTAL_WRONG', 'warning', line, `A total of the report is not the sum of its ${what}.`);
    }
    if (!partsFoot || !recordsFoot) {
      this.problem(
        'BANK_COUNT_WRONG',
        'warning',
        line,
        `A total of the report does not count its ${partsFoot ? 'records' : what} right.`,
      );
    }
  }

  private misplaced(line: number, sentence: string): void {
    this.problem('BANK_RECORD_MISPLACED', 'refused', line, sentence);
  }

  private badAmount(line: number): void {
    this.problem('BANK_AMOUNT_BAD', 'refused', line, 'An amount is no whole number of minor units.');
  }
}

/** Reads BAI2 bytes; a batch of items per chunk. */
export async function* readBai2(input: AsyncIterable<Uint8Array>): AsyncGenerator<BankItem[]> {
  const read = new Bai2Read();
  for await (const chunk of input) {
    const items = read.feed(chunk);
    if (items.length > 0) yield items;
  }
  const rest = read.finish();
  if (rest.length > 0) yield rest;
}
