import { CARC_LETTERED } from './carc-lettered.js';
import { CARC_NUMERIC } from './carc-numeric.js';

/** Texts an organization loaded over ours, for example X12's own current wording under its licence. */
export type LoadedTexts = ReadonlyMap<string, string>;

/** What a claim adjustment reason code says; undefined for a code our list does not know, which is kept and shown. */
export const carcText = (code: string, loaded?: LoadedTexts): string | undefined =>
  loaded?.get(code) ?? own(CARC_NUMERIC, code) ?? own(CARC_LETTERED, code);

export const isKnownCarc = (code: string): boolean => carcText(code) !== undefined;

/** Codes the source names as retired; it gives no days. Old remittances carry them and stay readable. */
const RETIRED: ReadonlySet<string> = new Set(['15', '17', '25', '28']);

/** No longer given out by payers. False only says that the source does not name it. */
export const isRetiredCarc = (code: string): boolean => RETIRED.has(code);

/** Every code of our list, retired ones included. */
export const carcs = (): readonly string[] => [...Object.keys(CARC_NUMERIC), ...Object.keys(CARC_LETTERED)];

const own = (texts: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(texts, code) ? texts[code] : undefined;
