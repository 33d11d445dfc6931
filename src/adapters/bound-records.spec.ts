import { degrees, grayscale, PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import type PdfKit from 'pdfkit';
import { plainDate } from '../domain/dates/plain-date.js';
import { openRecord, recordParts, type OpenedRecord } from './bound-records.js';
import { renderParts, type Rendered } from './pdf-pages.js';

const sha256 = 'c'.repeat(64);

interface Paper {
  readonly wide?: number;
  readonly high?: number;
  readonly turned?: number;
}
/** A chart as a PDF, a page each. */
async function chart(pages: readonly Paper[]): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const [at, { wide = 612, high = 792, turned = 0 }] of pages.entries()) {
    const page = document.addPage([wide, high]);
    page.setRotation(degrees(turned));
    page.drawText(`Progress note, page ${at + 1}`, { x: 72, y: high - 96, size: 18, font });
    page.drawRectangle({
      x: 40,
      y: 40,
      width: wide - 80,
      height: high - 80,
      borderWidth: 2,
      borderColor: grayscale(0),
    });
  }
  return document;
}
const pdf = async (pages: readonly Paper[]) => Buffer.from(await (await chart(pages)).save());
const open = (bytes: Buffer, mediaType = 'application/pdf', title = 'Record 1') =>
  openRecord({ title, sha256, mediaType, bytes });

/** One dot, as a camera would send it. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function bound(records: readonly OpenedRecord[]): Promise<Rendered> {
  const { parts, fill } = recordParts(records);
  const letter = { title: 'Letter', draw: (document: InstanceType<typeof PdfKit>) => void document.text('Dear payer') };
  return fill(await renderParts('Appeal', plainDate('2026-01-26'), [letter, ...parts]));
}

describe('a record kept with the claim', () => {
  it('is bound page by page when it is a PDF, whatever size its paper has and however it is turned', async () => {
    const record = await open(await pdf([{}, { wide: 842, high: 595 }, { turned: 90 }]));
    const { bytes, pages } = await bound([record]);
    expect(pages).toBe(5); // index, letter, and three pages of the record
    const read = await PDFDocument.load(bytes);
    expect(read.getPages().map((page) => page.getSize())).toEqual(Array(5).fill({ width: 612, height: 792 }));
    expect(read.getPages().map((page) => page.node.normalizedEntries().XObject.keys().length)).toEqual([0, 0, 1, 1, 1]);
  });

  it('keeps its blank pages', async () => {
    const document = await PDFDocument.create();
    document.addPage([612, 792]);
    expect((await bound([await open(Buffer.from(await document.save()))])).pages).toBe(3);
  });

  it('is a page of its own when it is an image', async () => {
    expect((await bound([await open(PNG, 'image/png')])).pages).toBe(3);
  });

  it.each([
    ['a scan of a kind no PDF takes', 'image/tiff', Buffer.from('II*\0'), 'image/tiff'],
    ['a damaged image', 'image/png', PNG.subarray(0, 20), 'a damaged image'],
    ['a damaged PDF', 'application/pdf', Buffer.from('%PDF-1.7\nnothing more'), 'a PDF that cannot be read'],
  ])('stays a file beside the packet when it is %s', async (_name, mediaType, bytes, why) => {
    expect(await open(bytes, mediaType)).toEqual({ title: 'Record 1', sha256, how: 'beside', why });
  });

  it('stays beside the packet when binding would lose what somebody wrote on it, or a password closes it', async () => {
    const noted = await chart([{}]);
    const note = noted.context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [50, 50, 80, 80] });
    noted.getPage(0).node.set(PDFName.of('Annots'), noted.context.obj([noted.context.register(note)]));
    expect(await open(Buffer.from(await noted.save()))).toMatchObject({
      how: 'beside',
      why: 'a PDF with notes on its pages',
    });
    const closed = await chart([{}]);
    closed.encrypt({ userPassword: 'chart', ownerPassword: 'chart' });
    expect(await open(Buffer.from(await closed.save()))).toMatchObject({ how: 'beside' });
  });

  it('keeps what was filled into its form', async () => {
    const form = await chart([{}]);
    const field = form.getForm().createTextField('pain');
    field.setText('8 of 10');
    field.addToPage(form.getPage(0), { x: 72, y: 500, width: 200, height: 24 });
    const record = await open(Buffer.from(await form.save()));
    expect(record.how === 'pdf' && record.pages[0]?.node.Annots()?.size()).toBeFalsy();
    expect((await bound([record])).pages).toBe(3);
  });

  it('is bound to the same bytes every time', async () => {
    const bytes = await pdf([{}, {}]);
    const [one, again] = [await bound([await open(bytes)]), await bound([await open(bytes)])];
    expect(one.bytes.equals(again.bytes)).toBe(true);
  });
});
