import { lookupTable } from './lookup-table.js';
/** Sets that travel under a functional identifier code (GS01). */
const SET_OF_GROUP = lookupTable<string>({
  HC: '837',
  HP: '835',
  HS: '270',
  HB: '271',
  HR: '276',
  HN: '277',
  HI: '278',
  PI: '275',
  FA: '999',
});

/** ST01 that belongs to GS01; '' when the code is none of ours. */
export const setOfGroup = (functionalId: string): string => SET_OF_GROUP[functionalId] ?? '';

/** GS01 that belongs to ST01; '' when the set is none of ours. 997 travels as FA too. */
export function groupOfSet(st01: string): string {
  if (st01 === '997') return 'FA';
  return Object.keys(SET_OF_GROUP).find((code) => SET_OF_GROUP[code] === st01) ?? '';
}
