import { addBusinessDays } from '../dates/business-days.js';
import { addDays, daysBetween, type PlainDate } from '../dates/plain-date.js';
import { dollarsOf } from '../money.js';
import type { AppealLevelRule } from '../payer-rules/claim-rules.js';
import type { DeadlineDraft } from '../stories/turn.js';
import { decisionItems } from './denial-appeal.js';
import type { DenialTurnDraft } from './denial-turn.js';
import { leastAmountOf } from './least-amount.js';
import { goOn } from './next-level.js';
import { letterCitation, letterDate } from './letter-words.js';
import { complaintDraft, escalationRightOf, isStateClock, regulatorOf } from './unanswered-level.js';

/** Each time the payer is asked by a stronger way (rulebook §5.2). */
const ways = [
  'call for the status',
  'ask a second time in writing, with the proof of filing',
  'bring it to payer relations',
] as const;

/** The payer's clock for a filed level has run out some days ago: a call, a second request, payer relations (rulebook §5.2). */
export function chaseDecision(turn: DenialTurnDraft, decision: DeadlineDraft): void {
  const { appealChases } = turn.rules;
  const today = turn.at.date;
  const step = appealChases.findLastIndex(({ days }) => addDays(decision.hardDate, days) <= today);
  const late = appealChases[step];
  const level = turn.activeLevel();
  if (!level || !late) return;
  turn.parts.use(decision);
  turn.parts.use(late);
  if (level.state !== 'NO_RESPONSE') turn.changeLevel(level.level, { state: 'NO_RESPONSE' });
  askPayer(turn, { level: level.level, step, daysLate: late.days, dueBy: decision.hardDate });
  turn.say(`The payer’s time to decide ended on ${decision.hardDate}.`);
  if (step === appealChases.length - 1) draftComplaint(turn, decision);
}

interface Asked {
  readonly level: number;
  readonly step: number;
  readonly daysLate: number;
  readonly dueBy: PlainDate;
}

/** Payer relations are the lead's; what a specialist has open already says from now on how the payer is asked next. */
function askPayer(turn: DenialTurnDraft, { level, step, daysLate, dueBy }: Asked): void {
  const rule = turn.levelRule(level);
  const right = rule && escalationRightOf(rule);
  const next = turn.levelRule(level + 1);
  turn.workItemFor(step < ways.length - 1 ? 'specialist' : 'lead', 'chaseAppealDecision', {
    dueDate: addBusinessDays(turn.at.date, 2),
    facts: {
      level,
      daysLate,
      ask: ways[step] ?? ways[0],
      dueBy,
      ...(right && next && { mayEscalateTo: next.name, escalationRight: letterCitation(right.source) }),
    },
  });
}

/** Where a state's law sets the clock, its regulator may be told: a draft, which another person approves before it leaves. */
function draftComplaint(turn: DenialTurnDraft, { hardDate }: DeadlineDraft): void {
  const level = turn.activeLevel();
  const rule = level && turn.levelRule(level.level);
  const filedOn = turn.facts.levels.find((row) => row.level === level?.level)?.filedOn;
  if (!rule || !filedOn || !isStateClock(rule)) return;
  const regulator = regulatorOf(rule);
  const draft = complaintDraft({
    regulator,
    levelName: rule.name,
    filedOn: letterDate(filedOn),
    dueBy: letterDate(hardDate),
    source: letterCitation(rule.source),
    daysLate: daysBetween(hardDate, turn.at.date),
  });
  turn.workItem(
    'approveComplaint',
    addBusinessDays(turn.at.date, 2),
    { level: level.level, regulator, draft },
    `complaint:${level.level}:${hardDate}`,
  );
}

export function complaintApproved(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  if (turn.state !== 'APPEALING' || !level) return;
  const rule = turn.levelRule(level.level);
  turn.workItem('fileComplaint', addBusinessDays(turn.at.date, 2), {
    level: level.level,
    regulator: rule ? regulatorOf(rule) : '',
  });
  turn.say('The complaint to the regulator is approved; somebody files it. The appeal itself goes on.');
}

export function complaintRefused(turn: DenialTurnDraft): void {
  turn.say('No complaint is made; the payer is asked again by its clock.');
}

export function complaintFiled(turn: DenialTurnDraft): void {
  turn.say('The regulator has our complaint; the appeal itself still waits for its decision.');
}

/** Goes on without the decision, where the law gives the right to (rulebook §5.1); else the payer is asked on. */
export function appealEscalated(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  const decision = turn.openDeadline('appeal-decision');
  if (turn.state !== 'APPEALING' || !level) return;
  const obstacle = obstacleTo(turn, level.level, decision);
  if (obstacle !== undefined) {
    turn.say(`It cannot be escalated: ${obstacle}.`);
    const facts = { level: level.level, reason: obstacle, ask: ways[0], dueBy: decision?.hardDate ?? null };
    return turn.workItemFor('specialist', 'chaseAppealDecision', {
      dueDate: addBusinessDays(turn.at.date, 2),
      facts,
    });
  }
  turn.parts.closeDeadlines(['appeal-decision']);
  turn.parts.cancelWorkItems(decisionItems);
  turn.changeLevel(level.level, { state: 'CLOSED' });
  goOn(turn, { level: level.level + 1, from: turn.at.date, why: 'escalated' });
}

function obstacleTo(turn: DenialTurnDraft, level: number, decision: DeadlineDraft | undefined): string | undefined {
  const rule = turn.levelRule(level);
  const next = turn.levelRule(level + 1);
  if (!rule || !next || !escalationRightOf(rule)) return 'this level gives no right to it';
  if (!decision || decision.hardDate >= turn.at.date)
    return `its time to decide ends only on ${decision?.hardDate ?? 'a later day'}`;
  return belowMinimum(turn, next);
}

function belowMinimum(turn: DenialTurnDraft, next: AppealLevelRule): string | undefined {
  const { cents, short } = leastAmountOf(next, { amountCents: turn.facts.amountCents, today: turn.at.date });
  return short ? `${dollarsOf(cents)} must be in controversy at the next level` : undefined;
}
