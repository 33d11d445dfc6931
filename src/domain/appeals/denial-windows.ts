import { addBusinessDays } from '../dates/business-days.js';
import { daysBetween } from '../dates/plain-date.js';
import { filingStep, type EscalationTo } from '../payer-rules/escalation-ladder.js';
import { NOTHING_IS_DUE } from '../stories/turn-parts.js';
import { windowItemKinds } from '../work-items/window-items.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import type { DenialTurnDraft } from './denial-turn.js';

const kindOf = {
  lead: 'windowToLead',
  supervisor: 'windowToSupervisor',
  manager: 'windowToManager',
} as const satisfies Readonly<Record<EscalationTo, (typeof windowItemKinds)[number]>>;

/** Work that lies with us until it is filed or sent; what is with the payer is asked about by its own clocks. */
const ours: Readonly<Record<keyof DenialTurnDraft['rules']['windows'], readonly WorkItemKind[]>> = {
  'appeal-filing': ['triageDenial', 'assembleAppeal', 'packetReview', 'fileAppeal'],
  'corrected-claim': ['prepareCorrectedClaim'],
};

/**
 * A window whose work still lies here goes up as its last day comes near, once per step, with the thresholds of filing (TF7, TF6).
 * What was filed or sent, or whose window is over, takes its questions back.
 */
export function climbWindows(turn: DenialTurnDraft): void {
  const { cancelWorkItems } = turn.parts.collected();
  // Whoever is asked in this very turn is given until the next step.
  const isOpen = (kind: WorkItemKind): boolean =>
    turn.facts.openWorkItemKinds.includes(kind) && !cancelWorkItems.includes(kind);
  let isNear = false;
  for (const window of ['corrected-claim', 'appeal-filing'] as const) {
    const row = turn.openDeadline(window);
    const step = row && filingStep(turn.rules.windows[window], row.hardDate, turn.at.date);
    if (!row || !step || !ours[window].some(isOpen)) continue;
    isNear = true;
    const { ruleId, version, days } = step.rule;
    turn.parts.use({ ruleId, version });
    if (turn.because === NOTHING_IS_DUE) turn.say(`${step.why}: a ${step.to} is to act.`);
    turn.workItem(
      kindOf[step.to],
      addBusinessDays(turn.at.date, 1),
      { reason: step.why, ruleId, hardDate: row.hardDate, daysLeft: daysBetween(turn.at.date, row.hardDate) },
      `${window} by ${row.hardDate}:${days}`,
    );
  }
  if (!isNear) turn.parts.cancelWorkItems(windowItemKinds);
}
