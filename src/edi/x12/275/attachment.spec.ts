import fc from 'fast-check';
import { plainDate } from '../../../domain/dates/plain-date.js';
import { X12Read } from '../read.js';
import { type AttachmentDocument, type AttachmentHeader, attachmentLinks, type AttachmentParty } from './attachment.js';
import { contentKind } from './content-kind.js';
import { attachmentSegments, writeAttachments } from './write-attachment.js';

const day = plainDate('2026-06-01');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const party = (role: string, name: string, more: Partial<AttachmentParty> = {}): AttachmentParty => ({
  role,
  entity: role === 'QC' ? 'person' : 'organization',
  name,
  contacts: [],
  refs: [],
  traces: [],
  dates: [],
  unmodelled: [],
  ...more,
});

const header: AttachmentHeader = {
  kind: 'attachment',
  guide: '005010X210',
  purpose: '02',
  reference: 'ATT1',
  createdDate: day,
  createdTime: '1015',
  parties: [
    party('PR', 'BLUE RIVER HEALTH', { idQualifier: 'PI', id: 'BRH01' }),
    party('41', 'RIVERSIDE FAMILY PRACTICE', { idQualifier: '46', id: 'RFP001' }),
    party('1P', 'RIVERSIDE FAMILY PRACTICE', { idQualifier: 'XX', id: '2999990015' }),
    party('QC', 'HALE', {
      firstName: 'FRANK',
      refs: [{ qualifier: 'EJ', value: 'RFP0000005' }],
      dates: [{ qualifier: '472', date: day }],
    }),
  ],
  unmodelled: [],
};

const documentOf = (number: number, bytes: Uint8Array, filter?: string): AttachmentDocument => ({
  kind: 'attachmentDocument',
  number,
  traces: [{ type: '1', number: `ACN${number}` }],
  statuses: [],
  refs: [],
  dates: [{ qualifier: '368', date: day }],
  category: { reportType: 'AE', format: 'TX' },
  security: '05',
  ...(filter ? { filter } : {}),
  content: { byteLength: bytes.length, looksLike: contentKind(bytes) },
  unmodelled: [],
});

async function written(contents: readonly Uint8Array[], filter?: string): Promise<Uint8Array> {
  const documents = contents.map((bytes, at) => ({
    document: documentOf(at + 1, bytes, filter),
    content: { byteLength: bytes.length, bytes: [bytes.subarray(0, 3), bytes.subarray(3)] },
  }));
  const set = attachmentSegments({ header, documents });
  if (!set.ok) throw new Error(JSON.stringify(set.problem));
  const guide = '005010X210';
  const sets = [{ st01: '275', guide, control: '0001', segments: set.value.segments }];
  const group = {
    functionalId: 'PI',
    sender: 'A1',
    receiver: 'B1',
    date: day,
    time: '1200',
    control: '1',
    guide,
    sets,
  };
  const address = { senderQualifier: 'ZZ', senderId: 'A1', receiverQualifier: 'ZZ', receiverId: 'B1' };
  const envelope = {
    ...address,
    date: day,
    time: '1200',
    control: '000000001',
    usage: 'P',
    ackRequested: false,
    groups: [group],
  } as const;
  const pieces: number[] = [];
  for await (const piece of writeAttachments(envelope, set.value.contents)) pieces.push(...piece);
  return Uint8Array.from(pieces);
}

describe('documents sent to a payer', () => {
  it.each([undefined, 'ASC'])('come back byte for byte, whatever separators they hold (filter %s)', async (filter) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 3 }),
        async (contents) => {
          const read = new X12Read();
          const items = [...read.feed(await written(contents, filter)), ...read.finish()];
          const received = items.flatMap((item) => (item.kind === 'attachmentContent' ? [[...item.bytes]] : []));
          expect(received).toEqual(contents.map((bytes) => [...bytes]));
          const documents = items.flatMap((item) => {
            if (item.kind !== 'attachmentDocument') return [];
            const { place: _place, ...document } = item;
            return [document];
          });
          expect(documents).toEqual(contents.map((bytes, at) => documentOf(at + 1, bytes, filter)));
          expect(items.filter((item) => item.kind === 'problem')).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('carry the numbers that tie them to the claim and its PWK', () =>
    expect(attachmentLinks(header, [documentOf(1, utf8('x'))])).toEqual(['ACN1', 'RFP0000005']));

  it('cannot be sent when nothing ties them to a claim', () => {
    const parties = header.parties.map((one) => ({ ...one, refs: [] }));
    const document = { ...documentOf(1, utf8('x')), traces: [] };
    const set = attachmentSegments({
      header: { ...header, parties },
      documents: [{ document, content: { byteLength: 1, bytes: [utf8('x')] } }],
    });
    expect(set.ok ? [] : set.problem.map((fault) => fault.code)).toEqual(['LINK_MISSING']);
  });
});

describe('the kind of a content', () => {
  it.each([
    ['pdf', '%PDF-1.7'],
    ['c-cda', '\ufeff<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">'],
    ['xml', '<note/>'],
    ['rtf', '{\\rtf1'],
    ['other', 'plain words'],
  ] as const)('is %s by its first bytes', (kind, text) => expect(contentKind(utf8(text))).toBe(kind));
});
