import { nextPlacement } from '../collections/next-placement.js';
import { newPlacement, type PlacementEvent, type PlacementRecord } from '../collections/placement.js';
import { isFinalPlacement, placementRule } from '../collections/placement-life.js';
import { addMonths, type PlainDate } from '../dates/plain-date.js';
import { nextPatientBalance } from '../patients/next-patient-balance.js';
import {
  newPatientBalance,
  owedCents,
  totalOwedCents,
  type Allocation,
  type PatientBalanceEvent,
  type PatientBalanceFacts,
} from '../patients/patient-balance.js';
import { isFinalPatientBalance, patientBalanceRule } from '../patients/patient-balance-life.js';
import { nextPlan } from '../payment-plans/next-plan.js';
import type { PlanEvent, PlanFacts } from '../payment-plans/plan.js';
import { isFinalPlan, planRule } from '../payment-plans/plan-life.js';
import { planTerms } from '../payment-plans/plan-terms.js';
import type { Desk, Heard, StoryOnDesk } from './a-desk.js';
import type { Turn } from './turn.js';

const noon = (date: PlainDate) => ({ date, instant: `${date}T15:00:00.000Z` });
const NOTICES_OF_DEBT = ['statement', 'finalNotice'];
/** A turn that sends a notice ends in one of these; the placement question may be asked in the same turn. */
const DUNNED_STATES = ['IDLE', 'DUNNING', 'PLAN_OFFERED', 'ON_PLAN', 'PLACEMENT_REVIEW', 'PLACED'];
/** What a person still owes an answer to, however the balance ended (26 CFR 1.501(r)-6(c) for an application). */
const STILL_ANSWERED = ['screenAssistance', 'answerInquiry', 'returnedPayment'] as const;

/** One guarantor's account with its plans and placements, and what was paid. */
export class PatientCase {
  readonly id = 'acc';
  account: PatientBalanceFacts;
  readonly plans = new Map<string, PlanFacts>();
  readonly placements = new Map<string, PlacementRecord>();
  readonly payments: { readonly id: string; readonly allocations: readonly Allocation[]; returned: boolean }[] = [];

  constructor(
    readonly desk: Desk,
    stateOfResidence: string,
  ) {
    this.account = { ...newPatientBalance(this.id, desk.today), stateOfResidence };
  }

  story(): StoryOnDesk {
    return {
      kind: 'patient-balance',
      id: this.id,
      state: () => this.account.state,
      isOpen: () => !isFinalPatientBalance(this.account.state),
      leaves: STILL_ANSWERED,
      lastSteps: ['notifyPatient'],
      allows: (from, event, to) => from === to || reaches(patientBalanceRule(from as never).exits, event, to),
      hear: (event, today) => this.hear(event, today),
    };
  }

  private hear(event: Heard, today: PlainDate): Turn<string> {
    const told = event as unknown as PatientBalanceEvent;
    const before = this.account;
    const turn = nextPatientBalance(before, told, noon(today));
    this.account = { ...turn.after, guards: before.guards, insuranceFinal: before.insuranceFinal };
    if (told.type === 'paymentReceived') {
      const given = turn.allocations.reduce((sum, { amountCents }) => sum + amountCents, turn.unallocatedCents);
      const listens = patientBalanceRule(before.state).exits.paymentReceived !== undefined;
      if (listens && given !== told.amountCents) throw this.desk.fault('a payment lost cents');
      this.payments.push({ id: told.paymentId, allocations: turn.allocations, returned: false });
    }
    if (turn.selected) {
      const { placementId, items } = turn.selected;
      const placedCents = items.reduce((sum, { amountCents }) => sum + amountCents, 0);
      this.placements.set(placementId, newPlacement(placementId, { accountId: this.id, placedCents }, today));
      this.desk.add(this.placementStory(placementId), { type: 'placementSelected' });
    }
    this.mustBeFair(turn);
    return turn;
  }

  /** Nobody is written to about a debt while a guard of the law, a question or a freeze stands (rulebook §9.1). */
  private mustBeFair(turn: Turn<string>): void {
    const dunned = turn.steps.some(({ details }) => NOTICES_OF_DEBT.includes(String(details['notice'])));
    if (dunned && (this.account.guards.length > 0 || !DUNNED_STATES.includes(turn.state)))
      throw this.desk.fault(`a statement goes out in ${turn.state} with ${this.account.guards.join(', ')}`);
    for (const item of this.account.responsibilities)
      if (item.onPlan && item.placement) throw this.desk.fault(`${item.claimId} is on a plan and with an agency`);
    if (isFinalPatientBalance(this.account.state) && totalOwedCents(this.account.responsibilities) > 0)
      throw this.desk.fault('settled, and something is owed');
  }

  proposePlan(details: Turn<string>['steps'][number]['details']): string {
    const planId = `p${this.plans.size + 1}`;
    const answerBy = details['answerBy'] as PlainDate;
    const months = details['months'] as number | undefined;
    const { installments } = planTerms(Number(details['amountCents']), addMonths(answerBy, 1), months);
    this.plans.set(planId, {
      planId,
      accountId: this.id,
      state: 'PROPOSED',
      installments,
      paidCents: 0,
      noticesSent: [],
      cureNotices: 0,
      answerBy,
      renegotiated: false,
    });
    this.desk.add(this.planStory(planId), { type: 'timeReached' });
    return planId;
  }

  private planStory(id: string): StoryOnDesk {
    const facts = () => this.plans.get(id) as PlanFacts;
    return {
      kind: 'plan',
      id,
      state: () => facts().state,
      isOpen: () => !isFinalPlan(facts().state),
      allows: (from, event, to) => from === to || reaches(planRule(from as never).exits, event, to),
      hear: (event, today) => {
        const turn = nextPlan(facts(), event as unknown as PlanEvent, noon(today));
        this.plans.set(id, turn.after);
        return turn;
      },
    };
  }

  private placementStory(id: string): StoryOnDesk {
    const record = () => this.placements.get(id) as PlacementRecord;
    return {
      kind: 'placement',
      id,
      state: () => record().state,
      isOpen: () => !isFinalPlacement(record().state),
      allows: (from, event, to) => from === to || reaches(placementRule(from as never).exits, event, to),
      hear: (event, today) => {
        const turn = nextPlacement(record(), event as unknown as PlacementEvent, noon(today));
        this.placements.set(id, turn.after);
        return turn;
      },
    };
  }

  owed = (claimId: string): number =>
    this.account.responsibilities
      .filter((item) => item.claimId === claimId)
      .reduce((sum, item) => sum + owedCents(item), 0);

  /** Account, plan and agency tell the same story once everything told is heard. */
  mustAgree(): void {
    for (const plan of this.plans.values())
      if (['ACTIVE', 'LATE', 'DEFAULTED'].includes(plan.state) && this.account.planId !== plan.planId)
        throw this.desk.fault(
          `plan ${plan.planId} runs (${plan.state}) and the account is ${this.account.state} without it`,
        );
    const mine = this.account.planId === undefined ? undefined : this.plans.get(this.account.planId);
    if (mine && isFinalPlan(mine.state))
      throw this.desk.fault(`the account is on ${mine.planId}, which is ${mine.state}`);
    const placed = this.account.placementId === undefined ? undefined : this.placements.get(this.account.placementId);
    if (placed?.state === 'RETURNED')
      throw this.desk.fault(`the account waits for ${placed.placementId}, which came back`);
    for (const other of this.placements.values())
      if (['PLACED', 'PARTIAL'].includes(other.state) && this.account.placementId !== other.placementId)
        throw this.desk.fault(`${other.placementId} is with the agency and the account does not know`);
  }
}

function reaches(exits: Readonly<Record<string, readonly string[] | undefined>>, event: string, to: string): boolean {
  return exits[event]?.includes(to) ?? false;
}
