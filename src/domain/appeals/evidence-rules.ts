import type { AppealLevelRule } from '../payer-rules/claim-rules.js';

/** Medicare: what is to count must be in by the second level (42 CFR 405.966(a)); later it needs good cause (405.1018(b)). */
export function evidenceWords({ ruleId }: AppealLevelRule): string | undefined {
  if (ruleId === 'appeal-level.medicareFfs.2')
    return 'all evidence must be in now: later levels take more only with good cause (42 CFR 405.966)';
  return takesNewEvidenceWithCause(ruleId)
    ? 'new evidence only with good cause why it was not in at level 2 (42 CFR 405.966, 405.1018)'
    : undefined;
}

/** Whether what was not in by the second level counts at this one only with good cause. */
export const takesNewEvidenceWithCause = (ruleId: string): boolean =>
  ['appeal-level.medicareFfs.3', 'appeal-level.medicareFfs.4', 'appeal-level.medicareFfs.5'].includes(ruleId);
