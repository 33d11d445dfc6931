import type { AttachmentDocument, AttachmentHeader, AttachmentParty } from '../edi/x12/275/attachment.js';
import { contentKind } from '../edi/x12/275/content-kind.js';
import { attachmentPieces, attachmentSegments, type OutContent } from '../edi/x12/275/write-attachment.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { Party, QualifiedDate, Reference } from '../edi/x12/parties/party.js';
import type { OutSet } from '../edi/x12/write.js';
import { add, HARBOR, patientOf, PAYER, PROVIDER } from './generate-about-claims.js';
import { claimsInTurn } from './generate-claims.js';
import { Budget, interchangeHead, setControl } from './generate-request.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

const GUIDE = '005010X210';

const party = (
  from: Party,
  refs: readonly Reference[] = [],
  dates: readonly QualifiedDate[] = [],
): AttachmentParty => ({
  ...from,
  ...{ contacts: [], traces: [], unmodelled: [], refs, dates },
});

/** A one-page PDF with the words given. Its text holds the separators of X12 on purpose: BIN is counted, not searched. */
export function pdfOf(words: string): string {
  const page = `BT /F1 12 Tf 72 720 Td (${words.replace(/[()\\]/g, ' ')}) Tj ET % ~SE*1*0001~IEA*1*1~`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  return `${file}xref\n0 ${count}\n0000000000 65535 f \n${table}trailer << /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}

const cdaOf = (words: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"><title>${words}</title></ClinicalDocument>\n`;

interface Content {
  readonly text: string;
  readonly format: string;
  readonly filter?: string;
}

/** Base64 of plain characters (RFC 4648 §4). */
const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

function contentFor(claim: Claim837, features: readonly string[], at: number): Content {
  const ways = ['ccda', 'text', 'base64'].filter((way) => features.includes(way));
  const words = `Progress note for claim ${claim.claimNumber}`;
  switch (ways[at % Math.max(ways.length, 1)]) {
    case 'ccda':
      return { text: cdaOf(words), format: 'HL' };
    case 'text':
      return { text: `${words}\nPain on walking * improved ~ review in 2 weeks`, format: 'TX' };
    case 'base64':
      return { text: base64(pdfOf(words)), format: 'CP', filter: 'B64' };
    default:
      return { text: pdfOf(words), format: 'CP' };
  }
}

function headerFor(claim: Claim837, { date, features }: GenerateRequest): AttachmentHeader {
  const isRequested = features.includes('requested');
  const digits = claim.claimNumber.replace(/\D/g, '');
  const refs = [
    { qualifier: 'EJ', value: claim.claimNumber },
    ...(isRequested ? [{ qualifier: '1K', value: `ICN${digits}` }] : []),
  ];
  const serviceDate = claim.lines[0]?.serviceFrom;
  const dates = serviceDate === undefined ? [] : [{ qualifier: '472', date: serviceDate }];
  const { id: _id, idQualifier: _qualifier, ...patient } = patientOf(claim);
  return {
    ...{ kind: 'attachment', guide: GUIDE, purpose: isRequested ? '11' : '02', reference: `AT${claim.claimNumber}` },
    ...{ createdDate: date, createdTime: '0600', unmodelled: [] },
    parties: [party(PAYER), party(HARBOR), party({ ...PROVIDER, role: '1P' }), party(patient, refs, dates)],
  };
}

function documentFor(claim: Claim837, content: Content, request: GenerateRequest): AttachmentDocument {
  const isRequested = request.features.includes('requested');
  const { text, format, filter } = content;
  const trace = isRequested
    ? { type: '2', number: `R${claim.claimNumber}` }
    : { type: '1', number: `ACN${claim.claimNumber}` };
  return {
    ...{ kind: 'attachmentDocument', number: 1, refs: [], unmodelled: [], security: '05' },
    traces: [trace],
    statuses: isRequested ? [['R4:11506-3', request.date.replaceAll('-', '')]] : [],
    dates: [{ qualifier: '368', date: request.date }],
    category: { reportType: 'AE', format },
    ...(filter === undefined ? {} : { filter }),
    content: { byteLength: text.length, looksLike: contentKind(Buffer.from(text, 'latin1')) },
  };
}

/** One document a set, for the claims of the seed: what PWK06 (`ACN…`) or the 277 request (`R…`) asked for. */
function attachmentFile(request: GenerateRequest): Generation {
  const truth: Record<string, number> = { sets: 0, documents: 0, contentBytes: 0 };
  const budget = new Budget(request, 965);
  const contents: OutContent[] = [];
  function* sets(): Generator<OutSet> {
    let at = 0;
    for (const claim of claimsInTurn(request, budget)) {
      const content = contentFor(claim, request.features, at);
      const bytes = Buffer.from(content.text, 'latin1');
      const document = documentFor(claim, content, request);
      const out = { byteLength: bytes.length, bytes: [bytes] };
      const written = attachmentSegments({
        header: headerFor(claim, request),
        documents: [{ document, content: out }],
      });
      if (!written.ok)
        throw new Error(`The generator made an attachment that cannot be sent: ${written.problem[0]?.text ?? ''}`);
      contents.push(...written.value.contents);
      at += 1;
      add(truth, 'sets');
      add(truth, 'documents');
      add(truth, 'contentBytes', bytes.length);
      yield { st01: '275', guide: GUIDE, control: setControl(at), segments: written.value.segments };
    }
  }
  /** Contents are made while the sets are, and let go once written. */
  function* waiting(): Generator<OutContent> {
    for (let next = contents.shift(); next !== undefined; next = contents.shift()) yield next;
  }
  function* bytes(): Generator<Uint8Array> {
    const head = interchangeHead({ functionalId: 'PI', guide: GUIDE, date: request.date, sender: 'us' }, sets());
    for (const piece of attachmentPieces(head, waiting())) {
      if (piece instanceof Uint8Array) yield piece;
      else yield* piece.bytes as Iterable<Uint8Array>;
    }
  }
  return { bytes: budget.counted(bytes()), truth: () => truth };
}

export const attachments: GenerateKind = {
  features: ['requested', 'ccda', 'text', 'base64'],
  generate: attachmentFile,
};
