import type { Turn } from '../stories/turn.js';

/** What an open claim or denial does next, as a biller reads it: codes and dates, never a name. */
export interface NextStep {
  /** `ACCEPTED; requestClaimStatus; work callPayer; follow-up by 2026-02-02; next on 2026-02-02`. */
  readonly what: string;
  readonly because: string;
}

/** One open claim or denial whose next step a proposed rule would change. */
export interface StepChange {
  readonly subject: 'claim' | 'appeal';
  readonly subjectId: string;
  readonly claimId: string;
  readonly claimNumber: string;
  readonly cents: number;
  /** Day it was judged for: today, or the day on which it acts by itself next. */
  readonly on: string;
  readonly from: NextStep;
  readonly to: NextStep;
}

/** The test run of a rule: open stories judged today and at their next wake, without and with it. */
export interface StepsPreview {
  /** Open claims and denials at the payers the rule is for. */
  readonly open: number;
  /** Of them those that were judged: the largest amounts first. */
  readonly looked: number;
  readonly claims: number;
  readonly cents: number;
  readonly changes: readonly StepChange[];
}

/** What a turn will do; nothing to do is an answer too. */
export function nextStepOf(turn: Turn<string> | undefined): NextStep {
  if (!turn) return { what: 'nothing', because: 'Nothing is due.' };
  const parts = [
    turn.state,
    ...turn.steps.map(({ kind }) => kind),
    ...turn.workItems.map(({ kind, role }) => `work ${kind}${role ? ` of the ${role}` : ''}`),
    ...turn.deadlines.map(({ kind, hardDate }) => `${kind} by ${hardDate}`),
    ...(turn.wakeOn ? [`next on ${turn.wakeOn}`] : []),
  ];
  return { what: parts.join('; '), because: turn.because };
}

/** In claims and dollars; a claim with its denials counts once, with the largest of their amounts. */
export function countSteps(changes: readonly StepChange[], seen: { open: number; looked: number }): StepsPreview {
  const touched = new Map<string, number>();
  for (const { claimId, cents } of changes) touched.set(claimId, Math.max(cents, touched.get(claimId) ?? 0));
  return {
    ...seen,
    claims: touched.size,
    cents: [...touched.values()].reduce((sum, cents) => sum + cents, 0),
    changes,
  };
}
