import { letterCitation } from './letter-words.js';
import type { DenialCategory } from '../denials/classification.js';

/** The facts a letter is written from; amounts as they are printed. */
export interface LetterFacts {
  readonly category: DenialCategory;
  readonly group: string;
  readonly carc: string;
  readonly carcText: string;
  readonly rarcs: readonly string[];
  readonly denied: string;
  readonly noticeDate: string;
  readonly serviceFrom: string;
  /** The denied lines, as in 'lines 2, 3: 97110, 97140'; absent = the whole claim. */
  readonly lines?: string;
  /** Records are bound into the packet or travel beside it. */
  readonly recordsEnclosed: boolean;
  readonly levelName: string;
  /** Why the payer had the claim in time; only for late filing. */
  readonly filing?: string;
  /** Citation of the rule or contract the appeal rests on. */
  readonly rule: string;
  /** What the specialist wrote; may be empty. */
  readonly argument: string;
}

/** What the letter asks for and why, by category (rulebook §5.3, win criterion). */
const grounds: Partial<Readonly<Record<DenialCategory, string>>> = {
  AUTH: 'The service was authorized, or no authorization was required under the circumstances shown in the enclosed records.',
  MEDNEC:
    'The enclosed records show that the service met the coverage criteria: history, findings, orders and results.',
  CODE: 'The documentation supports the codes as billed.',
  BUNDLE: 'The documentation shows separate services, billed with the modifier that says so.',
  TIMELY:
    'The claim was received within your filing limit; the proof is enclosed, with the control numbers of your own answers.',
  ELIG: 'The coverage was active on the date of service.',
  COB: 'Your plan was the one to pay first on the date of service.',
  DOC: 'The record you asked for is enclosed; it is complete.',
  CONTRACT: 'The contract provides payment for this service at the agreed rate.',
  DUP: 'These are distinct services, each documented by itself.',
};
const OTHER_GROUND = 'The enclosed records show that the service is payable under the plan.';

const BARE_GROUND = 'The claim as filed and your own remittance show that the service is payable under the plan.';

/** No letter speaks of records that do not lie beside it. */
function groundOf({ category, recordsEnclosed }: LetterFacts): string {
  const ground = grounds[category] ?? OTHER_GROUND;
  return recordsEnclosed || !/record|documentation|documented/i.test(ground) ? ground : BARE_GROUND;
}

/** Paragraphs of the appeal letter, with the denial quoted and the facts merged in. */
export function appealLetter(facts: LetterFacts): readonly string[] {
  const remarks = facts.rarcs.length > 0 ? `, remarks ${facts.rarcs.join(', ')}` : '';
  const lines = facts.lines === undefined ? '' : ` (${facts.lines})`;
  return [
    `${facts.levelName}: on ${facts.noticeDate} you denied ${facts.denied} for the service of ${facts.serviceFrom}${lines} with ${facts.group}-${facts.carc} (“${facts.carcText}”)${remarks}.`,
    `We ask you to reverse this decision and to pay the ${facts.denied} that you denied.`,
    groundOf(facts),
    ...(facts.filing ? [facts.filing] : []),
    ...(facts.argument === '' ? [] : [facts.argument]),
    `This appeal is filed under ${letterCitation(facts.rule)}.`,
  ];
}
