import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GUIDE_277CA } from '../edi/x12/277ca/write-claim-acknowledgement.js';
import { readX12, type X12Item } from '../edi/x12/read.js';
import type { InterchangeItem } from '../edi/x12/envelope-items.js';
import type { Actor, Stage } from './actors.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { acknowledgedClaimsSegments } from './acknowledged-claims.js';
import { afterDays, minutesLater, onBusinessDay } from './business-moment.js';
import { answerAuthorizationRequests } from './authorization-answers.js';
import { payDue } from './pay-claims.js';
import { answerEligibility, answerStatus } from './payer-answers.js';
import { byPayer, envelopeOf, fileAnswerText, interchangeText, type Envelope, type SetAnswer } from './payer-files.js';
import { fateOf } from './scenarios/catalog.js';
import type { SetFault } from './scenarios/scenario.js';
import { earliestOf, nextNumber, takeDue, type AgendaItem, type KnownClaim, type World } from './world.js';

const KINDS = ['deliver', 'acknowledge', 'adjudicate'] as const;

/** Clearinghouse and payers: take what we send, answer when an office's payers would. */
export const clearinghouse: Actor = {
  name: 'clearinghouse',
  async takeTurn(stage) {
    await deliverDue(stage);
    await pickUp(stage);
  },
  nextWake: ({ world }) => earliestOf(world, KINDS),
  inbox: (world) => world.folders.outbound,
};

async function deliverDue(stage: Stage): Promise<void> {
  const { world, now } = stage;
  for (const { name, text } of inOneFile(takeDue(world, now.instant, ['deliver']))) await drop(world, name, text);
  for (const item of takeDue(world, now.instant, ['acknowledge'])) await acknowledge(stage, item);
  for (const { name, text } of payDue(stage, takeDue(world, now.instant, ['adjudicate'])))
    await drop(world, name, text);
}

interface AnswerFile {
  readonly name: string;
  readonly text: string;
}

/** Answers of one kind that leave at one moment go into one file, each in its own envelope, under the name of the first. */
function inOneFile(due: readonly AnswerFile[]): AnswerFile[] {
  const files = new Map<string, AnswerFile>();
  for (const { name, text } of due) {
    const [kind = ''] = name.split('-');
    const begun = files.get(kind);
    files.set(kind, begun ? { ...begun, text: begun.text + text } : { name, text });
  }
  return [...files.values()];
}

/** Whole or not at all: written beside, then renamed into the practice's inbound folder. */
async function drop(world: World, name: string, text: string): Promise<void> {
  await mkdir(world.folders.inbound, { recursive: true });
  if (await exists(join(world.folders.inbound, 'archive', name))) return;
  const partial = join(world.folders.inbound, `${name}.partial`);
  await writeFile(partial, text);
  await rename(partial, join(world.folders.inbound, name));
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Reads every waiting file of the practice; they leave the folder only when their answers stand on the agenda. */
async function pickUp(stage: Stage): Promise<void> {
  const { outbound } = stage.world.folders;
  await mkdir(join(outbound, 'taken'), { recursive: true });
  const names = (await readdir(outbound, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.partial'))
    .map((entry) => entry.name)
    .sort();
  if (names.length === 0) return;
  for (const name of names) await understand(stage, join(outbound, name), name);
  await stage.api.putWait(clearinghouse.name, earliestOf(stage.world, KINDS) ?? minutesLater(stage.now, 1));
  for (const name of names) await rename(join(outbound, name), join(outbound, 'taken', name));
}

async function understand(stage: Stage, path: string, name: string): Promise<void> {
  const items: X12Item[] = [];
  for await (const batch of readX12(createReadStream(path), { allow: { allowTestUsage: true } })) items.push(...batch);
  const interchange = items.find((item): item is InterchangeItem => item.kind === 'interchange');
  if (!interchange || stage.world.counters[`taken:${interchange.control}`]) return;
  stage.world.counters[`taken:${interchange.control}`] = 1;
  const envelope: Envelope = { senderId: interchange.receiverId, receiverId: interchange.senderId };
  if (name.startsWith('837')) takeClaims(stage, interchange, items);
  else if (name.startsWith('270')) answerEligibility(stage, envelope, items);
  else if (name.startsWith('276')) answerStatus(stage, envelope, items);
  else if (name.startsWith('278')) answerAuthorizationRequests(stage, envelope, items);
}

/** A set of claims as it came, with what is wrong with it. */
interface TakenSet {
  readonly st01: string;
  readonly control: string;
  readonly guide: string;
  readonly claims: Claim837[];
  fault?: SetFault;
}

/** An 837: TA1 and 999 within minutes, the payers' 277CA on the next business day, each claim decided later. */
function takeClaims({ world, now }: Stage, interchange: InterchangeItem, items: readonly X12Item[]): void {
  const group = items.find((item) => item.kind === 'group');
  if (!group || group.kind !== 'group') return;
  const sets = setsOf(world, items);
  const text = fileAnswerText(world, now, { interchange, group, sets: sets.map(answerTo) });
  world.agenda.push({ at: minutesLater(now, 15), kind: 'deliver', name: `999-${interchange.control}.x12`, text });
  const numbers = sets
    .filter(({ fault }) => !fault)
    .flatMap(({ claims }) => claims.map((claim) => remember(world, claim)));
  if (numbers.length === 0) return;
  world.agenda.push({
    at: onBusinessDay(now, 1, '10:00'),
    kind: 'acknowledge',
    claims: numbers,
    batch: interchange.control,
  });
}

function setsOf(world: World, items: readonly X12Item[]): TakenSet[] {
  const sets: TakenSet[] = [];
  for (const item of items) {
    if (item.kind === 'set') sets.push({ st01: item.st01, control: item.control, guide: item.guide, claims: [] });
    const set = sets.at(-1);
    if (item.kind !== 'claim' || !set) continue;
    const { place: _place, ...claim } = item.claim;
    set.claims.push(claim);
    const fault = fateOf(world, claim).setFault?.(claim, sendsOf(world, claim) + 1);
    if (fault) set.fault ??= fault;
  }
  return sets;
}

const answerTo = ({ claims: _claims, ...set }: TakenSet): SetAnswer => set;

const sendsOf = (world: World, claim: Claim837): number => world.claims[claim.claimNumber]?.sends ?? 0;

/** The payer enters the claim, or never gets it. A claim sent again keeps the number of its last entry. */
function remember(world: World, claim: Claim837): string {
  const known = world.claims[claim.claimNumber];
  const sends = sendsOf(world, claim) + 1;
  const lost = fateOf(world, claim).receive?.(claim, sends) === 'lost';
  const payerClaimNumber = known?.payerClaimNumber ?? newClaimNumber(world, claim);
  world.claims[claim.claimNumber] = {
    claim,
    payerClaimNumber,
    sends,
    ...(lost && { lost }),
    ...(known?.lastDecision && { lastDecision: known.lastDecision }),
  };
  return claim.claimNumber;
}

const newClaimNumber = (world: World, claim: Claim837): string =>
  `${claim.payer.id}${String(nextNumber(world, 'payerClaim')).padStart(7, '0')}`;

/** One 277CA a payer; the decision on each accepted claim goes on the agenda. */
async function acknowledge({ world, now }: Stage, item: Extract<AgendaItem, { kind: 'acknowledge' }>): Promise<void> {
  for (const all of byPayer(world, item.claims)) {
    const claims = all
      .filter(({ lost }) => !lost)
      .map((known) => ({ ...known, answer: fateOf(world, known.claim).receive?.(known.claim, known.sends) }));
    const first = claims[0]?.claim;
    if (!first) continue;
    const segments = acknowledgedClaimsSegments({ name: first.payer.name, id: first.payer.id }, claims, {
      now,
      reference: item.batch,
    });
    const text = interchangeText(world, now, envelopeOf(world), {
      st01: '277',
      guide: GUIDE_277CA,
      functionalId: 'HN',
      segments,
    });
    await drop(world, `277CA-${item.batch}-${first.payer.id}.x12`, text);
    for (const { answer, ...known } of claims) if (!answer) schedule({ world, now }, known);
  }
}

/** The payer will decide on the sending it has just accepted. */
function schedule({ world, now }: Pick<Stage, 'world' | 'now'>, { claim, sends }: KnownClaim): void {
  const { frequency } = claim;
  const decision = fateOf(world, claim).decide(claim, { sends, frequency, appealWon: false, round: 0 });
  if (decision.onlyWhenCalled) return;
  world.agenda.push({
    at: afterDays(now, decision.payAfterDays, '08:00'),
    kind: 'adjudicate',
    claimNumber: claim.claimNumber,
    frequency,
    appealWon: false,
  });
}
