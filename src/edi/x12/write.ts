import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { Cents } from '../../domain/money.js';

/** Text, a composite of components (or `repeated` values), or nothing. */
export type Element = string | readonly (string | undefined)[] | undefined;

class Repetitions extends Array<string> {}

/** An element that repeats (EB03, EQ01): a list like a composite, written with the repetition separator. */
export const repeated = (values: readonly string[]): readonly string[] => Repetitions.from(values);

/** A segment to write. The writer trims trailing empty elements and components. */
export interface OutSegment {
  readonly id: string;
  readonly elements: readonly Element[];
}

export const seg = (id: string, ...elements: Element[]): OutSegment => ({ id, elements });

/** A transaction set without its ST and SE; `guide` becomes ST03, `control` ST02 and SE02, SE01 is counted. */
export interface OutSet {
  readonly st01: string;
  readonly guide: string;
  readonly control: string;
  readonly segments: Iterable<OutSegment>;
}

export interface OutGroup {
  /** GS01: `HC`, `HP`, `FA`. */
  readonly functionalId: string;
  readonly sender: string;
  readonly receiver: string;
  readonly date: PlainDate;
  /** HHMM, HHMMSS or longer (GS05). */
  readonly time: string;
  readonly control: string;
  /** GS08. */
  readonly guide: string;
  readonly sets: Iterable<OutSet>;
}

export interface OutInterchange {
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  readonly date: PlainDate;
  /** HHMM (ISA10). */
  readonly time: string;
  /** Nine digits (ISA13). */
  readonly control: string;
  readonly usage: 'P' | 'T';
  readonly ackRequested: boolean;
  readonly groups: Iterable<OutGroup>;
  /** TA1 segments between ISA and GS. */
  readonly acknowledgements?: Iterable<OutSegment>;
}

/** X12 decimal of an amount: `205`, `205.5`, `-14`, `0`. */
export function centsText(amount: Cents): string {
  const sign = amount < 0 ? '-' : '';
  const whole = Math.abs(amount);
  const rest = whole % 100;
  const units = (whole - rest) / 100;
  if (rest === 0) return `${sign}${units}`;
  const decimals = rest % 10 === 0 ? `${rest / 10}` : `${rest}`.padStart(2, '0');
  return `${sign}${units}.${decimals}`;
}

/** A value that cannot be written: X12 has no escape for its own separators. `element` and `component` count from 1. */
export interface UnwritableValue {
  readonly segmentId: string;
  /** Ordinal of the segment among those given, from 1. */
  readonly segment: number;
  readonly element: number;
  readonly component?: number;
  readonly reason: 'delimiter' | 'control-character';
}

/** Separators and control characters, by character code. */
const MARKS = new Uint8Array(128).fill(1, 0, 32);
for (const mark of '*:^~\u007f') MARKS[mark.charCodeAt(0)] = 1;

/** A value with a separator or control character. Every value is looked through: a loop is thrice as fast as a pattern. */
export function isUnwritable(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128 && MARKS[code] === 1) return true;
  }
  return false;
}

const ENCODER = new TextEncoder();
const CHUNK_CHARS = 64 * 1024;

/** Values of these segments that hold a separator or control character; `[]` means they can be written. */
export function unwritableValues(segments: Iterable<OutSegment>): UnwritableValue[] {
  const found: UnwritableValue[] = [];
  let ordinal = 0;
  for (const { id, elements } of segments) {
    ordinal += 1;
    elements.forEach((element, index) => {
      if (element === undefined) return;
      const parts = typeof element === 'string' ? [element] : element;
      parts.forEach((part, position) => {
        if (part === undefined || !isUnwritable(part)) return;
        const at = { segmentId: id, segment: ordinal, element: index + 1 };
        const reason = /[*:^~]/.test(part) ? ('delimiter' as const) : ('control-character' as const);
        found.push(typeof element === 'string' ? { ...at, reason } : { ...at, component: position + 1, reason });
      });
    });
  }
  return found;
}

/** Text with what X12 cannot carry replaced by a blank, for names and notes; identifiers are refused instead. */
export const writableText = (text: string): string => text.replace(/[*:^~\u0000-\u001f\u007f]+/g, ' ').trim();

function elementText(element: Element): string {
  if (element === undefined) return '';
  if (typeof element === 'string') return element;
  if (element instanceof Repetitions) return element.join('^');
  let last = element.length;
  while (last > 0 && (element[last - 1] ?? '') === '') last -= 1;
  let text = '';
  for (let at = 0; at < last; at += 1) text += at === 0 ? (element[at] ?? '') : `:${element[at] ?? ''}`;
  return text;
}

/** One segment in canonical form with its terminator. Throws on a value `unwritableValues` would have named. */
export function segmentText(segment: OutSegment): string {
  const { id, elements } = segment;
  let text = id;
  let empties = '';
  for (let at = 0; at < elements.length; at += 1) {
    const value = elementText(elements[at]);
    empties += '*';
    if (value === '') continue;
    text += empties + value;
    empties = '';
  }
  return `${text}~`;
}

function checked(segment: OutSegment): string {
  for (const element of segment.elements) {
    if (element === undefined) continue;
    if (typeof element === 'string') {
      if (isUnwritable(element)) throw unwritable(segment);
    } else {
      for (const part of element) if (part !== undefined && isUnwritable(part)) throw unwritable(segment);
    }
  }
  return segmentText(segment);
}

/** The value itself is PHI and stays out of the message. */
function unwritable(segment: OutSegment): Error {
  const first = unwritableValues([segment])[0];
  return new Error(
    `${segment.id}${String(first?.element ?? 0).padStart(2, '0')} holds a separator or control character; check with unwritableValues before writing`,
  );
}

const compactDate = (date: PlainDate): string => date.replaceAll('-', '');

function fixed(name: string, text: string, width: number): string {
  if (text.length > width || isUnwritable(text)) throw new Error(`${name} does not fit ${width} characters`);
  return text.padEnd(width);
}

function isaText(x: OutInterchange): string {
  if (!/^\d{9}$/.test(x.control)) throw new Error('ISA13 must be nine digits');
  if (!/^\d{4}$/.test(x.time)) throw new Error('ISA10 must be HHMM');
  const parties = [
    fixed('ISA05', x.senderQualifier, 2),
    fixed('ISA06', x.senderId, 15),
    fixed('ISA07', x.receiverQualifier, 2),
    fixed('ISA08', x.receiverId, 15),
  ].join('*');
  const ack = x.ackRequested ? '1' : '0';
  const stamp = `${compactDate(x.date).slice(2)}*${x.time}`;
  return `ISA*00*${' '.repeat(10)}*00*${' '.repeat(10)}*${parties}*${stamp}*^*00501*${x.control}*${ack}*${x.usage}*:~`;
}

/** Text on its way out; a generator per level hands on whole chunks, since a yield per segment costs more than writing it. */
class Pending {
  private text = '';

  add(segment: OutSegment): void {
    this.text += checked(segment);
  }

  addText(text: string): void {
    this.text += text;
  }

  get isFull(): boolean {
    return this.text.length >= CHUNK_CHARS;
  }

  take(): Uint8Array {
    const bytes = ENCODER.encode(this.text);
    this.text = '';
    return bytes;
  }

  get isEmpty(): boolean {
    return this.text === '';
  }
}

function* setChunks(out: Pending, set: OutSet): Generator<Uint8Array> {
  // The 835 names its guide in GS08 only (X221A1, ST03 not used).
  out.add(seg('ST', set.st01, set.control, ...(set.st01 === '835' ? [] : [set.guide])));
  let count = 2;
  for (const segment of set.segments) {
    count += 1;
    out.add(segment);
    if (out.isFull) yield out.take();
  }
  out.add(seg('SE', String(count), set.control));
}

function* groupChunks(out: Pending, group: OutGroup): Generator<Uint8Array> {
  const { functionalId, sender, receiver, date, time, control, guide } = group;
  out.add(seg('GS', functionalId, sender, receiver, compactDate(date), time, control, 'X', guide));
  let sets = 0;
  for (const set of group.sets) {
    sets += 1;
    yield* setChunks(out, set);
  }
  out.add(seg('GE', String(sets), control));
}

/**
 * The interchange in canonical form: `*` `:` `^` `~`, no line breaks, fixed ISA widths, trailing empties trimmed,
 * SE01, GE01 and IEA01 counted here. Chunks of about 64 KiB, UTF-8. Throws when a value cannot be written: whoever
 * builds segments from outside data asks `unwritableValues` first.
 */
export function* writeInterchange(x: OutInterchange): Generator<Uint8Array> {
  const out = new Pending();
  out.addText(isaText(x));
  for (const acknowledgement of x.acknowledgements ?? []) out.add(acknowledgement);
  let groups = 0;
  for (const group of x.groups) {
    groups += 1;
    yield* groupChunks(out, group);
  }
  out.add(seg('IEA', String(groups), x.control));
  if (!out.isEmpty) yield out.take();
}
