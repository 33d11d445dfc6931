import { isBusinessDay } from '../dates/business-days.js';
import { addDays, plainDate } from '../dates/plain-date.js';
import { totalOwedCents } from '../patients/patient-balance.js';
import { seededRandom } from '../../edi/x12/seeded-numbers.js';
import { Desk, drawing, failuresOf, type Draw, type Heard, type ItemOnDesk, type StepOnDesk } from './a-desk.js';
import { PatientCase } from './a-patient-desk.js';

/** Lives of one guarantor's account with its plans and placements: some here, 5,000 in the deep run. */
const LIVES = Math.min(5_000, Number(process.env['RECLAIM_CASES'] ?? 120));
const FIRST_SEED = Number(process.env['RECLAIM_SEED'] ?? 1);
const DAY_ONE = plainDate('2026-01-05');
const LONGEST_DAYS = 700;
const SILENCE_DAYS = 90;
const GUARDS = ['bankruptcy', 'deceased', 'attorney'];

/** One seeded life: what a guarantor, an agency and an office do in any order. */
class Life {
  readonly desk = new Desk(DAY_ONE, ['agency-recall']);
  private readonly case: PatientCase;
  private payments = 0;
  private quiet = false;

  constructor(private readonly draw: Draw) {
    this.case = new PatientCase(this.desk, draw.of(['TX', 'CA', 'NY', 'FL']));
  }

  live(): void {
    const amountCents = this.draw.of([450, 4_000, 12_345, 90_000, 300_000]);
    this.desk.add(this.case.story(), { type: 'responsibilityAdded', claimId: 'c1', amountCents });
    this.perform();
    const length = 120 + this.draw.upTo(LONGEST_DAYS);
    for (let day = 0; day < length + SILENCE_DAYS; day += 1) {
      this.quiet = day >= length;
      this.day();
      this.desk.today = addDays(this.desk.today, 1);
    }
  }

  private day(): void {
    this.desk.wakeAll();
    this.perform();
    for (const does of this.desk.due()) {
      does();
      this.perform();
    }
    if (!isBusinessDay(this.desk.today)) return;
    for (const item of this.desk.items) if (!item.closedOn && this.draw.chance(this.quiet ? 0.4 : 0.1)) this.work(item);
    if (!this.quiet && this.draw.chance(0.025)) this.tell(this.case.id, this.news());
    if (!this.quiet && this.draw.chance(0.02)) this.agencySays();
    this.case.mustAgree();
  }

  private tell(subjectId: string, event: Heard): void {
    this.desk.tell(subjectId, event);
    this.perform();
  }

  private perform(): void {
    this.desk.settle();
    for (let next = this.desk.steps.shift(); next; next = this.desk.steps.shift()) {
      this.performStep(next);
      this.desk.settle();
    }
    this.case.mustAgree();
  }

  private performStep({ subjectId, step }: StepOnDesk): void {
    if (step.kind === 'placeWithAgency')
      return this.desk.tell(subjectId, { type: 'fileSent', action: step.details['action'] });
    if (step.details['notice'] !== 'planOffer') return;
    const planId = this.case.proposePlan(step.details);
    if (this.draw.chance(0.7)) this.desk.later(1 + this.draw.upTo(15), () => this.answerOffer(planId));
  }

  /** As the link in the letter does: the account hears it, whatever it is about by now. */
  private answerOffer(planId: string): void {
    const accepted = this.draw.chance(0.6);
    this.tell(this.case.id, { type: 'planAnswered', answer: accepted ? 'accepted' : 'declined', planId });
  }

  private payment(): Heard {
    this.payments += 1;
    const owed = totalOwedCents(this.case.account.responsibilities);
    const amountCents = this.draw.of([owed, Math.ceil(owed / 2), 2_500, 500]) || 500;
    return { type: 'paymentReceived', paymentId: `pay${this.payments}`, amountCents };
  }

  /** What may come for an account at any time, whether it makes sense then or not. */
  private news(): Heard {
    const what = this.draw.of([
      'pay',
      'pay',
      'return',
      'add',
      'add',
      'reverse',
      'guard',
      'insurance',
      'other',
      'other',
      'other',
    ]);
    const claimId = this.draw.of(['c1', 'c2', 'c3']);
    switch (what) {
      case 'pay':
        return this.payment();
      case 'return':
        return this.paymentReturned();
      case 'add':
        return { type: 'responsibilityAdded', claimId, amountCents: this.draw.of([500, 7_000, 60_000]) };
      case 'reverse':
        return { type: 'responsibilityReversed', claimId, amountCents: this.case.owed(claimId) };
      case 'guard': {
        const { guards } = this.case.account;
        this.case.account = { ...this.case.account, guards: guards.length > 0 ? [] : [this.draw.of(GUARDS)] };
        return { type: 'guardsChanged' };
      }
      case 'insurance':
        this.case.account = { ...this.case.account, insuranceFinal: !this.case.account.insuranceFinal };
        return { type: 'timeReached' };
      default:
        return this.draw.of<Heard>([
          { type: 'planRequested' },
          { type: 'planRequested', months: 3 },
          { type: 'inquiryOpened' },
          { type: 'disputed' },
          { type: 'mailBounced' },
          { type: 'inquiryAnswered' },
          { type: 'addressFixed' },
          { type: 'assistanceApplied' },
          { type: 'payByCheckPromised' },
          { type: 'writeOffApproved', amountCents: 3_000 },
        ]);
    }
  }

  private paymentReturned(): Heard {
    const back = this.case.payments.find(({ returned, allocations }) => !returned && allocations.length > 0);
    if (!back) return this.payment();
    back.returned = true;
    return { type: 'paymentReturned', paymentId: back.id, allocations: back.allocations };
  }

  private agencySays(): void {
    const placed = [...this.case.placements.values()].filter(({ sentOn }) => sentOn !== undefined);
    if (placed.length === 0) return;
    const { placementId } = this.draw.of(placed);
    this.payments += 1;
    this.tell(
      placementId,
      this.draw.of<Heard>([
        { type: 'agencyAcknowledged' },
        { type: 'agencyAcknowledged' },
        { type: 'agencyRejected' },
        { type: 'agencyPaid', paymentId: `agency${this.payments}`, amountCents: this.draw.of([2_000, 9_000, 400_000]) },
        { type: 'agencyDisputed' },
        { type: 'legalRequested' },
        { type: 'recallConfirmed' },
        { type: 'agencyReturned' },
      ]),
    );
  }

  /** A person finishes an item; what needs a second person is decided some days later. */
  private work(item: ItemOnDesk): void {
    const { subjectId } = item;
    const rule = this.desk.finish(item, this.draw);
    const approvalId = `pl${this.case.placements.size + 1}`;
    const waits = rule.approval !== undefined && !rule.event.endsWith('Proposed');
    if (!waits) this.tell(subjectId, { type: rule.event, ...(rule.approval === 'placement' && { approvalId }) });
    if (rule.approval)
      this.desk.later(1 + this.draw.upTo(14), () =>
        this.decide(rule.approval ?? '', { subjectId, approvalId, event: rule.event }),
      );
  }

  private decide(
    kind: string,
    about: { readonly subjectId: string; readonly approvalId: string; readonly event: string },
  ): void {
    const agreed = this.draw.chance(0.7);
    if (kind === 'placement')
      return this.tell(
        about.subjectId,
        agreed ? { type: 'placementApproved', placementId: about.approvalId } : { type: 'placementDeclined' },
      );
    this.tell(about.subjectId, { type: about.event });
  }
}

describe('a guarantor’s account, its plans and its placements, whatever comes and in whatever order', () => {
  it(`keep to their tables, have their next day, agree with each other and write to nobody who must be left alone (${LIVES} lives)`, () => {
    const seen = new Set<string>();
    const failures = failuresOf({ first: FIRST_SEED, count: LIVES }, (seed) => {
      const life = new Life(drawing(seededRandom(seed)));
      life.live();
      for (const state of life.desk.seen) seen.add(state);
    });
    console.log(`${LIVES} lives from seed ${FIRST_SEED}: ${[...seen].sort().join(', ')}`);
    expect(failures.join('\n\n')).toBe('');
  }, 3_600_000);
});
