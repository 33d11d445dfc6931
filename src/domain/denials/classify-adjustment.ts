import type { PlainDate } from '../dates/plain-date.js';
import type { PayerClass } from '../payer-rules/payer-class.js';
import { carcMap, triageRow, type CarcRow } from './carc-map.js';
import type { Classification, DenialAction } from './classification.js';
import { effectsOf } from './rarc-effects.js';

export interface AdjustmentQuestion {
  /** CAS group as written: CO, PR, OA, PI, CR. */
  readonly group: string;
  readonly carc: string;
  readonly rarcs: readonly string[];
  readonly payerKey?: string;
  readonly payerClass?: PayerClass;
  /** Remittance date, for effective-dated mappings. */
  readonly on?: PlainDate;
  /** The contract pays these services by capitation (CARC 24 becomes an adjustment). */
  readonly capitated?: boolean;
}

/** A payer's own meaning of a code; the most specific one in force wins (rulebook §4.1). */
export interface DenialMapping {
  readonly ruleId: string;
  readonly version: number;
  readonly payerKey?: string;
  readonly payerClass?: PayerClass;
  readonly group?: string;
  readonly carc: string;
  readonly rarc?: string;
  readonly effectiveFrom?: PlainDate;
  readonly effectiveTo?: PlainDate;
  readonly row: Partial<Omit<CarcRow, 'carc'>>;
  readonly appealable?: false;
  /** Said by the organization: goes before what a remark means everywhere, but undoes none of its prohibitions. */
  readonly own?: true;
  /** Law goes before what a payer or an organization says (rulebook §13). */
  readonly law?: true;
}

/**
 * Documents that never came: asked of Medicare it is a reopening, whatever it is called (42 CFR 405.980(a)(2)–(3));
 * sending them is left where the reopening is refused.
 */
const medicareReopenings = ['148', '163', '226', '250', '251', '252'].map((carc): DenialMapping => ({
  ruleId: `denial-map.medicare.${carc}`,
  version: 1,
  payerClass: 'medicare',
  carc,
  row: { actions: ['RO', 'DOC'] },
}));

/** Mappings as delivered. */
export const denialMappings: readonly DenialMapping[] = [
  ...medicareReopenings,
  /** 42 CFR 405.926: late filing is no initial determination; only proof of receipt or a TF4 exception helps. */
  {
    ruleId: 'denial-map.medicare.29',
    version: 1,
    payerClass: 'medicare',
    carc: '29',
    row: { actions: ['DOC', 'WO'] },
    appealable: false,
    law: true,
  },
  /** A benefit decision on an LCD or NCD is medical necessity, not coding. */
  {
    ruleId: 'denial-map.11.n115',
    version: 1,
    carc: '11',
    rarc: 'N115',
    row: { category: 'MEDNEC', owner: 'clinician' },
  },
  {
    ruleId: 'denial-map.11.n386',
    version: 1,
    carc: '11',
    rarc: 'N386',
    row: { category: 'MEDNEC', owner: 'clinician' },
  },
];

/** Payer before class before remark before group: payer+group+CARC+RARC wins over payer+CARC+RARC, and so on down (rulebook §4.1). */
const specificity = (mapping: DenialMapping): number =>
  (mapping.payerKey ? 16 : 0) + (mapping.payerClass ? 8 : 0) + (mapping.rarc ? 4 : 0) + (mapping.group ? 2 : 0);

function mappingFor(question: AdjustmentQuestion, mappings: readonly DenialMapping[]): DenialMapping | undefined {
  const { group, carc, rarcs, payerKey, payerClass, on } = question;
  return mappings
    .filter(
      (mapping) =>
        mapping.carc === carc &&
        (mapping.group ?? group) === group &&
        (!mapping.rarc || rarcs.includes(mapping.rarc)) &&
        (!mapping.payerKey || mapping.payerKey === payerKey) &&
        (!mapping.payerClass || mapping.payerClass === payerClass) &&
        (!on || !mapping.effectiveFrom || mapping.effectiveFrom <= on) &&
        (!on || !mapping.effectiveTo || on <= mapping.effectiveTo),
    )
    .sort(
      (a, b) =>
        Number(b.law ?? false) - Number(a.law ?? false) || specificity(b) - specificity(a) || b.version - a.version,
    )[0];
}

/** What one CAS triplet means: why (CARC), who may be billed (group), and what the remarks change (RARC). Never throws. */
export function classifyAdjustment(
  question: AdjustmentQuestion,
  mappings: readonly DenialMapping[] = denialMappings,
): Classification {
  const mapping = mappingFor(question, mappings);
  const row = { ...baseRow(question), ...mapping?.row };
  const effects =
    row.kind === 'D'
      ? effectsOf(question.rarcs)
      : effectsOf(question.rarcs).filter((effect) => effect.patientProtected);
  const acting = effects.find((effect) => effect.actions);
  const own = mapping?.own ? mapping.row : {};
  return {
    category: mapping?.row.category ?? effects.find((effect) => effect.category)?.category ?? row.category,
    kind: row.kind,
    owner: own.owner ?? effects.find((effect) => effect.owner)?.owner ?? row.owner,
    actions: actionsFor(question, row, own.actions ?? acting?.actions ?? row.actions),
    preventable: row.preventable,
    recoverability: row.recoverability,
    postsTo: row.kind === 'A' ? row.postsTo : null,
    appealable: row.kind === 'D' && mapping?.appealable !== false && !effects.some((effect) => effect.appeal === 'off'),
    newClaimOnly: effects.some((effect) => effect.newClaimOnly === true),
    patientProtected: question.group !== 'PR' || effects.some((effect) => effect.patientProtected === true),
    rule: {
      ruleId: mapping?.ruleId ?? `carc.${carcMap.has(question.carc) ? question.carc : 'unknown'}`,
      version: mapping?.version ?? row.version,
    },
    because: explain(question, row, effects),
  };
}

function baseRow({ carc, capitated }: AdjustmentQuestion): CarcRow {
  const row = carcMap.get(carc) ?? triageRow(carc);
  return carc === '24' && capitated ? { ...row, kind: 'A', actions: [], postsTo: 'capitation' } : row;
}

/** PT only with group PR, and there before all but finding another payer (rulebook §4.1). */
function actionsFor(
  question: AdjustmentQuestion,
  row: CarcRow,
  actions: readonly DenialAction[],
): readonly DenialAction[] {
  const others = actions.filter((action) => action !== 'PT');
  if (question.group !== 'PR') return others;
  if (row.kind !== 'D') return actions;
  const firstOther = others.findIndex((action) => action !== 'VER' && action !== 'OP');
  const at = firstOther === -1 ? others.length : firstOther;
  return [...others.slice(0, at), 'PT', ...others.slice(at)];
}

function explain(
  question: AdjustmentQuestion,
  row: CarcRow,
  effects: readonly { readonly rarc: string; readonly why: string }[],
): string {
  const code = `${question.group}-${question.carc}`;
  const meaning =
    row.kind === 'U'
      ? `${code} has no meaning in our tables; a person reads it`
      : `${code} is ${row.category}, kind ${row.kind}`;
  return `${[meaning, ...effects.map((effect) => `${effect.rarc}: ${effect.why}`)].join('; ')}.`;
}
