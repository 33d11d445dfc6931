import { readdirSync, readFileSync } from 'node:fs';
import { claimTransitions } from '../../../src/domain/claims/claim-lifecycle.js';
import { carcMap } from '../../../src/domain/denials/carc-map.js';
import { toldDaily } from './told-daily.js';

const FOLDER = 'test/scenarios';
const files = new Map(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => [file, readFileSync(`${FOLDER}/${file}`, 'utf8')]),
);
const moves = 'payer/claim-moves.spec.ts';
const actions = 'payer/denial-actions.spec.ts';
const categories = 'payer/denials-by-category.spec.ts';
const next = 'money/next-payer.spec.ts';

/** [what the rulebook says, the file, a story of it by its own words] */
type Proof = readonly [rule: string, file: string, story: string];

/** Every row of the rulebook's table of a claim's moves (§2.1), in its order. */
const rowsOfTheTable: readonly Proof[] = [
  ['— ChargesPosted → DRAFT', moves, 'begins as DRAFT with its filing deadline running'],
  ['DRAFT HoldPlaced, HoldReleased', moves, 'is held for a coding query'],
  ['DRAFT ScrubRequested → SCRUBBING', moves, 'passes its edits and asks for its submission'],
  ['SCRUBBING EditsPassed → READY', moves, 'passes its edits and asks for its submission'],
  ['SCRUBBING EditsFailed → EDIT_FAILED', moves, 'fails an edit, which is work for the edit’s owner'],
  ['READY Batched+Transmitted → SUBMITTED', moves, 'is SUBMITTED when its batch was transmitted'],
  ['SUBMITTED TA1/999 reject → REJECTED', moves, 'is rejected with its whole file (TA1, 999 R)'],
  ['SUBMITTED 999 A → SUBMITTED', moves, 'is not filed by a 999 alone'],
  ['SUBMITTED 277CA A1/A2 → ACCEPTED', moves, 'is ACCEPTED by the payer’s own 277CA'],
  ['SUBMITTED 277CA A3/A6/A7/A8 → REJECTED', moves, 'is rejected by a 277CA (A7)'],
  ['EDIT_FAILED/REJECTED Corrected → SCRUBBING', moves, 'mended and sent again as an original'],
  ['ACCEPTED 277 P → PENDED', moves, 'is PENDED when the payer says so'],
  ['ACCEPTED/PENDED 277 R → INFO_REQUESTED', moves, 'waits for records the payer asks for'],
  ['ACCEPTED/PENDED not on file twice → REJECTED', moves, 'is resent only after the payer said “not on file” twice'],
  ['any open 835 → PAID', moves, 'paid in full closes with nothing left'],
  ['any open 835 whole allowed amount is PR', moves, 'with a deductible of the whole allowed amount is paid'],
  ['any open 835 → PARTIAL', moves, 'denied in part is PARTIAL'],
  ['any open 835 → DENIED', moves, 'denied on every line is DENIED'],
  ['any open 835 CO-45 for the full charge → PARTIAL', moves, 'with CO-45 for the full charge is not believed'],
  ['any CLP02 22 → REVERSED', moves, 'reopens the claim, which stands on the correction record'],
  ['REVERSED without correction in 30 d', moves, 'without a correction record in thirty days is a takeback'],
  ['PARTIAL/DENIED CorrectedClaimSent → CORRECTING', moves, 'is CORRECTING while the replacement is with the payer'],
  ['PARTIAL/DENIED AppealFiled → APPEALING', moves, 'is APPEALING while the payer decides'],
  ['CORRECTING rejected → as before', moves, 'whose replacement is rejected stands as denied as before'],
  ['APPEALING unfavorable → as before', moves, 'lost is denied as before'],
  ['APPEALING favorable → stays', moves, 'won stays APPEALING until the corrected remittance comes'],
  ['PARTIAL/DENIED all resolved → CLOSED', 'denials.spec.ts', 'closes denial and claim as written off'],
  ['PAID crossover → CROSSED_OVER', next, 'is waited for: the secondary’s 835'],
  ['CROSSED_OVER timer → secondary READY', next, 'is billed by us when thirty days pass in silence'],
  ['PAID NextPayerExists → BILLED_NEXT', next, 'bills the secondary with what the primary left'],
  ['last payer final → PATIENT_RESP', moves, 'with a deductible and no other payer becomes the patient’s share'],
  ['any balance 0 → CLOSED_PAID', moves, 'paid in full closes with nothing left'],
  ['any → CLOSED_WRITTEN_OFF', 'denials.spec.ts', 'is written off only after another person agreed'],
  ['any VoidConfirmed → CLOSED_VOIDED', moves, 'is CLOSED_VOIDED when the payer confirms the void'],
];

/** Every category of the rulebook's table of denials (§4.1). */
const byCategory: Readonly<Record<string, Proof>> = {
  ELIG: ['27', categories, 'eligibility: coverage had ended'],
  COB: ['22', categories, 'coordination: another payer comes first'],
  AUTH: ['284', categories, 'authorization: the number does not fit'],
  CODE: ['4', categories, 'coding: the modifier does not fit'],
  BUNDLE: ['97', categories, 'bundling: included in another service'],
  MEDNEC: ['50', categories, 'medical necessity: appealed with the records'],
  TIMELY: ['29', categories, 'late filing without proof'],
  DUP: ['18', categories, 'duplicate without a paid original'],
  DOC: ['252', categories, 'documents: an attachment is missing'],
  ENROLL: ['B7', categories, 'enrollment: the provider was not certified'],
  NONCOV: ['96', categories, 'not covered: by the code alone nobody can tell'],
  BENMAX: ['119', categories, 'benefit used up'],
  FREQ: ['151', categories, 'frequency: too many units'],
  DEMO: ['140', categories, 'patient data: name and id do not match'],
  BILLERR: ['16', categories, 'billing error: unprocessable'],
  CONTRACT: ['256', categories, 'contract: not payable under it'],
  NETWORK: ['242', categories, 'network: not a network provider'],
  TPL: ['21', categories, 'third party: a no-fault insurer owes it'],
  PRIOR: ['276', categories, 'payer before: it denied the service'],
  CAP: ['24', categories, 'capitation: another plan is looked for'],
  PTRESP: ['3', actions, 'a patient’s share (PT) goes to the patient'],
  INFO: ['133', moves, 'that says only “pending” (OA-133)'],
  UNKNOWN: ['ZZ9', actions, 'a code no list knows is read by a person'],
};

/** Every action that may come first by that table. */
const byAction: Readonly<Record<string, Proof>> = {
  CC: ['11', actions, 'the claim is corrected by a coder (CC)'],
  APP: ['40', actions, 'it is appealed (APP)'],
  DOC: ['251', actions, 'the named document is sent (DOC)'],
  OP: ['254', actions, 'the right plan is billed (OP)'],
  PT: ['3', actions, 'a patient’s share (PT)'],
  WO: ['233', actions, 'a person proposes to write off (WO)'],
  VER: ['32', actions, 'coverage is verified first (VER)'],
  RO: ['163', actions, 'a reopening (RO) is asked of Medicare'],
  REPROC: ['147', actions, 'a person asks the payer to reprocess (REPROC)'],
  RETRO: ['197', actions, 'an authorization after the fact is asked for (RETRO)'],
  WAIT: ['B11', actions, 'a wait (WAIT) is no denial'],
  TRIAGE: ['96', actions, 'a person reads it (TRIAGE)'],
};

const races = 'payer/races.spec.ts';
const rules = 'payer/payer-rules.spec.ts';

/** Things that come at a bad moment: each ends in a defined state with a reason. */
const badMoments: readonly Proof[] = [
  ['reversal after a won appeal', races, 'waits for the correction of the payer, and the paid correction ends'],
  ['reversal after a won appeal, alone', races, 'that stays alone is a takeback a person looks at'],
  ['remittance during an appeal', races, 'that pays ends the appeal'],
  ['remittance during an appeal, denied again', races, 'that only repeats the denial leaves the appeal where it is'],
  ['correction while the 277 says pended', races, 'is not sent a second time: the one it has is decided first'],
  ['two decisions at once', races, 'that come at once: the first counts'],
  ['decision for a closed denial', races, 'of which one comes after the denial is closed'],
  ['documents after the deadline', races, 'do not bring the denial back to waiting'],
  ['status answer for another claim', races, 'than the one that was asked about moves neither'],
  ['rules changed, deadlines kept', rules, 'moves no deadline that stands already'],
  ['rules changed, deadlines moved', rules, 'moves them by a re-plan run that one person asks for'],
];

const named = (proofs: readonly Proof[]) => proofs.map(([rule, file, story]) => ({ rule, file, story }));
const isTold = ({ file, story }: { file: string; story: string }): boolean => (files.get(file) ?? '').includes(story);

describe('the rulebook’s rows and the stories that prove them', () => {
  it.each(named(rowsOfTheTable))('§2.1 $rule: $story', (proof) => expect(isTold(proof)).toBe(true));
  it.each(named(badMoments))('at a bad moment, $rule: $story', (proof) => expect(isTold(proof)).toBe(true));
  it.each(named(Object.values(byCategory)))('§4.1 CARC $rule: $story', (proof) => expect(isTold(proof)).toBe(true));
  it.each(named(Object.values(byAction)))('§4.1 action, CARC $rule: $story', (proof) =>
    expect(isTold(proof)).toBe(true),
  );

  it('have a story for every category and every first action the denial mapping knows', () => {
    const rows = [...carcMap.values()];
    expect(Object.keys(byCategory).sort()).toEqual([...new Set(rows.map(({ category }) => category))].sort());
    const first = new Set(rows.flatMap(({ actions: [one] }) => (one ? [one] : [])));
    for (const action of first) expect(Object.keys(byAction)).toContain(action);
    for (const [category, [carc]] of Object.entries(byCategory))
      if (category !== 'UNKNOWN') expect([carc, carcMap.get(carc)?.category]).toEqual([carc, category]);
  });

  it('lead a claim into every state its lifecycle has', () => {
    const told = [...files.values()].join('\n');
    const silent = [...new Set(claimTransitions.map(({ to }) => to))].filter(
      (state) => state !== 'SCRUBBING' && !told.includes(`'${state}'`), // SCRUBBING is passed within one turn
    );
    expect(silent).toEqual([]);
  });

  const payer = [...files].filter(([file]) => file.startsWith('payer/') && !file.endsWith('coverage.spec.ts'));

  it('are told in npm test by thirty, some of each file', () => {
    expect(toldDaily).toHaveLength(30);
    const tagged = payer.filter(([, text]) => /^ *story\(/m.test(text)); // others are told always
    const titles = tagged.map(([file, text]) => [file, text.match(/(?<=story\(\n? *'|\[\n? *')[^']+/g) ?? []] as const);
    for (const beginning of toldDaily) {
      const named = titles.flatMap(([, all]) => all.filter((title) => title.startsWith(beginning)));
      expect([beginning, named]).toEqual([beginning, [expect.any(String)]]);
    }
    const silent = titles.filter(([, all]) => !all.some((title) => toldDaily.some((one) => title.startsWith(one))));
    expect(silent.map(([file]) => file)).toEqual([]);
  });

  it('are at least sixty about payers', () => {
    const rowsIn = (text: string): number => (text.match(/^ *(story|it)\(/gm) ?? []).length;
    const tables = (text: string): number => (text.match(/^ {2}\[\n? *'[^']*: /gm) ?? []).length;
    const stories = payer.reduce((sum, [, text]) => sum + rowsIn(text) + tables(text), 0);
    expect(stories).toBeGreaterThanOrEqual(60);
  });
});
