import type { StoryTurn } from '../../contracts/stories.js';
import { fromDateColumn, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Account, Responsibility } from '../../db/generated/client.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { patientPaymentPosting, writeOffPosting } from '../../domain/ledger/claim-postings.js';
import { mayBillPatient } from '../../domain/patients/may-bill-patient.js';
import { nextPatientBalance } from '../../domain/patients/next-patient-balance.js';
import {
  newPatientBalance,
  totalOwedCents,
  type PatientBalanceEvent,
  type PatientBalanceFacts,
  type PatientBalanceState,
  type PatientBalanceTurn,
} from '../../domain/patients/patient-balance.js';
import { openPlacement } from '../agencies/open-placement.js';
import type { PersonIdentity } from '../claims/claim-parties.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { advanceStory, type AdvanceInput, type Lifecycle, type StoredEvent } from '../stories/advance-story.js';

const ONLY_NEWS = new Set(['turnTaken', 'stepFailed', 'noticeSent']);

type AccountRow = Pick<Account, 'id' | 'state' | 'stateFacts' | 'holds' | 'createdOn' | 'guarantor' | 'version'>;

/** Facts of a guarantor account with its row. */
export interface LoadedBalance extends PatientBalanceFacts {
  readonly row: AccountRow;
}

/** One transaction judges what one guarantor owes; the only writer of the account's state and of its responsibilities. */
export const advancePatientBalance = (deps: Deps, input: AdvanceInput): Promise<StoryTurn<PatientBalanceState>> =>
  advanceStory(deps, lifecycleOf(deps), input);

const lifecycleOf = (deps: Deps): Lifecycle<LoadedBalance, PatientBalanceState, PatientBalanceTurn> => ({
  kind: 'patient-balance',
  load: (tx, accountId) => loadBalance(deps, tx, accountId),
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
});

function withoutRow({ row: _row, ...facts }: LoadedBalance): PatientBalanceFacts {
  return facts;
}

/** The facts as the last turn left them lie in `state_facts`; responsibilities the claims added since are read from their rows. */
export async function loadBalance(deps: Deps, tx: Tx, accountId: string): Promise<LoadedBalance> {
  const [row] = await tx.db.$queryRaw<AccountRow[]>`
    SELECT id, state, state_facts AS "stateFacts", holds, created_on AS "createdOn", guarantor, version
      FROM accounts WHERE organization_id = ${tx.organizationId}::uuid AND id = ${accountId}::uuid FOR UPDATE`;
  if (!row) throw new Error(`account ${accountId} is not on file`);
  const stored = row.stateFacts as Partial<PatientBalanceFacts>;
  const facts: PatientBalanceFacts = { ...newPatientBalance(accountId, fromDateColumn(row.createdOn)), ...stored };
  return {
    ...facts,
    state: row.state as PatientBalanceState,
    guards: [...new Set([...row.holds, ...(await neverBilled(tx, accountId))])],
    ...residenceOf(deps, tx, row),
    insuranceFinal: await insuranceFinal(tx, accountId),
    row,
  };
}

/** Two letters; sets the waiting period of the guarantor's state (rulebook §9.6). Read from the sealed row, never stored beside it. */
function residenceOf(deps: Deps, tx: Tx, row: AccountRow): { stateOfResidence?: string } {
  const place = { org: tx.organizationId, table: 'accounts', column: 'guarantor', rowId: row.id };
  const { address } = deps.keys.openJson<PersonIdentity>(place, row.guarantor);
  return address?.state ? { stateOfResidence: address.state } : {};
}

/** Belt and braces: whatever else happened, nothing of a Medicaid, QMB or workers' compensation claim is dunned (§9.1). */
async function neverBilled(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ payer_class: PayerClass; qmb: boolean }[]>`
    SELECT DISTINCT p.payer_class, EXISTS (
           SELECT 1 FROM coverages v WHERE v.organization_id = c.organization_id AND v.patient_id = c.patient_id AND v.qmb_source IS NOT NULL
              AND c.service_from BETWEEN coalesce(v.qmb_from, '-infinity') AND coalesce(v.qmb_to, 'infinity')) AS qmb
      FROM responsibilitys r
      JOIN claims c ON c.organization_id = r.organization_id AND c.id = r.claim_id
      JOIN payers p ON p.organization_id = c.organization_id AND p.id = c.payer_id
     WHERE r.organization_id = ${tx.organizationId}::uuid AND r.account_id = ${accountId}::uuid AND r.settled_on IS NULL`;
  return mayBillPatient({
    payerClasses: rows.map((row) => row.payer_class),
    qmb: rows.some((row) => row.qmb),
  }).reasons;
}

async function insuranceFinal(tx: Tx, accountId: string): Promise<boolean> {
  const [found] = await tx.db.$queryRaw<{ open: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND account_id = ${accountId}::uuid
                      AND closed_on IS NULL AND state <> 'PATIENT_RESP') AS open`;
  return found?.open !== true;
}

async function saveBalance(tx: Tx, facts: LoadedBalance, turn: PatientBalanceTurn, event: StoredEvent): Promise<void> {
  const { accountId } = facts;
  await postPayment(tx, accountId, turn, event);
  await postSmallBalances(tx, facts, turn);
  if (turn.selected) await openPlacement(tx, accountId, turn.selected);
  tx.write`
    UPDATE accounts SET state = ${turn.state}, state_facts = ${JSON.stringify(storable(turn))}::jsonb, version = version + 1
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${accountId}::uuid`;
  const rows = await tx.db.responsibility.findMany({ where: { organizationId: tx.organizationId, accountId } });
  for (const row of rows) await syncResponsibility(tx, row, turn);
}

/** Facts that other rows own (guards, residence) are read anew each turn. */
function storable(turn: PatientBalanceTurn): object {
  const { guards: _, stateOfResidence: __, insuranceFinal: ___, ...own } = turn.after;
  return own;
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

/** Each turn that writes off has a key of its own: a balance that comes again is written off again. */
async function postSmallBalances(tx: Tx, facts: LoadedBalance, turn: PatientBalanceTurn): Promise<void> {
  await savePostings(
    tx,
    turn.smallBalances.map(({ claimId, amountCents }) =>
      writeOffPosting({
        businessKey: `${claimId}:small-balance:${facts.row.version + 1}`,
        effectiveDate: tx.at.date,
        amountCents,
        code: 'WO-SB',
        claimId,
        source: { type: 'account', id: facts.accountId },
        owedBy: { guarantorAccountId: facts.accountId },
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
      ...(!settled && { settledOn: null, settledHow: null }),
      dayZero: now.dayZero ? toDateColumn(now.dayZero as PlainDate) : row.dayZero,
      ...(settled &&
        row.state !== 'SETTLED' && {
          settledOn: toDateColumn(tx.at.date),
          settledHow: now.writtenOffCents > 0 ? 'writtenOff' : 'paid',
        }),
    },
  });
}
