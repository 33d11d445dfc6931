import { cents } from '../../domain/money.js';
import {
  RECORD_CHARACTERS,
  routingCheckDigit,
  type AchAddenda,
  type AchEntryItem,
  type AchItem,
  type AchProblemCode,
  type AchTotals,
} from './ach-file.js';
import { addendaOf, batchItem, entryItem, field, fileItem, statedTotals, wholeField } from './ach-records.js';
import { reassociationTraceIn } from './reassociation-trace.js';

interface Running {
  entries: number;
  debit: number;
  credit: number;
  hash: number;
}

const HASH_MODULUS = 10_000_000_000;
const nothing = (): Running => ({ entries: 0, debit: 0, credit: 0, hash: 0 });

const totalsOf = ({ entries, debit, credit, hash }: Running): AchTotals => ({
  entries,
  debitCents: cents(debit),
  creditCents: cents(credit),
  hash: String(hash % HASH_MODULUS).padStart(10, '0'),
});

/** Reads a NACHA file: feed bytes, take items. Hashes, totals and counts that do not foot are problems. */
export class AchRead {
  private readonly decoder = new TextDecoder('latin1');
  private rest = '';
  private items: AchItem[] = [];
  private line = 0;
  private batches = 0;
  private readonly file = nothing();
  private batch: Running | undefined;
  private entry:
    | { readonly head: Omit<AchEntryItem, 'addenda'>; readonly addenda: AchAddenda[]; expectsAddenda: boolean }
    | undefined;
  private state: 'before' | 'inside' | 'after' = 'before';

  feed(bytes: Uint8Array): AchItem[] {
    this.lines(this.rest + this.decoder.decode(bytes, { stream: true }));
    return this.take();
  }

  finish(): AchItem[] {
    this.lines(`${this.rest}\n`);
    this.endEntry();
    if (this.state === 'before')
      this.problem('ACH_NOT_ACH', 'refused', 'This file holds no ACH file header (record 1).');
    else if (this.state === 'inside') {
      this.problem(
        'ACH_TRAILER_MISSING',
        'refused',
        'The ACH file ends without its control record (9); it may have been cut.',
      );
    } else if (this.line % 10 !== 0) {
      this.problem('ACH_BLOCKING', 'warning', 'The ACH file is not filled to blocks of ten records.');
    }
    return this.take();
  }

  private take(): AchItem[] {
    const taken = this.items;
    this.items = [];
    return taken;
  }

  /** Lines of 94 characters, or one long line without breaks. */
  private lines(text: string): void {
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      for (let at = 0; at < Math.max(line.trimEnd().length, 1); at += RECORD_CHARACTERS) {
        this.record(line.slice(at, at + RECORD_CHARACTERS));
      }
    }
    while (this.rest.length > 2 * RECORD_CHARACTERS) {
      this.record(this.rest.slice(0, RECORD_CHARACTERS));
      this.rest = this.rest.slice(RECORD_CHARACTERS);
    }
  }

  private problem(code: AchProblemCode, severity: 'refused' | 'warning', sentence: string): void {
    this.items.push({
      kind: 'achProblem',
      code,
      severity,
      line: this.line,
      message: `${sentence} Record ${this.line}.`,
    });
  }

  private record(record: string): void {
    if (record.trim() === '') return;
    this.line += 1;
    if (record.length !== RECORD_CHARACTERS && /^[5-8]/.test(record)) {
      this.problem(
        'ACH_RECORD_LENGTH',
        'warning',
        `A record has ${record.length} characters instead of ${RECORD_CHARACTERS}.`,
      );
    }
    if (record[0] !== '7') this.endEntry();
    if (this.state === 'after') return this.filler(record);
    switch (record[0]) {
      case '1':
        this.state = 'inside';
        this.items.push(fileItem(record, this.line));
        return;
      case '5':
        return this.beginBatch(record);
      case '6':
        return this.beginEntry(record);
      case '7':
        return this.addenda(record);
      case '8':
        return this.endBatch(record);
      case '9':
        return this.endFile(record);
      default:
        this.problem(
          'ACH_RECORD_UNKNOWN',
          this.state === 'before' ? 'refused' : 'warning',
          'What stands here is no ACH record.',
        );
    }
  }

  private filler(record: string): void {
    if (!/^9+$/.test(record.trim()))
      this.problem('ACH_RECORD_MISPLACED', 'warning', 'A record stands after the file control (9).');
  }

  private beginBatch(record: string): void {
    if (this.state === 'before')
      this.problem('ACH_RECORD_MISPLACED', 'refused', 'A batch (5) stands before the file header (1).');
    this.batches += 1;
    this.batch = nothing();
    this.items.push(batchItem(record, this.batches, this.line));
  }

  private beginEntry(record: string): void {
    if (this.batch === undefined)
      this.problem('ACH_RECORD_MISPLACED', 'refused', 'An entry (6) stands outside a batch.');
    const head = entryItem(record, this.batches, this.line);
    if (head === undefined) return this.problem('ACH_AMOUNT_BAD', 'refused', 'The amount of an entry is no number.');
    const eight = head.routing.slice(0, 8);
    if (routingCheckDigit(eight) !== head.routing[8]) {
      this.problem('ACH_ROUTING_CHECK_DIGIT', 'warning', 'A routing number has a wrong check digit.');
    }
    for (const running of [this.file, this.batch]) {
      if (running === undefined) continue;
      running.entries += 1;
      running[head.direction] += head.amountCents;
      running.hash += Number(eight) || 0;
    }
    this.entry = { head, addenda: [], expectsAddenda: field(record, 79, 79) === '1' };
  }

  private addenda(record: string): void {
    this.file.entries += 1;
    if (this.batch !== undefined) this.batch.entries += 1;
    if (this.entry === undefined)
      return this.problem('ACH_ADDENDA_WRONG', 'warning', 'An addenda (7) follows no entry.');
    const addenda = addendaOf(record);
    this.entry.addenda.push(addenda);
    const { sequence } = addenda;
    const entrySequence = wholeField(record, 88, 94);
    const ofEntry = Number(this.entry.head.trace.slice(-7));
    const wrongEntry = addenda.type === '05' && entrySequence !== ofEntry;
    if ((sequence !== undefined && sequence !== this.entry.addenda.length) || wrongEntry) {
      this.problem('ACH_ADDENDA_WRONG', 'warning', 'An addenda (7) does not carry the sequence of its entry.');
    }
  }

  private endEntry(): void {
    const { entry } = this;
    if (entry === undefined) return;
    this.entry = undefined;
    if (entry.expectsAddenda !== entry.addenda.length > 0) {
      this.problem(
        'ACH_ADDENDA_WRONG',
        'warning',
        'An entry (6) announces an addenda that is missing, or has one it does not announce.',
      );
    }
    const text = entry.addenda.filter(({ type }) => type === '05').map((one) => one.text);
    const reassociation = reassociationTraceIn(text.join(''));
    const base = { ...entry.head, addenda: entry.addenda };
    this.items.push(reassociation === undefined ? base : { ...base, reassociation });
  }

  private endBatch(record: string): void {
    const found = totalsOf(this.batch ?? nothing());
    this.batch = undefined;
    const stated = statedTotals(record, '8');
    const foots = this.compare(stated, found, 'batch');
    this.items.push({ kind: 'achBatchEnd', ordinal: this.batches, stated, found, foots, line: this.line });
  }

  private endFile(record: string): void {
    this.state = 'after';
    const found = totalsOf(this.file);
    const stated = statedTotals(record, '9');
    const [batches, blocks] = [wholeField(record, 2, 7) ?? 0, wholeField(record, 8, 13) ?? 0];
    const counted = batches === this.batches;
    if (!counted) this.problem('ACH_COUNT_WRONG', 'warning', 'The file control (9) does not count its batches right.');
    const foots = this.compare(stated, found, 'file') && counted;
    this.items.push({
      kind: 'achFileEnd',
      batches,
      batchesFound: this.batches,
      blocks,
      stated,
      found,
      foots,
      line: this.line,
    });
  }

  private compare(stated: AchTotals, found: AchTotals, of: string): boolean {
    const counted = stated.entries === found.entries;
    const hashed = stated.hash === found.hash;
    const summed = stated.debitCents === found.debitCents && stated.creditCents === found.creditCents;
    if (!counted) this.problem('ACH_COUNT_WRONG', 'warning', `The ${of} control does not count its entries right.`);
    if (!hashed) this.problem('ACH_HASH_WRONG', 'warning', `The entry hash of the ${of} control is wrong.`);
    if (!summed)
      this.problem('ACH_TOTAL_WRONG', 'warning', `The totals of the ${of} control are not the sums of its entries.`);
    return counted && hashed && summed;
  }
}

/** Reads ACH bytes; a batch of items per chunk. */
export async function* readAch(input: AsyncIterable<Uint8Array>): AsyncGenerator<AchItem[]> {
  const read = new AchRead();
  for await (const chunk of input) {
    const items = read.feed(chunk);
    if (items.length > 0) yield items;
  }
  const rest = read.finish();
  if (rest.length > 0) yield rest;
}
