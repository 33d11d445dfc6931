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
