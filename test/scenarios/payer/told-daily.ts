/**
 * The thirty stories about payers that `npm test` tells: one or more of each concern, and those in which most can go wrong. All others
 * are told in `npm run test:deep`, and whenever a spec is run by itself. A story is named by its title or the beginning of it.
 */
export const toldDaily: readonly string[] = [
  // The claim's table of moves (rulebook §2.1).
  'passes its edits and asks for its submission',
  'fails an edit, which is work for the edit’s owner',
  'is rejected with its whole file (TA1, 999 R)',
  'is ACCEPTED by the payer’s own 277CA',
  'waits for records the payer asks for (277 R)',
  'is resent only after the payer said “not on file” twice',
  'denied in part is PARTIAL',
  'with a deductible and no other payer becomes the patient’s share',
  'with CO-45 for the full charge is not believed',
  'without a correction record in thirty days is a takeback',
  'is CORRECTING while the replacement is with the payer',
  'won stays APPEALING until the corrected remittance comes',
  // Denials by category and first action (§4.1).
  'coordination: another payer comes first',
  'medical necessity: appealed with the records',
  'documents: an attachment is missing',
  'billing error: unprocessable',
  'an authorization after the fact is asked for (RETRO)',
  'a code no list knows is read by a person',
  'opens a negotiation: 30 business days to begin it',
  // Corrections and voids (§2.3), timely filing (§3), escalation, outages, races.
  'is taken back with frequency 8',
  'is a credit with its 60 days',
  'becomes an appeal by itself when the proof exists',
  'is not asked about again after the lead answered',
  'holds all sends to a payer by one command',
  'waits for the correction of the payer, and the paid correction ends',
  'that come at once: the first counts',
  // Rules as data.
  'is proposed and counted against the open claims',
  'is not activated by the person who proposed it',
  'wins over the product default once another person agrees',
  'is worked by it once another person agreed',
];

const onlyDaily = process.env['RECLAIM_STORIES'] === 'daily';

export const isTold = (title: string): boolean =>
  !onlyDaily || toldDaily.some((beginning) => title.startsWith(beginning));

/** A story about payers: told always, or only in the deep run. */
export function story(title: string, live: () => Promise<void>, patienceMs?: number): void {
  if (isTold(title)) it(title, live, patienceMs);
}
