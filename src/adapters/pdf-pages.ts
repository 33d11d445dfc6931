import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { PlainDate } from '../domain/dates/plain-date.js';

const { resolve } = createRequire(import.meta.url);
const FONT = resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const BOLD = resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');
const LEFT = 56;

/** Where a page of another document is shown: below the heading and above the page's foot; points from the top left. */
export const FRAME = { left: LEFT, top: 100, width: 612 - 2 * LEFT, height: 632 } as const;

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

/** What the index page says besides the list of parts: facts above it, and what travels beside the document below. */
export interface IndexWords {
  readonly above?: readonly (readonly [name: string, value: string])[];
  readonly below?: readonly string[];
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
export async function renderParts(
  title: string,
  date: PlainDate,
  parts: readonly Part[],
  { mark = '', index = {} }: { readonly mark?: string; readonly index?: IndexWords } = {},
): Promise<Rendered> {
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
    index,
  );
  const pages = numberPages(document, mark);
  return { bytes: await bytesOf(document), pages };
}

function newDocument(title: string, date: PlainDate): Pdf {
  const document = new PDFDocument({
    size: 'LETTER',
    margin: LEFT,
    bufferPages: true,
    info: { Title: title, CreationDate: new Date(`${date}T12:00:00Z`) },
  });
  return document.registerFont('body', FONT).registerFont('bold', BOLD).font('body').fontSize(10);
}

function heading(document: Pdf, text: string): void {
  document.font('bold').fontSize(14).text(text).font('body').fontSize(10).moveDown();
}

/** The first page was left free for it. */
function indexPage(
  document: Pdf,
  title: string,
  entries: readonly { title: string; page: number }[],
  { above = [], below = [] }: IndexWords,
): void {
  document.switchToPage(0);
  document.x = LEFT;
  document.y = LEFT;
  heading(document, title);
  for (const [name, value] of above) document.text(`${name}: ${value}`);
  if (above.length > 0) document.moveDown();
  for (const { title: name, page } of entries) {
    const top = document.y;
    document.text(name, LEFT, top, { lineBreak: false });
    document.text(`page ${page}`, LEFT, top, { align: 'right' });
    document.x = LEFT;
  }
  if (below.length > 0) document.moveDown();
  for (const words of below) document.text(words);
}

function numberPages(document: Pdf, mark = ''): number {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    const foot = document.page.height - 48;
    const width = document.page.width - 2 * LEFT;
    document.font('body').fontSize(8);
    document.text(`Page ${page + 1} of ${count}`, LEFT, foot, { lineBreak: false });
    if (mark) document.text(mark, LEFT + width - document.widthOfString(mark), foot, { lineBreak: false });
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
