import { addBusinessDays, previousBusinessDay } from '../dates/business-days.js';
import { addDays, earliest, latest, type PlainDate } from '../dates/plain-date.js';
import type { DenialCategory } from '../denials/classification.js';
import type { DayRule } from '../payer-rules/claim-rules.js';
import { askForPacket, packetItems } from './denial-appeal.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialTurnDraft } from './denial-turn.js';

type EventOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { readonly type: Type }>;

export const peerToPeerItems = ['schedulePeerToPeer', 'holdPeerToPeer'] as const;

/** Refused when the authorization was asked for: the talk comes first, beside the appeal (rulebook §4.1, CARC 39). */
const TALK_FIRST: readonly string[] = ['39'];

/** Categories physicians may talk about; whether the stay was inpatient counts for nothing else. */
export const mayBeDiscussed = (category: DenialCategory): boolean => category === 'MEDNEC' || category === 'AUTH';

/** Type of bill of an inpatient stay, without its frequency: hospital, swing bed, skilled nursing facility. */
export const isInpatient = (facilityCode: string): boolean => ['11', '18', '21'].includes(facilityCode);

/** A new denial whose code, or whose open inpatient stay, is a matter between physicians. */
export function offerPeerToPeer(turn: DenialTurnDraft): void {
  const { carc, inpatient = false, classification } = turn.facts;
  const isTheirs = TALK_FIRST.includes(carc) || (inpatient && classification.category === 'MEDNEC');
  if (isTheirs && turn.activeLevel()) askForTalk(turn);
}

/** Last day to ask for it: by the payer's rule, counted from the denial; shorter for an inpatient stay (rulebook §5.2). */
function windowOf({ facts, rules }: DenialTurnDraft): { readonly rule: DayRule; readonly hardDate: PlainDate } {
  const rule = facts.inpatient ? rules.peerToPeerInpatient : rules.peerToPeer;
  const hardDate = facts.inpatient
    ? addBusinessDays(facts.noticeDate, rule.days)
    : addDays(facts.noticeDate, rule.days);
  return { rule, hardDate };
}

/** Opens the window and asks the treating clinician; why not, where it cannot be. */
function askForTalk(turn: DenialTurnDraft, reason?: string): string | undefined {
  const { rule, hardDate } = windowOf(turn);
  const { ruleId, version, source, days } = rule;
  turn.parts.use({ ruleId, version });
  if (days === 0) return 'the payer offers no talk between physicians';
  if (hardDate < turn.at.date) return `the payer’s time to ask for it ended on ${hardDate}`;
  const safeDate = previousBusinessDay(hardDate);
  turn.parts.deadline({
    kind: 'peer-to-peer',
    ruleId,
    version,
    source,
    baseDate: turn.facts.noticeDate,
    hardDate,
    safeDate,
  });
  turn.workItem('schedulePeerToPeer', earliest([safeDate, addBusinessDays(turn.at.date, 2)]) ?? safeDate, {
    hardDate,
    appealBy: turn.openDeadline('appeal-filing')?.hardDate ?? null,
    ...(reason !== undefined && { reason }),
  });
  return undefined;
}

/** A person wants the talk. It stops no clock: whoever had the denial in hand has it still. */
export function peerToPeerChosen(turn: DenialTurnDraft): void {
  if (turn.state === 'APPEALING' || turn.state === 'WRITEOFF_PENDING')
    return turn.say(`No talk between physicians while the denial is ${turn.state}.`);
  const obstacle = askForTalk(turn);
  turn.say(
    obstacle === undefined
      ? 'A talk with the payer’s physician is asked for; the appeal clock runs on.'
      : `There is no talk between physicians: ${obstacle}.`,
  );
  goOnBeside(turn, obstacle ?? 'a talk between physicians is asked for beside it; the appeal clock runs on');
}

function goOnBeside(turn: DenialTurnDraft, reason: string): void {
  const level = turn.activeLevel();
  if (turn.isInHand()) return;
  if (level?.state === 'DRAFTING') askForPacket(turn, level.level, reason);
  else turn.decideByHand('APP', reason);
}

/** The day is agreed: the window has been kept, and the talk is the clinician's on that day. */
export function peerToPeerScheduled(turn: DenialTurnDraft, event: EventOf<'peerToPeerScheduled'>): void {
  if (isOver(turn)) return;
  turn.parts.closeDeadlines(['peer-to-peer']);
  turn.workItem('holdPeerToPeer', latest([event.appointmentDate, turn.at.date]) ?? turn.at.date, {
    appointmentDate: event.appointmentDate,
    appealBy: turn.openDeadline('appeal-filing')?.hardDate ?? null,
  });
  turn.say(`The physicians talk on ${event.appointmentDate}; the appeal clock runs on.`);
}

/** Both sides' physicians have talked, and the payer gave way: it is to reprocess the claim. The window of the appeal stays open. */
export function peerToPeerOverturned(turn: DenialTurnDraft): void {
  if (!turn.move('reprocessing expected', 'The payer’s physician gave way: the claim is to be reprocessed.'))
    return turn.say('The payer’s physician gave way; the filed appeal stands until the payment is here.');
  endTalk(turn);
  turn.parts.closeDeadlines(['triage', 'first-action', 'follow-up', 'document-request']);
  turn.parts.cancelWorkItems([
    'triageDenial',
    'prepareCorrectedClaim',
    'collectDenialDocuments',
    'billOtherPayer',
    ...packetItems,
  ]);
  turn.deadlineAfter('follow-up', turn.at.date, turn.rules.reprocessing);
}

export function peerToPeerUpheld(turn: DenialTurnDraft): void {
  endTalk(turn);
  turn.say('The payer’s physician upheld the denial; the appeal goes on by its own clock.');
  if (!isOver(turn)) goOnBeside(turn, 'the talk between physicians upheld the denial');
}

/** Nobody talked, or the payer wants no talk: asked for anew while there is time. */
export function peerToPeerNotHeld(turn: DenialTurnDraft): void {
  if (isOver(turn)) return;
  const obstacle = askForTalk(turn, 'the talk did not take place');
  if (obstacle === undefined) return turn.say('The talk did not take place; it is asked for once more.');
  endTalk(turn);
  turn.say(`The talk did not take place and is over: ${obstacle}.`);
  goOnBeside(turn, obstacle);
}

export function peerToPeerDeclined(turn: DenialTurnDraft): void {
  endTalk(turn);
  turn.say('There is no talk between physicians; the denial goes its other way.');
  if (!isOver(turn)) goOnBeside(turn, 'there is no talk between physicians');
}

/** Its window has closed without a request; the appeal needs none. */
export function peerToPeerPassed(turn: DenialTurnDraft): void {
  const window = turn.openDeadline('peer-to-peer');
  if (!window || window.hardDate >= turn.at.date) return;
  turn.parts.use(window);
  endTalk(turn);
  turn.say('The time to ask for a talk between physicians has passed; the appeal goes on.');
}

const isOver = ({ state }: DenialTurnDraft): boolean => state === 'APPEALING' || state === 'WRITEOFF_PENDING';

function endTalk(turn: DenialTurnDraft): void {
  turn.parts.closeDeadlines(['peer-to-peer']);
  turn.parts.cancelWorkItems(peerToPeerItems);
}
