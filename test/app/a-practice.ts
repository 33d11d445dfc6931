import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { advanceClaim } from '../../src/app/claims/advance-claim.js';
import { openClaim } from '../../src/app/claims/open-claim.js';
import { advanceDenial } from '../../src/app/denials/advance-denial.js';
import type { Deps } from '../../src/app/deps.js';
import { createOrganization } from '../../src/app/organizations/create-organization.js';
import { addPayer, addTradingPartner } from '../../src/app/organizations/set-up.js';
import { advancePatientBalance } from '../../src/app/patients/advance-patient-balance.js';
import { postRemittance } from '../../src/app/remittances/post-remittance.js';
import { readConfig } from '../../src/config.js';
import { openDatabase } from '../../src/db/database.js';
import { inTransaction, systemActor, toDateColumn, type Tx } from '../../src/db/in-transaction.js';
import { plainDate, type PlainDate } from '../../src/domain/dates/plain-date.js';
import { cents } from '../../src/domain/money.js';
import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { generate837 } from '../../src/edi/x12/837p/generate-837.js';
import { RIVERSIDE_PAYERS } from '../../src/edi/x12/837p/practice-catalog.js';
import type { RemittanceAdjustment, RemittanceClaim } from '../../src/edi/x12/835/remittance.js';
import { openKeyRing } from '../../src/security/key-ring.js';
import { environmentOf, startTestServices, type TestServices } from '../support/services.js';

/** Business time of the practice when it is founded. */
export const FIRST_DAY = '2026-01-05T11:00:00.000Z';
const admin = { id: 'test-admin', role: 'admin' };

/** A practice of its own on a real database; the use cases are called as activities and doors call them. */
export interface Practice {
  readonly deps: Deps;
  readonly org: string;
  /** Superuser on this practice's database, to plant what the product itself could never write. */
  readonly adminUrl: string;
  readonly within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly stop: TestServices['stop'];
}

export async function foundPractice(
  payerOptions: { readonly payerClass?: string; readonly billsPatients?: boolean } = {},
): Promise<Practice> {
  const services = await startTestServices();
  const dataDir = mkdtempSync(join(tmpdir(), 'books-'));
  const config = readConfig({ ...environmentOf(services), RECLAIM_DATA_DIR: dataDir, RECLAIM_LOG_LEVEL: 'error' });
  const deps: Deps = { db: openDatabase(config.database.url, 5), keys: openKeyRing(config), config };
  return {
    ...(await foundPracticeIn(deps, payerOptions)),
    adminUrl: services.adminUrl,
    stop: async (left) => {
      await deps.db.$disconnect();
      rmSync(dataDir, { recursive: true, force: true });
      await services.stop(left);
    },
  };
}

/** The same in an installation that runs already. */
export async function foundPracticeIn(
  deps: Deps,
  payerOptions: { readonly payerClass?: string; readonly billsPatients?: boolean } = {},
): Promise<Omit<Practice, 'adminUrl' | 'stop'>> {
  const org = await foundOrganization(deps);
  await addPayers(deps, org, payerOptions);
  return { deps, org, within: (work) => inTransaction(deps.db, org, { actor: systemActor('test') }, work) };
}

/** The practice before it has a payer. Returns its id. */
export async function foundOrganization(deps: Deps, clock: 'real' | 'stepped' = 'stepped'): Promise<string> {
  const made = await createOrganization(deps, admin, randomUUID(), {
    name: 'Riverside Family Practice',
    zone: 'America/New_York',
    npi: '1234567893',
    taxId: '123456789',
    settings: {},
    clock: clock === 'stepped' ? { kind: 'stepped', businessAt: FIRST_DAY } : { kind: 'real' },
  });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.id;
}

async function addPayers(
  deps: Deps,
  org: string,
  options: { readonly payerClass?: string; readonly billsPatients?: boolean } = {},
): Promise<void> {
  const folder = join(deps.config.dataDir, org);
  const partner = await addTradingPartner(deps, admin, org, {
    name: 'Clearinghouse',
    kind: 'clearinghouse',
    senderQualifier: 'ZZ',
    senderId: 'US',
    receiverQualifier: 'ZZ',
    receiverId: 'THEM',
    usage: 'T',
    outboundFolder: join(folder, 'out'),
    inboundFolder: join(folder, 'in'),
    leniencies: {},
    batchMaxClaims: 5_000,
  });
  if (!partner.ok) throw new Error(partner.problem.code);
  for (const payer of RIVERSIDE_PAYERS) {
    const added = await addPayer(deps, admin, org, {
      name: payer.name,
      payerCode: payer.id,
      payerClass: options.payerClass ?? 'commercial',
      ruleKey: 'default',
      filingIndicator: payer.filingIndicator,
      billsPatients: options.billsPatients ?? true,
      tradingPartnerId: partner.value.id,
    });
    if (!added.ok) throw new Error(added.problem.code);
  }
}

/** One payer of the practice sends its money under this trace id (TRN03). */
export const nameTraceId = ({ org, within }: Practice, traceId: string): Promise<unknown> =>
  within((tx) =>
    tx.db.payer.update({
      where: { organizationId_payerCode: { organizationId: org, payerCode: RIVERSIDE_PAYERS[0]?.id ?? '' } },
      data: { traceId },
    }),
  );

export interface OpenedClaim {
  readonly id: string;
  readonly claimNumber: string;
  readonly accountId: string;
  readonly payerId: string;
  readonly chargeCents: number;
  readonly lineControls: readonly string[];
  readonly source: Claim837;
}

let seed = 1;

/** Ten times the charges: a denial of it is worth an appeal (rulebook §5.4). */
export const dear = (claim: Claim837): Claim837 => ({
  ...claim,
  chargeCents: cents(10 * claim.chargeCents),
  lines: claim.lines.map((line) => ({ ...line, chargeCents: cents(10 * line.chargeCents) })),
});

/** Under a number of its own: seeds draw the same day, payer and charge twice in a hundred, which would be a repeat. */
function drawOne(): Claim837 {
  seed += 1;
  const [drawn] = generate837({
    seed,
    claims: 1,
    claimPrefix: `RFP${seed}X`,
    firstServiceDate: plainDate('2025-12-01'),
    dependentPercent: 0,
    returningPercent: 0,
  }).claims;
  if (!drawn) throw new Error('no claim was drawn');
  return drawn;
}

/** Opens one claim of a patient nobody has seen before; `change` may rewrite what the practice's system sent. */
export async function openOne(
  practice: Practice,
  change: (claim: Claim837) => Claim837 = (claim) => claim,
): Promise<OpenedClaim> {
  const drawn = drawOne();
  const source = change(drawn);
  return practice.within(async (tx) => {
    const row = await openedRow(practice.deps, tx, source);
    const lines = await tx.db.claimLine.findMany({
      where: { organizationId: practice.org, claimId: row.id },
      orderBy: { lineNumber: 'asc' },
    });
    return {
      id: row.id,
      claimNumber: row.claimNumber,
      accountId: row.accountId,
      payerId: row.payerId,
      chargeCents: Number(row.chargeCents),
      lineControls: lines.map((line) => line.lineControl),
      source,
    };
  });
}

export interface TestClaim {
  readonly id: string;
  readonly accountId: string;
  readonly claimNumber: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly memberId: string;
}

/** Payers, a partner and open claims of an organization that has none yet, the same ones each time. */
export async function openClaims({ deps }: { deps: Deps }, org: string, count: number): Promise<TestClaim[]> {
  await addPayers(deps, org);
  const { claims } = generate837({
    seed: 7,
    claims: count,
    firstServiceDate: plainDate('2025-12-01'),
    dependentPercent: 0,
    returningPercent: 0,
  });
  return inTransaction(deps.db, org, { actor: systemActor('test') }, async (tx) => {
    const opened: TestClaim[] = [];
    for (const source of claims) {
      const { id, claimNumber, accountId } = await openedRow(deps, tx, source);
      const { name: lastName, firstName = '', memberId = '' } = source.subscriber;
      opened.push({ id, claimNumber, accountId, lastName, firstName, memberId });
    }
    return opened;
  });
}

async function openedRow(deps: Deps, tx: Tx, source: Claim837) {
  const opened = await openClaim(deps, tx, source, randomUUID());
  if (opened.became !== 'opened') throw new Error(JSON.stringify(opened));
  return tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: opened.claimId } },
  });
}

export const cas = (group: string, carc: string, amountCents: number): RemittanceAdjustment => ({
  group,
  carc,
  amountCents: cents(amountCents),
});

/** One CLP about a claim, decided at claim level; what is neither paid nor adjusted must be zero. */
export function decision(claim: OpenedClaim, over: Partial<RemittanceClaim> = {}): RemittanceClaim {
  const adjustments = over.adjustments ?? [];
  return {
    kind: 'remittanceClaim',
    ordinal: 1,
    claimNumber: claim.claimNumber,
    status: '1',
    chargeCents: cents(claim.chargeCents),
    paidCents: cents(claim.chargeCents - adjustments.reduce((sum, each) => sum + each.amountCents, 0)),
    payerControlNumber: `ICN${claim.claimNumber}`,
    remarks: [],
    refs: [],
    dates: [],
    contacts: [],
    amounts: [],
    quantities: [],
    lines: [],
    unmodelled: [],
    ...over,
    adjustments,
  };
}

/** The same decision with the opposite sign, as CLP02 22 takes it back. */
export const takenBack = (decided: RemittanceClaim): RemittanceClaim => ({
  ...decided,
  status: '22',
  chargeCents: cents(-decided.chargeCents),
  paidCents: cents(-decided.paidCents),
  adjustments: decided.adjustments.map((each) => ({ ...each, amountCents: cents(-each.amountCents) })),
});

export interface Payment {
  readonly payerId: string;
  readonly on?: PlainDate;
  readonly claims: readonly RemittanceClaim[];
}

/** Stages a balanced remittance as if its file had been read, and posts it. Returns its id. */
export async function post(practice: Practice, payment: Payment): Promise<string> {
  const remittanceId = await stage(practice, payment);
  await postRemittance(practice.deps, { organizationId: practice.org, remittanceId });
  return remittanceId;
}

/** Stages it only. */
export async function stage(
  practice: Pick<Practice, 'deps' | 'org' | 'within'>,
  { payerId, on = plainDate('2026-01-05'), claims }: Payment,
): Promise<string> {
  const { deps, org } = practice;
  const id = randomUUID();
  const paid = claims.reduce((sum, claim) => sum + claim.paidCents, 0);
  await practice.within(async (tx) => {
    await tx.db.remittance.create({
      data: {
        id,
        organizationId: org,
        fileId: randomUUID(),
        ordinal: 1,
        setControl: '0001',
        identityKey: `test|${id}`,
        contentHash: id,
        payerTraceId: '1',
        trace: id.slice(0, 8),
        payerName: 'PAYER',
        payerId,
        method: 'ACH',
        paymentCents: BigInt(paid),
        paymentDate: toDateColumn(on),
        state: 'READY',
        claimCount: claims.length,
        verdict: {},
      },
    });
    for (const [at, claim] of claims.entries()) {
      const rowId = randomUUID();
      const document = { ...claim, ordinal: at + 1 };
      await tx.db.remittanceClaim.create({
        data: {
          id: rowId,
          organizationId: org,
          remittanceId: id,
          ordinal: at + 1,
          claimNumber: claim.claimNumber,
          status: claim.status,
          chargeCents: BigInt(claim.chargeCents),
          paidCents: BigInt(claim.paidCents),
          payerClaimNumber: claim.payerControlNumber ?? '',
          document: new Uint8Array(
            deps.keys.sealJson({ org, table: 'remittance_claims', column: 'document', rowId }, document),
          ),
        },
      });
    }
  });
  return id;
}

const turn = (practice: Practice, subjectId: string) => ({ organizationId: practice.org, subjectId, asked: true });

export const tellClaim = (practice: Practice, claim: { id: string }) =>
  advanceClaim(practice.deps, turn(practice, claim.id));
export const tellDenial = (practice: Practice, denialId: string) =>
  advanceDenial(practice.deps, turn(practice, denialId));
export const tellAccount = (practice: Practice, accountId: string) =>
  advancePatientBalance(practice.deps, turn(practice, accountId));

/** Debit-positive balance of one ledger account for one claim. */
export const balanceOf = (practice: Practice, claimId: string, ledgerAccount: string): Promise<number> =>
  practice.within(async (tx) => {
    const row = await tx.db.ledgerBalance.findFirst({
      where: { organizationId: practice.org, claimId, ledgerAccount },
    });
    return Number(row?.balanceCents ?? 0n);
  });

/** The denials of a claim, oldest first. */
export const denialsOf = (practice: Practice, claimId: string) =>
  practice.within((tx) =>
    tx.db.denial.findMany({ where: { organizationId: practice.org, claimId }, orderBy: { openedOn: 'asc' } }),
  );

export const claimRow = (practice: Practice, claimId: string) =>
  practice.within((tx) =>
    tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { organizationId: practice.org, id: claimId } } }),
  );
