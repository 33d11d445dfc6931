import { degrees, grayscale, PDFDocument, PDFName, type PDFPage } from '@cantoo/pdf-lib';
import PdfKit from 'pdfkit';
import { FRAME, type Part, type Pdf, type Rendered } from './pdf-pages.js';

/** A document kept with the claim, with its bytes. */
export interface RecordToBind {
  readonly title: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A record as the packet takes it: pages of its own, or a file beside the packet and why. */
export type OpenedRecord = Pick<RecordToBind, 'title' | 'sha256'> &
  (
    | { readonly how: 'pdf'; readonly pages: readonly PDFPage[] }
    | { readonly how: 'image'; readonly bytes: Buffer }
    | { readonly how: 'beside'; readonly why: string }
  );

/** Tells what can be bound. Nobody's paper is changed: what binding would lose (notes, signatures' fields) stays a file of its own. */
export async function openRecord({ title, sha256, mediaType, bytes }: RecordToBind): Promise<OpenedRecord> {
  const beside = (why: string): OpenedRecord => ({ title, sha256, how: 'beside', why });
  if (mediaType === 'image/jpeg' || mediaType === 'image/png')
    return isImage(bytes) ? { title, sha256, how: 'image', bytes } : beside('a damaged image');
  if (mediaType !== 'application/pdf') return beside(mediaType);
  const pages = await pagesOf(bytes);
  return typeof pages === 'string' ? beside(pages) : { title, sha256, how: 'pdf', pages };
}

/** Pages of a PDF ready to be drawn, form fields made part of them; or why they cannot be. */
async function pagesOf(bytes: Buffer): Promise<readonly PDFPage[] | string> {
  try {
    const source = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
    if (source.isEncrypted) return 'a PDF closed with a password';
    if (source.getPages().some(hasNotes)) return 'a PDF with notes on its pages';
    const form = source.getForm();
    if (form.hasXFA()) return 'a PDF that is a dynamic form';
    if (form.getFields().length > 0) form.flatten();
    const pages = source.getPages();
    await tryDrawing(pages);
    return pages.length > 0 ? pages : 'a PDF without pages';
  } catch {
    return 'a PDF that cannot be read';
  }
}

/** A blank page has nothing to draw. */
const isBlank = (page: PDFPage): boolean => page.node.Contents() === undefined;

/** What cannot be drawn shows itself now and not when the packet is made. */
async function tryDrawing(pages: readonly PDFPage[]): Promise<void> {
  const scratch = await PDFDocument.create();
  await scratch.embedPages(pages.filter((page) => !isBlank(page)));
  await scratch.flush();
}

/** Annotations that show something of their own; links and form fields do not. */
function hasNotes(page: PDFPage): boolean {
  const shown = (page.node.Annots()?.asArray() ?? []).map((row) => page.doc.context.lookup(row));
  return shown.some((row) => {
    const subtype = String((row as { get?: (name: PDFName) => unknown } | undefined)?.get?.(PDFName.of('Subtype')));
    return !['/Link', '/Widget', '/Popup', 'undefined'].includes(subtype);
  });
}

function isImage(bytes: Buffer): boolean {
  try {
    const scratch = new PdfKit() as Pdf & { openImage(source: Buffer): { width: number } };
    return scratch.openImage(bytes).width > 0;
  } catch {
    return false;
  }
}

/** Where a page of a record goes: number of the packet's page (from 1), and what is drawn there. */
interface Place {
  readonly page: number;
  readonly source: PDFPage;
}

/** Parts with a free frame for every page of a record, and what puts the pages into them once the packet is drawn. */
export function recordParts(records: readonly OpenedRecord[]): {
  readonly parts: readonly Part[];
  readonly fill: (drawn: Rendered) => Promise<Rendered>;
} {
  const places: Place[] = [];
  const parts = records.flatMap((record): Part[] => {
    if (record.how === 'beside') return [];
    const { title } = record;
    if (record.how === 'image') return [{ title, draw: (document) => drawImage(document, record) }];
    return [{ title, draw: (document) => places.push(...frames(document, { ...record, pages: record.pages })) }];
  });
  return { parts, fill: (drawn) => fillFrames(drawn, places) };
}

const caption = (document: Pdf, { sha256 }: { readonly sha256: string }, page: number, of: number): void => {
  document.fontSize(8).text(`Its page ${page} of ${of}, kept as SHA-256 ${sha256}`).fontSize(10);
};

function drawImage(document: Pdf, record: { readonly sha256: string; readonly bytes: Buffer }): void {
  caption(document, record, 1, 1);
  document.image(record.bytes, FRAME.left, FRAME.top, {
    fit: [FRAME.width, FRAME.height],
    align: 'center',
  });
}

function frames(
  document: Pdf,
  record: { readonly sha256: string; readonly title: string; readonly pages: readonly PDFPage[] },
): Place[] {
  return record.pages.map((source, at) => {
    if (at > 0) document.addPage().fontSize(8).text(record.title);
    caption(document, record, at + 1, record.pages.length);
    return { page: document.bufferedPageRange().count, source };
  });
}

async function fillFrames(drawn: Rendered, places: readonly Place[]): Promise<Rendered> {
  if (places.length === 0) return drawn;
  const packet = await PDFDocument.load(drawn.bytes, { updateMetadata: false });
  for (const { page, source } of places) await drawInto(packet, packet.getPage(page - 1), source);
  return { ...drawn, bytes: Buffer.from(await packet.save({ useObjectStreams: false })) };
}

/** Draws a page as its reader sees it (crop box, turned as it says), as large as the frame allows and never larger than it was. */
async function drawInto(packet: PDFDocument, target: PDFPage, source: PDFPage): Promise<void> {
  const { x: left, y: bottom, width, height } = source.getCropBox();
  const turn = ((source.getRotation().angle % 360) + 360) % 360;
  const [wide, high] = turn % 180 === 0 ? [width, height] : [height, width];
  const scale = Math.min(1, FRAME.width / wide, FRAME.height / high);
  const shownWidth = wide * scale;
  const shownHeight = high * scale;
  const x = FRAME.left + (FRAME.width - shownWidth) / 2;
  const y = target.getHeight() - FRAME.top - shownHeight;
  // Turned clockwise about its lower left corner, the page must start at another corner of its place.
  const start = {
    0: { x, y },
    90: { x, y: y + shownHeight },
    180: { x: x + shownWidth, y: y + shownHeight },
    270: { x: x + shownWidth, y },
  }[turn] ?? { x, y };
  if (!isBlank(source)) {
    const embedded = await packet.embedPage(source, { left, bottom, right: left + width, top: bottom + height });
    target.drawPage(embedded, { ...start, xScale: scale, yScale: scale, rotate: degrees(-turn) });
  }
  target.drawRectangle({
    x,
    y,
    width: shownWidth,
    height: shownHeight,
    borderWidth: 0.5,
    borderColor: grayscale(0.6),
  });
}
