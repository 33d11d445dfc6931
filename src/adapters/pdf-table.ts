import type { Pdf } from './pdf-pages.js';

/** A column of a table; widths are parts of the line. */
export interface Column {
  readonly title: string;
  readonly part: number;
  readonly align?: 'left' | 'right';
}

const SIZE = 8.5;
const BODY = 10;
const GAP = 6;
const PAD = 2.5;

/** A table as wide as the text: cells wrap, no row is cut by the end of a page, and each page repeats the head. */
export function table(document: Pdf, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const { left, right } = document.page.margins;
  const whole = document.page.width - left - right;
  const parts = columns.reduce((sum, { part }) => sum + part, 0);
  const widths = columns.map(({ part }) => (part / parts) * whole - GAP);
  const draw = (cells: readonly string[], font: 'body' | 'bold'): void => {
    document.font(font).fontSize(SIZE);
    const height = Math.max(
      ...cells.map((cell, at) => document.heightOfString(cell || ' ', { width: widths[at] ?? 0 })),
    );
    if (document.y + height + 2 * PAD > document.page.maxY()) {
      document.addPage();
      if (font === 'body') draw(titles, 'bold');
      document.font(font).fontSize(SIZE);
    }
    const top = document.y + PAD;
    let x = left;
    for (const [at, cell] of cells.entries()) {
      const width = widths[at] ?? 0;
      document.text(cell, x, top, { width, align: columns[at]?.align ?? 'left' });
      x += width + GAP;
    }
    const bottom = top + height + PAD;
    document
      .moveTo(left, bottom)
      .lineTo(left + whole, bottom)
      .lineWidth(font === 'bold' ? 0.8 : 0.25)
      .stroke();
    document.x = left;
    document.y = bottom;
  };
  const titles = columns.map(({ title }) => title);
  draw(titles, 'bold');
  for (const row of rows) draw(row, 'body');
  document.font('body').fontSize(BODY);
  document.moveDown();
}

/** Facts by name, a line each: what is empty is left out. */
export function facts(document: Pdf, rows: readonly (readonly [name: string, value: string | undefined])[]): void {
  const { left, right } = document.page.margins;
  const name = 130;
  const width = document.page.width - left - right - name;
  for (const [label, value] of rows) {
    if (!value) continue;
    const height = document.heightOfString(value, { width });
    if (document.y + height > document.page.maxY()) document.addPage();
    const top = document.y;
    document.font('bold').text(label, left, top, { width: name - GAP });
    document.font('body').text(value, left + name, top, { width });
    document.x = left;
    document.y = top + height + 1;
  }
  document.moveDown();
}
