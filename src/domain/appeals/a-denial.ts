import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { classifyAdjustment } from '../denials/classify-adjustment.js';
import type { DenialRules } from '../payer-rules/claim-rules.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';
import { denialRulesFor } from '../payer-rules/rules-for.js';
import { appealProgramOf } from './appeal-levels.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';

/** A denial for specs: $250.00, denied on 20 January 2026, CARC 16 unless told otherwise. */
export function aDenial(fields: Partial<DenialFacts> = {}): DenialFacts {
  const { group = 'CO', carc = '16', rarcs = [], payerClass = 'commercial' } = fields;
  return {
    id: 'd1',
    claimId: 'c1',
    state: 'NEW',
    turn: 0,
    outcome: null,
    payerClass,
    claimKind: 'P',
    group,
    carc,
    rarcs,
    classification: classifyAdjustment({ group, carc, rarcs, payerClass }),
    amountCents: cents(25_000),
    claimChargeCents: cents(25_000),
    noticeDate: plainDate('2026-01-20'),
    timelyFilingHardDate: plainDate('2026-04-05'),
    serviceFrom: plainDate('2026-01-05'),
    payerClaimNumber: 'ICN1',
    correctionPending: false,
    corrections: 0,
    chases: 0,
    levels: [],
    otherAppealFiled: false,
    openDeadlines: [],
    openWorkItemKinds: [],
    ...fields,
  };
}

/** Rules of the delivered library for such a denial. */
export function denialRulesOf(denial: DenialFacts, contracted = true): DenialRules {
  const { payerClass, claimKind, amountCents, noticeDate } = denial;
  return denialRulesFor(
    { payerClass, contracted },
    { on: noticeDate, claimKind, amountCents, program: appealProgramOf(payerClass, contracted) },
    ruleLibrary,
  );
}

/** The denial as the database would hold it after a turn. */
export function afterTurn(denial: DenialFacts, turn: DenialTurn): DenialFacts {
  const replaced = new Set<string>([...turn.closeDeadlines, ...turn.deadlines.map((row) => row.kind)]);
  const gone = new Set<string>(turn.cancelWorkItems);
  const changed = turn.levels.map(({ level, state, filedOn, decision, decidedOn }) => {
    const before = denial.levels.find((row) => row.level === level);
    return {
      level,
      state,
      filedOn: filedOn ?? before?.filedOn ?? null,
      decision: decision ?? before?.decision ?? null,
      decidedOn: decidedOn ?? before?.decidedOn ?? null,
    };
  });
  return {
    ...denial,
    ...turn.changes,
    state: turn.state,
    turn: denial.turn + 1,
    corrections: denial.corrections + turn.steps.filter((step) => step.kind === 'submitCorrectedClaim').length,
    levels: [...denial.levels.filter((row) => !changed.some((other) => other.level === row.level)), ...changed],
    openDeadlines: [
      ...denial.openDeadlines.filter((row) => !replaced.has(row.kind)),
      ...turn.deadlines.map((row) => ({ ...row, id: row.kind })),
    ],
    openWorkItemKinds: [
      ...denial.openWorkItemKinds.filter((kind) => !gone.has(kind)),
      ...turn.workItems.map((item) => item.kind),
    ],
  } as DenialFacts;
}
