import { PDFDocument } from '@cantoo/pdf-lib';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSealed } from '../../../src/adapters/sealed-files.js';
import { importAcknowledgements } from '../../../src/app/batches/import-acknowledgements.js';
import { attachDocument } from '../../../src/app/documents/attach-document.js';
import type { SentAttachment } from '../../../src/app/documents/documents-to-send.js';
import { sendAttachment } from '../../../src/app/documents/send-attachment.js';
import { storeInboundFile } from '../../../src/app/files/store-inbound-file.js';
import { importClaimStatus } from '../../../src/app/status/import-claim-status.js';
import { decideRule } from '../../../src/app/payer-rules/decide-rule.js';
import { proposeRule } from '../../../src/app/payer-rules/propose-rule.js';
import { completeWorkItem } from '../../../src/app/work-items/complete-work-item.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { AnswerBuilder, type InterchangeAnswer } from '../../../src/edi/x12/acknowledgements/answer.js';
import { answerInterchange } from '../../../src/edi/x12/acknowledgements/write-acknowledgement.js';
import type { AttachmentDocument, AttachmentHeader } from '../../../src/edi/x12/275/attachment.js';
import { readX12 } from '../../../src/edi/x12/read.js';
import { seg, writeInterchange } from '../../../src/edi/x12/write.js';
import {
  claimRow,
  dear,
  foundPractice,
  tellClaim,
  tellDenial,
  type OpenedClaim,
  type Practice,
} from '../../app/a-practice.js';
import { fileOf } from '../money/an-office.js';
import { denies, itIs, openWork, packetBound, sentClaim, stepsOf, takenIn } from './story-days.js';

const lena = { id: 'lena', role: 'lead' };
const mig = { id: 'mig', role: 'manager' };
const rita = { id: 'rita', role: 'records' };

/** A payer with files for appeals and documents; and one that takes neither. */
let practice: Practice;
let onPaper: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  onPaper = await foundPractice();
  await agreed('appealChannel', { channel: 'x12-275' });
  await agreed('takesAttachments', true);
}, 200_000);
afterAll(async () => {
  await practice?.stop();
  await onPaper?.stop();
});

async function agreed(key: 'appealChannel' | 'takesAttachments', value: unknown): Promise<void> {
  const proposed = await proposeRule(practice.deps, lena, practice.org, {
    key,
    value,
    payerClass: 'commercial',
    authority: 'contract',
    source: 'Trading partner agreement, annex on attachments',
    effectiveFrom: plainDate('2025-01-01'),
  });
  if (!proposed.ok) throw new Error(proposed.problem.detail);
  await decideRule(practice.deps, mig, practice.org, { id: proposed.value.id, decision: 'approved', note: 'signed' });
}

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Sends what the story has asked for; answers the intent as it stands afterwards. */
async function sends(subjectId: string): Promise<{ became: string; sent: SentAttachment & { sha256: string } }> {
  const [intent] = (await stepsOf(practice, subjectId)).filter(
    ({ kind, state }) => kind === 'sendAttachment' && state === 'INTENDED',
  );
  const { became } = await sendAttachment(practice.deps, { organizationId: practice.org, intentId: intent?.id ?? '' });
  const after = (await stepsOf(practice, subjectId)).find(({ id }) => id === intent?.id);
  return { became, sent: after?.result as never };
}

const bytesOf = ({ file }: SentAttachment): Buffer =>
  readFileSync(join(practice.deps.config.dataDir, practice.org, 'out', file));

interface AsRead {
  readonly header: AttachmentHeader;
  readonly documents: readonly AttachmentDocument[];
  readonly contents: readonly Buffer[];
}

/** The 275 as its payer reads it. */
async function read(file: Uint8Array): Promise<AsRead> {
  const contents = new Map<number, Buffer>();
  const documents: AttachmentDocument[] = [];
  let header: AttachmentHeader | undefined;
  for await (const items of readX12(stream(file), { allow: { allowTestUsage: true } }))
    for (const item of items) {
      if (item.kind === 'problem' && item.problem.code !== 'TEST_USAGE') throw new Error(item.problem.code);
      if (item.kind === 'attachment') header = item;
      if (item.kind === 'attachmentDocument') documents.push(item);
      if (item.kind === 'attachmentContent')
        contents.set(item.document, Buffer.concat([contents.get(item.document) ?? Buffer.alloc(0), item.bytes]));
    }
  if (!header) throw new Error('no 275 in the file');
  return { header, documents, contents: documents.map(({ number }) => contents.get(number) ?? Buffer.alloc(0)) };
}

let control = 700;
/** The partner's TA1 and 999 for a file, accepted or refused, as they come in: one file with an answer for each verdict. */
async function acknowledges(file: Uint8Array, ...verdicts: readonly ('A' | 'R')[]): Promise<string> {
  const builder = new AnswerBuilder();
  for await (const items of readX12(stream(file), { allow: { allowTestUsage: true } }))
    for (const item of items) builder.item(item);
  const [answer] = builder.answers;
  if (!answer) throw new Error('nothing to answer');
  const bytes = Buffer.concat(
    verdicts.flatMap((verdict) => {
      const stamp = { control: String((control += 1)).padStart(9, '0'), date: plainDate('2026-01-06'), time: '0800' };
      const told = verdict === 'A' ? answer : refused(answer);
      return [...writeInterchange(answerInterchange(told.received, told, stamp))];
    }),
  );
  const stored = await storeInboundFile(practice.deps, {
    organizationId: practice.org,
    actor: { id: 'clearinghouse', role: 'integration' },
    source: 'upload',
    name: '999.x12',
    bytes: stream(bytes),
  });
  if (!stored.ok) throw new Error(stored.problem.detail);
  await importAcknowledgements(practice.deps, { organizationId: practice.org, fileId: stored.value.fileId });
  return stored.value.fileId;
}

const refused = (answer: InterchangeAnswer): InterchangeAnswer => ({
  ...answer,
  groups: answer.groups.map((group) => ({
    ...group,
    code: 'R',
    setsAccepted: 0,
    sets: group.sets.map((set) => ({ ...set, code: 'R', errors: ['5'] })),
  })),
});

const sealedPdf = async (documentId: string): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of readSealed(
    { keys: practice.deps.keys, dataDir: practice.deps.config.dataDir },
    practice.org,
    documentId,
  ))
    parts.push(part);
  return Buffer.concat(parts);
};

/** Its packet is bound and on its way as a 275. */
async function packetOut() {
  await itIs(practice, '2026-01-05');
  const denied = await denies(practice, await sentClaim(practice, dear), 'CO-55');
  await packetBound(practice, denied.denialId);
  const out = await sends(denied.denialId);
  return { ...denied, ...out };
}
const level = (denialId: string) =>
  practice.within((tx) =>
    tx.db.appealLevel.findFirstOrThrow({
      where: { organizationId: practice.org, denialId },
      orderBy: { level: 'desc' },
    }),
  );
const work = async (at: Practice, subjectId: string) =>
  (await openWork(at, subjectId)).map(({ kind, facts }) => [kind, (facts as { reason?: string }).reason]);

describe('an appeal to a payer that takes packets as files', () => {
  it('leaves as a 275 in which the payer finds the very bytes of the packet, tied to the claim', async () => {
    const { claim, denialId, became, sent } = await packetOut();
    expect([became, await work(practice, denialId)]).toEqual(['sent', []]);
    const { header, documents, contents } = await read(bytesOf(sent));
    const { packetId } = await level(denialId);
    const packet = await sealedPdf(packetId ?? '');
    expect(packet.subarray(0, 5).toString()).toBe('%PDF-');
    expect(contents.map((content) => content.equals(packet))).toEqual([true]);
    expect(sent.documents.map(({ sha256 }) => sha256)).toEqual([createHash('sha256').update(packet).digest('hex')]);
    expect(sent.sha256).toBe(createHash('sha256').update(bytesOf(sent)).digest('hex'));

    const row = await claimRow(practice, claim.id);
    expect([header.purpose, documents[0]?.traces]).toEqual(['02', [{ type: '1', number: sent.link.number }]]);
    expect(row.attachmentNumbers).toContain(sent.link.number);
    expect(header.parties.find(({ role }) => role === 'QC')?.refs).toEqual([
      { qualifier: 'EJ', value: claim.claimNumber },
      { qualifier: '1K', value: row.payerClaimNumber },
    ]);
  }, 60_000);

  it('holds the records kept with the claim as pages; what cannot be bound goes beside it in the same 275', async () => {
    await itIs(practice, '2026-01-05');
    const { claim, denialId } = await denies(practice, await sentClaim(practice, dear), 'CO-55');
    const page = await PDFDocument.create();
    page.addPage([612, 792]);
    const chart = Buffer.from(await page.save());
    const scan = Buffer.from('II*\0a scan of the order');
    for (const [kind, bytes] of [
      ['record', chart],
      ['authorization', scan],
    ] as const)
      await attachDocument(practice.deps, rita, practice.org, { claimId: claim.id, kind, bytes: stream(bytes) });
    await packetBound(practice, denialId);
    const { sent } = await sends(denialId);
    const { contents } = await read(bytesOf(sent));
    const { packetId } = await level(denialId);
    expect(contents.map((content) => content.equals(scan))).toEqual([false, true]);
    expect(sent.documents.map(({ id }) => id)[0]).toBe(packetId);
    // Index, letter, remittance, claim, rules, and the one page of the chart.
    expect((await PDFDocument.load(contents[0] ?? '')).getPageCount()).toBe(6);
    // What came after the packet was bound is not in it, and does not leave with it.
    const [binding] = (await stepsOf(practice, denialId)).filter(({ kind }) => kind === 'buildAppealPacket');
    expect(binding?.result).toMatchObject({ documentId: packetId, records: [{ bound: false }, { bound: true }] });
  }, 60_000);

  it('is filed when its 999 accepts it: that is the proof, and the payer’s clock starts', async () => {
    const { denialId, sent } = await packetOut();
    expect((await level(denialId)).state).toBe('PACKET_READY');
    await itIs(practice, '2026-01-06');
    await acknowledges(bytesOf(sent), 'A');
    await tellDenial(practice, denialId);
    const filed = await level(denialId);
    expect([filed.state, filed.channel, filed.filedOn?.toISOString().slice(0, 10)]).toEqual([
      'FILED',
      'x12-275',
      '2026-01-06',
    ]);
  }, 60_000);

  it('goes to a person when its 999 refuses it, with what the 999 said', async () => {
    const { denialId, sent } = await packetOut();
    await acknowledges(bytesOf(sent), 'R');
    await tellDenial(practice, denialId);
    expect(await work(practice, denialId)).toEqual([['fileAppeal', 'the 275 did not go through (999 5)']]);
    expect((await level(denialId)).state).toBe('PACKET_READY');
  }, 60_000);

  it('goes to a person when no 999 comes in a business day; one that comes late still files it', async () => {
    const { denialId, sent } = await packetOut();
    await itIs(practice, '2026-01-07');
    await tellDenial(practice, denialId);
    expect(await work(practice, denialId)).toEqual([['fileAppeal', 'no 999 came for the 275']]);
    await acknowledges(bytesOf(sent), 'A');
    await tellDenial(practice, denialId);
    expect([(await level(denialId)).state, (await work(practice, denialId)).map(([kind]) => kind)]).toEqual([
      'FILED',
      ['recordAppealDecision'],
    ]);
  }, 60_000);

  it('that one 999 of a file refuses and the next one accepts is filed: neither answer passes for the other', async () => {
    const { denialId, sent } = await packetOut();
    await acknowledges(bytesOf(sent), 'R', 'A');
    await tellDenial(practice, denialId);
    expect((await level(denialId)).state).toBe('FILED');
  }, 60_000);

  it('hears two refusals of one file, and reading the file again adds none', async () => {
    const { denialId, sent } = await packetOut();
    const fileId = await acknowledges(bytesOf(sent), 'R', 'R');
    const refusals = () =>
      practice.within((tx) =>
        tx.db.storyEvent.count({
          where: { organizationId: practice.org, subjectId: denialId, type: 'attachmentRejected' },
        }),
      );
    expect(await refusals()).toBe(2);
    await importAcknowledgements(practice.deps, { organizationId: practice.org, fileId });
    expect(await refusals()).toBe(2);
  }, 60_000);

  it('leaves once: a second attempt after a crash finds the file delivered', async () => {
    const { denialId, sent } = await packetOut();
    const [intent] = (await stepsOf(practice, denialId)).filter(({ kind }) => kind === 'sendAttachment');
    await practice.within((tx) =>
      tx.db.intent.update({
        where: { organizationId_id: { organizationId: practice.org, id: intent?.id ?? '' } },
        data: { state: 'INTENDED', closedAt: null },
      }),
    );
    const again = await sends(denialId);
    expect([again.became, again.sent.file, again.sent.sha256]).toEqual(['sent', sent.file, sent.sha256]);
  }, 60_000);
});

/** The payer has asked for records (277 R) under a number of its own. */
async function asked(at: Practice): Promise<OpenedClaim> {
  await itIs(at, '2026-01-05');
  const claim = await sentClaim(at);
  await takenIn(at, claim, '2026-01-05');
  await receives277(at, claim);
  await tellClaim(at, claim);
  return claim;
}

/** Operative note and discharge summary, as a payer's 277 request (005010X213) asks for them. */
const WANTED = ['R4:11504-8::LOI', 'R4:18842-5::LOI'];

async function receives277(at: Practice, { claimNumber }: OpenedClaim): Promise<void> {
  const [note, summary] = WANTED.map((code) => code.split(':'));
  const segments = [
    seg('BHT', '0085', '13', `R${claimNumber}`, '20260105', '0800'),
    ...[seg('HL', '1', '', '20', '1'), seg('NM1', 'PR', '2', 'PAYER', '', '', '', '', 'PI', 'UMH22')],
    ...[seg('HL', '2', '1', '21', '1'), seg('NM1', '41', '2', 'RIVERSIDE', '', '', '', '', '46', 'RFP001')],
    ...[seg('HL', '3', '2', '19', '1'), seg('NM1', '1P', '2', 'RIVERSIDE', '', '', '', '', 'XX', '1234567893')],
    ...[seg('HL', '4', '3', '22', '0'), seg('NM1', 'IL', '1', 'DOE', 'JANE', '', '', '', 'MI', 'W1')],
    seg('TRN', '1', `RFAI-${claimNumber}`),
    seg('STC', note, '20260105', '', '100', '', '', '', '', '', summary),
    seg('REF', 'EJ', claimNumber),
    seg('DTP', '472', 'D8', '20251201'),
  ];
  const file = { st01: '277', guide: '005010X213', functionalId: 'HN', date: '2026-01-05', sets: [segments] };
  const stored = await storeInboundFile(at.deps, {
    organizationId: at.org,
    actor: { id: 'clearinghouse', role: 'integration' },
    source: 'upload',
    name: '277.x12',
    bytes: stream(Buffer.from(fileOf(file))),
  });
  if (!stored.ok) throw new Error(stored.problem.detail);
  await importClaimStatus(at.deps, { organizationId: at.org, fileId: stored.value.fileId });
}
async function attach(at: Practice, claim: OpenedClaim, text: string): Promise<Buffer> {
  const bytes = Buffer.from(`%PDF-1.7\n${text}`);
  const stored = await attachDocument(at.deps, rita, at.org, {
    claimId: claim.id,
    kind: 'record',
    bytes: stream(bytes),
  });
  if (!stored.ok) throw new Error(stored.problem.detail);
  return bytes;
}
async function letGo(at: Practice, claim: OpenedClaim): Promise<void> {
  const item = (await openWork(at, claim.id)).find(({ kind }) => kind === 'sendDocuments');
  const done = await completeWorkItem(at.deps, rita, at.org, {
    workItemId: item?.id ?? '',
    outcome: 'send275',
    fields: { note: 'Note and result are attached' },
  });
  if (!done.ok) throw new Error(done.problem.detail);
  await tellClaim(at, claim);
}

describe('records a payer asks for', () => {
  it('leave as one 275 that answers the payer’s number, each document byte for byte, whatever its bytes are', async () => {
    const claim = await asked(practice);
    const note = await attach(practice, claim, 'Progress note ~SE*1*0001~IEA*1*000000001~ GS*');
    const result = await attach(practice, claim, 'Result');
    await letGo(practice, claim);
    const { sent } = await sends(claim.id);
    const { header, documents, contents } = await read(bytesOf(sent));
    expect([header.purpose, documents.map(({ traces }) => traces[0]?.number)]).toEqual([
      '11',
      [`RFAI-${claim.claimNumber}`, `RFAI-${claim.claimNumber}`],
    ]);
    // Two documents, two codes: each answers one, in the payer's order.
    expect(documents.map(({ statuses }) => statuses)).toEqual(WANTED.map((code) => [[code]]));
    const found = new Set(contents.map((content) => content.toString('latin1')));
    expect(found).toEqual(new Set([note, result].map((bytes) => bytes.toString('latin1'))));

    expect((await claimRow(practice, claim.id)).state).toBe('INFO_REQUESTED');
    await acknowledges(bytesOf(sent), 'A');
    await tellClaim(practice, claim);
    expect((await claimRow(practice, claim.id)).state).toBe('PENDED');
    expect(await work(practice, claim.id)).toEqual([]);
  }, 60_000);

  it('are asked about again when the file was refused, when silence followed, and when nothing was attached', async () => {
    const claim = await asked(practice);
    await letGo(practice, claim);
    expect((await sends(claim.id)).became).toBe('nothing');
    await tellClaim(practice, claim);
    const none = 'the 275 did not go through (no record is attached to the claim)';
    expect(await work(practice, claim.id)).toEqual([['sendDocuments', none]]);

    await attach(practice, claim, 'Note');
    await letGo(practice, claim);
    await acknowledges(bytesOf((await sends(claim.id)).sent), 'R');
    await tellClaim(practice, claim);
    expect(await work(practice, claim.id)).toEqual([['sendDocuments', 'the 275 did not go through (999 5)']]);

    await letGo(practice, claim);
    await sends(claim.id);
    await itIs(practice, '2026-01-07');
    await tellClaim(practice, claim);
    expect(await work(practice, claim.id)).toEqual([['sendDocuments', 'no 999 came for the 275']]);
  }, 60_000);

  it('stay a person’s work where the payer takes no files', async () => {
    const claim = await asked(onPaper);
    await attach(onPaper, claim, 'Note');
    await letGo(onPaper, claim);
    expect(await work(onPaper, claim.id)).toEqual([
      ['sendDocuments', 'the payer takes no 275: use its portal, fax or mail'],
    ]);
    expect((await stepsOf(onPaper, claim.id)).map(({ kind }) => kind)).not.toContain('sendAttachment');
  }, 60_000);
});
