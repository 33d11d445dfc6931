import { dollarsOf } from '../money.js';
import type { BookParty, Disagreement } from './import-findings.js';
import { centsOf, type CsvRow } from './synthea-rows.js';

export type PartyCents = Readonly<Record<BookParty, number>>;

/** Books of one claim as its transactions tell them; all in cents. */
export interface FoldedClaim {
  readonly chargedCents: number;
  /** Charges by the party they first stood with. */
  readonly charged: PartyCents;
  /** Money that came in, by who paid it. */
  readonly paid: PartyCents;
  /** Adjustments, by the party they were taken from. */
  readonly adjusted: PartyCents;
  /** Net moved into (positive) or out of each party's balance. */
  readonly moved: PartyCents;
  /** What each party still owes; negative is a credit. */
  readonly owed: PartyCents;
  readonly lines: readonly FoldedLine[];
  readonly disagreements: readonly Disagreement[];
  /** CHARGEID numbers rows, not charges (a habit of the exporter). */
  readonly serialChargeIds: boolean;
}

export interface FoldedLine {
  readonly row: CsvRow;
  readonly procedure: string;
  readonly chargeCents: number;
}

type Sums = Record<BookParty, number>;
const zero = (): Sums => ({ primary: 0, secondary: 0, patient: 0 });

/** Methods a person pays with; ECHECK and SYSTEM are an insurer's. */
const patientMethods: readonly string[] = ['COPAY', 'CASH', 'CHECK', 'CC'];
const parties: Readonly<Record<string, BookParty>> = { '1': 'primary', '2': 'secondary', P: 'patient' };

/** Folds the transactions of one claim, line by line; `insured` says whether the claim names a primary payer. */
export function foldClaim(claimId: string, rows: readonly CsvRow[], insured: boolean): FoldedClaim {
  const fold = new ClaimFold(claimId, insured);
  const serialChargeIds = hasSerialIds(rows);
  for (const row of inOrder(rows, serialChargeIds)) fold.take(row, serialChargeIds);
  return fold.finish(serialChargeIds);
}

const serialOf = (row: CsvRow): number => (/^\d{1,15}$/.test(row.get('CHARGEID')) ? Number(row.get('CHARGEID')) : NaN);

const hasSerialIds = (rows: readonly CsvRow[]): boolean =>
  rows.length > 1 &&
  new Set(rows.map(serialOf)).size === rows.length &&
  rows.every((row) => !Number.isNaN(serialOf(row)));

/**
 * By serial when CHARGEID is one; when it is the id of a charge, the rows of one charge together; else (a serial that starts
 * again with each charge) as they stand in the file.
 */
function inOrder(rows: readonly CsvRow[], serial: boolean): CsvRow[] {
  if (serial) return [...rows].sort((a, b) => serialOf(a) - serialOf(b));
  const charges = rows.filter((row) => row.get('TYPE').toUpperCase() === 'CHARGE').map((row) => row.get('CHARGEID'));
  const ids = new Set(charges);
  if (ids.size < charges.length || rows.some((row) => !ids.has(row.get('CHARGEID')))) return [...rows];
  const first = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    const id = row.get('CHARGEID');
    if (!first.has(id)) first.set(id, at);
  }
  return [...rows].sort((a, b) => (first.get(a.get('CHARGEID')) ?? 0) - (first.get(b.get('CHARGEID')) ?? 0));
}

/** The line at work: who holds its balance, and what the file says is left of it. */
interface Line {
  holder: BookParty;
  /** Remainder by the rows so far; a copay or an adjustment above it leaves zero, as the exporter writes it. */
  runningCents: number;
  transferOut?: { readonly row: CsvRow; readonly amountCents: number };
}

class ClaimFold {
  private readonly charged = zero();
  private readonly paid = zero();
  private readonly adjusted = zero();
  private readonly moved = zero();
  private readonly owed = zero();
  private readonly lines: FoldedLine[] = [];
  private readonly disagreements: Disagreement[] = [];
  private line: Line | undefined;

  constructor(
    private readonly claimId: string,
    private readonly insured: boolean,
  ) {}

  take(row: CsvRow, serial: boolean): void {
    const type = row.get('TYPE').toUpperCase();
    const amounts = ['AMOUNT', 'PAYMENTS', 'ADJUSTMENTS', 'TRANSFERS', 'OUTSTANDING', 'UNITAMOUNT'];
    const unreadable = amounts.find((column) => centsOf(row.get(column)) === undefined);
    if (unreadable) return this.say(row, 'unreadable', `${unreadable} is not an amount with two decimals`);
    if (type === 'CHARGE') return this.charge(row);
    if (!this.line) {
      this.say(row, 'transfer', `a ${type.toLowerCase()} stands before any charge`);
      this.line = { holder: this.insured ? 'primary' : 'patient', runningCents: 0 };
    }
    if (type === 'PAYMENT') this.payment(row, this.line);
    else if (type === 'ADJUSTMENT') this.adjustment(row, this.line);
    else if (type === 'TRANSFEROUT') this.line.transferOut = { row, amountCents: transferred(row) };
    else if (type === 'TRANSFERIN') this.transferIn(row, this.line, serial);
    else return this.say(row, 'unreadable', 'TYPE is none of CHARGE, PAYMENT, ADJUSTMENT, TRANSFEROUT, TRANSFERIN');
    this.checkRunning(row, this.line);
  }

  finish(serialChargeIds: boolean): FoldedClaim {
    this.leftOver();
    const { charged, paid, adjusted, moved, owed, lines, disagreements } = this;
    const chargedCents = charged.primary + charged.secondary + charged.patient;
    return { chargedCents, charged, paid, adjusted, moved, owed, lines, disagreements, serialChargeIds };
  }

  private charge(row: CsvRow): void {
    this.leftOver();
    const amountCents = amount(row, 'AMOUNT');
    const named = parties[row.get('TRANSFERTYPE').toUpperCase()];
    const holder = this.insured ? (named ?? 'primary') : 'patient';
    this.line = { holder, runningCents: amountCents };
    this.charged[holder] += amountCents;
    this.owed[holder] += amountCents;
    this.lines.push({ row, procedure: row.get('PROCEDURECODE'), chargeCents: amountCents });
    const units = Number(row.get('UNITS') || '1');
    const unitCents = amount(row, 'UNITAMOUNT');
    if (unitCents !== 0 && Number.isFinite(units) && Math.round(unitCents * units) !== amountCents)
      this.say(row, 'unitAmount', `${units} × ${dollarsOf(unitCents)} is not the charge of ${dollarsOf(amountCents)}`);
  }

  private payment(row: CsvRow, line: Line): void {
    const amountCents = amount(row, 'PAYMENTS');
    const method = row.get('METHOD').toUpperCase();
    const payer: BookParty = patientMethods.includes(method)
      ? 'patient'
      : line.holder === 'secondary'
        ? 'secondary'
        : this.insured
          ? 'primary'
          : 'patient';
    // What a patient pays while the payer still holds the line is the patient's share; beyond the line it is the patient's credit.
    if (payer === 'patient') this.move(line.holder, 'patient', Math.min(amountCents, Math.max(0, line.runningCents)));
    this.paid[payer] += amountCents;
    this.owed[payer] -= amountCents;
    const left = line.runningCents - amountCents;
    line.runningCents = method === 'COPAY' ? Math.max(0, left) : left;
  }

  private adjustment(row: CsvRow, line: Line): void {
    const amountCents = amount(row, 'ADJUSTMENTS');
    this.adjusted[line.holder] += amountCents;
    this.owed[line.holder] -= amountCents;
    line.runningCents = Math.max(0, line.runningCents - amountCents);
  }

  private transferIn(row: CsvRow, line: Line, serial: boolean): void {
    const amountCents = transferred(row);
    const to = parties[row.get('TRANSFERTYPE').toUpperCase()] ?? 'patient';
    const out = line.transferOut;
    delete line.transferOut;
    if (!out) this.say(row, 'transfer', `${dollarsOf(amountCents)} is transferred in, but nothing was transferred out`);
    else if (out.amountCents !== amountCents)
      this.say(
        row,
        'transfer',
        `${dollarsOf(out.amountCents)} goes out (line ${out.row.line}), ${dollarsOf(amountCents)} comes in`,
      );
    else if (serial && names(row) && row.get('TRANSFEROUTID') !== out.row.get('CHARGEID'))
      this.say(row, 'transfer', `TRANSFEROUTID does not name the transfer out of line ${out.row.line}`);
    this.move(line.holder, to, amountCents);
    line.holder = to;
  }

  /** The file's own remainder must be what its rows make; a charge states none, older exporters leave it out elsewhere too. */
  private checkRunning(row: CsvRow, line: Line): void {
    const stated = row.get('OUTSTANDING');
    if (stated.trim() === '') return;
    const statedCents = centsOf(stated) ?? 0;
    if (statedCents === line.runningCents) return;
    this.say(
      row,
      'runningBalance',
      `OUTSTANDING says ${dollarsOf(statedCents)}, the rows before leave ${dollarsOf(line.runningCents)}`,
    );
    line.runningCents = statedCents;
  }

  private leftOver(): void {
    const out = this.line?.transferOut;
    if (out) this.say(out.row, 'transfer', `${dollarsOf(out.amountCents)} is transferred out and arrives nowhere`);
  }

  private move(from: BookParty, to: BookParty, amountCents: number): void {
    if (from === to) return;
    this.moved[from] -= amountCents;
    this.moved[to] += amountCents;
    this.owed[from] -= amountCents;
    this.owed[to] += amountCents;
  }

  private say(row: CsvRow, kind: Disagreement['kind'], sentence: string): void {
    this.disagreements.push({ file: 'claims_transactions', line: row.line, claimId: this.claimId, kind, sentence });
  }
}

const amount = (row: CsvRow, column: string): number => centsOf(row.get(column)) ?? 0;
/** TRANSFERS has the amount in every version; AMOUNT only on the way in. */
const transferred = (row: CsvRow): number => amount(row, 'TRANSFERS') || amount(row, 'AMOUNT');
const names = (row: CsvRow): boolean => !['', '0'].includes(row.get('TRANSFEROUTID').trim());
