import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advancePlacement } from '../../src/app/agencies/advance-placement.js';
import { importAgencyAnswers } from '../../src/app/agencies/import-agency-answers.js';
import { placeWithAgency } from '../../src/app/agencies/place-with-agency.js';
import { decideApproval } from '../../src/app/approvals/decide-approval.js';
import { recognizeFile } from '../../src/app/files/recognize-file.js';
import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { recordInquiry } from '../../src/app/accounts/record-inquiry.js';
import { recordPatientPayment } from '../../src/app/accounts/record-patient-payment.js';
import { addTradingPartner } from '../../src/app/organizations/set-up.js';
import { completeWorkItem } from '../../src/app/work-items/complete-work-item.js';
import { addDays, plainDate, type PlainDate } from '../../src/domain/dates/plain-date.js';
import {
  cas,
  decision,
  foundPractice,
  openOne,
  post,
  tellAccount,
  tellClaim,
  type OpenedClaim,
  type Practice,
} from './a-practice.js';

let practice: Practice;
let folders: { readonly out: string; readonly back: string };
beforeAll(async () => {
  practice = await foundPractice();
  const folder = join(practice.deps.config.dataDir, 'agency');
  folders = { out: join(folder, 'out'), back: join(folder, 'in') };
  mkdirSync(folders.out, { recursive: true });
  const added = await addTradingPartner(practice.deps, { id: 'ada', role: 'admin' }, practice.org, {
    name: 'Buckeye Recovery',
    kind: 'agency',
    senderQualifier: 'ZZ',
    senderId: 'US',
    receiverQualifier: 'ZZ',
    receiverId: 'AGENCY',
    usage: 'T',
    outboundFolder: folders.out,
    inboundFolder: folders.back,
    leniencies: {},
    batchMaxClaims: 1,
  });
  if (!added.ok) throw new Error(added.problem.code);
}, 120_000);
afterAll(() => practice?.stop());

const sam = { id: 'sam', role: 'specialist' };
const lena = { id: 'lena', role: 'lead' };

/** The practice's clock is moved by hand: these facts are about days, not about how they pass. */
const onDay = (date: PlainDate): Promise<unknown> =>
  practice.within((tx) =>
    tx.db.organization.update({ where: { id: practice.org }, data: { businessAt: new Date(`${date}T15:00:00Z`) } }),
  );

interface Placed {
  readonly claim: OpenedClaim;
  readonly placementId: string;
  readonly accountNumber: string;
}

const accountRow = (id: string) =>
  practice.within((tx) =>
    tx.db.account.findUniqueOrThrow({ where: { organizationId_id: { organizationId: practice.org, id } } }),
  );
const placementRow = (id: string) =>
  practice.within((tx) =>
    tx.db.placement.findUniqueOrThrow({ where: { organizationId_id: { organizationId: practice.org, id } } }),
  );

/** Sends every notice on its day and lets the story reach the question about placement. */
async function dunToTheEnd(accountId: string): Promise<PlainDate> {
  for (let turns = 0; turns < 30; turns += 1) {
    const story = await practice.within((tx) =>
      tx.db.story.findFirstOrThrow({ where: { kind: 'patient-balance', subjectId: accountId } }),
    );
    if (story.state === 'PLACEMENT_REVIEW') break;
    await onDay(plainDate(story.nextWakeAt?.toISOString().slice(0, 10) ?? ''));
    await tellAccount(practice, accountId);
  }
  await practice.within((tx) =>
    tx.db.intent.updateMany({ where: { subjectId: accountId }, data: { state: 'CONFIRMED' } }),
  );
  const { at } = await practice.within(async (tx) => ({ at: tx.at.date }));
  return at;
}

/** A guarantor who owes `cents` after the payer's decision, in the state given (an unknown one waits longest). */
async function owing(cents: number, state = 'TX'): Promise<OpenedClaim> {
  await onDay(plainDate('2026-01-05'));
  const claim = await openOne(practice, (source) => ({
    ...source,
    subscriber: { ...source.subscriber, address: { line1: '1 ELM ST', city: 'AUSTIN', state, zip: '73301' } },
  }));
  await post(practice, { payerId: claim.payerId, claims: [decision(claim, { adjustments: [cas('PR', '1', cents)] })] });
  await tellClaim(practice, claim);
  await tellAccount(practice, claim.accountId);
  return claim;
}

async function propose(claim: OpenedClaim): Promise<string> {
  const item = await practice.within((tx) =>
    tx.db.workItem.findFirstOrThrow({ where: { subjectId: claim.accountId, kind: 'decidePlacement', state: 'OPEN' } }),
  );
  const done = await completeWorkItem(practice.deps, sam, practice.org, {
    workItemId: item.id,
    version: item.version,
    outcome: 'propose',
    fields: { note: 'four notices, no answer' },
  });
  if (!done.ok || !done.value.approvalId) throw new Error(JSON.stringify(done));
  await tellAccount(practice, claim.accountId);
  return done.value.approvalId;
}

const decide = (approvalId: string, actor: { id: string; role: string }) =>
  decideApproval(practice.deps, actor, practice.org, { approvalId, decision: 'approved', note: 'read' });
const tellPlacement = (id: string) =>
  advancePlacement(practice.deps, { organizationId: practice.org, subjectId: id, asked: true });

/** What the story does with its open steps. */
async function performSteps(placementId: string): Promise<void> {
  const { steps } = await tellPlacement(placementId);
  for (const { intentId } of steps) await placeWithAgency(practice.deps, { organizationId: practice.org, intentId });
  await tellPlacement(placementId);
}

async function placed(cents: number): Promise<Placed> {
  const claim = await owing(cents);
  await dunToTheEnd(claim.accountId);
  const placementId = await propose(claim);
  await decide(placementId, lena);
  await tellAccount(practice, claim.accountId);
  await performSteps(placementId);
  return { claim, placementId, accountNumber: (await accountRow(claim.accountId)).accountNumber };
}

const HEADER = 'record,placement,account,date,amount,fee,paid_to,reference,code';

/** A file of the agency as it comes through its folder. */
async function fromAgency(rows: readonly string[], trailer?: string): Promise<string> {
  const payments = rows.filter((row) => row.startsWith('PAY')).map((row) => row.split(','));
  const sum = (column: number) => payments.reduce((total, row) => total + Number(row[column]), 0).toFixed(2);
  const text = [HEADER, ...rows, trailer ?? `TOT,,,,${sum(4)},${sum(5)},,${rows.length},`].join('\r\n');
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: { id: 'inbox', role: 'system' },
    source: 'drop:agency',
    name: 'answers.csv',
    bytes: (async function* () {
      yield Buffer.from(text);
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  const file = { organizationId: practice.org, fileId: stored.value.fileId };
  expect(await recognizeFile(practice.deps, file)).toMatchObject({ kind: 'agencyAnswers' });
  await importAgencyAnswers(practice.deps, file);
  return file.fileId;
}

const ledger = (accountId: string, account: string): Promise<number> =>
  practice.within(async (tx) => {
    const rows = await tx.db.ledgerEntry.findMany({ where: { accountId, ledgerAccount: account } });
    return rows.reduce((sum, row) => sum + Number(row.amountCents), 0);
  });
const problemsOf = (fileId: string) =>
  practice.within((tx) => tx.db.fileProblem.findMany({ where: { fileId }, orderBy: { id: 'asc' } }));
const agencyFiles = (prefix: string) =>
  readdirSync(folders.out)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.csv'))
    .map((name) => ({ name, text: readFileSync(join(folders.out, name), 'utf8') }));

describe('placement of a balance nobody paid', () => {
  it('waits 120 days where the state is known and 180 where it is not', async () => {
    const known = await owing(20_000, 'TX');
    const dayZero = async (claim: OpenedClaim) => {
      const asked = await dunToTheEnd(claim.accountId);
      const [item] = ((await accountRow(claim.accountId)).stateFacts as { responsibilities: { dayZero: PlainDate }[] })
        .responsibilities;
      return { asked, zero: item?.dayZero as PlainDate };
    };
    const inTexas = await dayZero(known);
    expect(inTexas.asked).toBe(addDays(inTexas.zero, 120));
    const inOhio = await dayZero(await owing(20_000, 'OH'));
    expect(inOhio.asked).toBe(addDays(inOhio.zero, 180));
  });

  it('is proposed by one person and approved by another, and only then leaves as one file', async () => {
    const claim = await owing(30_000);
    await dunToTheEnd(claim.accountId);
    const placementId = await propose(claim);
    expect(await placementRow(placementId)).toMatchObject({ state: 'SELECTED', placedCents: 30_000n, sentOn: null });
    expect(await decide(placementId, sam)).toMatchObject({ ok: false, problem: { code: 'sameApprover' } });
    expect(await decide(placementId, { id: 'paula', role: 'poster' })).toMatchObject({ ok: false });
    const before = agencyFiles('placement').length;
    await decide(placementId, { id: 'max', role: 'manager' });
    await tellAccount(practice, claim.accountId);
    await performSteps(placementId);
    expect(agencyFiles('placement')).toHaveLength(before + 1);
    expect(await accountRow(claim.accountId)).toMatchObject({ state: 'PLACED' });
    const open = await practice.within((tx) =>
      tx.db.deadline.findMany({ where: { subjectId: placementId, closedOn: null } }),
    );
    expect(open).toMatchObject([{ kind: 'agency-answer' }]);
  });

  it('hands over what is needed and nothing about the care', async () => {
    const { claim, placementId } = await placed(25_000);
    const file = agencyFiles('placement').find(({ text }) => text.includes(placementId));
    const [columns, row] = (file?.text ?? '').split('\r\n').map((line) => line.split(','));
    const of = (name: string) => row?.[columns?.indexOf(name) ?? -1];
    expect([of('action'), of('balance'), of('itemized_amount'), of('fees_since')]).toEqual([
      'PLACE',
      '250.00',
      '250.00',
      '0.00',
    ]);
    expect(of('last_name')).toBe(claim.source.subscriber.name);
    const { diagnoses, lines, subscriber } = claim.source;
    const secrets = [
      ...diagnoses.map(({ code }) => code),
      ...lines.map(({ procedure }) => procedure?.code ?? ''),
      subscriber.memberId ?? '',
      claim.claimNumber,
    ].filter((secret) => secret.length > 3);
    expect(secrets.filter((secret) => file?.text.includes(secret))).toEqual([]);
  });
});

describe('what the agency sends back', () => {
  it('credits the gross payment to the guarantor and posts the fee to its own account', async () => {
    const { claim, placementId, accountNumber } = await placed(20_000);
    const date = '2026-06-01';
    await fromAgency([`ACK,${placementId},${accountNumber},${date},,,,,`]);
    await tellPlacement(placementId);
    expect(await placementRow(placementId)).toMatchObject({ state: 'PLACED' });
    await fromAgency([`PAY,${placementId},${accountNumber},${date},80.00,20.00,agency,BR-1,`]);
    await tellPlacement(placementId);
    await tellAccount(practice, claim.accountId);
    expect(await placementRow(placementId)).toMatchObject({
      state: 'PARTIAL',
      collectedCents: 8_000n,
      feeCents: 2_000n,
    });
    expect(await ledger(claim.accountId, 'agency-fees')).toBe(2_000);
    expect(await ledger(claim.accountId, 'cash.clearing')).toBe(6_000);
    await fromAgency([`PAY,${placementId},${accountNumber},${date},120.00,30.00,agency,BR-2,`]);
    await tellPlacement(placementId);
    await tellAccount(practice, claim.accountId);
    await tellClaim(practice, claim);
    expect(await placementRow(placementId)).toMatchObject({ state: 'PAID', collectedCents: 20_000n });
    expect(await accountRow(claim.accountId)).toMatchObject({ state: 'SETTLED' });
    const row = await practice.within((tx) =>
      tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { organizationId: practice.org, id: claim.id } } }),
    );
    expect(row.state).toBe('CLOSED_PAID');
  });

  it('is posted once, whatever comes twice', async () => {
    const { claim, placementId, accountNumber } = await placed(20_000);
    const row = `PAY,${placementId},${accountNumber},2026-06-01,50.00,10.00,agency,TW-1,`;
    await fromAgency([row]);
    const { fileId } = await practice.within(async (tx) => ({
      fileId: (await tx.db.inboundFile.findFirstOrThrow({ orderBy: { receivedAt: 'desc' } })).id,
    }));
    await importAgencyAnswers(practice.deps, { organizationId: practice.org, fileId }); // the step repeated after a crash
    expect(await problemsOf(fileId)).toEqual([]);
    const again = await fromAgency([row, `ACK,${placementId},${accountNumber},2026-06-02,,,,,`]);
    expect((await problemsOf(again)).map(({ code }) => code)).toEqual(['AGENCY_REPEAT']);
    await tellPlacement(placementId);
    await tellAccount(practice, claim.accountId);
    expect(await ledger(claim.accountId, 'agency-fees')).toBe(1_000);
    expect(await placementRow(placementId)).toMatchObject({ collectedCents: 5_000n, state: 'PARTIAL' });
  });

  it('is refused whole when its trailer does not foot, and row by row when a row cannot be used', async () => {
    const { placementId, accountNumber } = await placed(20_000);
    const payment = `PAY,${placementId},${accountNumber},2026-06-01,50.00,10.00,agency,NF-1,`;
    const short = await fromAgency([payment], 'TOT,,,,60.00,10.00,,1,');
    expect(await problemsOf(short)).toMatchObject([{ code: 'AGENCY_TOTAL', place: { row: 3 } }]);
    expect(await practice.within((tx) => tx.db.patientPayment.count({ where: { reference: 'NF-1' } }))).toBe(0);
    const mixed = await fromAgency([
      `ACK,${placementId},${accountNumber},2026-06-01,,,,,`,
      `ACK,${placementId},SOMEONE-ELSE,2026-06-01,,,,,`,
      `PAY,${placementId},${accountNumber},2026-06-31,5.00,1.00,agency,NF-2,`,
      `XYZ,${placementId},${accountNumber},2026-06-01,,,,,`,
    ]);
    expect((await problemsOf(mixed)).map(({ code, place }) => [code, place])).toEqual([
      ['AGENCY_ROW', { row: 4 }],
      ['AGENCY_ROW', { row: 5 }],
      ['AGENCY_UNKNOWN', { row: 3 }],
    ]);
    await tellPlacement(placementId);
    expect(await placementRow(placementId)).toMatchObject({ state: 'PLACED' });
    const items = await practice.within((tx) =>
      tx.db.workItem.findMany({ where: { kind: 'brokenFile', subjectId: { in: [short, mixed] } } }),
    );
    expect(items).toHaveLength(2);
  });
});

describe('a placement is taken back', () => {
  it('when the guarantor pays us directly: one recall file, then the balance is in house again', async () => {
    const { claim, placementId, accountNumber } = await placed(20_000);
    await fromAgency([`ACK,${placementId},${accountNumber},2026-06-01,,,,,`]);
    await tellPlacement(placementId);
    await recordPatientPayment(practice.deps, { id: 'paula', role: 'poster' }, practice.org, {
      accountId: claim.accountId,
      amountCents: 4_000,
      method: 'check',
      reference: '77',
      key: `direct:${placementId}`,
    });
    await tellAccount(practice, claim.accountId);
    await performSteps(placementId);
    const recall = agencyFiles('recall').find(({ text }) => text.includes(placementId));
    expect(recall?.text).toBe(`action,placement,account,reason\r\nRECALL,${placementId},${accountNumber},paid\r\n`);
    expect(await placementRow(placementId)).toMatchObject({ state: 'RECALLED' });
    await fromAgency([`RCL,${placementId},${accountNumber},2026-06-02,,,,,`]);
    await tellPlacement(placementId);
    await tellAccount(practice, claim.accountId);
    expect(await placementRow(placementId)).toMatchObject({ state: 'RETURNED' });
    expect(await accountRow(claim.accountId)).toMatchObject({ state: 'DUNNING' });
  });

  it('when the agency reports a bankruptcy: everything stops', async () => {
    const { claim, placementId, accountNumber } = await placed(20_000);
    await fromAgency([`RET,${placementId},${accountNumber},2026-06-01,,,,,BANKRUPT`]);
    await tellPlacement(placementId);
    await tellAccount(practice, claim.accountId);
    expect(await placementRow(placementId)).toMatchObject({ state: 'RETURNED' });
    expect(await accountRow(claim.accountId)).toMatchObject({ holds: ['bankruptcy'], state: 'DUNNING' });
  });

  it('before its file left: nothing ever reaches the agency', async () => {
    const claim = await owing(20_000);
    await dunToTheEnd(claim.accountId);
    const placementId = await propose(claim);
    await decide(placementId, lena);
    await tellAccount(practice, claim.accountId);
    await tellPlacement(placementId);
    await recordInquiry(practice.deps, sam, practice.org, {
      accountId: claim.accountId,
      answer: 'dispute',
      channel: 'phone',
      key: placementId,
    });
    await tellAccount(practice, claim.accountId);
    await performSteps(placementId);
    await tellAccount(practice, claim.accountId);
    expect(await placementRow(placementId)).toMatchObject({ state: 'RETURNED', sentOn: null });
    expect(agencyFiles('').filter(({ text }) => text.includes(placementId))).toEqual([]);
  });
});
