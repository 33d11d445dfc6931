import { randomUUID } from 'node:crypto';
import type { StoryTurn } from '../../contracts/stories.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { isInpatient, mayBeDiscussed } from '../../domain/appeals/peer-to-peer.js';
import type { DenialEvent } from '../../domain/appeals/denial-event.js';
import type { DenialFacts, DenialTurn, LevelChange } from '../../domain/appeals/denial-facts.js';
import { isOpenDenial, type DenialState } from '../../domain/appeals/denial-state.js';
import { nextDenial } from '../../domain/appeals/next-denial.js';
import { patientTransferPosting } from '../../domain/ledger/claim-postings.js';
import { appealProgramFor, denialRulesFor } from '../../domain/payer-rules/rules-for.js';
import type { BusinessTime } from '../../domain/stories/turn.js';
import { openClaimContent } from '../claims/claim-content.js';
import type { Deps } from '../deps.js';
import { claimBalance, savePostings } from '../ledger/save-postings.js';
import { libraryFor, type JudgedPayer } from '../payer-rules/own-rules.js';
import { rebillOtherPayer } from '../next-payer/rebill-other-payer.js';
import { advanceStory, type AdvanceInput, type Lifecycle, type StoredEvent } from '../stories/advance-story.js';
import { loadDenial, type LoadedDenial } from './denial-facts.js';

const ONLY_NEWS = new Set(['turnTaken', 'stepFailed']);

/** One transaction judges one denial; the only writer of its state and its appeal levels. */
export const advanceDenial = (deps: Deps, input: AdvanceInput): Promise<StoryTurn<DenialState>> =>
  advanceStory(deps, lifecycle(deps), input);

const lifecycle = (deps: Deps): Lifecycle<LoadedDenial, DenialState, DenialTurn> => ({
  kind: 'appeal',
  load: async (tx, denialId) => withPlace(deps, tx, await loadDenial(tx, denialId)),
  pure: withoutRows,
  judge: (tx, facts, event) =>
    ONLY_NEWS.has(event.type) ? undefined : judgeDenial(withoutRows(facts), event, tx.at, payerFor(facts)),
  context: payerFor,
  save: async (tx, facts, turn, event) => {
    await saveDenial(deps, tx, facts, turn);
    if (event.type === 'patientReviewed' && turn.changes['outcome'] === 'patient') await moveToPatient(tx, facts);
    if (event.type === 'otherPayerBilled' && turn.changes['outcome'] === 'rebilled')
      await rebill(deps, tx, facts, event);
  },
  subject: (facts) => ({ type: 'appeal', id: facts.id, claimId: facts.claimId, amountCents: facts.amountCents }),
  isFinal: (state) => !isOpenDenial(state),
  search: async (_tx, facts) => {
    const soonest = [...facts.openDeadlines].sort((a, b) => (a.safeDate < b.safeDate ? -1 : 1))[0];
    return {
      payerId: facts.payer.id,
      amountCents: facts.amountCents,
      ...(soonest && {
        nextDeadlineAt: `${soonest.safeDate}T23:59:59Z`,
        hardDeadlineAt: `${soonest.hardDate}T23:59:59Z`,
      }),
    };
  },
});

/** Whether it is about an inpatient stay, where physicians may talk about it: the claim says so by its type of bill. */
function withPlace(deps: Deps, tx: Tx, facts: LoadedDenial): LoadedDenial {
  if (facts.claimKind !== 'I' || !mayBeDiscussed(facts.classification.category)) return facts;
  const { facilityCode } = openClaimContent(deps, tx.organizationId, facts.claimId, facts.claim.content);
  return { ...facts, inpatient: isInpatient(facilityCode) };
}

function withoutRows({ row: _row, claim: _claim, payer: _payer, judged: _judged, ...facts }: LoadedDenial) {
  return facts;
}

const payerFor = ({ judged }: LoadedDenial): JudgedPayer => judged;

/** The pure decision with the rules that hold for this payer on this day; the same inputs give the same turn. */
export function judgeDenial(facts: DenialFacts, event: StoredEvent, at: BusinessTime, payer: JudgedPayer): DenialTurn {
  const rules = denialRulesFor(
    payer,
    {
      on: at.date,
      claimKind: facts.claimKind,
      amountCents: facts.amountCents,
      program: appealProgramFor(
        payer,
        { rarcs: facts.rarcs, category: facts.classification.category, on: at.date },
        libraryFor(payer),
      ),
    },
    libraryFor(payer),
  );
  return nextDenial(facts, { ...event.facts, type: event.type } as DenialEvent, at, rules);
}

async function saveDenial(deps: Deps, tx: Tx, facts: LoadedDenial, turn: DenialTurn): Promise<void> {
  const { outcome, ...memory } = turn.changes as { outcome?: string | null };
  await tx.db.denial.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: facts.id } },
    data: {
      state: turn.state,
      version: { increment: 1 },
      stateFacts: { ...(facts.row.stateFacts as object), ...memory },
      ...(outcome !== undefined && { outcome }),
      resolvedOn: isOpenDenial(turn.state) ? null : toDateColumn(tx.at.date),
    },
  });
  for (const change of turn.levels) await saveLevel(deps, tx, facts, change);
}

/** The other payer gets a claim of its own; an event from before coverages were named with it moves nothing. */
async function rebill(deps: Deps, tx: Tx, facts: LoadedDenial, event: StoredEvent): Promise<void> {
  const { coverageId } = event.facts as { coverageId?: string };
  if (!coverageId) return;
  await rebillOtherPayer(deps, tx, {
    key: facts.id,
    claim: facts.claim,
    amountCents: facts.amountCents,
    coverageId,
    deniedOn: facts.noticeDate,
  });
}

/** What a person found to be the patient's leaves the payer's receivable; the claim's story hears of it and passes it on. */
async function moveToPatient(tx: Tx, facts: LoadedDenial): Promise<void> {
  const { claim } = facts;
  const amountCents = Math.min(facts.amountCents, await claimBalance(tx, claim.id, 'receivable.payer'));
  if (amountCents <= 0) return;
  await savePostings(tx, [
    patientTransferPosting({
      businessKey: `${facts.id}:patient`,
      effectiveDate: tx.at.date,
      amountCents,
      source: { type: 'denial', id: facts.id },
      claimId: claim.id,
      payerId: claim.payerId,
      guarantorAccountId: claim.accountId,
    }),
  ]);
}

async function saveLevel(deps: Deps, tx: Tx, facts: LoadedDenial, change: LevelChange): Promise<void> {
  const where = { organizationId: tx.organizationId, denialId: facts.id, level: change.level };
  const known = await tx.db.appealLevel.findUnique({ where: { organizationId_denialId_level: where } });
  const id = known?.id ?? randomUUID();
  const data = {
    state: change.state,
    ...(change.filedOn && { filedOn: toDateColumn(change.filedOn) }),
    ...(change.channel && { channel: change.channel }),
    ...(change.confirmation && { confirmation: sealConfirmation(deps, tx, id, change.confirmation) }),
    ...(change.packetDocumentId && { packetId: change.packetDocumentId }),
    ...(change.decision && { decision: change.decision }),
    ...(change.decidedOn && { decidedOn: toDateColumn(change.decidedOn) }),
  };
  if (known)
    await tx.db.appealLevel.update({ where: { organizationId_id: { organizationId: tx.organizationId, id } }, data });
  else
    await tx.db.appealLevel.create({
      data: { ...where, ...data, id, program: change.name, openedOn: toDateColumn(tx.at.date) },
    });
}

const sealConfirmation = (deps: Deps, tx: Tx, rowId: string, text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    deps.keys.sealText({ org: tx.organizationId, table: 'appeal_levels', column: 'confirmation', rowId }, text),
  );
