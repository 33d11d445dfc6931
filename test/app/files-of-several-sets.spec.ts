import { randomUUID } from 'node:crypto';
import { importAcknowledgements } from '../../src/app/batches/import-acknowledgements.js';
import { importAuthorizations } from '../../src/app/denials/import-authorizations.js';
import { importAttachments } from '../../src/app/documents/import-attachments.js';
import { importEligibility } from '../../src/app/eligibility/import-eligibility.js';
import type { FileRef } from '../../src/app/files/read-inbound.js';
import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { importRemittances } from '../../src/app/remittances/import-remittances.js';
import { postRemittance } from '../../src/app/remittances/post-remittance.js';
import { importClaimStatus } from '../../src/app/status/import-claim-status.js';
import { toDateColumn } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import {
  acceptance,
  claimAcknowledgement,
  interchange,
  remittanceFile,
  remittanceGroup,
  type Paid,
} from '../intake/x12-files.js';
import { foundPractice, openOne, type OpenedClaim, type Practice } from './a-practice.js';

let practice: Practice;
let partnerId: string;
beforeAll(async () => {
  practice = await foundPractice();
  const partner = await practice.within((tx) =>
    tx.db.tradingPartner.findFirstOrThrow({ where: { organizationId: practice.org } }),
  );
  partnerId = partner.id;
}, 120_000);
afterAll(() => practice?.stop());

async function store(text: string): Promise<FileRef> {
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: { id: 'clearinghouse', role: 'integration' },
    source: `drop:${partnerId}`,
    name: 'in.x12',
    bytes: (async function* () {
      yield Buffer.from(text, 'latin1');
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  return { organizationId: practice.org, fileId: stored.value.fileId };
}

interface Parts {
  readonly functionalId: string;
  readonly guide: string;
  readonly sets: readonly string[];
}

const PAYER_AND_US =
  'HL*1**20*1~NM1*PR*2*PAYER*****PI*UMH22~HL*2*1*21*1~NM1*41*2*RIVERSIDE*****46*US~HL*3*2*19*1~' +
  'NM1*1P*2*RIVERSIDE*****XX*1234567893~HL*4*3*22*0~NM1*IL*1*ROE*JANE****MI*X1~';

/** The payer says where one claim stands; it found it by our claim number. */
const statusOf = (claimNumber: string, code = 'P1:20', guide = '005010X212'): string =>
  `ST*277*{control}*${guide}~BHT*0010*08*1*20260105*0800*DG~${PAYER_AND_US}TRN*2*T${claimNumber}~` +
  `STC*${code}*20260106**250*0~REF*EJ*${claimNumber}~DTP*472*D8*20251201~`;
const statuses = (...sets: readonly string[]): Parts => ({ functionalId: 'HN', guide: '005010X212', sets });

const statusesHeardBy = (claim: OpenedClaim): Promise<unknown[]> =>
  practice.within(async (tx) => {
    const events = await tx.db.storyEvent.findMany({
      where: { organizationId: practice.org, subjectId: claim.id, type: 'claimStatusAnswered' },
      orderBy: { sequence: 'asc' },
    });
    return events.map(({ facts }) => (facts as { category: string }).category);
  });

describe('a 277 of several sets', () => {
  it.each([
    ['sets of one group', (first: string, second: string) => interchange(statuses(first, second))],
    ['groups', (first: string, second: string) => interchange(statuses(first), statuses(second))],
    ['interchanges', (first: string, second: string) => interchange(statuses(first)) + interchange(statuses(second))],
  ])('in %s tells each claim its answer, once however often the file is read', async (_where, inOneFile) => {
    const [one, other] = [await openOne(practice), await openOne(practice)];
    const file = await store(inOneFile(statusOf(one.claimNumber), statusOf(other.claimNumber, 'F1:65')));
    for (const _reading of ['first', 'after a crash'])
      expect(await importClaimStatus(practice.deps, file)).toEqual({ answers: 2 });
    expect([await statusesHeardBy(one), await statusesHeardBy(other)]).toEqual([['P1'], ['F1']]);
  });

  it('tells one claim what each of them says of it', async () => {
    const claim = await openOne(practice);
    const [pending, paid] = [statusOf(claim.claimNumber), statusOf(claim.claimNumber, 'F1:65')];
    await importClaimStatus(practice.deps, await store(interchange(statuses(pending, paid))));
    expect(await statusesHeardBy(claim)).toEqual(['P1', 'F1']);
  });

  it('loses none when a set that was refused may be used the next time', async () => {
    const [one, other] = [await openOne(practice), await openOne(practice)];
    const miscounted = interchange(statuses(statusOf(one.claimNumber), statusOf(other.claimNumber, 'F1:65'))).replace(
      /SE\*\d+\*/,
      'SE*99*',
    );
    const file = await store(miscounted);
    await leniency({ allowWrongCounts: false });
    expect(await importClaimStatus(practice.deps, file)).toEqual({ answers: 1 });
    expect([await statusesHeardBy(one), await statusesHeardBy(other)]).toEqual([[], ['F1']]);
    await leniency({});
    expect(await importClaimStatus(practice.deps, file)).toEqual({ answers: 2 });
    expect([await statusesHeardBy(one), await statusesHeardBy(other)]).toEqual([['P1'], ['F1']]);
  });
});

const leniency = (leniencies: object): Promise<unknown> =>
  practice.within((tx) =>
    tx.db.tradingPartner.update({
      where: { organizationId_id: { organizationId: practice.org, id: partnerId } },
      data: { leniencies },
    }),
  );

const coverageOf = (trace: string): string =>
  'ST*271*{control}*005010X279A1~BHT*0022*11*T1*20260105*0931~HL*1**20*1~NM1*PR*2*PAYER*****PI*UMH22~HL*2*1*21*1~' +
  `NM1*1P*2*RIVERSIDE*****XX*1234567893~HL*3*2*22*0~TRN*2*${trace}*9RIVERSIDE~NM1*IL*1*DOE*JANE****MI*W1~` +
  'DMG*D8*19800214*F~DTP*346*D8*20260101~EB*1*IND*30*HM*HMO~';
const authorizationOf = (trace: string): string =>
  'ST*278*{control}*005010X217~BHT*0007*11*A1*20260105*0930*18~HL*1**20*1~NM1*X3*2*PAYER*****PI*UMH22~HL*2*1*21*1~' +
  'NM1*1P*2*RIVERSIDE*****XX*1234567893~HL*3*2*22*1~NM1*IL*1*DOE*JANE****MI*W1~DMG*D8*19800214*F~HL*4*3*EV*0~' +
  `TRN*2*${trace}*9RIVERSIDE~UM*HS*I*2*11:B~HCR*A1*AUTH1~`;
/** Every vendor numbers its messages (BGN02) and documents from 1. */
const proofOf = (claimNumber: string): string =>
  'ST*275*{control}*005010X210~BGN*02*1*20260105*0600~NM1*PR*2*PAYER*****PI*UMH22~NM1*QC*1*DOE*JANE~' +
  `REF*EJ*${claimNumber}~LX*1~TRN*1*ACN${claimNumber}~CAT*AE*TX~BIN*11*rested well~`;

const twice = (parts: Parts, another: Parts): readonly (readonly [string, string])[] => [
  ['two groups', interchange(parts, another)],
  ['two interchanges', interchange(parts) + interchange(another)],
];
const one = (functionalId: string, guide: string, set: string): Parts => ({ functionalId, guide, sets: [set] });
type Import = (practice: Practice, file: FileRef) => Promise<unknown>;

describe.each<[string, Import, (about: string) => Parts]>([
  ['271', ({ deps }, file) => importEligibility(deps, file), (about) => one('HB', '005010X279A1', coverageOf(about))],
  ['277', ({ deps }, file) => importClaimStatus(deps, file), (about) => statuses(statusOf(about))],
  [
    '278',
    ({ deps }, file) => importAuthorizations(deps, file),
    (about) => one('HI', '005010X217', authorizationOf(about)),
  ],
  ['275', ({ deps }, file) => importAttachments(deps, file), (about) => one('PI', '005010X210', proofOf(about))],
  ['277CA', ({ deps }, file) => importAcknowledgements(deps, file), () => claimAcknowledgement('NOBODYS1')],
  ['999', ({ deps }, file) => importAcknowledgements(deps, file), () => acceptance('98765')],
])('a %s about nothing of ours', (what, imported, about) => {
  it('is a question for each set of its file, asked once however often it is read', async () => {
    for (const [_where, text] of twice(about('NOBODY1'), about('NOBODY2'))) {
      const file = await store(text);
      for (const _reading of ['first', 'after a crash']) await imported(practice, file);
      const items = await practice.within((tx) =>
        tx.db.workItem.findMany({ where: { organizationId: practice.org, subjectId: file.fileId } }),
      );
      expect(items.map(({ kind, facts }) => [kind, (facts as { what: string }).what])).toEqual([
        ['unmatchedAcknowledgement', what],
        ['unmatchedAcknowledgement', what],
      ]);
    }
  });
});

/** A claim that left in a file of its own, which the payers know by its group number (GS06). */
async function sentInGroup(groupControl: string): Promise<{ readonly batchId: string; readonly claim: OpenedClaim }> {
  const claim = await openOne(practice);
  const { org: organizationId } = practice;
  const batchId = randomUUID();
  const on = toDateColumn(plainDate('2026-01-05'));
  await practice.within(async (tx) => {
    await tx.db.batch.create({
      data: {
        ...{ id: batchId, organizationId, partnerId, groupControl, interchangeControl: groupControl.padStart(9, '0') },
        ...{ state: 'SENT', setControl: '0001', claims: 1, openedOn: on, sentOn: on },
      },
    });
    await tx.db.submission.create({
      data: {
        ...{ id: randomUUID(), organizationId, claimId: claim.id, number: 1, batchId, setControl: '0001' },
        ...{ frequency: '1', businessKey: `${claim.id}:1`, state: 'SENT', contentVersion: 1, queuedOn: on, sentOn: on },
      },
    });
  });
  return { batchId, claim };
}

/** What stories have heard, in the order in which it was said. */
async function heardBy(...subjects: readonly string[]): Promise<unknown[]> {
  const heard = await practice.within((tx) =>
    tx.db.storyEvent.findMany({
      where: { organizationId: practice.org, subjectId: { in: [...subjects] }, type: { not: 'claimImported' } },
      orderBy: { sequence: 'asc' },
    }),
  );
  return heard.map(({ type, facts }) => [type, facts]);
}

describe('two 999s of one file about the same file of ours', () => {
  it('are both heard: the clearinghouse took it, the payer did not', async () => {
    const { batchId, claim } = await sentInGroup('4712');
    const refusal = one(
      'FA',
      '005010X231A1',
      'ST*999*{control}*005010X231A1~AK1*HC*4712*005010X222A1~AK2*837*0001*005010X222A1~IK5*R*5~AK9*R*1*1*0~',
    );
    const file = await store(interchange(acceptance('4712')) + interchange(refusal));
    for (const _reading of ['first', 'after a crash']) await importAcknowledgements(practice.deps, file);
    expect(await heardBy(batchId, claim.id)).toEqual([
      ['fileAcknowledged', { accepted: true }],
      ['fileAcknowledged', { accepted: false }],
      ['batchRejected', { level: '999', codes: ['5'] }],
    ]);
  });
});

describe('two TA1s of one file about the same interchange of ours', () => {
  it.each([
    ['beside one another', (taken: string, refused: string) => alone(taken + refused)],
    ['in two interchanges', (taken: string, refused: string) => alone(taken) + alone(refused)],
  ])('are both heard, %s: the clearinghouse took it, the payer’s door did not', async (_where, inOneFile) => {
    const number = nextNumber();
    const { batchId, claim } = await sentInGroup(String(number));
    const said = (verdict: string): string => `TA1*${String(number).padStart(9, '0')}*260105*0800*${verdict}~`;
    const file = await store(inOneFile(said('A*000'), said('R*006')));
    for (const _reading of ['first', 'after a crash']) await importAcknowledgements(practice.deps, file);
    expect(await heardBy(batchId, claim.id)).toEqual([
      ['interchangeAcknowledged', { accepted: true }],
      ['interchangeAcknowledged', { accepted: false }],
      ['batchRejected', { level: 'TA1', codes: ['006'] }],
    ]);
  });
});

let numbers = 4_800;
const nextNumber = (): number => (numbers += 1);
let ours = 300;
/** An interchange without a group: what its TA1s say is all it says. */
function alone(segments: string): string {
  const number = String((ours += 1)).padStart(9, '0');
  return (
    `ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260105*0800*^*00501*${number}*0*T*:~` +
    `${segments}IEA*0*${number}~`
  );
}

/** A 278 that left in a file of its own about a denial. */
async function requestSentInGroup(group: string): Promise<string> {
  const { org: organizationId } = practice;
  const denialId = randomUUID();
  const result = { group, set: '0001', interchange: group.padStart(9, '0') };
  await practice.within((tx) =>
    tx.db.intent.create({
      data: {
        ...{ id: randomUUID(), organizationId, businessKey: `${denialId}:278`, kind: 'sendAuthorizationRequest' },
        ...{ storyKind: 'appeal', subjectId: denialId, state: 'DONE', result },
        intendedOn: toDateColumn(plainDate('2026-01-05')),
      },
    }),
  );
  return denialId;
}

describe('two 999s of one file about the same 278 of ours', () => {
  const verdict = (group: string, said: string): Parts =>
    one(
      'FA',
      '005010X231A1',
      `ST*999*{control}*005010X231A1~AK1*HI*${group}*005010X217~AK2*278*0001*005010X217~IK5*${said}~AK9*R*1*1*0~`,
    );

  it.each([
    ['two groups', (...said: readonly Parts[]) => interchange(...said)],
    ['two interchanges', (...said: readonly Parts[]) => said.map((parts) => interchange(parts)).join('')],
  ])('are both heard, in %s: each names a fault of its own', async (_where, inOneFile) => {
    const group = String(nextNumber());
    const denialId = await requestSentInGroup(group);
    const file = await store(inOneFile(verdict(group, 'R*5'), verdict(group, 'R*7')));
    for (const _reading of ['first', 'after a crash']) await importAcknowledgements(practice.deps, file);
    const refused = (code: string) => [
      'authorizationRejected',
      { code: '999', level: 'file', words: `the 278 did not go through (999 ${code})` },
    ];
    expect(await heardBy(denialId)).toEqual([refused('5'), refused('7')]);
  });
});

const insuredBy =
  (payerId: string) =>
  (claim: Claim837): Claim837 => ({ ...claim, payer: { ...claim.payer, id: payerId } });

/** Cash of each payer's remittances of a file, by claim. */
const cashOf = (file: FileRef) =>
  practice.within(
    (tx) => tx.db.$queryRaw<object[]>`
      SELECT y.payer_code AS payer, m.state, e.claim_id AS claim, sum(e.amount_cents)::int AS cash
        FROM remittances m
        JOIN payers y ON y.organization_id = m.organization_id AND y.id = m.payer_id
        JOIN postings p ON p.organization_id = m.organization_id AND p.source_id = m.id::text
        JOIN ledger_entries e ON e.organization_id = p.organization_id AND e.posting_id = p.id AND e.ledger_account = 'cash.clearing'
       WHERE m.organization_id = ${practice.org}::uuid AND m.file_id = ${file.fileId}::uuid
       GROUP BY 1, 2, 3 ORDER BY 1`,
  );

describe('an 835 file with the money of two payers', () => {
  it.each([
    ['interchanges', (...checks: readonly Paid[]) => checks.map((check) => remittanceFile(check)).join('')],
    ['groups', (...checks: readonly Paid[]) => interchange(...checks.map((check) => remittanceGroup(check)))],
  ])('in two %s posts to each payer its own, once however often the file is read', async (_where, inOneFile) => {
    const [union, summit] = [await openOne(practice, insuredBy('UMH22')), await openOne(practice, insuredBy('SBP07'))];
    const paid = ({ claimNumber, chargeCents }: OpenedClaim, payerId: string, paidCents: number): Paid => ({
      ...{ payerId, trace: randomUUID().slice(0, 12).toUpperCase() },
      claims: [{ number: claimNumber, chargeCents, paidCents }],
    });
    const file = await store(inOneFile(paid(union, 'UMH22', 5_000), paid(summit, 'SBP07', 700)));
    for (const _reading of ['first', 'after a crash']) {
      const { remittanceIds } = await importRemittances(practice.deps, file);
      for (const remittanceId of remittanceIds)
        await postRemittance(practice.deps, { organizationId: practice.org, remittanceId });
    }
    expect(await cashOf(file)).toEqual([
      { payer: 'SBP07', state: 'POSTED', claim: summit.id, cash: 700 },
      { payer: 'UMH22', state: 'POSTED', claim: union.id, cash: 5_000 },
    ]);
  });
});
