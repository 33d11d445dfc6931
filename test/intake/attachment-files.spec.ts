import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { pdfOf } from '../../src/edi-cli/generate-attachments.js';
import { GENERATE_KINDS } from '../../src/edi-cli/generate-kinds.js';
import { ask, type Answer } from '../api/start-api.js';
import { openOffice, type Office, type Settled } from './an-office.js';
import { interchange } from './x12-files.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice(1);
}, 120_000);
afterAll(() => office?.stop(), 60_000);

const CLAIMS = 8;

/** A file of the story of this seed: the 837P announces proof for some claims, the 275 brings it for all. */
function made(kind: '837P' | '275', seed: number, features: readonly string[], count = CLAIMS) {
  const generate = GENERATE_KINDS[kind]?.generate;
  if (!generate) throw new Error(kind);
  const file = generate({ seed, count, sets: 1, features, date: plainDate('2026-01-05') });
  const bytes = Buffer.concat([...file.bytes]);
  return { bytes, truth: file.truth() as Readonly<Record<string, number>> };
}

const documentsOf = () =>
  office.within((tx) =>
    tx.db.document.findMany({ where: { organizationId: office.org, kind: 'attachment' }, orderBy: { id: 'asc' } }),
  );
const openItems = (file: Settled) => file.items.filter(({ state }) => state === 'OPEN');

async function download(id: string): Promise<{ readonly headers: Headers; readonly bytes: Buffer }> {
  const token = await office.api.token('specialist', office.org);
  const url = `${await office.api.app.getUrl()}/documents/${id}/content`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const bodyOf = (answer: Answer<Readonly<Record<string, unknown>>>) => answer.body;

describe('A 275 that comes before the claims it proves', () => {
  let proof: Settled;
  let announced: number;
  const seed = 41;
  const file = made('275', seed, ['base64']);

  it('leaves a question for each document and keeps nothing of it', async () => {
    proof = await office.settle(file.bytes);
    expect([proof.kind, proof.state]).toEqual(['attachments', 'DONE_WITH_PROBLEMS']);
    expect(proof.summary).toMatchObject({
      sets: { '275': CLAIMS },
      unrouted: {},
      attachments: { stored: 0, repeats: 0, unmatched: CLAIMS, empty: 0 },
    });
    expect(openItems(proof)).toHaveLength(CLAIMS);
    expect(openItems(proof)[0]).toMatchObject({
      kind: 'unmatchedAcknowledgement',
      facts: { what: '275', document: 1 },
    });
    expect(await documentsOf()).toEqual([]);
    const sealed = join(office.api.config.dataDir, 'files', office.org);
    expect(readdirSync(sealed)).toEqual([`${proof.id}.sealed`]);
  });

  it('finds the claims that announced it once they are in, and asks about the others again', async () => {
    const claims = made('837P', seed, ['attachment']);
    announced = claims.truth['attachments'] ?? 0;
    expect(announced).toBeGreaterThan(0);
    expect(announced).toBeLessThan(CLAIMS);
    expect((await office.settle(claims.bytes)).summary).toMatchObject({ claims: { opened: CLAIMS, refused: 0 } });
    const [item] = openItems(proof);
    if (!item) throw new Error('no item');
    expect((await office.complete(item, 'readAgain', { note: 'the claims are in' })).status).toBe(200);
    proof = await office.settled(proof.id);
    expect(proof.summary).toMatchObject({ attachments: { stored: announced, unmatched: CLAIMS - announced } });
    expect(openItems(proof)).toHaveLength(CLAIMS - announced);
    expect(await documentsOf()).toHaveLength(announced);
  });

  it('hands each out as the PDF that lay in it as Base64, under the hash of its bytes', async () => {
    for (const { id, subjectType, subjectId, sha256, sizeBytes, mediaType } of await documentsOf()) {
      expect([subjectType, mediaType]).toEqual(['claim', 'application/pdf']);
      const { headers, bytes } = await download(id);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(bytes.length).toBe(Number(sizeBytes));
      const claimNumber = /Progress note for claim (\w+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
      expect(bytes.equals(Buffer.from(pdfOf(`Progress note for claim ${claimNumber}`), 'latin1'))).toBe(true);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="attachment-${id}.pdf"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      const token = await office.api.token('specialist', office.org);
      const list = bodyOf(await ask(office.api, 'GET', `/claims/${subjectId}/documents`, { token }));
      expect(list['items']).toMatchObject([{ id, kind: 'attachment', mediaType: 'application/pdf' }]);
    }
  });

  it('is one document a claim, sent again as it is or in another envelope', async () => {
    const before = await documentsOf();
    expect((await office.send(file.bytes)).status).toBe(409);
    const rewrapped = await office.settle(file.bytes.toString('latin1').replaceAll('000000001', '000000002'));
    expect(rewrapped.summary).toMatchObject({ attachments: { stored: 0, repeats: announced } });
    expect(await documentsOf()).toEqual(before);
    const { dataDir } = office.api.config;
    for (const { id } of before) expect(existsSync(join(dataDir, 'files', office.org, `${id}.sealed`))).toBe(true);
  });
});

describe('A 275 that answers a request of the payer', () => {
  it('goes to the claim the request was about, by the number of the request', async () => {
    const [claim] = office.claims;
    if (!claim) throw new Error('no claim');
    const proof = made('275', 77, ['requested', 'ccda'], 1).bytes;
    const request = /TRN\*2\*(\w+)~/.exec(proof.toString('latin1'))?.[1] ?? '';
    const set =
      'ST*277*{control}*005010X213~BHT*0085*13*R1*20260105*0800~HL*1**20*1~NM1*PR*2*PAYER*****PI*UMH22~HL*2*1*21*1~' +
      'NM1*41*2*RIVERSIDE*****46*RFP001~HL*3*2*19*1~NM1*1P*2*RIVERSIDE*****XX*1234567893~HL*4*3*22*0~' +
      `NM1*IL*1*DOE*JANE****MI*W1~TRN*1*${request}~STC*R4:18842-5*20260105**100~REF*EJ*${claim.claimNumber}~` +
      'DTP*472*D8*20251201~';
    const asked = await office.settle(interchange({ functionalId: 'HN', guide: '005010X213', sets: [set] }));
    expect([asked.kind, asked.items]).toEqual(['claimStatus', []]);
    const file = await office.settle(proof);
    expect([file.state, file.summary]).toMatchObject(['DONE', { attachments: { stored: 1, unmatched: 0 } }]);
    const [document] = (await documentsOf()).filter(({ subjectId }) => subjectId === claim.id);
    expect(document).toMatchObject({ mediaType: 'application/xml' });
    const { headers, bytes } = await download(document?.id ?? '');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="attachment-${document?.id}.xml"`);
    expect(bytes.toString()).toContain('<ClinicalDocument xmlns="urn:hl7-org:v3">');
  });
});

describe('A damaged 275', () => {
  it('stores nothing of the set that is refused and all of the sound one beside it', async () => {
    const [claim] = office.claims;
    if (!claim) throw new Error('no claim');
    const document = (words: string, control: string): string =>
      `ST*275*${control}*005010X210~BGN*02*AT${control}*20260105*0600~NM1*PR*2*PAYER*****PI*UMH22~` +
      `NM1*QC*1*DOE*JANE~REF*EJ*${claim.claimNumber}~LX*1~TRN*1*ACN${control}~CAT*AE*TX~BIN*${words.length}*${words}~`;
    // Its length says less than is there.
    const shortened = document('pain on walking', '0001').replace('BIN*15*', 'BIN*12*');
    const good = document('rested well', '0002');
    const file =
      'ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260105*0800*^*00501*000000555*0*T*:~' +
      `GS*PI*THEM*US*20260105*0800*1*X*005010X210~${shortened}SE*${shortened.split('~').length}*0001~` +
      `${good}SE*${good.split('~').length}*0002~GE*2*1~IEA*1*000000555~`;
    const before = (await documentsOf()).length;
    const settled = await office.settle(file);
    expect(settled.state).toBe('DONE_WITH_PROBLEMS');
    expect(settled.summary).toMatchObject({ refusedSets: 1, attachments: { stored: 1, unmatched: 0 } });
    const after = await documentsOf();
    expect(after).toHaveLength(before + 1);
    expect(after.map(({ mediaType }) => mediaType)).toContain('application/octet-stream');
  });
});
