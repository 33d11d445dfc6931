import { X12Read, type X12Item } from '../../src/edi/x12/read.js';
import { ALLOW_ALL, type Leniencies, type ReadOptions } from '../../src/edi/x12/options.js';
import type { X12ProblemCode } from '../../src/edi/x12/problem-code.js';

/** Separators and line ends of a file to build; the usual ones by default. */
export interface FileStyle {
  readonly element?: string;
  readonly component?: string;
  readonly repetition?: string;
  readonly terminator?: string;
  /** After each terminator. */
  readonly lineEnd?: string;
}

export const isa = (control = '000000001', version = '00501', repetition = '^', usage = 'P'): string =>
  `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*${repetition}*${version}*${control}*1*${usage}*:~`;

export const gs = (functionalId: string, guide: string, control = '1'): string =>
  `GS*${functionalId}*SENDER*RECEIVER*20260101*1200*${control}*X*${guide}~`;

/** A file with one group of sets in the usual separators; each set is the text from ST to SE. */
export function aFile(functionalId: string, guide: string, ...sets: readonly string[]): string {
  return `${isa()}${gs(functionalId, guide)}${sets.join('')}GE*${sets.length}*1~IEA*1*000000001~`;
}

/** One set around the segments given, its count right. */
export function aSet(st01: string, guide: string, segments: string, control = '0001'): string {
  const count = segments.split('~').length - 1 + 2;
  // The 835 names its guide in GS08 only.
  const named = st01 === '835' ? '' : `*${guide}`;
  return `ST*${st01}*${control}${named}~${segments}SE*${count}*${control}~`;
}

/** A 999 that accepts one set. */
export const a999 = (): string =>
  aFile('FA', '005010X231A1', aSet('999', '005010X231A1', 'AK1*HC*17*005010X222A1~AK2*837*0001~IK5*A~AK9*A*1*1*1~'));

/** The file in other separators. */
export function styled(text: string, style: FileStyle): string {
  const { element = '*', component = ':', repetition = '^', terminator = '~', lineEnd = '' } = style;
  const swaps: Readonly<Record<string, string>> = {
    '*': element,
    ':': component,
    '^': repetition,
    '~': terminator + lineEnd,
  };
  return text.replace(/[*:^~]/g, (separator) => swaps[separator] ?? separator);
}

export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export function readAll(file: string | Uint8Array, options: ReadOptions = {}, chunkBytes = Infinity): X12Item[] {
  const bytes = typeof file === 'string' ? latin1(file) : file;
  const read = new X12Read(options);
  const items: X12Item[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) items.push(...read.feed(bytes.subarray(at, at + chunkBytes)));
  return [...items, ...read.finish()];
}

/** Codes with severity: `refused SET_COUNT_WRONG`. */
export function problemsOf(file: string | Uint8Array, allow: Leniencies = {}): string[] {
  return readAll(file, { allow }).flatMap((item) =>
    item.kind === 'problem' ? [`${item.problem.severity} ${item.problem.code}`] : [],
  );
}

export function hasProblem(file: string | Uint8Array, code: X12ProblemCode, allow: Leniencies = ALLOW_ALL): boolean {
  return problemsOf(file, allow).some((problem) => problem.endsWith(` ${code}`));
}
