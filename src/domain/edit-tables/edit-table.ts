import type { PlainDate } from '../dates/plain-date.js';
import { payerClasses, type PayerClass } from '../payer-rules/payer-class.js';

/**
 * Published tables: NCCI procedure-to-procedure pairs and medically unlikely edits (CMS, quarterly), ICD-10-CM (CMS, 1 Oct and
 * 1 Apr), HCPCS level II and CPT with their own dates; diagnoses that coverage policies list for a procedure (LCD articles of the
 * organization's Medicare contractor, NCD).
 */
export const editTableKinds = ['ncci', 'mue', 'icd10cm', 'hcpcs', 'cpt', 'lcd'] as const;
export type EditTableKind = (typeof editTableKinds)[number];

/** Pairs and unit limits are published apart for practitioners and for outpatient hospitals. */
export const editSettings = ['practitioner', 'hospital'] as const;
export type EditSetting = (typeof editSettings)[number];

export const hasSetting = (kind: EditTableKind): boolean => kind === 'ncci' || kind === 'mue';

/**
 * Whom a table binds unless told otherwise: NCCI Medicare and Medicaid, coverage policies Medicare and its plans
 * (42 CFR 422.101(b)), codes everybody (45 CFR 162.1002).
 */
export const boundBy = (kind: EditTableKind): readonly PayerClass[] =>
  kind === 'lcd'
    ? ['medicare', 'medicareAdvantage']
    : hasSetting(kind)
      ? ['medicare', 'medicareAdvantage', 'medicaid', 'medicaidMco']
      : payerClasses;

export interface EditPairRow {
  readonly column1: string;
  readonly column2: string;
  /** 0 = no modifier helps, 1 = a modifier may, 9 = does not apply. */
  readonly modifierIndicator: '0' | '1' | '9';
  readonly effectiveFrom: PlainDate;
  /** Last day; absent: still in force. */
  readonly effectiveTo?: PlainDate;
  readonly rationale: string;
}

export interface UnitLimitRow {
  readonly code: string;
  readonly units: number;
  /** MUE adjudication indicator: 1 by line, 2 by day (policy), 3 by day (clinical). */
  readonly adjudication: '1' | '2' | '3';
  readonly rationale: string;
}

export interface ValidCodeRow {
  readonly code: string;
  /** Absent: since its table. */
  readonly effectiveFrom?: PlainDate;
  readonly effectiveTo?: PlainDate;
}

/** One diagnosis that a policy lists as covered for a procedure; diagnosis without its point. */
export interface CoveredDiagnosisRow {
  readonly procedure: string;
  readonly diagnosis: string;
  /** Number of the policy or article: L33831, A57527, NCD 190.23. */
  readonly policy: string;
}
