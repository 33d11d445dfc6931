import { addBusinessDays } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { AppealLevelRule } from '../payer-rules/claim-rules.js';
import type { RuleUse } from '../stories/turn.js';
import type { DenialTurnDraft } from './denial-turn.js';

/** Levels that take a request after their window where good cause is shown, by rule of the level (rulebook §5.1). */
const goodCause: Readonly<Record<string, string>> = {
  'appeal-level.medicareFfs.1': '42 CFR 405.942(b)',
  'appeal-level.medicareFfs.2': '42 CFR 405.962(b)',
  'appeal-level.medicareFfs.3': '42 CFR 405.1014(e)',
  'appeal-level.medicareFfs.4': '42 CFR 405.1102(b)',
  'appeal-level.maNonContract.1': '42 CFR 422.582(c)',
};

export const goodCauseOf = (rule: AppealLevelRule | undefined): string | undefined => rule && goodCause[rule.ruleId];

/** The level that was not filed in its window, or the next one whose window ended before it was opened. */
function lateLevel(turn: DenialTurnDraft): number {
  const last = turn.level();
  if (!last) return 1;
  return last.state === 'EXPIRED' ? last.level : last.level + 1;
}

/** What a person may still do when the window has closed; goes onto the item that asks. */
export function lateFilingFacts(turn: DenialTurnDraft): { readonly but?: string } {
  const source = turn.facts.classification.appealable ? goodCauseOf(turn.levelRule(lateLevel(turn))) : undefined;
  return source ? { but: `with good cause it may be filed late (${source}): fileLate` } : {};
}

/** A person sees good cause for a late appeal: the same level is assembled after all, its letter says why it is late. */
export function lateAppealChosen(turn: DenialTurnDraft): void {
  const window = turn.openDeadline('appeal-filing');
  const open = window && window.hardDate >= turn.at.date ? window : undefined;
  const number = lateLevel(turn);
  const source = goodCauseOf(turn.levelRule(number));
  const obstacle = open
    ? `its window is open until ${open.hardDate}: no cause is needed`
    : turn.activeLevel()
      ? 'a level is at work already'
      : !source || !turn.facts.classification.appealable
        ? 'no good cause is known to this level'
        : undefined;
  if (obstacle !== undefined || !source) {
    turn.say(`No late appeal: ${obstacle ?? ''}.`);
    if (!turn.isInHand()) turn.decideByHand(open ? 'APP' : 'WO', `no late appeal: ${obstacle ?? ''}`);
    return;
  }
  if (!turn.move('appeal it', `The appeal is filed late with good cause (${source}): its packet is assembled.`)) return;
  turn.parts.closeDeadlines(['triage', 'follow-up', 'document-request']);
  turn.parts.cancelWorkItems(['triageDenial', 'prepareCorrectedClaim', 'collectDenialDocuments', 'billOtherPayer']);
  turn.changeLevel(number, { state: 'DRAFTING' });
  turn.workItem('assembleAppeal', addBusinessDays(turn.at.date, 5), {
    level: number,
    levelName: turn.levelRule(number)?.name ?? '',
    reason: `filed late: the letter shows good cause (${source}), with its proof`,
  });
}

interface Extension extends RuleUse {
  readonly days: number;
  readonly source: string;
}
const upTo14 = (ruleId: string, source: string): Extension => ({ ruleId, version: 1, days: 14, source });

/** Evidence that comes after the request gives the first two levels of Medicare more time, once for each submission. */
const extensions: Readonly<Record<string, Extension>> = {
  'appeal-level.medicareFfs.1': upTo14('appeal-evidence.medicareFfs.1', '42 CFR 405.946(b), 405.950(b)(3)'),
  'appeal-level.medicareFfs.2': upTo14('appeal-evidence.medicareFfs.2', '42 CFR 405.966(b), 405.970(b)(3)'),
};

/** Evidence was sent to a level that is with the payer: its clock runs up to fourteen days longer where the law says so. */
export function appealEvidenceSent(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  const clock = turn.openDeadline('appeal-decision');
  const rule = level && turn.levelRule(level.level);
  if (turn.state !== 'APPEALING' || !level || !rule || !clock)
    return turn.say(`Evidence was sent while no appeal awaits a decision; the denial stays ${turn.state}.`);
  const extension = extensions[rule.ruleId];
  if (extension) {
    const { days, ...from } = extension;
    const hardDate = addDays(clock.hardDate, days);
    turn.parts.deadline({ ...clock, ...from, hardDate, safeDate: hardDate });
    turn.say(`Evidence was sent after the request: the decision may take ${days} days longer, until ${hardDate}.`);
  } else turn.say('Evidence was sent after the request; the payer’s clock does not move.');
  lookForDecision(turn, level.level, turn.openDeadline('appeal-decision')?.hardDate ?? clock.hardDate);
}

function lookForDecision(turn: DenialTurnDraft, level: number, by: PlainDate): void {
  turn.workItem('recordAppealDecision', by, { level, levelName: turn.levelRule(level)?.name ?? '' });
}
