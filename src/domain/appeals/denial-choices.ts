import { addBusinessDays } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type { DenialAction } from '../denials/classification.js';
import { collectingDays } from '../payer-rules/records-office.js';
import { bindAppealWithProof, openAppealWindow, proposeToDrop, pursuitOf, startAppeal } from './denial-appeal.js';
import { askForAuthorization, mayAskForAuthorization } from './denial-authorization.js';
import { askForCorrection, askForReopening, needsReopening, openCorrectionWindow } from './denial-correction.js';
import { expectAction, startClocks } from './denial-clocks.js';
import { offerPeerToPeer, peerToPeerItems } from './peer-to-peer.js';
import type { DenialTurnDraft } from './denial-turn.js';

/** A denial is born by its remittance: its windows open at once, and its code names the first action (rulebook §4.1). */
export function denialBorn(turn: DenialTurnDraft): void {
  if (turn.state !== 'NEW') return;
  const { category } = turn.facts.classification;
  if (category === 'DUP' && turn.facts.paidOriginal)
    return turn.resolve(
      'duplicate of a paid original',
      'duplicate',
      'The payer entered the claim twice and has paid the original: nothing to appeal, no money moves.',
    );
  if (turn.facts.rebilledBefore && (category === 'ELIG' || category === 'COB'))
    return turn.resolve(
      'billed elsewhere before',
      'rebilled',
      'The payer says what its eligibility answer said before; the payer in force has the claim already.',
    );
  openAppealWindow(turn, 1, turn.facts.noticeDate);
  openCorrectionWindow(turn);
  takeAction(turn, firstAction(turn));
  offerPeerToPeer(turn);
  startClocks(turn);
}

/** The first of the code's actions that is still possible; documents travel in the appeal packet where both are named. */
export function firstAction(turn: DenialTurnDraft): DenialAction {
  const { actions, category } = turn.facts.classification;
  const appealFirst = actions[0] === 'DOC' && category !== 'DOC' && actions.includes('APP') && isPossible(turn, 'APP');
  if (appealFirst) return 'APP';
  const verified = actions[0] === 'VER' ? actions.slice(1) : actions;
  const next = verified.find((action) => action !== 'VER') ?? 'TRIAGE';
  return isPossible(turn, next)
    ? next
    : (verified.find((action) => action !== next && isPossible(turn, action)) ?? 'TRIAGE');
}

function isPossible(turn: DenialTurnDraft, action: DenialAction): boolean {
  const { classification, group } = turn.facts;
  if (action === 'APP' && isUnprovenFiling(turn)) return false;
  if (action === 'APP')
    return classification.appealable && isWindowOpen(turn, 'appeal-filing') && turn.rules.levels.length > 0;
  if (action === 'CC') return isWindowOpen(turn, 'corrected-claim');
  if (action === 'DOC') return !isTooLateForDocuments(turn);
  if (action === 'RETRO') return mayAskForAuthorization(turn);
  if (action === 'PT') return group === 'PR' && !classification.patientProtected;
  return true;
}

const isLateFiling = ({ facts }: DenialTurnDraft): boolean => facts.carc === '29';

/** An appeal against late filing rests on proof alone: without it nothing is filed by itself (rulebook §4.1, TF5). */
const isUnprovenFiling = (turn: DenialTurnDraft): boolean => isLateFiling(turn) && turn.facts.filingProven !== true;

function isWindowOpen(turn: DenialTurnDraft, kind: 'appeal-filing' | 'corrected-claim'): boolean {
  const row = turn.openDeadline(kind);
  return row !== undefined && row.hardDate >= turn.at.date;
}

/** Coverage is verified on any denial of these kinds, whatever else is done (rulebook §1). */
const aboutCoverage: readonly string[] = ['ELIG', 'COB', 'DEMO'];

function takeAction(turn: DenialTurnDraft, action: DenialAction): void {
  const { actions, category } = turn.facts.classification;
  if (actions.includes('VER') || aboutCoverage.includes(category)) verifyCoverage(turn);
  switch (action) {
    case 'RETRO':
      return askForAuthorization(turn);
    case 'CC':
      return correct(turn);
    case 'APP':
      return appealByItself(turn);
    case 'DOC':
      return askForDocuments(turn);
    case 'OP':
      return billOther(turn);
    case 'PT':
      turn.move('the patient may owe it', 'The group is PR: a person decides whether the patient may be billed.');
      return turn.decideByHand('PT', 'patient review');
    case 'WO':
    case 'VER':
    case 'RO':
    case 'REPROC':
    case 'WAIT':
    case 'TRIAGE':
      turn.move('a person must decide', turn.facts.classification.because);
      return turn.decideByHand(
        action,
        actions.includes('DOC') && isTooLateForDocuments(turn)
          ? tooLateWords(turn)
          : 'the code does not decide by itself',
      );
  }
}

function verifyCoverage(turn: DenialTurnDraft): void {
  turn.parts.steps.push({
    kind: 'checkEligibility',
    key: `${turn.facts.claimId}:eligibility:${turn.at.date}`,
    details: { reason: turn.facts.classification.category },
  });
}

export function correctionChosen(turn: DenialTurnDraft): void {
  chosen(turn);
  correct(turn);
}

export function appealChosen(turn: DenialTurnDraft): void {
  chosen(turn);
  appeal(turn);
}

export function documentsChosen(turn: DenialTurnDraft): void {
  chosen(turn);
  askForDocuments(turn);
}

export function otherPayerChosen(turn: DenialTurnDraft): void {
  chosen(turn);
  billOther(turn);
}

export function reprocessingExpected(turn: DenialTurnDraft): void {
  if (!turn.move('reprocessing expected', 'The payer is to reprocess the claim; looked at again if nothing comes.'))
    return;
  chosen(turn);
  turn.parts.closeDeadlines(['first-action']);
  turn.deadlineAfter('follow-up', turn.at.date, turn.rules.reprocessing);
}

/** A choice replaces the one before it. */
function chosen(turn: DenialTurnDraft): void {
  if (turn.state === 'APPEALING' || turn.state === 'WRITEOFF_PENDING') return;
  turn.parts.closeDeadlines(['triage', 'follow-up', 'document-request']);
  turn.parts.cancelWorkItems(['triageDenial', 'prepareCorrectedClaim', 'collectDenialDocuments', 'billOtherPayer']);
}

function correct(turn: DenialTurnDraft): void {
  if (needsReopening(turn)) return askForReopening(turn);
  if (!turn.move('correct the claim', 'The payer could not use the claim as sent: a corrected claim is prepared.'))
    return;
  if (!turn.openDeadline('corrected-claim')) openCorrectionWindow(turn, true);
  expectAction(turn);
  askForCorrection(turn, 'the denial code asks for a correction');
}

function appeal(turn: DenialTurnDraft): void {
  if (!turn.move('appeal it', 'The denial is contested: an appeal packet is assembled.')) return;
  expectAction(turn);
  if (turn.facts.disputedAlready)
    return turn.decideByHand(
      'WAIT',
      'another denial of this claim is in the federal dispute already: one covers the claim',
    );
  if (!startAppeal(turn)) turn.decideByHand('WO', 'no appeal is possible any more');
}

/** What the code asks for without a person: late filing with proof is bound at once; else only what is worth its work. */
function appealByItself(turn: DenialTurnDraft): void {
  const pursuit = pursuitOf(turn);
  if (!pursuit.pursue && !isLateFiling(turn)) {
    if (turn.move('a person must decide', pursuit.because)) proposeToDrop(turn, pursuit);
    return;
  }
  if (!isLateFiling(turn) || turn.facts.amountCents >= turn.rules.packetReviewFromCents) return appeal(turn);
  if (
    !turn.move(
      'appeal it',
      'The payer had the claim in time and our files prove it: the appeal is bound with the proof.',
    )
  )
    return;
  expectAction(turn);
  if (!bindAppealWithProof(turn)) turn.decideByHand('WO', 'no appeal is possible any more');
}

/** Proof that came after the denial contests it as proof that was there at its birth does; nobody chooses anew. */
export function filingProofFound(turn: DenialTurnDraft): void {
  if (!isLateFiling(turn)) return turn.say('The denial is about something else than late filing.');
  if (isUnprovenFiling(turn)) return turn.say('What was kept does not prove that the payer had the claim in time.');
  if (turn.activeLevel()) return turn.say('The appeal is under way; its packet is bound with what proves the filing.');
  if (!isPossible(turn, 'APP'))
    return turn.say(
      'Filing in time is proven; this payer hears no appeal about it, the proof goes with the documents.',
    );
  chosen(turn);
  appealByItself(turn);
}

/** Last day on which the payer takes the documents it misses. */
const documentsUntil = ({ facts, rules }: DenialTurnDraft): PlainDate =>
  addDays(facts.noticeDate, rules.documentWindow.days);

const tooLateWords = (turn: DenialTurnDraft): string =>
  `the payer’s time for documents ended on ${documentsUntil(turn)}`;

const isTooLateForDocuments = (turn: DenialTurnDraft): boolean => documentsUntil(turn) < turn.at.date;

/**
 * Nothing is waited for that cannot come in time: the denial stays in a person's hands, with the ways that are left. What the payer
 * takes late all the same is the evidence of an appeal, or of Medicare's reopening.
 */
function tooLateForDocuments(turn: DenialTurnDraft): void {
  const { actions } = turn.facts.classification;
  const reason = tooLateWords(turn);
  turn.move('too late for documents', `Documents cannot be sent any more: ${reason}; another way is chosen.`);
  turn.parts.use(turn.rules.documentWindow);
  turn.decideByHand(actions.includes('RO') ? 'RO' : isPossible(turn, 'APP') ? 'APP' : 'WO', reason);
}

function askForDocuments(turn: DenialTurnDraft): void {
  if (isTooLateForDocuments(turn)) return tooLateForDocuments(turn);
  if (!turn.move('send documents', 'The payer misses documents: they are collected and sent.')) return;
  turn.deadlineAfter('document-request', turn.facts.noticeDate, turn.rules.documentWindow);
  const window = turn.openDeadline('document-request');
  const { due, reminder } = collectingDays(turn.rules, turn.at.date, window?.safeDate ?? turn.at.date);
  turn.parts.use(turn.rules.documentOwner);
  turn.workItem('collectDenialDocuments', due, reminder);
}

function billOther(turn: DenialTurnDraft): void {
  if (!turn.move('another payer owes it', 'Another payer is to pay: its coverage is found and billed.')) return;
  turn.workItem(
    'billOtherPayer',
    addBusinessDays(turn.at.date, turn.rules.firstActionBusinessDays.days),
    conditionalClaim(turn),
  );
}

/** Liability and no-fault (CARC 20, 21), where Medicare steps in when they do not pay promptly (rulebook §1 MSP, §4.1). */
const ACCIDENT_INSURERS: readonly string[] = ['20', '21'];

/** From when the payer takes a conditional claim, counted from today: the other payer cannot have had the claim for longer through us. */
function conditionalClaim({ facts, rules, at, parts }: DenialTurnDraft): { readonly conditionalFrom?: PlainDate } {
  const { conditionalPayment } = rules;
  if (conditionalPayment.days === 0 || !ACCIDENT_INSURERS.includes(facts.carc)) return {};
  parts.use(conditionalPayment);
  return { conditionalFrom: addDays(at.date, conditionalPayment.days + 1) };
}

export function documentsSent(turn: DenialTurnDraft): void {
  if (turn.state !== 'AWAITING_DOCS')
    return turn.say(`The documents were sent while the denial is ${turn.state}; what was decided about it stands.`);
  turn.parts.closeDeadlines(['document-request', 'first-action', 'acknowledgement-999']);
  turn.parts.cancelWorkItems(['collectDenialDocuments']);
  turn.deadlineAfter('follow-up', turn.at.date, turn.rules.reprocessing);
  turn.say('The documents were sent; the payer is to reprocess the claim.');
}

export function documentsUnavailable(turn: DenialTurnDraft): void {
  if (!turn.move('no documents', 'The documents do not exist; a person decides what is left to do.')) return;
  turn.parts.closeDeadlines(['document-request']);
  turn.decideByHand(turn.facts.classification.appealable ? 'APP' : 'WO', 'documents are not available');
}

export function patientReviewed(turn: DenialTurnDraft): void {
  const { group, classification } = turn.facts;
  if (group !== 'PR' || classification.patientProtected) {
    turn.say('The patient may not be billed for this amount; another way must be chosen.');
    return turn.decideByHand('WO', 'the patient may not be billed');
  }
  turn.resolve('the patient owes it', 'patient', 'A person found that the patient owes it.');
}

export function otherPayerBilled(turn: DenialTurnDraft): void {
  turn.resolve('other payer billed', 'rebilled', 'The other payer has the claim.');
}

export function otherPayerNotFound(turn: DenialTurnDraft): void {
  if (turn.move('no other payer', 'No other coverage was found; a person decides again.'))
    turn.decideByHand('APP', 'no other payer exists');
}

export function writeOffProposed(turn: DenialTurnDraft): void {
  if (!turn.move('write-off proposed', 'A write-off is proposed; another person approves it.')) return;
  turn.parts.closeDeadlines(['triage', 'first-action', 'follow-up', 'document-request']);
  turn.parts.dropDeadlines(['peer-to-peer']);
  turn.parts.cancelWorkItems([
    ...peerToPeerItems,
    'triageDenial',
    'prepareCorrectedClaim',
    'collectDenialDocuments',
    'billOtherPayer',
    'assembleAppeal',
    'fileAppeal',
    'packetReview',
  ]);
}

export function writeOffRefused(turn: DenialTurnDraft): void {
  if (turn.move('write-off refused', 'The write-off was refused; another way must be found.'))
    turn.decideByHand('APP', 'the write-off was refused');
}

export function writeOffApproved(turn: DenialTurnDraft): void {
  turn.resolve('written off', 'written-off', 'The denied amount is written off.');
}
