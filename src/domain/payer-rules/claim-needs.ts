/** What a payer may want on every claim beyond the guide; closed, so that each has an edit of its own. */
export const claimNeedNames = [
  'authorization',
  'referral',
  'referringProvider',
  'renderingProvider',
  'taxonomy',
  'clia',
  'groupNumber',
] as const;
export type ClaimNeed = (typeof claimNeedNames)[number];

export interface ClaimNeeds {
  readonly needs: readonly ClaimNeed[];
}

const words: Readonly<Record<ClaimNeed, string>> = {
  authorization: 'authorization number',
  referral: 'referral number',
  referringProvider: 'referring provider',
  renderingProvider: 'rendering provider',
  taxonomy: 'taxonomy of the billing provider',
  clia: 'CLIA number',
  groupNumber: 'group number',
};

export const needsWords = ({ needs }: ClaimNeeds): string =>
  needs.length === 0 ? 'nothing beyond the guide' : needs.map((need) => words[need]).join(', ');

/** What is wrong with a proposed value; undefined = nothing. */
export function wrongNeeds(value: unknown): string | undefined {
  const isNeeds =
    typeof value === 'object' && value !== null && Object.keys(value).join() === 'needs' && 'needs' in value;
  const needs: unknown = isNeeds ? value.needs : undefined;
  const known: readonly unknown[] = claimNeedNames;
  const fits =
    Array.isArray(needs) && needs.every((need) => known.includes(need)) && new Set(needs).size === needs.length;
  return fits ? undefined : `{ needs: some of ${claimNeedNames.join(', ')} }`;
}
