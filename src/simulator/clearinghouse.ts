import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GUIDE_277CA } from '../edi/x12/277ca/write-claim-acknowledgement.js';
import { readX12, type X12Item } from '../edi/x12/read.js';
import type { InterchangeItem } from '../edi/x12/envelope-items.js';
import type { Actor, Stage } from './actors.js';
import { adjudicate } from './adjudicate.js';
import { afterDays, minutesLater, onBusinessDay, type Moment } from './business-moment.js';
import { answerEligibility, answerStatus } from './payer-answers.js';
import {
  acceptanceText,
  acceptedClaimsSegments,
  interchangeText,
  remittanceSegments,
  type Envelope,
} from './payer-files.js';
import { scenarioNamed } from './scenarios/catalog.js';
import { earliestOf, nextNumber, takeDue, type AgendaItem, type World } from './world.js';

const KINDS = ['deliver', 'acknowledge', 'adjudicate'] as const;

/** Clearinghouse and payers: take what we send, answer when an office's payers would. */
export const clearinghouse: Actor = {
  name: 'clearinghouse',
  async takeTurn(stage) {
    await deliverDue(stage);
    await pickUp(stage);
  },
  nextWake: ({ world }) => earliestOf(world, KINDS),
};

async function deliverDue(stage: Stage): Promise<void> {
  const { world, now } = stage;
  for (const item of takeDue(world, now.instant, ['deliver'])) await drop(world, item.name, item.text);
  for (const item of takeDue(world, now.instant, ['acknowledge'])) await acknowledge(stage, item);
  await pay(stage, takeDue(world, now.instant, ['adjudicate']));
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

/** Reads every waiting file of the practice; it leaves the folder only when its answers stand on the agenda. */
async function pickUp(stage: Stage): Promise<void> {
  const { outbound } = stage.world.folders;
  await mkdir(join(outbound, 'taken'), { recursive: true });
  const names = (await readdir(outbound, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.partial'))
    .map((entry) => entry.name)
    .sort();
  for (const name of names) {
    await understand(stage, join(outbound, name), name);
    await stage.api.putWait(clearinghouse.name, earliestOf(stage.world, KINDS) ?? minutesLater(stage.now, 1));
    await rename(join(outbound, name), join(outbound, 'taken', name));
  }
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
}

/** An 837: TA1 and 999 within minutes, the payers' 277CA on the next business day, each claim decided later. */
function takeClaims({ world, now }: Stage, interchange: InterchangeItem, items: readonly X12Item[]): void {
  const group = items.find((item) => item.kind === 'group');
  if (!group || group.kind !== 'group') return;
  const sets = items
    .filter((item) => item.kind === 'set')
    .map((item) => ({ st01: item.st01, control: item.control, guide: item.guide }));
  const text = acceptanceText(world, now, { interchange, group, sets });
  world.agenda.push({ at: minutesLater(now, 15), kind: 'deliver', name: `999-${interchange.control}.x12`, text });
  const numbers: string[] = [];
  for (const item of items) {
    if (item.kind !== 'claim') continue;
    const known = world.claims[item.claim.claimNumber];
    const { place: _place, ...claim } = item.claim;
    const payerClaimNumber =
      known?.payerClaimNumber ?? `${claim.payer.id}${String(nextNumber(world, 'payerClaim')).padStart(7, '0')}`;
    world.claims[claim.claimNumber] = { claim, payerClaimNumber, sends: (known?.sends ?? 0) + 1 };
    numbers.push(claim.claimNumber);
  }
  world.agenda.push({
    at: onBusinessDay(now, 1, '10:00'),
    kind: 'acknowledge',
    claims: numbers,
    batch: interchange.control,
  });
}

/** One 277CA a payer; the decision on each accepted claim goes on the agenda. */
async function acknowledge({ world, now }: Stage, item: Extract<AgendaItem, { kind: 'acknowledge' }>): Promise<void> {
  const envelope = envelopeOf(world);
  for (const claims of byPayer(world, item.claims)) {
    const first = claims[0]?.claim;
    if (!first) continue;
    const segments = acceptedClaimsSegments({ name: first.payer.name, id: first.payer.id }, claims, {
      now,
      reference: item.batch,
    });
    const text = interchangeText(world, now, envelope, {
      st01: '277',
      guide: GUIDE_277CA,
      functionalId: 'HN',
      segments,
    });
    await drop(world, `277CA-${item.batch}-${first.payer.id}.x12`, text);
    for (const { claim, sends } of claims) {
      const scenario = scenarioNamed(world.fates[claim.subscriber.memberId ?? '']?.scenario ?? '');
      const { payAfterDays } = scenario.decide(claim, { sends, frequency: claim.frequency, appealWon: false });
      world.agenda.push({
        at: afterDays(now, payAfterDays, '08:00'),
        kind: 'adjudicate',
        claimNumber: claim.claimNumber,
        frequency: claim.frequency,
        appealWon: false,
      });
    }
  }
}

const envelopeOf = (world: World): Envelope => ({ senderId: 'MCH900', receiverId: world.practiceId });

function byPayer(world: World, claimNumbers: readonly string[]) {
  const groups = new Map<string, World['claims'][string][]>();
  for (const number of claimNumbers) {
    const known = world.claims[number];
    if (!known) continue;
    groups.set(known.claim.payer.id, [...(groups.get(known.claim.payer.id) ?? []), known]);
  }
  return [...groups.values()];
}

/** Everything a payer decides on one day goes into one payment with one trace. */
async function pay({ world, now }: Stage, due: readonly Extract<AgendaItem, { kind: 'adjudicate' }>[]): Promise<void> {
  for (const claims of byPayer(
    world,
    due.map((item) => item.claimNumber),
  )) {
    const first = claims[0]?.claim;
    if (!first) continue;
    const trace = `${first.payer.id}${now.date.replaceAll('-', '')}${String(nextNumber(world, `payment:${first.payer.id}`)).padStart(4, '0')}`;
    const decided = claims.map(({ claim, payerClaimNumber, sends }, index) => {
      const item = due.find(({ claimNumber }) => claimNumber === claim.claimNumber);
      const scenario = scenarioNamed(world.fates[claim.subscriber.memberId ?? '']?.scenario ?? '');
      const decision = scenario.decide(claim, {
        sends,
        frequency: item?.frequency ?? claim.frequency,
        appealWon: item?.appealWon ?? false,
      });
      return adjudicate(claim, decision, { ordinal: index + 1, payerClaimNumber });
    });
    const payee = { name: first.billingProvider.name, npi: first.billingProvider.npi ?? '' };
    const segments = remittanceSegments({ name: first.payer.name, id: first.payer.id }, decided, {
      date: now.date,
      trace,
      payee,
    });
    const text = interchangeText(world, now, envelopeOf(world), {
      st01: '835',
      guide: '005010X221A1',
      functionalId: 'HP',
      segments,
    });
    await drop(world, `835-${trace}.x12`, text);
  }
}

/** A letter from the payer after an appeal; a favorable one is followed by a corrected remittance. */
export function fileAppealWithPayer(
  world: World,
  now: Moment,
  appeal: { denialId: string; claimNumber: string },
): void {
  const claim = world.claims[appeal.claimNumber]?.claim;
  const scenario = scenarioNamed(world.fates[claim?.subscriber.memberId ?? '']?.scenario ?? '');
  if (!claim || !scenario.appeal) return;
  const { decideAfterDays, decision, payAfterDays } = scenario.appeal;
  world.agenda.push({ at: afterDays(now, decideAfterDays, '08:30'), kind: 'appealDecision', ...appeal, decision });
  if (decision !== 'favorable') return;
  world.agenda.push({
    at: afterDays(now, decideAfterDays + payAfterDays, '08:00'),
    kind: 'adjudicate',
    claimNumber: appeal.claimNumber,
    frequency: claim.frequency,
    appealWon: true,
  });
}
