import { addBusinessDays } from '../dates/business-days.js';
import { addDays, earliest, type PlainDate } from '../dates/plain-date.js';
import type { DunningPolicy } from './dunning-policy.js';
import { owedCents, totalOwedCents, type PatientBalanceFacts, type PatientResponsibility } from './patient-balance.js';

/** Three statements, then the final notice (rulebook §9.2). */
export const NOTICES = 4;

/** Responsibilities dunning speaks of: something owed, not on a plan and not with an agency. */
export const dunnedItems = (facts: PatientBalanceFacts): PatientResponsibility[] =>
  facts.responsibilities.filter((item) => owedCents(item) > 0 && !item.onPlan && item.placement !== 'placed');

/** When the next notice about one responsibility is due; none after the final notice. Days count from statement 1. */
export function nextNoticeOn(item: PatientResponsibility, policy: DunningPolicy): PlainDate | undefined {
  if (item.noticesSent >= NOTICES) return undefined;
  if (item.dayZero === undefined) return addBusinessDays(item.transferDate, policy.firstStatementBusinessDays);
  const due = addDays(item.dayZero, policy.noticeDays[item.noticesSent - 1] ?? 0);
  const gap = addDays(item.lastNoticeOn ?? item.dayZero, policy.minimumNoticeGapDays);
  return due > gap ? due : gap;
}

/** The next notice of the account; a rest (payment, promise) moves it, and so does a guard that must lift first. */
export function nextNoticeOfAccount(facts: PatientBalanceFacts, policy: DunningPolicy): PlainDate | undefined {
  const due = earliest(dunnedItems(facts).flatMap((item) => nextNoticeOn(item, policy) ?? []));
  if (due === undefined || facts.pausedUntil === undefined) return due;
  return due > facts.pausedUntil ? due : facts.pausedUntil;
}

export interface NoticeDue {
  readonly notice: 'statement' | 'finalNotice';
  /** 1–4: the highest step of the responsibilities it names. */
  readonly step: number;
  readonly amountCents: number;
  /** All responsibilities of the account as they are once it is sent. */
  readonly responsibilities: readonly PatientResponsibility[];
}

/** The notice to send today, if any: it takes along every responsibility that no statement has named yet. */
export function noticeDue(facts: PatientBalanceFacts, today: PlainDate, policy: DunningPolicy): NoticeDue | undefined {
  const next = nextNoticeOfAccount(facts, policy);
  const items = dunnedItems(facts);
  if (next === undefined || next > today || facts.guards.length > 0) return undefined;
  if (totalOwedCents(items) < policy.minimumStatementCents) return undefined;
  const isNamed = (item: PatientResponsibility): boolean => {
    const due = items.includes(item) ? nextNoticeOn(item, policy) : undefined;
    return due !== undefined && (due <= today || item.noticesSent === 0);
  };
  const responsibilities = facts.responsibilities.map((item) => (isNamed(item) ? afterNotice(item, today) : item));
  const step = Math.max(...facts.responsibilities.filter(isNamed).map((item) => item.noticesSent + 1));
  return {
    notice: step === NOTICES ? 'finalNotice' : 'statement',
    step,
    amountCents: totalOwedCents(items),
    responsibilities,
  };
}

function afterNotice(item: PatientResponsibility, today: PlainDate): PatientResponsibility {
  const noticesSent = item.noticesSent + 1;
  return {
    ...item,
    noticesSent,
    lastNoticeOn: today,
    dayZero: item.dayZero ?? today,
    ...(noticesSent === NOTICES && { finalNoticeOn: today }),
  };
}
