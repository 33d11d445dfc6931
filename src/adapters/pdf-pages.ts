import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { PlainDate } from '../domain/dates/plain-date.js';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const LEFT = 56;

export type Pdf = InstanceType<typeof PDFDocument>;

export interface Rendered {
  readonly bytes: Buffer;
  readonly pages: number;
}

/** A part of a document: its heading, and what it draws below it. */
export interface Part {
  readonly title: string;
  readonly draw: (document: Pdf) => void;
}

/** One drawing on as many pages as it needs, without an index: a letter or a receipt. Equal facts give equal bytes. */
export async function renderSheet(date: PlainDate, part: Part): Promise<Rendered> {
  const document = newDocument(part.title, date);
  heading(document, part.title);
  part.draw(document);
  const pages = numberPages(document);
  return { bytes: await bytesOf(document), pages };
}

/** Draws parts one after another, each on a page of its own, with an index in front and page numbers. Equal facts give equal bytes. */
export async function renderParts(title: string, date: PlainDate, parts: readonly Part[]): Promise<Rendered> {
  const document = newDocument(title, date);
  const starts = parts.map((part) => {
    document.addPage();
    const start = document.bufferedPageRange().count;
    heading(document, part.title);
    part.draw(document);
    return start;
  });
  indexPage(
    document,
    title,
    parts.map((part, at) => ({ title: part.title, page: starts[at] ?? 0 })),
  );
  const pages = numberPages(document);
  return { bytes: await bytesOf(document), pages };
}

function newDocument(title: string, date: PlainDate): Pdf {
  const document = new PDFDocument({
    size: 'LETTER',
    margin: LEFT,
    bufferPages: true,
    info: { Title: title, CreationDate: new Date(`${date}T12:00:00Z`) },
  });
  return document.registerFont('body', FONT).font('body').fontSize(10);
}

function heading(document: Pdf, text: string): void {
  document.fontSize(14).text(text).fontSize(10).moveDown();
}

/** The first page was left free for it. */
function indexPage(document: Pdf, title: string, entries: readonly { title: string; page: number }[]): void {
  document.switchToPage(0);
  document.x = LEFT;
  document.y = LEFT;
  heading(document, title);
  for (const { title: name, page } of entries) document.text(`${name} – page ${page}`);
}

function numberPages(document: Pdf): number {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    document.fontSize(8).text(`Page ${page + 1} of ${count}`, LEFT, document.page.height - 48, { lineBreak: false });
  }
  return count;
}

function bytesOf(document: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    document.end();
  });
}
