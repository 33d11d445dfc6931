import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { attachmentSegments } from '../../src/edi/x12/275/write-attachment.js';
import { coordinationFaults } from '../../src/edi/x12/837p/check-coordination.js';
import { ta1Segment } from '../../src/edi/x12/acknowledgements/write-acknowledgement.js';
import { RemittanceBalance } from '../../src/edi/x12/835/balance-remittance.js';
import type { X12Item } from '../../src/edi/x12/read.js';
import { segmentText } from '../../src/edi/x12/write.js';
import { readAll } from './an-interchange.js';
import { only, type Write, WRITERS, type WrittenKind } from './document-writers.js';

/** One sound document a guide, written by hand and read against the guide: one segment a line. */
const FOLDER = fileURLToPath(new URL('golden', import.meta.url));
const golden = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'latin1').replaceAll('\n', '');

/** The kind of a golden document by its file. */
const KINDS: Readonly<Record<string, WrittenKind>> = {
  ...{ '270.x12': '270', '271.x12': '271', '276.x12': '276', '277.x12': '277', '277ca.x12': '277CA' },
  ...{ '277-request.x12': '277-REQUEST', '278.x12': '278', '835.x12': '835', '837i.x12': '837I', '837p.x12': '837P' },
  ...{ '837p-void.x12': '837P', '837p-tertiary.x12': '837P', '999.x12': '999' },
};

const latin1Text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const ENVELOPE = /^(interchange|group|set)(End)?$/;
const documentIn = (text: string): X12Item[] => readAll(text).filter(({ kind }) => !ENVELOPE.test(kind));
const bodyOf = (text: string): string => /~ST\*[^~]*(~.*?~)SE\*/s.exec(text)?.[1]?.slice(1) ?? '';

describe('The sound document of a guide', () => {
  it.each(readdirSync(FOLDER))('%s is read without a single remark', (name) => {
    const problems = readAll(golden(name)).flatMap((item) => (item.kind === 'problem' ? [item.problem] : []));
    expect(problems).toEqual([]);
  });

  it.each(Object.entries(KINDS))('%s is written byte for byte as it was read', (name, kind) => {
    const text = golden(name);
    const write: Write = WRITERS[kind];
    const written = [...write(documentIn(text))].map(segmentText).join('');
    expect(written.replaceAll('~', '~\n')).toBe(bodyOf(text).replaceAll('~', '~\n'));
  });

  it('a 275 comes back with its bytes, which hold separators of X12', () => {
    const items = documentIn(golden('275.x12'));
    const [document, { bytes }] = [only(items, 'attachmentDocument'), only(items, 'attachmentContent')];
    const content = { byteLength: bytes.length, bytes: [bytes] };
    const written = attachmentSegments({ header: only(items, 'attachment'), documents: [{ document, content }] });
    const segments = written.ok ? written.value.segments : [];
    const placed = segments.map((segment) => {
      return segment.id === 'BIN' ? `BIN*${bytes.length}*${latin1Text(bytes)}~` : segmentText(segment);
    });
    expect(placed.join('')).toBe(bodyOf(golden('275.x12')));
    expect(document).toMatchObject({ traces: [{ number: 'REQ77' }], content: { looksLike: 'pdf' } });
  });

  it('a TA1 says which interchange was refused and why, and is written as it was read', () => {
    const answer = only(readAll(golden('ta1.x12')), 'interchangeAcknowledgement');
    expect(answer).toMatchObject({ control: '000000017', code: 'R', note: '025' });
    expect(golden('ta1.x12')).toContain(segmentText(ta1Segment(answer)));
  });

  it('a void (frequency 8) names the payer’s claim and has all lines of the claim it takes back', () => {
    const { claim } = only(documentIn(golden('837p-void.x12')), 'claim');
    expect(claim).toMatchObject({ frequency: '8', refs: [{ qualifier: 'F8', value: 'ICN9' }], chargeCents: 10_000 });
    expect(claim.lines.map(({ lineControl }) => lineControl)).toEqual(['L1', 'L2']);
  });

  it('a tertiary claim shows what both earlier payers decided, and each explains the whole charge', () => {
    const { claim } = only(documentIn(golden('837p-tertiary.x12')), 'claim');
    expect(claim.subscriber.payerResponsibility).toBe('T');
    expect(claim.otherPayers.map(({ sequence, paidCents }) => [sequence, paidCents])).toEqual([
      ['P', 6_000],
      ['S', 2_000],
    ]);
    expect(coordinationFaults(claim)).toEqual([]);
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
