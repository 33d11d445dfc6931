import { plainDate } from '../../domain/dates/plain-date.js';
import { generate837 } from '../../edi/x12/837p/generate-837.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { X12Read } from '../../edi/x12/read.js';
import type { Authorization } from '../../edi/x12/278/authorization.js';
import { authorizationSegments } from '../../edi/x12/278/write-authorization.js';
import { writeInterchange } from '../../edi/x12/write.js';
import { AUTHORIZATION_GUIDE, authorizationRequest, urgencyOf, type RequestToWrite } from './authorization-request.js';

const on = plainDate('2026-05-04');

function aClaim(change: (claim: Claim837) => Claim837 = (claim) => claim): Claim837 {
  const [claim] = generate837({ seed: 7, claims: 1, firstServiceDate: on, dependentPercent: 0 }).claims;
  if (!claim) throw new Error('no claim was drawn');
  return change(claim);
}

/** The request as its payer reads it from our bytes. */
function asRead(content: Claim837, more: Partial<RequestToWrite> = {}): Authorization {
  const written = authorizationSegments(
    authorizationRequest({
      content,
      lines: content.lines,
      serviceFrom: on,
      serviceThrough: on,
      payer: { name: 'UNION MUTUAL HEALTH', code: 'UMH22' },
      trace: 'TRACE1',
      on,
      urgency: urgencyOf(content),
      carc: '197',
      hasRecords: false,
      ...more,
    }),
  );
  if (!written.ok) throw new Error(JSON.stringify(written.problem));
  const address = { senderQualifier: 'ZZ', senderId: 'US', receiverQualifier: 'ZZ', receiverId: 'THEM' };
  const set = { st01: '278', guide: AUTHORIZATION_GUIDE, control: '0001', segments: written.value };
  const group = {
    functionalId: 'HI',
    sender: 'US',
    receiver: 'THEM',
    date: on,
    time: '1200',
    control: '1',
    guide: AUTHORIZATION_GUIDE,
    sets: [set],
  };
  const envelope = {
    ...address,
    date: on,
    time: '1200',
    control: '000000001',
    usage: 'P',
    ackRequested: false,
    groups: [group],
  } as const;
  const read = new X12Read();
  const items = [...[...writeInterchange(envelope)].flatMap((chunk) => read.feed(chunk)), ...read.finish()];
  const found = items.find((item) => item.kind === 'authorization');
  if (found?.kind !== 'authorization') throw new Error('no request was written');
  return found;
}

describe('a request for an authorization after the fact, as its payer reads it', () => {
  it('names the services of the denied lines alone, each with its day and charge', () => {
    const content = aClaim((claim) => {
      const [line] = claim.lines;
      if (!line) throw new Error('no line');
      return {
        ...claim,
        lines: [
          { ...line, number: 1 },
          { ...line, number: 2 },
        ],
      };
    });
    const [event] = asRead(content, { lines: content.lines.slice(1) }).events;
    expect(event?.services).toHaveLength(1);
    expect(event?.services[0]).toMatchObject({
      form: 'professional',
      chargeCents: content.lines[1]?.chargeCents,
      procedure: { code: content.lines[1]?.procedure?.code },
    });
  });

  it('is an extension of the number on the claim where units were exceeded (198), a renewal where it expired (302)', () => {
    const content = aClaim((claim) => ({ ...claim, refs: [{ qualifier: 'G1', value: 'AUTH1' }] }));
    const asked = (carc: string) => {
      const [event] = asRead(content, { carc }).events;
      return [event?.request?.certificationType, event?.refs.map(({ qualifier, value }) => `${qualifier} ${value}`)];
    };
    expect([asked('198'), asked('302'), asked('197')]).toEqual([
      ['4', ['BB AUTH1']],
      ['R', ['BB AUTH1']],
      ['I', []],
    ]);
  });

  it('is expedited where the claim tells an emergency, unless a person says otherwise', () => {
    const emergency = aClaim((claim) => ({
      ...claim,
      lines: claim.lines.map((line) => ({ ...line, emergency: 'Y' })),
    }));
    expect([urgencyOf(emergency), urgencyOf(emergency, 'standard'), urgencyOf(aClaim())]).toEqual([
      'expedited',
      'standard',
      'standard',
    ]);
    expect(asRead(emergency).events[0]?.request?.levelOfService).toBe('03');
    expect(asRead(aClaim(), { urgency: 'expedited' }).events[0]?.request?.levelOfService).toBe('U');
  });

  it('asks for an inpatient stay as an admission with its day', () => {
    const stay = aClaim((claim) => ({
      ...claim,
      institutional: { typeOfBill: '0111', admissionDate: plainDate('2026-05-01'), admissionType: '3' },
    }));
    const [event] = asRead(stay).events;
    expect([event?.request?.category, event?.dates]).toEqual(['AR', [{ qualifier: '435', date: '2026-05-01' }]]);
  });

  it('says which proof goes with it: what the claim announced, else that records are here on request', () => {
    const paperwork = (claim: Claim837): Claim837 => ({
      ...claim,
      attachments: [{ reportType: 'OB', transmission: 'EL', controlNumber: 'PROOF1' }],
      lines: claim.lines.map((line) => ({
        ...line,
        attachments: [
          { reportType: 'OB', transmission: 'EL', controlNumber: 'PROOF1' },
          { reportType: 'LA', transmission: 'FX', controlNumber: 'PROOF2' },
        ],
      })),
    });
    const proofOf = (review: Authorization) => review.events[0]?.attachments;
    expect(proofOf(asRead(aClaim(paperwork), { hasRecords: true }))).toEqual([
      { reportType: 'OB', transmission: 'EL', controlNumber: 'PROOF1' },
      { reportType: 'LA', transmission: 'FX', controlNumber: 'PROOF2' },
    ]);
    expect(proofOf(asRead(aClaim(), { hasRecords: true }))).toEqual([{ reportType: 'M1', transmission: 'AA' }]);
    expect(proofOf(asRead(aClaim()))).toEqual([]);
  });
});
