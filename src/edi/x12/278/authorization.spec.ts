import fc from 'fast-check';
import { plainDate } from '../../../domain/dates/plain-date.js';
import { X12Read } from '../read.js';
import { type OutSegment, writeInterchange } from '../write.js';
import { answerAuthorization, authorizationVerdict, rejectAuthorization } from './answer-authorization.js';
import type { Authorization, AuthorizationParty, AuthorizationService } from './authorization.js';
import { authorizationSegments } from './write-authorization.js';

const day = plainDate('2026-05-04');
const stamp = { createdDate: plainDate('2026-05-05'), createdTime: '0905' };
const party = (
  more: Partial<AuthorizationParty> & Pick<AuthorizationParty, 'role' | 'entity'>,
): AuthorizationParty => ({
  contacts: [],
  refs: [],
  rejections: [],
  unmodelled: [],
  ...more,
});

const service = (code: string): AuthorizationService => ({
  traces: [],
  rejections: [],
  request: { category: 'HS', certificationType: 'I' },
  refs: [],
  dates: [{ qualifier: '472', date: day }],
  attachments: [],
  messages: [],
  providers: [],
  unmodelled: [],
  form: 'professional',
  procedure: { qualifier: 'HC', code, modifiers: [] },
  unit: 'UN',
  units: '1',
});

const request = (codes: readonly string[] = ['27447'], reference = 'RFP-1'): Authorization => ({
  kind: 'authorization',
  guide: '005010X217',
  origin: { purpose: '13', reference, createdDate: day, createdTime: '1200' },
  reviewer: party({ role: 'X3', entity: 'organization', name: 'BLUE RIVER HEALTH', idQualifier: 'PI', id: 'BRH01' }),
  requester: party({
    role: '1P',
    entity: 'person',
    name: 'CHEN',
    firstName: 'LINDA',
    idQualifier: 'XX',
    id: '2999991039',
    taxonomy: '207Q00000X',
    providerRole: 'PE',
  }),
  subscriber: party({
    role: 'IL',
    entity: 'person',
    name: 'HALE',
    firstName: 'FRANK',
    idQualifier: 'MI',
    id: 'UUF014528398',
    birthDate: plainDate('1984-01-04'),
    sex: 'M',
  }),
  events: [
    {
      traces: [{ type: '1', number: 'TRACE1', originator: '9990000001' }],
      rejections: [],
      request: {
        category: 'HS',
        certificationType: 'I',
        serviceType: '2',
        facility: { code: '24', qualifier: 'B' },
        levelOfService: 'E',
      },
      refs: [],
      dates: [{ qualifier: 'AAH', date: day }],
      diagnoses: [{ qualifier: 'ABK', code: 'M1711' }],
      delivery: { qualifier: 'VS', quantity: '1' },
      attachments: [{ reportType: 'OZ', transmission: 'EL', controlNumber: 'ACN1' }],
      messages: [],
      providers: [
        party({ role: 'SJ', entity: 'organization', name: 'RIVERSIDE SURGERY', idQualifier: 'XX', id: '2999992011' }),
      ],
      unmodelled: [],
      services: codes.map(service),
    },
  ],
  unmodelled: [],
});

function written(review: Authorization): readonly OutSegment[] {
  const result = authorizationSegments(review);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function readBack(review: Authorization): Authorization[] {
  const guide = '005010X217';
  const segments = written(review);
  const set = { st01: '278', guide, control: '0001', segments };
  const group = {
    functionalId: 'HI',
    sender: 'A1',
    receiver: 'B1',
    date: day,
    time: '1200',
    control: '1',
    guide,
    sets: [set],
  };
  const address = { senderQualifier: 'ZZ', senderId: 'A1', receiverQualifier: 'ZZ', receiverId: 'B1' };
  const read = new X12Read();
  const envelope = {
    ...address,
    date: day,
    time: '1200',
    control: '000000001',
    usage: 'P',
    ackRequested: false,
    groups: [group],
  } as const;
  const items = [...writeInterchange(envelope)].flatMap((chunk) => read.feed(chunk));
  return [...items, ...read.finish()].flatMap((item) => {
    if (item.kind !== 'authorization') return [];
    const { place: _place, setControl: _control, ...rest } = item;
    return [rest];
  });
}

describe('a request for authorization', () => {
  it('is read back exactly as it was written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('27447', '70553', '99213'), { maxLength: 4 }),
        fc.stringMatching(/^[A-Z0-9]{1,20}$/),
        (codes, reference) => {
          expect(readBack(request(codes, reference))).toEqual([request(codes, reference)]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('cannot be sent without a trace number, because its answer could not be matched', () => {
    const review = request();
    const events = review.events.map((event) => ({ ...event, traces: [] }));
    const result = authorizationSegments({ ...review, events });
    expect(result.ok ? [] : result.problem.map((fault) => fault.code)).toEqual(['TRACE_MISSING']);
  });
});

describe('the answer of a payer', () => {
  const answered = (action: string, more: object = {}): ReturnType<typeof authorizationVerdict> => {
    const answer = answerAuthorization(request(), stamp, [
      { decision: { action, ...more }, certified: { qualifier: 'AAG', date: day, through: plainDate('2026-08-02') } },
    ]);
    const [back] = readBack(answer);
    if (!back) throw new Error('no answer');
    expect(back).toEqual(answer);
    return authorizationVerdict(back);
  };

  it('approves with a number and a period', () =>
    expect(answered('A1', { number: 'AUTH77' })).toEqual({
      outcome: 'approved',
      number: 'AUTH77',
      from: day,
      through: '2026-08-02',
      rejections: [],
      trace: 'TRACE1',
    }));
  it('is good from DTP*007 until the day it expires (DTP*036)', () => {
    const [event] = request().events;
    if (event === undefined) throw new Error('no event');
    const dates = [
      { qualifier: 'AAH', date: day },
      { qualifier: '007', date: plainDate('2026-05-10') },
      { qualifier: '036', date: plainDate('2026-08-08') },
    ];
    const verdict = authorizationVerdict({ ...request(), events: [{ ...event, dates, decision: { action: 'A1' } }] });
    expect(verdict).toMatchObject({ from: '2026-05-10', through: '2026-08-08' });
  });
  it.each([
    ['A2', 'partly-approved'],
    ['A3', 'refused'],
    ['A4', 'pended'],
    ['A6', 'modified'],
    ['C', 'cancelled'],
    ['CT', 'contact-payer'],
    ['NA', 'not-required'],
    ['ZZ', 'unknown'],
  ])('with HCR01 %s is %s', (action, outcome) => expect(answered(action, { reason: '0U' }).outcome).toBe(outcome));
  it('says with BHT06 that more will follow a pended review', () => {
    const answer = answerAuthorization(request(), stamp, [
      { decision: { action: 'A4', reason: '0U' }, administrativeNumber: 'P2026' },
    ]);
    expect(readBack(answer)[0]?.origin.type).toBe('19');
  });

  it('stops at the member it does not know, with fewer levels', () => {
    const rejected = rejectAuthorization(request(), stamp, 'subscriber', { valid: 'N', reason: '72', followUp: 'C' });
    const [back] = readBack(rejected);
    expect(back).toEqual(rejected);
    expect(back && authorizationVerdict(back)).toEqual({
      outcome: 'rejected',
      rejections: [{ valid: 'N', reason: '72', followUp: 'C' }],
    });
  });
});
