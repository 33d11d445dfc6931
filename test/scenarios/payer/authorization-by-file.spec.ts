import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importAcknowledgements } from '../../../src/app/batches/import-acknowledgements.js';
import { sendAuthorizationRequest } from '../../../src/app/denials/send-authorization-request.js';
import { attachDocument } from '../../../src/app/documents/attach-document.js';
import { decideRule } from '../../../src/app/payer-rules/decide-rule.js';
import { proposeRule } from '../../../src/app/payer-rules/propose-rule.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { addDays, plainDate } from '../../../src/domain/dates/plain-date.js';
import { answerAuthorization, rejectAuthorization } from '../../../src/edi/x12/278/answer-authorization.js';
import type { Authorization, ReviewDecision } from '../../../src/edi/x12/278/authorization.js';
import { authorizationSegments } from '../../../src/edi/x12/278/write-authorization.js';
import { AnswerBuilder } from '../../../src/edi/x12/acknowledgements/answer.js';
import { answerInterchange } from '../../../src/edi/x12/acknowledgements/write-acknowledgement.js';
import { readX12 } from '../../../src/edi/x12/read.js';
import { writeInterchange } from '../../../src/edi/x12/write.js';
import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import { cas, decision, dear, denialsOf, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { fileOf, openOffice, remittanceFile, type Office } from '../money/an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const lena = { id: 'lena', role: 'lead' };
const mig = { id: 'mig', role: 'manager' };
const sam = { id: 'sam', role: 'specialist' };
/** The agreement with the payer begins on the third of February. */
const AGREED_FROM = plainDate('2026-02-03');

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const proposed = await proposeRule(office.deps, lena, office.org, {
    key: 'takesAuthorizationRequests',
    value: true,
    payerClass: 'commercial',
    authority: 'contract',
    source: 'Trading partner agreement, annex on the 278',
    effectiveFrom: AGREED_FROM,
  });
  if (!proposed.ok) throw new Error(proposed.problem.detail);
  const decided = await decideRule(office.deps, mig, office.org, {
    id: proposed.value.id,
    decision: 'approved',
    note: 'signed',
  });
  expect(decided).toMatchObject({ ok: true });
}, 120_000);
afterAll(() => office?.stop(), 120_000);

const openWork = (subjectId: string) =>
  office.rows<{ id: string; kind: string; facts: Record<string, unknown> }>(
    "SELECT id, kind, facts FROM work_items WHERE subject_id = $1 AND state = 'OPEN' ORDER BY kind",
    [subjectId],
  );
const kindsOfWork = async (subjectId: string) => (await openWork(subjectId)).map(({ kind }) => kind);

interface Denied {
  readonly claim: OpenedClaim;
  readonly denialId: string;
  readonly visit: string;
}

/** A visit of the day before yesterday, sent yesterday, denied today for want of an authorization. */
async function denied(today: string, change: (claim: Claim837) => Claim837 = (claim) => claim): Promise<Denied> {
  const visit = addDays(plainDate(today), -2);
  await office.goTo(addDays(plainDate(today), -1));
  const claim = await openOne(office, (each) => {
    const lines = each.lines.map((line) => ({ ...line, serviceFrom: visit, serviceThrough: visit }));
    return change(
      dear({
        ...each,
        lines,
        payer: { ...each.payer, id: UNION.id, name: UNION.name },
        subscriber: { ...each.subscriber, filingIndicator: 'CI' },
      }),
    );
  });
  await office.work();
  await office.goTo(today);
  await office.work();
  const refusal = decision(claim, { status: '4', adjustments: [cas('CO', '197', claim.chargeCents)] });
  await office.receive(remittanceFile({ payer: UNION, date: office.today(), claims: [refusal] }));
  await office.work();
  const [denial] = await denialsOf(office, claim.id);
  return { claim, denialId: denial?.id ?? '', visit };
}

const outFolder = (): string => join(office.deps.config.dataDir, office.org, 'out');
const requests = (): string[] =>
  readdirSync(outFolder())
    .filter((name) => name.startsWith('278'))
    .sort();
const lastBytes = (): Buffer => readFileSync(join(outFolder(), requests().at(-1) ?? ''));

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The last 278 that left, as its payer reads it. */
async function asked(): Promise<Authorization> {
  for await (const items of readX12(stream(lastBytes()), { allow: { allowTestUsage: true } }))
    for (const item of items) {
      if (item.kind === 'problem' && item.problem.code !== 'TEST_USAGE') throw new Error(item.problem.code);
      if (item.kind === 'authorization') return item;
    }
  throw new Error('no request left');
}

async function answers(review: Authorization): Promise<void> {
  const segments = authorizationSegments(review);
  if (!segments.ok) throw new Error(JSON.stringify(segments.problem));
  const head = { st01: '278', guide: '005010X217', functionalId: 'HI', date: office.today() };
  await office.receive(fileOf({ ...head, sets: [segments.value] }));
  await office.work();
}
const decides = async (made: ReviewDecision): Promise<void> =>
  answers(
    answerAuthorization(await asked(), { createdDate: office.today(), createdTime: '0900' }, [{ decision: made }]),
  );

/** The payer's clock of a denial, with the rule it comes from. */
const clock = async (denialId: string) => {
  const [row] = await office.rows<{ hard: string; rule: string }>(
    `SELECT hard_date::text AS hard, rule_id AS rule FROM deadlines
      WHERE subject_id = $1 AND kind = 'authorization-decision' AND closed_on IS NULL`,
    [denialId],
  );
  return row;
};

describe('an authorization after the fact, asked for by file (278)', () => {
  it('stays a person’s work until the agreement with the payer begins', async () => {
    const { denialId } = await denied('2026-02-02');
    expect([await kindsOfWork(denialId), requests()]).toEqual([['requestAuthorization'], []]);
    const [item] = await openWork(denialId);
    const sent = await completeWorkItem(office.deps, sam, office.org, {
      workItemId: item?.id ?? '',
      outcome: 'send278',
      fields: { urgency: 'standard' },
    });
    expect(sent).toMatchObject({ ok: true });
    await office.work();
    expect((await openWork(denialId)).map(({ kind, facts }) => [kind, facts['reason']])).toEqual([
      ['requestAuthorization', 'the payer takes no 278: use its portal, fax or phone'],
    ]);
  }, 120_000);

  it('leaves by itself: payer, provider, patient, diagnoses and the denied services, as the claim says them', async () => {
    const { claim, denialId, visit } = await denied('2026-02-04');
    expect(await kindsOfWork(denialId)).toEqual([]);
    const review = await asked();
    const { source } = claim;
    expect(review).toMatchObject({
      guide: '005010X217',
      origin: { purpose: '13' },
      reviewer: { role: 'X3', name: UNION.name, id: UNION.id },
      requester: { role: '1P', id: source.billingProvider.npi },
      subscriber: { name: source.subscriber.name, id: source.subscriber.memberId },
    });
    const [event] = review.events;
    expect(event).toMatchObject({
      request: { category: 'HS', certificationType: 'I', delayReason: '11' },
      dates: [{ qualifier: 'AAH', date: visit }],
    });
    expect(event?.request?.levelOfService).toBeUndefined();
    expect(event?.diagnoses.map(({ code }) => code)).toEqual(source.diagnoses.map(({ code }) => code));
    expect(event?.services.map(({ procedure, chargeCents }) => [procedure?.code, chargeCents])).toEqual(
      source.lines.map(({ procedure, chargeCents }) => [procedure?.code, chargeCents]),
    );
    const trace = event?.traces[0]?.number ?? '';
    expect([trace, review.origin.reference]).toEqual([expect.stringMatching(/^[0-9A-F]{32}$/) as string, trace]);
    expect(await clock(denialId)).toEqual({ hard: '2026-02-11', rule: 'authorization-decision.default' });
  }, 120_000);

  it('is asked once: a second attempt after a crash finds the file delivered', async () => {
    const { denialId } = await denied('2026-02-06');
    const before = requests();
    const bytes = lastBytes();
    const [intent] = await office.rows<{ id: string }>(
      "UPDATE intents SET state = 'INTENDED', closed_at = NULL WHERE subject_id = $1 AND kind = 'sendAuthorizationRequest' RETURNING id",
      [denialId],
    );
    await sendAuthorizationRequest(office.deps, { organizationId: office.org, intentId: intent?.id ?? '' });
    expect([requests(), lastBytes().equals(bytes)]).toEqual([before, true]);
    const told = await office.rows(
      "SELECT 1 FROM story_events WHERE subject_id = $1 AND type = 'authorizationRequested'",
      [denialId],
    );
    expect(told).toHaveLength(1);
  }, 120_000);

  it('given: its number goes onto the corrected claim (REF*G1), by nobody’s hand', async () => {
    const { claim, denialId } = await denied('2026-02-10');
    await decides({ action: 'A1', number: 'AUTH2780' });
    expect([await kindsOfWork(denialId), await clock(denialId)]).toEqual([[], undefined]);
    await office.goTo('2026-02-11');
    await office.work();
    const corrected = office.sent().find((file) => file.includes('REF*G1*AUTH2780~')) ?? '';
    expect(corrected).toContain(`CLM*${claim.claimNumber}*`);
  }, 120_000);

  it('pended: a person sees why beside the payer’s clock, which does not move; the decision comes later', async () => {
    const { denialId } = await denied('2026-02-12');
    const before = await clock(denialId);
    await office.goTo('2026-02-13');
    await decides({ action: 'A4', reason: '0U' });
    expect((await openWork(denialId)).map(({ kind, facts }) => [kind, facts['code'], facts['reason']])).toEqual([
      ['recordAuthorization', '0U', 'the payer has not decided yet: see what it still needs'],
    ]);
    expect(await clock(denialId)).toEqual(before);
    await decides({ action: 'A1', number: 'AUTH2781' });
    expect(await kindsOfWork(denialId)).toEqual([]);
  }, 120_000);

  it('an emergency is asked for as one, and the payer has 72 hours', async () => {
    const { denialId } = await denied('2026-02-17', (claim) => ({
      ...claim,
      lines: claim.lines.map((line, at) => (at === 0 ? { ...line, emergency: 'Y' } : line)),
    }));
    expect((await asked()).events[0]?.request?.levelOfService).toBe('03');
    expect(await clock(denialId)).toEqual({ hard: '2026-02-20', rule: 'authorization-decision-expedited.default' });
  }, 120_000);

  it('refused, or found not to be required: the denial is appealed', async () => {
    for (const [day, action, because] of [
      ['2026-02-19', 'A3', 'The authorization was refused: the denial is contested.'],
      ['2026-02-24', 'NA', 'The payer says that no authorization is required: the denial is contested.'],
    ] as const) {
      const { denialId } = await denied(day);
      await decides({ action, ...(action === 'A3' && { reason: '0V' }) });
      expect(await kindsOfWork(denialId)).toEqual(['assembleAppeal']);
      const told = await office.rows<{ because: string }>('SELECT because FROM decisions WHERE subject_id = $1', [
        denialId,
      ]);
      expect(told.map((each) => each.because)).toContain(because);
    }
  }, 180_000);

  it('no answer within the payer’s clock: the denial is appealed', async () => {
    const { denialId } = await denied('2026-02-26');
    await office.goTo('2026-03-06');
    await office.work();
    expect(await kindsOfWork(denialId)).toEqual(['assembleAppeal']);
  }, 120_000);

  it('not judged (AAA 72, no such member): a person mends it, and it leaves again as urgent as they say, with word of the record', async () => {
    const { claim, denialId } = await denied('2026-03-10');
    expect((await asked()).events[0]?.attachments).toEqual([]);
    const stamp = { createdDate: office.today(), createdTime: '0900' };
    const rejection = { valid: 'N', reason: '72', followUp: 'C' };
    await answers(rejectAuthorization(await asked(), stamp, 'subscriber', rejection));
    const [item] = await openWork(denialId);
    expect(item).toMatchObject({ kind: 'requestAuthorization', facts: { code: '72', level: 'subscriber' } });
    const record = {
      claimId: claim.id,
      kind: 'record',
      bytes: stream(Buffer.from('%PDF-1.4 a record\n%%EOF\n')),
    } as const;
    expect(await attachDocument(office.deps, sam, office.org, record)).toMatchObject({ ok: true });
    const before = requests().length;
    await completeWorkItem(office.deps, sam, office.org, {
      workItemId: item?.id ?? '',
      outcome: 'send278',
      fields: { urgency: 'expedited' },
    });
    await office.work();
    const [event] = (await asked()).events;
    expect([requests().length - before, event?.request?.levelOfService]).toEqual([1, 'U']);
    expect(event?.attachments).toEqual([{ reportType: 'M1', transmission: 'AA' }]);
    expect(await clock(denialId)).toEqual({ hard: '2026-03-13', rule: 'authorization-decision-expedited.default' });
  }, 120_000);

  it('refused as a file (999): a person hears what the 999 said', async () => {
    const { denialId } = await denied('2026-03-17');
    const builder = new AnswerBuilder();
    for await (const items of readX12(stream(lastBytes()), { allow: { allowTestUsage: true } }))
      for (const item of items) builder.item(item);
    const [read] = builder.answers;
    if (!read) throw new Error('nothing to answer');
    const refused = {
      ...read,
      groups: read.groups.map((group) => ({
        ...group,
        code: 'R',
        setsAccepted: 0,
        sets: group.sets.map((set) => ({ ...set, code: 'R', errors: ['5'] })),
      })),
    };
    const stamp = { control: '000000901', date: office.today(), time: '0800' };
    const fileId = await office.receive(
      Buffer.concat([...writeInterchange(answerInterchange(read.received, refused, stamp))]).toString(),
    );
    await importAcknowledgements(office.deps, { organizationId: office.org, fileId });
    await office.work();
    expect((await openWork(denialId)).map(({ kind, facts }) => [kind, facts['reason']])).toEqual([
      ['requestAuthorization', 'the 278 did not go through (999 5)'],
    ]);
  }, 120_000);
});
