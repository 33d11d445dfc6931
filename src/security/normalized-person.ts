/** Forms of personal data under which the blind index compares them; equal people give equal text. */
export const normalizedName = (family: string, given: string): string => `${letters(family)}|${letters(given)}`;

export const normalizedMemberId = (memberId: string): string => memberId.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Accents, case, blanks, hyphens and apostrophes do not tell people apart: O'Neil-Núñez equals ONEIL NUNEZ. */
const letters = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
