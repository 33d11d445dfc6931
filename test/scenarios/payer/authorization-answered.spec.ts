import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { addDays, plainDate } from '../../../src/domain/dates/plain-date.js';
import type {
  Authorization,
  AuthorizationParty,
  AuthorizationRejection,
  ReviewDecision,
} from '../../../src/edi/x12/278/authorization.js';
import { authorizationSegments } from '../../../src/edi/x12/278/write-authorization.js';
import { cas, decision, dear, denialsOf, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { fileOf, openOffice, remittanceFile, type Office } from '../money/an-office.js';

const UNION = { id: 'UMH22', name: 'UNION MUTUAL HEALTH' };
const sam = { id: 'sam', role: 'specialist' };
/** A claim is known by its number and day: each story has its own day. */
let visit = plainDate('2025-12-31');

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.stop(), 120_000);

const party = (role: string, name: string, id: string): AuthorizationParty => ({
  role,
  entity: role === 'IL' ? 'person' : 'organization',
  name,
  ...(role === 'IL' && { firstName: 'ANN' }),
  idQualifier: role === 'IL' ? 'MI' : role === 'X3' ? 'PI' : 'XX',
  id,
  contacts: [],
  refs: [],
  rejections: [],
  unmodelled: [],
});

/** The payer's 278 to a request that carried our reference: decided (HCR), or refused before it was judged (AAA). */
function answer(reference: string, said: { decision?: ReviewDecision; rejection?: AuthorizationRejection }): string {
  const event = {
    traces: [{ type: '2', number: reference, originator: '9990000001' }],
    rejections: said.rejection ? [said.rejection] : [],
    request: { category: 'HS', certificationType: 'I' },
    ...(said.decision && { decision: said.decision }),
    refs: [],
    dates: [],
    diagnoses: [],
    attachments: [],
    messages: [],
    providers: [],
    unmodelled: [],
    services: [],
  };
  const review: Authorization = {
    kind: 'authorization',
    guide: '005010X217',
    origin: { purpose: '11', reference, createdDate: office.today(), createdTime: '0900', type: '18' },
    reviewer: party('X3', UNION.name, UNION.id),
    requester: party('1P', 'RIVERSIDE FAMILY PRACTICE', '1234567893'),
    subscriber: party('IL', 'HALE', 'M1'),
    events: [event],
    unmodelled: [],
  };
  const segments = authorizationSegments(review);
  if (!segments.ok) throw new Error(JSON.stringify(segments.problem));
  return fileOf({
    st01: '278',
    guide: '005010X217',
    functionalId: 'HI',
    date: office.today(),
    sets: [segments.value],
  });
}

const openWork = (denialId: string) =>
  office.rows<{ id: string; kind: string; facts: Record<string, unknown> }>(
    "SELECT id, kind, facts FROM work_items WHERE subject_id = $1 AND state = 'OPEN' ORDER BY kind",
    [denialId],
  );

/** Denied for want of an authorization; a person asked for one and noted the reference. */
async function requested(reference: string): Promise<{ claim: OpenedClaim; denialId: string }> {
  visit = addDays(visit, 1);
  const claim = await openOne(office, (each) => {
    const lines = each.lines.map((line) => ({ ...line, serviceFrom: visit, serviceThrough: visit }));
    return dear({
      ...each,
      lines,
      payer: { ...each.payer, id: UNION.id, name: UNION.name },
      subscriber: { ...each.subscriber, filingIndicator: 'CI' },
    });
  });
  await office.work();
  await office.goTo(addDays(office.today(), 1));
  await office.work();
  const denied = decision(claim, { status: '4', adjustments: [cas('CO', '197', claim.chargeCents)] });
  await office.receive(remittanceFile({ payer: UNION, date: office.today(), claims: [denied] }));
  await office.work();
  const [denial] = await denialsOf(office, claim.id);
  const [item] = await openWork(denial?.id ?? '');
  expect(item?.kind).toBe('requestAuthorization');
  const done = await completeWorkItem(office.deps, sam, office.org, {
    workItemId: item?.id ?? '',
    outcome: 'requested',
    fields: { channel: 'edi', confirmation: reference, urgency: 'expedited' },
  });
  expect(done).toMatchObject({ ok: true });
  await office.work();
  return { claim, denialId: denial?.id ?? '' };
}

describe('the payer’s answer about an authorization after the fact (278)', () => {
  it('given: its number goes onto the corrected claim (REF*G1), by nobody’s hand', async () => {
    const { claim, denialId } = await requested('REQ1001');
    const [clock] = await office.rows<{ hard: string }>(
      "SELECT hard_date::text AS hard FROM deadlines WHERE subject_id = $1 AND kind = 'authorization-decision' AND closed_on IS NULL",
      [denialId],
    );
    expect(clock?.hard).toBe(addDays(office.today(), 3));
    await office.receive(answer('REQ1001', { decision: { action: 'A1', number: 'AUTH9911' } }));
    await office.work();
    expect(await openWork(denialId)).toEqual([]);
    await office.goTo(addDays(office.today(), 1));
    await office.work();
    const corrected = office.sent().find((file) => file.includes('REF*G1*AUTH9911~')) ?? '';
    expect(corrected).toContain(`CLM*${claim.claimNumber}*`);
  }, 120_000);

  it('refused: the denial is appealed', async () => {
    const { denialId } = await requested('REQ1002');
    await office.receive(answer('REQ1002', { decision: { action: 'A3', reason: '0V' } }));
    await office.work();
    expect((await openWork(denialId)).map(({ kind }) => kind)).toEqual(['assembleAppeal']);
  }, 120_000);

  it('not judged (AAA AF): a person is told the field and asks again', async () => {
    const { denialId } = await requested('REQ1003');
    await office.receive(answer('REQ1003', { rejection: { valid: 'N', reason: 'AF', followUp: 'C' } }));
    await office.work();
    const [item] = await openWork(denialId);
    expect(item).toMatchObject({ kind: 'requestAuthorization', facts: { code: 'AF', field: 'diagnosis' } });
  }, 120_000);

  it('about something we never asked for is explained by a person', async () => {
    const fileId = await office.receive(answer('NOBODY7', { decision: { action: 'A1', number: 'X1' } }));
    const items = await office.rows<{ kind: string }>('SELECT kind FROM work_items WHERE subject_id = $1', [fileId]);
    expect(items).toEqual([{ kind: 'unmatchedAcknowledgement' }]);
  }, 60_000);
});
