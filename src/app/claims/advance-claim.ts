import type { StorySearch, StoryTurn } from '../../contracts/stories.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { isOpen, type ClaimState } from '../../domain/claims/claim-state.js';
import type { ClaimEvent } from '../../domain/claims/claim-event.js';
import type { ClaimFacts } from '../../domain/claims/claim-facts.js';
import { nextClaim } from '../../domain/claims/next-claim.js';
import { chargeVoidPosting } from '../../domain/ledger/claim-postings.js';
import { claimRulesFor } from '../../domain/payer-rules/rules-for.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { BusinessTime, Turn } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { advanceStory, type AdvanceInput, type Lifecycle, type StoredEvent } from '../stories/advance-story.js';
import { loadClaim, type LoadedClaim } from './claim-facts.js';
import { savePostings } from '../ledger/save-postings.js';
import { releaseHeldIntents } from '../intents/release-held-intents.js';
import { libraryFor, type JudgedPayer } from '../payer-rules/own-rules.js';
import { saveClaimRow } from './claim-row.js';
import { followCoverage } from './follow-coverage.js';
import { syncPatientShare } from './patient-share.js';
import { splitOffLines } from './split-off-lines.js';
import { withdrawQueued } from './withdraw-queued.js';

/** Events the story hears but no rule judges: they only wake it. */
const ONLY_NEWS = new Set(['turnTaken', 'stepFailed', 'coverageAnswered']);

/** One transaction judges one claim; the only writer of claim state (architecture §3.6). */
export function advanceClaim(deps: Deps, input: AdvanceInput): Promise<StoryTurn<ClaimState>> {
  return advanceStory(deps, claimLifecycle(deps), input);
}

function claimLifecycle(deps: Deps): Lifecycle<LoadedClaim, ClaimState, Turn<ClaimState>> {
  return {
    kind: 'claim',
    load: (tx, claimId) => loadClaim(deps, tx, claimId),
    pure: withoutRows,
    judge: (tx, facts, event) =>
      ONLY_NEWS.has(event.type) ? undefined : judgeClaim(withoutRows(facts), event, tx.at, payerFor(facts)),
    context: payerFor,
    save: async (tx, facts, turn, event) => {
      await saveClaim(deps, tx, facts, turn);
      await followCoverage(deps, tx, facts, { event, state: turn.state });
    },
    subject: (facts) => ({
      type: 'claim',
      id: facts.id,
      claimId: facts.id,
      amountCents: facts.balances.payerCents + facts.balances.patientCents,
    }),
    isFinal: (state) => !isOpen(state),
    search: searchOf,
  };
}

/** The pure function sees plain facts, not database rows; this is also what the stored decision keeps. */
const withoutRows = ({ row: _row, payer: _payer, judged: _judged, ...facts }: LoadedClaim) => facts;

const asClaimEvent = (event: StoredEvent): ClaimEvent => ({ ...event.facts, type: event.type }) as ClaimEvent;

const payerFor = ({ judged }: LoadedClaim): JudgedPayer => judged;

/** The pure decision with the rules that hold for this payer on this day; the same inputs give the same turn. */
export const judgeClaim = (
  facts: ClaimFacts,
  event: StoredEvent,
  at: BusinessTime,
  payer: JudgedPayer,
): Turn<ClaimState> =>
  nextClaim(
    facts,
    asClaimEvent(event),
    at,
    claimRulesFor(payer, { ...facts, on: at.date, payerCents: facts.balances.payerCents }, libraryFor(payer)),
  );

/** `changes` with a column of their own; all others are the claim's memory in `state_facts`. */
const COLUMNS = {
  held: (value: unknown) => value,
  holdReason: (value: unknown) => value,
  payerClaimNumber: (value: unknown) => value,
  submittedOn: dateOrNull,
  acceptedOn: dateOrNull,
  adjudicatedOn: dateOrNull,
  firstBilledOn: dateOrNull,
} as const;

function dateOrNull(value: unknown): Date | null {
  return value === null ? null : toDateColumn(value as PlainDate);
}

async function saveClaim(deps: Deps, tx: Tx, facts: LoadedClaim, turn: Turn<ClaimState>): Promise<void> {
  const columns: Record<string, unknown> = {};
  const memory: Record<string, unknown> = { ...(facts.row.stateFacts as object) };
  const { splitOff, ...changes } = turn.changes;
  for (const [name, value] of Object.entries(changes)) {
    if (name in COLUMNS) columns[name] = COLUMNS[name as keyof typeof COLUMNS](value);
    else memory[name] = value;
  }
  const hard = turn.deadlines.find((deadline) => deadline.kind === 'timely-filing')?.hardDate;
  const { row } = facts;
  await saveClaimRow(tx, {
    ...row,
    ...columns,
    state: turn.state,
    stateFacts: memory as typeof row.stateFacts,
    nextAction: turn.waitFor,
    nextActionOn: turn.wakeOn ? toDateColumn(turn.wakeOn) : null,
    closedOn: isOpen(turn.state) ? null : toDateColumn(tx.at.date),
    ...(hard && { hardDeadlineOn: toDateColumn(hard) }),
    ...(columns['submittedOn'] && !row.firstBilledOn ? { firstBilledOn: columns['submittedOn'] as Date } : {}),
  });
  if (turn.state === 'CLOSED_VOIDED' && facts.state !== 'CLOSED_VOIDED' && !facts.parentClaimId)
    await savePostings(tx, [voidedCharges(tx, facts)]);
  if (typeof splitOff === 'string') await splitOffLines(deps, tx, row, splitOff.split(' ').map(Number));
  if (turn.changes['held'] === false) await releaseHeldIntents(tx, facts.id);
  if (turn.changes['held'] === true) await withdrawQueued(tx, facts.id);
  if (!isOpen(turn.state) && facts.submissions === 0)
    await withdrawQueued(tx, facts.id, 'closed before its batch was sent');
  await syncPatientShare(tx, facts, turn.state);
}

const voidedCharges = (tx: Tx, { row }: LoadedClaim) =>
  chargeVoidPosting({
    claimId: row.id,
    payerId: row.payerId,
    guarantorAccountId: row.accountId,
    chargeCents: Number(row.chargeCents),
    effectiveDate: tx.at.date,
  });

async function searchOf(tx: Tx, facts: LoadedClaim): Promise<StorySearch> {
  const soonest = [...facts.openDeadlines].sort((a, b) => (a.safeDate < b.safeDate ? -1 : 1))[0];
  const hard = facts.openDeadlines.find((deadline) => deadline.kind === 'timely-filing')?.hardDate;
  return {
    payerId: facts.payer.id,
    amountCents: facts.balances.payerCents + facts.balances.patientCents,
    ...(soonest && { nextDeadlineAt: `${soonest.safeDate}T23:59:59Z` }),
    ...(hard && { hardDeadlineAt: `${hard}T23:59:59Z` }),
  };
}
