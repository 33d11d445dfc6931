import type { Claim837 } from './claim-837.js';

/** Same JSON content, whatever the order of keys. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => sameContent(one, b[at]))
    );
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  let keys = 0;
  for (const key in left) {
    if (left[key] === undefined) continue;
    keys += 1;
    if (!sameContent(left[key], right[key])) return false;
  }
  for (const key in right) if (right[key] !== undefined) keys -= 1;
  return keys === 0;
}

/** What claims under one HL share: `hint` is a cheap text that differs for most, `parts` must be equal in content. */
export interface Level {
  hint(claim: Claim837): string;
  parts(claim: Claim837): readonly unknown[];
}

const rawOf = (claim: Claim837, loops: readonly string[]): unknown =>
  claim.unmodelled.length === 0 ? undefined : claim.unmodelled.filter((raw) => loops.includes(raw.loop));

export const BILLING_LEVEL: Level = {
  hint: (claim) => claim.billingProvider.npi ?? claim.billingProvider.name,
  parts: (claim) => [
    claim.billingProvider,
    claim.payTo,
    claim.payToPlan,
    rawOf(claim, ['2000A', '2010AA', '2010AB', '2010AC']),
  ],
};

export const SUBSCRIBER_LEVEL: Level = {
  hint: ({ subscriber, payer }) => `${subscriber.memberId ?? subscriber.name}\n${payer.id}`,
  parts: (claim) => [claim.subscriber, claim.payer, rawOf(claim, ['2000B', '2010BA', '2010BB'])],
};

export const PATIENT_LEVEL: Level = {
  hint: ({ patient }) => `${patient?.firstName ?? ''}\n${patient?.birthDate ?? ''}`,
  parts: (claim) => [claim.patient, rawOf(claim, ['2000C', '2010CA'])],
};

/** Groups in order of first appearance. */
export function groupClaims(claims: readonly Claim837[], level: Level): Claim837[][] {
  if (claims.length === 1) return [[...claims]];
  const byHint = new Map<string, { readonly parts: readonly unknown[]; readonly claims: Claim837[] }[]>();
  const groups: Claim837[][] = [];
  for (const claim of claims) {
    const hint = level.hint(claim);
    const parts = level.parts(claim);
    const candidates = byHint.get(hint) ?? [];
    if (candidates.length === 0) byHint.set(hint, candidates);
    const found = candidates.find((candidate) => sameContent(candidate.parts, parts));
    if (found) {
      found.claims.push(claim);
      continue;
    }
    const group = [claim];
    candidates.push({ parts, claims: group });
    groups.push(group);
  }
  return groups;
}
