import type { GuideReaderFactory } from '../../src/edi/x12/guide-reader.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import type { ReadResult } from './read-written.js';
import { readWith } from './read-written.js';

/** GS01 of each ST01. */
const GROUP_CODES: Readonly<Record<string, string>> = { 270: 'HS', 271: 'HB', 276: 'HR', 277: 'HN', 835: 'HP' };

/** Reads segments written as text, one a line, between ST and SE of one set; counts and envelope are added. */
export function readSetText<Item extends { readonly kind: string }>(
  factory: GuideReaderFactory<Item>,
  st: string,
  text: string,
): ReadResult<Item> {
  const body = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isa =
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*US             *260302*0930*^*00501*000000001*0*P*:';
  const segments = [
    isa,
    `GS*${GROUP_CODES[st.slice(0, 3)] ?? ''}*PAYER*US*20260302*0930*1*X*${st.split('*')[2] ?? ''}`,
    `ST*${st}`,
    ...body,
  ];
  const trailers = [`SE*${body.length + 2}*0001`, 'GE*1*1', 'IEA*1*000000001'];
  const bytes = new TextEncoder().encode([...segments, ...trailers].map((segment) => `${segment}~`).join(''));
  return readWith(factory, [bytes], { allow: ALLOW_ALL });
}
