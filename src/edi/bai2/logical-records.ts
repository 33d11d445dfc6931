import { RECORD_JOINT, RECORD_START } from './bank-records.table.js';

/** One record with its 88 continuations: the pieces after the code, each without its closing `/`. */
export interface LogicalRecord {
  readonly code: string;
  readonly pieces: string[];
  /** Physical records: one, and one for each 88. */
  physical: number;
  readonly line: number;
}

/** Joins lines and 88 records into logical records. A line without a record code continues the text before it. */
export class RecordAssembler {
  private open: LogicalRecord | undefined;
  private line = 0;

  /** Records completed by this line. `stray` is a line nothing stands before. */
  take(text: string): { readonly done: LogicalRecord[]; readonly stray: boolean } {
    this.line += 1;
    const trimmed = text.trim();
    const done: LogicalRecord[] = [];
    if (trimmed === '') return { done, stray: false };
    const [first = '', ...more] = trimmed.split(RECORD_JOINT);
    let stray = false;
    if (RECORD_START.test(first)) this.record(first, done);
    else if (this.open === undefined) stray = true;
    else this.open.pieces.push(withoutSlash(first));
    for (const record of more) this.record(record, done);
    return { done, stray };
  }

  /** The record still open at the end. */
  rest(): LogicalRecord | undefined {
    return this.open;
  }

  get lines(): number {
    return this.line;
  }

  private record(text: string, done: LogicalRecord[]): void {
    const code = text.slice(0, 2);
    const piece = withoutSlash(text.slice(3));
    if (code === '88' && this.open !== undefined) {
      this.open.pieces.push(piece);
      this.open.physical += 1;
      return;
    }
    if (this.open !== undefined) done.push(this.open);
    this.open = { code, pieces: [piece], physical: 1, line: this.line };
  }
}

const withoutSlash = (text: string): string => text.trim().replace(/\/$/, '');

/** Fields of a logical record one by one; what is left at the end is text. */
export class FieldCursor {
  private piece = 0;
  private fields: string[];
  private at = 0;

  constructor(private readonly record: LogicalRecord) {
    this.fields = (record.pieces[0] ?? '').split(',');
  }

  /** True when no field is left. */
  get ended(): boolean {
    this.skipEmptyPieces();
    return this.at >= this.fields.length;
  }

  next(): string {
    this.skipEmptyPieces();
    const field = this.fields[this.at] ?? '';
    this.at += 1;
    return field.trim();
  }

  /** Everything left: commas stay, continuations are joined by a blank. */
  text(): string {
    const parts = [this.fields.slice(this.at).join(','), ...this.record.pieces.slice(this.piece + 1)];
    this.at = this.fields.length;
    this.piece = this.record.pieces.length;
    return parts
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join(' ');
  }

  private skipEmptyPieces(): void {
    while (this.at >= this.fields.length && this.piece + 1 < this.record.pieces.length) {
      this.piece += 1;
      this.fields = (this.record.pieces[this.piece] ?? '').split(',');
      this.at = 0;
    }
  }
}
