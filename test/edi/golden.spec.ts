import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { eligibilityAnswerSegments } from '../../src/edi/x12/270-271/write-eligibility-answer.js';
import { eligibilityInquirySegments } from '../../src/edi/x12/270-271/write-eligibility-inquiry.js';
import { claimStatusAnswerSegments } from '../../src/edi/x12/276-277/write-claim-status-answer.js';
import { claimStatusInquirySegments } from '../../src/edi/x12/276-277/write-claim-status-inquiry.js';
import { claimAcknowledgementSegments } from '../../src/edi/x12/277ca/write-claim-acknowledgement.js';
import { authorizationSegments } from '../../src/edi/x12/278/write-authorization.js';
import { RemittanceBalance } from '../../src/edi/x12/835/balance-remittance.js';
import { remittance835Segments } from '../../src/edi/x12/835/write-remittance.js';
import { claims837Segments } from '../../src/edi/x12/837p/write-837.js';
import { segments999 } from '../../src/edi/x12/acknowledgements/write-acknowledgement.js';
import type { X12Item } from '../../src/edi/x12/read.js';
import { segmentText, type OutSegment } from '../../src/edi/x12/write.js';
import { readAll } from './an-interchange.js';

/** One sound document a guide, written by hand and read against the guide: one segment a line. */
const FOLDER = fileURLToPath(new URL('golden', import.meta.url));
const golden = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'latin1').replaceAll('\n', '');

type Write = (items: readonly X12Item[]) => Iterable<OutSegment>;

const only = <Kind extends X12Item['kind']>(
  items: readonly X12Item[],
  kind: Kind,
): Extract<X12Item, { kind: Kind }> => {
  const found = items.find((item): item is Extract<X12Item, { kind: Kind }> => item.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
};

const claims: Write = (items) => {
  const { reference, createdDate, createdTime: time, submitter, receiver } = only(items, 'claimBatchHeader');
  if (submitter === undefined || receiver === undefined) throw new Error('no parties');
  const bht = { reference, date: createdDate ?? plainDate('2026-03-02'), time, use: 'CH' } as const;
  const all = items.flatMap((item) => (item.kind === 'claim' ? [item.claim] : []));
  const written = claims837Segments({ bht, submitter, receiver, claims: all });
  if (!written.ok) throw new Error(JSON.stringify(written.problem));
  return written.value.segments;
};

const authorization: Write = (items) => {
  const written = authorizationSegments(only(items, 'authorization'));
  if (!written.ok) throw new Error(JSON.stringify(written.problem));
  return written.value;
};

const WRITERS: Readonly<Record<string, Write>> = {
  '270.x12': (items) => eligibilityInquirySegments(items as never),
  '271.x12': (items) => eligibilityAnswerSegments(items as never),
  '276.x12': (items) => claimStatusInquirySegments(items as never),
  '277.x12': (items) => claimStatusAnswerSegments(items as never),
  '277ca.x12': (items) => claimAcknowledgementSegments(items as never),
  '278.x12': authorization,
  '835.x12': (items) => remittance835Segments(items as never),
  '837i.x12': claims,
  '837p.x12': claims,
  '999.x12': (items) => segments999(only(items, 'implementationAcknowledgement')),
};

const ENVELOPE = /^(interchange|group|set)(End)?$/;
const documentIn = (text: string): X12Item[] => readAll(text).filter(({ kind }) => !ENVELOPE.test(kind));
const bodyOf = (text: string): string => /~ST\*[^~]*(~.*?~)SE\*/s.exec(text)?.[1]?.slice(1) ?? '';

describe('The sound document of a guide', () => {
  it.each(readdirSync(FOLDER))('%s is read without a single remark', (name) => {
    const problems = readAll(golden(name)).flatMap((item) => (item.kind === 'problem' ? [item.problem] : []));
    expect(problems).toEqual([]);
  });

  it.each(Object.entries(WRITERS))('%s is written byte for byte as it was read', (name, write) => {
    const text = golden(name);
    const written = [...write(documentIn(text))].map(segmentText).join('');
    expect(written.replaceAll('~', '~\n')).toBe(bodyOf(text).replaceAll('~', '~\n'));
  });

  it('balances where it pays: reversal, correction, patient shares and provider adjustments', () => {
    const items = documentIn(golden('835.x12'));
    const balance = new RemittanceBalance(only(items, 'remittance'));
    for (const item of items) {
      if (item.kind === 'remittanceClaim') balance.addClaim(item);
      else if (item.kind === 'providerAdjustment') balance.addProviderAdjustment(item);
    }
    expect(balance.verdict()).toMatchObject({ balanced: true, imbalances: [] });
  });

  it('asks for more information about a claim (277 X213) with code, our claim and the payer’s number', () => {
    expect(only(documentIn(golden('277-request.x12')), 'claimStatusAnswer')).toMatchObject({
      trace: 'REQ77',
      claimNumber: 'P4711',
      payerClaimNumber: 'ICN1',
      statuses: [{ codes: [{ category: 'R4', status: '18842-5' }] }],
    });
  });

  it.each(['278-X215.x12', '278-X216.x12'])('%s is read as the request it shares its loops with', (name) => {
    const { guide: _guide, ...found } = only(documentIn(golden(name)), 'authorization');
    const { guide: _other, ...request } = only(documentIn(golden('278.x12')), 'authorization');
    expect(found).toEqual(request);
  });
});
