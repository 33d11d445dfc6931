import type { PlainDate } from '../dates/plain-date.js';
import { editCatalog, type EditName } from '../claims/edit-catalog.js';
import type { EditFailure } from '../claims/scrub-claim.js';
import type { CoveredDiagnosisRow, EditPairRow, UnitLimitRow } from './edit-table.js';

/** A procedure of a claim as the tables see it. */
export interface CodedLine {
  readonly number: number;
  /** CPT or HCPCS; empty = none (a revenue code alone is looked up nowhere). */
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly from: PlainDate;
  /** Codes without point: those the line points to; of an institutional line all of the claim's. */
  readonly diagnoses: readonly string[];
}

/** What the tables say about the codes of one claim on their days. */
export interface TableFindings {
  readonly pairs: readonly EditPairRow[];
  /** Limits in force on each day: a new quarter brings new ones. */
  readonly unitLimits: readonly (UnitLimitRow & { readonly on: PlainDate })[];
  /** Procedures no loaded table knows on their day, and diagnoses on the claim's first day. */
  readonly unknownProcedures: readonly { readonly code: string; readonly on: PlainDate }[];
  readonly unknownDiagnoses: readonly string[];
  /** What coverage policies list for the procedures of the claim, by the day they are in force. */
  readonly covered: readonly (CoveredDiagnosisRow & { readonly on: PlainDate })[];
}

/** Modifiers that set a pair apart (NCCI policy manual, chapter I): anatomic, global-surgery, other. */
const PAIR_MODIFIERS: ReadonlySet<string> = new Set(
  (
    'E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI ' +
    '24 25 57 58 78 79 27 59 91 XE XS XP XU'
  ).split(' '),
);

/** Everything a claim fails by the loaded tables; empty = clean, or nothing is loaded. */
export function tableEdits(lines: readonly CodedLine[], found: TableFindings): readonly EditFailure[] {
  return [
    ...found.unknownDiagnoses.map((code) => fails('diagnosis-valid', `diagnosis ${code}`)),
    ...lines
      .filter((line) => found.unknownProcedures.some(({ code, on }) => code === line.procedure && on === line.from))
      .map((line) => fails('service-code-valid', `line ${line.number}`)),
    ...pairsOf(lines, found.pairs),
    ...limitsOf(lines, found.unitLimits),
    ...uncovered(lines, found.covered),
  ];
}

const fails = (edit: EditName, field: string): EditFailure => {
  const { message, owner } = editCatalog[edit];
  return { edit, field, message, owner };
};

function pairsOf(lines: readonly CodedLine[], pairs: readonly EditPairRow[]): EditFailure[] {
  return pairs
    .filter(({ modifierIndicator }) => modifierIndicator !== '9')
    .flatMap((pair) =>
      lines.flatMap((first) =>
        lines
          .filter((second) => isPaired(pair, first, second))
          .map((second) =>
            fails(pair.modifierIndicator === '0' ? 'ncci-never' : 'ncci-modifier', `line ${second.number}`),
          ),
      ),
    );
}

function isPaired(pair: EditPairRow, first: CodedLine, second: CodedLine): boolean {
  const sameDay = first.from === second.from && isInForce(pair, first.from);
  if (!sameDay || first.procedure !== pair.column1 || second.procedure !== pair.column2) return false;
  if (pair.modifierIndicator === '0') return true;
  return ![...first.modifiers, ...second.modifiers].some((modifier) => PAIR_MODIFIERS.has(modifier));
}

const isInForce = ({ effectiveFrom, effectiveTo }: EditPairRow, day: PlainDate): boolean =>
  effectiveFrom <= day && (effectiveTo === undefined || day <= effectiveTo);

/**
 * Indicator 1 counts a line by itself, 2 the whole day: nothing above it is ever paid. Indicator 3 is clinical and may be passed
 * where the record supports it: such a claim goes out, and a denial (CARC 151) is answered with the record.
 */
function limitsOf(lines: readonly CodedLine[], limits: TableFindings['unitLimits']): EditFailure[] {
  return limits.flatMap((limit) => {
    const same = lines.filter((line) => line.procedure === limit.code && line.from === limit.on);
    if (limit.adjudication === '1')
      return same.filter(({ units }) => units > limit.units).map(({ number }) => fails('unit-limit', `line ${number}`));
    const day = same.reduce((sum, { units }) => sum + units, 0);
    const [first] = same;
    return limit.adjudication === '2' && first && day > limit.units
      ? [fails('unit-limit', `line ${first.number}`)]
      : [];
  });
}

/**
 * What is known not to be covered goes out with its modifier: GA a signed ABN, GZ none, GX and GY excluded by law
 * (Medicare Claims Processing Manual, chapter 30 §50).
 */
const NOTICE_MODIFIERS: ReadonlySet<string> = new Set(['GA', 'GX', 'GY', 'GZ']);

/** Each policy that knows the procedure must list one of the line's diagnoses; a procedure no policy knows passes. */
function uncovered(lines: readonly CodedLine[], covered: TableFindings['covered']): EditFailure[] {
  return lines
    .filter(({ modifiers }) => !modifiers.some((modifier) => NOTICE_MODIFIERS.has(modifier)))
    .filter((line) => {
      const rows = covered.filter(({ procedure, on }) => procedure === line.procedure && on === line.from);
      const policies = [...new Set(rows.map(({ policy }) => policy))];
      return policies.some(
        (name) => !rows.some(({ policy, diagnosis }) => policy === name && line.diagnoses.includes(diagnosis)),
      );
    })
    .map(({ number }) => fails('coverage-policy', `line ${number}`));
}
