import { addBusinessDays, previousBusinessDay, safeDate } from '../dates/business-days.js';
import { addDays, addMonths, daysBetween, earliest, type PlainDate } from '../dates/plain-date.js';
import { dollarsOf } from '../money.js';
import { attachmentClock } from '../payer-rules/attachment-rules.js';
import type { AppealLevelRule, DismissalReview } from '../payer-rules/claim-rules.js';
import type { DenialEvent } from './denial-event.js';
import { FEDERAL_IDR } from './appeal-levels.js';
import { openDisputeWindow, tooEarlyToDispute } from './federal-idr.js';
import { pursueOrDrop, type Pursuit } from './pursue-or-drop.js';
import type { DenialTurnDraft } from './denial-turn.js';
import { evidenceWords } from './evidence-rules.js';
import { leastAmountFor } from './least-amount.js';
import { escalatedClockOf, escalationRightOf } from './unanswered-level.js';

type EventOf<Type extends DenialEvent['type']> = Extract<DenialEvent, { readonly type: Type }>;

export const packetItems = ['assembleAppeal', 'packetReview', 'fileAppeal'] as const;
export const decisionItems = [
  'recordAppealDecision',
  'chaseAppealDecision',
  'approveComplaint',
  'fileComplaint',
] as const;

/**
 * Opens the filing window of a level: with presumed receipt the safe date counts from the notice itself (§5.1). `review`: what is
 * asked of the level is whether the one before might dismiss the request, which has a window of its own.
 */
export function openAppealWindow(
  turn: DenialTurnDraft,
  level: number,
  noticeDate: PlainDate,
  review?: DismissalReview,
): void {
  const rule = turn.levelRule(level);
  if (!rule || !turn.facts.classification.appealable) return;
  const last = review ? addDays(noticeDate, review.days) : windowEnd(noticeDate, rule);
  const hardDate = addDays(last, rule.receiptDays);
  turn.parts.deadline({
    kind: 'appeal-filing',
    ruleId: rule.ruleId,
    version: rule.version,
    source: review?.source ?? rule.source,
    baseDate: noticeDate,
    hardDate,
    safeDate: rule.receiptDays > 0 ? previousBusinessDay(last) : safeDate(hardDate, turn.rules.safety.days),
  });
}

const windowEnd = (noticeDate: PlainDate, rule: AppealLevelRule): PlainDate =>
  'days' in rule.window
    ? addDays(noticeDate, rule.window.days)
    : 'months' in rule.window
      ? monthsLater(noticeDate, rule.window)
      : addBusinessDays(noticeDate, rule.window.businessDays);

/** Clamped to the month's end, unless the rule says that the first day of the next month counts where the day is missing. */
function monthsLater(
  date: PlainDate,
  { months, elseNextFirst }: { readonly months: number; readonly elseNextFirst?: 1 },
): PlainDate {
  const clamped = addMonths(date, months);
  return elseNextFirst && clamped.slice(8) !== date.slice(8) ? addDays(clamped, 1) : clamped;
}

/** Begins the next level with its packet; false when none is open to us. A level is never filed twice. */
export function startAppeal(turn: DenialTurnDraft): boolean {
  const window = turn.openDeadline('appeal-filing');
  if (!turn.facts.classification.appealable || !window || window.hardDate < turn.at.date) return false;
  const active = turn.activeLevel();
  if (active && active.state !== 'DRAFTING') return false;
  const level = active?.level ?? (turn.level()?.level ?? 0) + 1;
  if (!turn.levelRule(level)) return false;
  if (!active) turn.changeLevel(level, { state: 'DRAFTING' });
  askForPacket(turn, level, 'assemble');
  return true;
}

/** Opens the level and binds its packet at once: the proof says everything a person could (CARC 29, rulebook §4.1). */
export function bindAppealWithProof(turn: DenialTurnDraft): boolean {
  const level = (turn.level()?.level ?? 0) + 1;
  if (!turn.levelRule(level) || turn.activeLevel()) return false;
  turn.changeLevel(level, { state: 'DRAFTING' });
  bindPacket(turn, level);
  return true;
}

/** Whether an appeal of the level that would come is worth its work and its fees (rulebook §5.4, §5.5). */
export function pursuitOf(turn: DenialTurnDraft, level = (turn.level()?.level ?? 0) + 1): Pursuit {
  const { classification, group, amountCents, filingProven = false, appealRecord } = turn.facts;
  const { pursuit } = turn.rules;
  const record = appealRecord ?? { wins: 0, decided: 0 };
  const { fromCents, neverDropCents, minutes, hourlyCostCents, feeCents, usual, recordFrom, recordPrior } = pursuit;
  const chance = record.decided >= recordFrom.days ? recordPrior : usual;
  for (const rule of [fromCents, neverDropCents, minutes, hourlyCostCents, feeCents, recordFrom, chance])
    turn.parts.use(rule);
  const federalDispute = turn.levelRule(level)?.name === FEDERAL_IDR;
  if (federalDispute) turn.parts.use(pursuit.idrFeeCents);
  return pursueOrDrop(
    { category: classification.category, group, amountCents, filingProven, record, federalDispute },
    pursuit,
  );
}

/** Nothing is dropped by itself: a person sees the sum, and whoever proposes the write-off needs another person's word. */
export function proposeToDrop(turn: DenialTurnDraft, { because, chance, valueCents }: Pursuit): void {
  turn.workItem('triageDenial', addBusinessDays(turn.at.date, turn.rules.triageBusinessDays.days), {
    suggestion: 'WO',
    reason: because,
    chance,
    valueCents,
  });
}

/** Somebody assembles the packet of a level. */
export function askForPacket(turn: DenialTurnDraft, level: number, reason: string): void {
  const rule = turn.levelRule(level);
  const least = rule && leastAmountFor(turn, rule);
  const due = addBusinessDays(turn.at.date, 5);
  const ends = [turn.openDeadline('appeal-filing')?.safeDate, least?.fileBy].filter((date) => date !== undefined);
  turn.workItem('assembleAppeal', earliest([due, ...ends]) ?? due, {
    level,
    levelName: rule?.name ?? '',
    reason: [reason, ...(least?.notes ?? [])].join('; '),
    ...evidenceRule(turn, level),
  });
}

/** Medicare's rule about evidence of this level, for whoever assembles its packet. */
function evidenceRule(turn: DenialTurnDraft, level: number): { readonly evidence?: string } {
  const rule = turn.levelRule(level);
  const evidence = rule && evidenceWords(rule);
  return evidence === undefined ? {} : { evidence };
}

export function packetReady(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  if (!level || level.state !== 'DRAFTING') return;
  assembled(turn, level.level);
  turn.say('The packet is complete; it is bound into one document.');
}

export function packetReadyWithout(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  if (!level || level.state !== 'DRAFTING') return;
  assembled(turn, level.level, { incomplete: true });
  turn.say('The packet is bound without something it usually needs; a second person reads it before it leaves.');
}

function assembled(turn: DenialTurnDraft, level: number, more: { readonly incomplete?: true } = {}): void {
  bindPacket(turn, level, more);
  turn.parts.cancelWorkItems(['assembleAppeal']);
  turn.parts.closeDeadlines(['first-action']);
}

function bindPacket(turn: DenialTurnDraft, level: number, more: { readonly incomplete?: true } = {}): void {
  turn.parts.steps.push({
    kind: 'buildAppealPacket',
    key: `${turn.facts.id}:packet:${level}.${turn.facts.turn}`,
    details: { level, claimId: turn.facts.claimId, ...more },
  });
}

/** Which limit of the payer a packet passes. */
function beyondLimit({ rules, parts }: DenialTurnDraft, event: EventOf<'packetBuilt'>): string | undefined {
  for (const [rule, size, unit] of [
    [rules.packetMaxPages, event.pages, 'pages'],
    [rules.packetMaxKilobytes, event.kilobytes, 'kilobytes in one file'],
    [rules.packetMaxFiles, event.files, 'files'],
  ] as const) {
    if (rule.days === 0 || size === undefined || size <= rule.days) continue;
    parts.use(rule);
    return `the packet has ${size} ${unit}, the payer takes ${rule.days}`;
  }
  return undefined;
}

export function packetBuilt(turn: DenialTurnDraft, event: EventOf<'packetBuilt'>): void {
  const level = turn.activeLevel();
  if (!level || level.state !== 'DRAFTING') return;
  const tooLarge = beyondLimit(turn, event);
  if (tooLarge) {
    turn.say(`It cannot be sent: ${tooLarge}.`);
    return askForPacket(turn, level.level, tooLarge);
  }
  const { incomplete = false } = event;
  const needsReview = incomplete || turn.facts.amountCents >= turn.rules.packetReviewFromCents;
  turn.changeLevel(level.level, {
    state: needsReview ? 'DRAFTING' : 'PACKET_READY',
    packetDocumentId: event.documentId,
  });
  if (!needsReview) return fileOrAsk(turn, level.level);
  turn.workItem('packetReview', addBusinessDays(turn.at.date, 2), {
    level: level.level,
    documentId: event.documentId,
    ...(incomplete && { reason: 'something its category usually needs is left out: see what was noted' }),
  });
  turn.say(
    incomplete
      ? 'The packet is built without something it usually needs: a second person reads it before it leaves.'
      : 'The packet is built; at this amount a second person reads it before it leaves.',
  );
}

export function packetApproved(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  if (!level || level.state !== 'DRAFTING') return;
  turn.changeLevel(level.level, { state: 'PACKET_READY' });
  turn.parts.cancelWorkItems(['packetReview']);
  fileOrAsk(turn, level.level);
}

export function packetReturned(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  if (!level || level.state !== 'DRAFTING') return;
  turn.parts.cancelWorkItems(['packetReview']);
  askForPacket(turn, level.level, 'the reviewer returned the packet');
  turn.say('The reviewer returned the packet; it is assembled again.');
}

/** Where the payer takes packets as files the packet leaves as a 275; its 999 is the proof that it was filed. */
function fileOrAsk(turn: DenialTurnDraft, level: number): void {
  if (turn.rules.appealChannel.channel !== 'x12-275' || turn.levelRule(level)?.filedWith)
    return askForFiling(turn, level);
  turn.parts.use(turn.rules.appealChannel);
  // Only what was decided anew after a remand comes to the same level a second time.
  const again = turn.facts.levels.some((row) => row.level === level && row.filedOn !== null);
  turn.parts.steps.push({
    kind: 'sendAttachment',
    key: `${turn.facts.id}:packet275:${level}${again ? `:${turn.facts.turn}` : ''}`,
    details: { what: 'packet', level, claimId: turn.facts.claimId },
  });
  turn.parts.deadline(attachmentClock(turn.at.date, turn.rules.attachmentAcknowledgement));
  turn.say('The packet leaves as a 275; its 999 is awaited.');
}

/** A person files it; `reason`: why no file did. */
export function askForFiling(turn: DenialTurnDraft, level: number, reason?: string): void {
  const isDispute = openDisputeWindow(turn, level);
  const window = turn.openDeadline('appeal-filing');
  const due = addBusinessDays(turn.at.date, 2);
  const { channel, to } = turn.rules.appealChannel;
  const rule = turn.levelRule(level);
  const { filedWith, name = '' } = rule ?? {};
  const { fileBy, but } = amountWarning(turn, rule);
  const ends = [window?.safeDate, fileBy].filter((date) => date !== undefined);
  turn.workItem('fileAppeal', earliest([due, ...ends]) ?? due, {
    level,
    levelName: name,
    hardDate: window?.hardDate ?? null,
    channel: filedWith ? 'portal' : channel,
    sendTo: filedWith ?? to ?? null,
    ...(isDispute && window && { notBefore: addDays(window.baseDate, 1) }),
    ...(reason !== undefined && { reason }),
    ...(but !== undefined && { but }),
  });
  turn.parts.use(turn.rules.appealChannel);
  turn.say(
    reason === undefined
      ? 'The packet is ready: file it by the payer’s channel and keep the proof.'
      : `The packet is ready, but ${reason}: file it by hand and keep the proof.`,
  );
}

/** A packet that was begun last year is filed by this year's least amount: who files it is told before it is dismissed. */
function amountWarning(
  turn: DenialTurnDraft,
  rule: AppealLevelRule | undefined,
): { readonly fileBy?: PlainDate; readonly but?: string } {
  if (!rule) return {};
  const { short, cents, fileBy, notes } = leastAmountFor(turn, rule);
  if (short) turn.parts.use(rule);
  const below = `below ${dollarsOf(cents)} for ${rule.name}: add other claims to it (42 CFR 405.1006) or do not file it`;
  const all = [...(short ? [below] : []), ...notes];
  return { ...(fileBy && { fileBy }), ...(all.length > 0 && { but: all.join('; ') }) };
}

export function appealFiled(turn: DenialTurnDraft, event: EventOf<'appealFiled'>): void {
  const level = turn.activeLevel();
  const tooEarly = level && tooEarlyToDispute(turn, level.level, event.filedOn ?? turn.at.date);
  if (level?.state === 'PACKET_READY' && tooEarly) return askForFiling(turn, level.level, tooEarly);
  if (
    !level ||
    level.state !== 'PACKET_READY' ||
    !turn.move('filed', 'The appeal is filed with proof; nothing is filed twice, the payer decides.')
  )
    return;
  const filedOn = event.filedOn ?? turn.at.date;
  turn.changeLevel(level.level, { state: 'FILED', filedOn, channel: event.channel, confirmation: event.confirmation });
  turn.parts.closeDeadlines(['appeal-filing', 'first-action', 'triage', 'follow-up', 'acknowledgement-999']);
  turn.parts.dropDeadlines(['corrected-claim', 'document-request', 'peer-to-peer']);
  turn.parts.cancelWorkItems([
    ...packetItems,
    'triageDenial',
    'prepareCorrectedClaim',
    'collectDenialDocuments',
    'billOtherPayer',
    'schedulePeerToPeer',
    'holdPeerToPeer',
  ]);
  expectDecision(turn, level.level, filedOn);
}

/** The payer's clock; without one the quiet period stands in (§5). Recording a decision is possible from the first day. */
export function expectDecision(turn: DenialTurnDraft, level: number, filedOn: PlainDate, decidedBy = level): void {
  const rule = turn.levelRule(decidedBy);
  const { quietPeriod } = turn.rules;
  const longer = rule && wasEscalated(turn, decidedBy - 1) ? escalatedClockOf(rule) : undefined;
  const clock = longer?.days ?? decisionDaysOf(rule, filedOn);
  // A negotiation ends on its day, however long the payer wants not to be asked.
  const days =
    rule?.endsByItself && clock !== undefined ? clock : Math.max(clock ?? quietPeriod.days, quietPeriod.days);
  const from = longer ?? (rule === undefined || clock === undefined ? quietPeriod : rule);
  turn.parts.use(quietPeriod);
  turn.deadlineAfter('appeal-decision', filedOn, {
    ruleId: from.ruleId,
    version: from.version,
    source: from.source,
    days,
  });
  turn.workItem(
    'recordAppealDecision',
    turn.openDeadline('appeal-decision')?.hardDate ?? filedOn,
    { level, levelName: rule?.name ?? '' },
    decidedBy === level ? `level${level}` : `level${level}:${turn.facts.turn}`,
  );
}

/** The level below was left without its decision (42 CFR 405.970(e), 405.1016(f)). */
function wasEscalated(turn: DenialTurnDraft, level: number): boolean {
  const row = turn.facts.levels.find((one) => one.level === level);
  const rule = turn.levelRule(level);
  return (
    row?.state === 'CLOSED' &&
    row.filedOn !== null &&
    row.decision === null &&
    rule !== undefined &&
    escalationRightOf(rule) !== undefined
  );
}

/** Calendar days the payer has; undefined = no clock. */
function decisionDaysOf(rule: AppealLevelRule | undefined, filedOn: PlainDate): number | undefined {
  if (rule?.decisionBusinessDays !== undefined)
    return daysBetween(filedOn, addBusinessDays(filedOn, rule.decisionBusinessDays));
  return rule?.decisionDays ?? undefined;
}

export function appealAcknowledged(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  if (level?.state !== 'FILED') return;
  turn.changeLevel(level.level, { state: 'ACKNOWLEDGED' });
  turn.say('The payer confirmed that it has the appeal.');
}

export function appealStillOpen(turn: DenialTurnDraft): void {
  if (turn.state !== 'APPEALING') return;
  turn.chases += 1;
  turn.parts.cancelWorkItems(['chaseAppealDecision']);
  turn.say('The payer still works on the appeal; it is asked again later.');
}

export function appealCancelled(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  if (!level || !turn.move('withdrawn', 'The appeal is withdrawn; a person decides what follows.')) return;
  turn.changeLevel(level.level, { state: 'WITHDRAWN' });
  turn.parts.dropDeadlines(['appeal-filing', 'appeal-decision', 'effectuation']);
  turn.parts.cancelWorkItems([...packetItems, ...decisionItems, 'demandEffectuation']);
  turn.decideByHand('WO', 'the appeal was withdrawn');
}

/** The filing window has closed on a level that was not filed; a person decides what is left (§3 TF7). */
export function appealWindowMissed(turn: DenialTurnDraft): void {
  const level = turn.activeLevel();
  if (level && (level.state === 'DRAFTING' || level.state === 'PACKET_READY'))
    turn.changeLevel(level.level, { state: 'EXPIRED' });
  turn.parts.closeDeadlines(['appeal-filing']);
  turn.parts.cancelWorkItems(packetItems);
}
