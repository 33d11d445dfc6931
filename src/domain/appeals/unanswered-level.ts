import type { AppealLevelRule } from '../payer-rules/claim-rules.js';
import type { RuleUse } from '../stories/turn.js';

/** The right to go on without a decision that did not come in its time (rulebook §5.1, last column; §5.2). */
export interface EscalationRight extends RuleUse {
  /** Days from the end of the clock within which we go on: the law's where it sets any, else our own target. */
  readonly days: number;
  readonly source: string;
}

const right = (days: number, source: string, version = 1): Omit<EscalationRight, 'ruleId'> => ({
  version,
  days,
  source,
});

/** By rule of the level that is silent. The first level of Medicare gives no such right: the MAC is called. */
const rights: Readonly<Record<string, Omit<EscalationRight, 'ruleId'>>> = {
  'appeal-level.medicareFfs.2': right(60, '42 CFR 405.970(e); 60 days are our own target'),
  'appeal-level.medicareFfs.3': right(60, '42 CFR 405.1016(f); 60 days are our own target'),
  'appeal-level.medicareFfs.4': right(60, '42 CFR 405.1132'),
  'appeal-level.medicaidMcoMember.1': right(
    60,
    '42 CFR 438.408(c)(3), (f)(1)(i): deemed exhausted; 60 days are our own target',
  ),
  'appeal-level.commercialMember.1': right(60, '29 CFR 2560.503-1(l): deemed exhausted; 60 days are our own target'),
};

/** What may follow when this level does not decide in time; undefined = nothing but asking again. */
export function escalationRightOf({ ruleId }: AppealLevelRule): EscalationRight | undefined {
  const found = rights[ruleId];
  return found && { ruleId: ruleId.replace('appeal-level', 'appeal-escalation'), ...found };
}

/** Days a level has to decide what came to it without a decision of the one below. */
const escalatedClocks: Readonly<Record<string, EscalationRight>> = {
  'appeal-level.medicareFfs.3': {
    ruleId: 'appeal-clock.medicareFfs.3.escalated',
    ...right(180, '42 CFR 405.1016(c)'),
  },
  'appeal-level.medicareFfs.4': {
    ruleId: 'appeal-clock.medicareFfs.4.escalated',
    ...right(180, '42 CFR 405.1100(d)'),
  },
};

export const escalatedClockOf = ({ ruleId }: AppealLevelRule): EscalationRight | undefined => escalatedClocks[ruleId];

/** Levels whose clock is set by the law of a state: its regulator hears complaints about a payer that lets it pass. */
const stateClocks: readonly string[] = [
  'appeal-level.medicaidFfs.1',
  'appeal-level.medicaidFfs.2',
  'appeal-level.medicaidMco.2',
  'appeal-level.medicaidMcoMember.2',
  'appeal-level.workersComp.1',
  'appeal-level.auto.1',
];

export const isStateClock = ({ ruleId }: AppealLevelRule): boolean => stateClocks.includes(ruleId);

/** Who hears a complaint: the department of insurance, or the authority that runs the program. */
export const regulatorOf = ({ ruleId }: AppealLevelRule): string => {
  if (ruleId.includes('.medicaid')) return 'the state Medicaid agency';
  return ruleId.includes('.workersComp')
    ? 'the state workers’ compensation board'
    : 'the state department of insurance';
};

export interface ComplaintFacts {
  readonly regulator: string;
  readonly levelName: string;
  readonly filedOn: string;
  readonly dueBy: string;
  readonly source: string;
  readonly daysLate: number;
}

/** The draft of a complaint to the regulator: facts and dates alone; patient and claim are named by the packet enclosed with it. */
export const complaintDraft = (facts: ComplaintFacts): string =>
  [
    `To ${facts.regulator}:`,
    `On ${facts.filedOn} we filed an appeal (${facts.levelName}) with this payer; the proof of filing and the packet are enclosed.`,
    `Its time to decide ended on ${facts.dueBy} (${facts.source}). No decision has come ${facts.daysLate} days later, though we called and asked a second time in writing.`,
    'We ask you to require the payer to decide and, where the law provides it, to pay interest.',
  ].join('\n');
