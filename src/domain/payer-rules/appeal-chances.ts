import type { DenialCategory } from '../denials/classification.js';
import { isObject } from './json-object.js';

/** What the chance of an appeal is named by: its category; late filing with its proof stands apart. */
export type ChanceName = DenialCategory | 'TIMELY_PROVEN' | 'OTHER';

/** Usual chances to win in percent (rulebook §5.4); `OTHER` counts for each category that is not named. */
export interface AppealChances {
  readonly chances: Readonly<Partial<Record<ChanceName, number>>> & { readonly OTHER: number };
}

/** What is wrong with proposed chances; undefined = nothing. */
export function wrongChances(value: unknown): string | undefined {
  const wanted = '{ chances: { OTHER, and categories }, each 0 to 100 percent }';
  const chances = isObject(value) ? value['chances'] : undefined;
  if (!isObject(chances) || !('OTHER' in chances)) return wanted;
  const right = Object.entries(chances).every(([name, percent]) => /^[A-Z_]+$/.test(name) && isPercent(percent));
  return right ? undefined : wanted;
}

const isPercent = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100;

export const chanceWords = ({ chances }: AppealChances): string =>
  Object.entries(chances)
    .map(([name, percent]) => `${name} ${percent} %`)
    .join(', ');

/** Decisions added to those of our own record: `(wins + prior wins) ÷ (decided + prior decided)` (rulebook §5.4). */
export interface RecordPrior {
  readonly wins: number;
  readonly decided: number;
}

/** What is wrong with a proposed prior; undefined = nothing. A chance never passes 100 percent, nor is it nothing of nothing. */
export function wrongPrior(value: unknown): string | undefined {
  const right =
    isObject(value) &&
    Object.keys(value).length === 2 &&
    isPercent(value['wins']) &&
    isPercent(value['decided']) &&
    Number(value['decided']) > 0 &&
    Number(value['wins']) <= Number(value['decided']);
  return right
    ? undefined
    : '{ wins, decided }, whole numbers up to 100, no more wins than decided, at least one decided';
}

export const priorWords = ({ wins, decided }: RecordPrior): string =>
  `${wins} won of ${decided} decided are added to our own record`;
