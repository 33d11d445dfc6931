import type { StoryTurn } from '../../contracts/stories.js';
import { fromDateColumn, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Account, Responsibility } from '../../db/generated/client.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { patientPaymentPosting, writeOffPosting } from '../../domain/ledger/claim-postings.js';
import { nextPatientBalance } from '../../domain/patients/next-patient-balance.js';
import {
  newPatientBalance,
  totalOwedCents,
  type PatientBalanceEvent,
  type PatientBalanceFacts,
  type PatientBalanceState,
  type PatientBalanceTurn,
} from '../../domain/patients/patient-balance.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { advanceStory, type AdvanceInput, type Lifecycle, type StoredEvent } from '../stories/advance-story.js';

const ONLY_NEWS = new Set(['turnTaken', 'stepFailed', 'noticeSent']);

/** Facts of a guarantor account with its row. */
interface LoadedBalance extends PatientBalanceFacts {
  readonly row: Account;
}

/** One transaction judges what one guarantor owes; the only writer of the account's state and of its responsibilities. */
export const advancePatientBalance = (deps: Deps, input: AdvanceInput): Promise<StoryTurn<PatientBalanceState>> =>
  advanceStory(deps, lifecycle, input);

const lifecycle: Lifecycle<LoadedBalance, PatientBalanceState, PatientBalanceTurn> = {
  kind: 'patient-balance',
  load: loadBalance,
  pure: withoutRow,
  judge: (tx, facts, event) =>
    ONLY_NEWS.has(event.type)
      ? undefined
      : nextPatientBalance(withoutRow(facts), { ...event.facts, type: event.type } as PatientBalanceEvent, tx.at),
  save: saveBalance,
  subject: (facts) => ({
    type: 'patient-balance',
    id: facts.accountId,
    amountCents: totalOwedCents(facts.responsibilities),
  }),
  isFinal: (state) => state === 'SETTLED',
  search: async (_tx, facts) => ({ amountCents: totalOwedCents(facts.responsibilities) }),
};

function withoutRow({ row: _row, ...facts }: LoadedBalance): PatientBalanceFacts {
  return facts;
}

/** The facts as the last turn left them lie in `state_facts`; responsibilities the claims added since are read from their rows. */
async function loadBalance(tx: Tx, accountId: string): Promise<LoadedBalance> {
  await tx.db
    .$queryRaw`SELECT 1 FROM accounts WHERE organization_id = ${tx.organizationId}::uuid AND id = ${accountId}::uuid FOR UPDATE`;
  const row = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: accountId } },
  });
  const stored = row.stateFacts as Partial<PatientBalanceFacts>;
  const facts: PatientBalanceFacts = { ...newPatientBalance(accountId, fromDateColumn(row.createdOn)), ...stored };
  return {
    ...facts,
    state: row.state as PatientBalanceState,
    guards: row.holds,
    insuranceFinal: await insuranceFinal(tx, accountId),
    row,
  };
}

async function insuranceFinal(tx: Tx, accountId: string): Promise<boolean> {
  const open = await tx.db.claim.count({
    where: { organizationId: tx.organizationId, accountId, closedOn: null, state: { not: 'PATIENT_RESP' } },
  });
  return open === 0;
}

async function saveBalance(tx: Tx, facts: LoadedBalance, turn: PatientBalanceTurn, event: StoredEvent): Promise<void> {
  const { accountId } = facts;
  await postPayment(tx, accountId, turn, event);
  await postSmallBalances(tx, accountId, turn);
  await tx.db.account.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: accountId } },
    data: { state: turn.state, stateFacts: { ...turn.after } as object, version: { increment: 1 } },
  });
  const rows = await tx.db.responsibility.findMany({ where: { organizationId: tx.organizationId, accountId } });
  for (const row of rows) await syncResponsibility(tx, row, turn);
}

/** The payment row exists since the door took the money; its posting follows the allocation of this turn. */
async function postPayment(tx: Tx, accountId: string, turn: PatientBalanceTurn, event: StoredEvent): Promise<void> {
  if (event.type !== 'paymentReceived') return;
  const { paymentId } = event.facts as { paymentId: string };
  await savePostings(tx, [
    patientPaymentPosting({
      paymentId,
      effectiveDate: tx.at.date,
      guarantorAccountId: accountId,
      allocations: turn.allocations,
      unallocatedCents: turn.unallocatedCents,
    }),
  ]);
  await tx.db.patientPayment.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: paymentId } },
    data: { allocation: [...turn.allocations] as object[] },
  });
}

async function postSmallBalances(tx: Tx, accountId: string, turn: PatientBalanceTurn): Promise<void> {
  await savePostings(
    tx,
    turn.smallBalances.map(({ claimId, amountCents }) =>
      writeOffPosting({
        businessKey: `${claimId}:small-balance:1`,
        effectiveDate: tx.at.date,
        amountCents,
        code: 'WO-SB',
        claimId,
        source: { type: 'account', id: accountId },
        owedBy: { guarantorAccountId: accountId },
      }),
    ),
  );
}

async function syncResponsibility(tx: Tx, row: Responsibility, turn: PatientBalanceTurn): Promise<void> {
  const now = turn.after.responsibilities.find(({ claimId }) => claimId === row.claimId);
  if (!now) return;
  const settled = now.paidCents + now.writtenOffCents >= now.amountCents;
  await tx.db.responsibility.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: row.id } },
    data: {
      amountCents: BigInt(now.amountCents),
      paidCents: BigInt(now.paidCents),
      state: settled ? 'SETTLED' : 'OPEN',
      dayZero: now.dayZero ? toDateColumn(now.dayZero as PlainDate) : row.dayZero,
      ...(settled &&
        row.state !== 'SETTLED' && {
          settledOn: toDateColumn(tx.at.date),
          settledHow: now.writtenOffCents > 0 ? 'writtenOff' : 'paid',
        }),
    },
  });
}
