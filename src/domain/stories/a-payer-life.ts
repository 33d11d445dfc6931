import { lostWhenMissed } from '../appeals/denial-turn.js';
import { isOpenDenial } from '../appeals/denial-state.js';
import { rulesOf } from '../claims/a-claim.js';
import { isOpen } from '../claims/claim-state.js';
import { obstacleToVoid } from '../claims/void-claim.js';
import { isBusinessDay } from '../dates/business-days.js';
import { addDays, plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { Desk, type Draw, type Heard, type ItemOnDesk, type StepOnDesk } from './a-desk.js';
import { BatchOnDesk, PayerCase, type Sending } from './a-payer-desk.js';
import { CARCS, CATEGORIES, CLASSES, denialNoise, noise } from './a-payer-noise.js';

const DAY_ONE = plainDate('2026-01-05');
/** Then nothing new comes from the payer, and people finish what they have. */
const LONGEST_DAYS = 420;
const SILENCE_DAYS = 120;

/** One seeded life: a claim, its payer, its office. */
export class PayerLife {
  readonly desk = new Desk(DAY_ONE, ['timely-filing', ...lostWhenMissed]);
  private readonly case: PayerCase;
  private batches = 0;
  private quiet = false;

  constructor(private readonly draw: Draw) {
    const chargeCents = cents(draw.of([25_000, 900_000]));
    const serviceFrom = addDays(DAY_ONE, -draw.of([0, 3, 60, 150]));
    this.case = new PayerCase(
      this.desk,
      {
        payerClass: draw.of(CLASSES),
        kind: draw.of(['P', 'I']),
        chargeCents,
        serviceFrom,
        serviceThrough: serviceFrom,
        lines: [{ from: serviceFrom, through: serviceFrom }],
        hasNextPayer: draw.chance(0.2),
        editFailures: draw.chance(0.2)
          ? [{ edit: 'payer-known', field: 'payer', message: 'unknown', owner: 'specialist' }]
          : [],
      },
      { filingProven: draw.chance(0.5), contracted: draw.chance(0.7) },
    );
  }

  live(): void {
    this.desk.add(this.case.story(), { type: 'claimImported' });
    this.perform();
    const length = 60 + this.draw.upTo(LONGEST_DAYS);
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
    for (const item of this.desk.items.filter(({ closedOn }) => !closedOn))
      if (!item.closedOn && this.draw.chance(this.quiet ? 0.4 : 0.12)) this.work(item);
    if (this.quiet) return;
    const isKnown = this.case.sent.length > 0 || this.draw.chance(0.03); // a payer may speak of what we never sent
    if (isKnown && this.draw.chance(0.02)) this.decide();
    if (this.draw.chance(0.01)) this.hearNoise();
    this.perform();
  }

  private tell(subjectId: string, event: Heard): void {
    this.desk.tell(subjectId, event);
    this.desk.settle();
  }

  private hearNoise(): void {
    const denials = [...this.case.denials.values()].filter(({ state }) => isOpenDenial(state));
    const denial = this.draw.chance(0.5) && denials.length > 0 ? this.draw.of(denials) : undefined;
    if (denial) return this.tell(denial.id, this.draw.of(denialNoise(this.desk.today)));
    if (this.draw.chance(0.15)) return this.voidClaim();
    this.tell(this.case.id, this.draw.of(noise(this.desk.today)));
  }

  private voidClaim(): void {
    const facts = this.case.facts();
    if (obstacleToVoid(facts, rulesOf(facts))) return;
    this.tell(this.case.id, { type: 'voidAsked', reason: 'billedInError' });
  }

  /** A person finishes an item; a proposal waits for another person, who agrees or not. */
  private work(item: ItemOnDesk): void {
    const { subjectId } = item;
    const rule = this.desk.finish(item, this.draw);
    const fields = this.fieldsOf(rule.requires);
    const isMended = rule.event === 'claimCorrected' && this.draw.chance(0.7);
    if (isMended) this.case.claim = { ...this.case.claim, editFailures: [] };
    if (rule.event === 'otherCoverageChosen') this.case.pay(this.case.books.payerCents);
    if (!rule.approval || rule.event.endsWith('Proposed')) this.tell(subjectId, { ...fields, type: rule.event });
    if (rule.approval) {
      const decided = this.desk.askApproval(subjectId);
      this.desk.later(1 + this.draw.upTo(8), () => {
        decided();
        this.approve(subjectId, rule.event);
      });
    }
    this.perform();
  }

  private fieldsOf(requires: readonly string[]): Readonly<Record<string, unknown>> {
    const today = this.desk.today;
    const values: Readonly<Record<string, unknown>> = {
      promisedDate: addDays(today, this.draw.upTo(30)),
      paymentDate: addDays(today, -this.draw.upTo(20)),
      decisionDate: today,
      decision: this.draw.of(['favorable', 'partial', 'unfavorable', 'dismissed']),
      channel: this.draw.of(['portal', 'fax', 'mail']),
      confirmation: 'C-100',
      reason: this.draw.of(['coding', 'minimumBillDays']),
    };
    return Object.fromEntries(requires.filter((name) => name in values).map((name) => [name, values[name]]));
  }

  private approve(subjectId: string, proposed: string): void {
    if (proposed !== 'writeOffProposed') return;
    if (this.draw.chance(0.3)) return this.tell(subjectId, { type: 'writeOffRefused' });
    const denial = this.case.denials.get(subjectId);
    this.case.writeOff(
      subjectId,
      denial ? denial.amountCents : this.case.books.payerCents + this.case.books.patientCents,
    );
    this.tell(subjectId, { type: 'writeOffApproved' });
  }

  /** The outside performs what the stories asked for. */
  private perform(): void {
    this.desk.settle();
    for (let next = this.desk.steps.shift(); next; next = this.desk.steps.shift()) {
      this.performStep(next);
      this.desk.settle();
    }
  }

  private performStep({ subjectId, step }: StepOnDesk): void {
    switch (step.kind) {
      case 'submitClaim':
      case 'submitCorrectedClaim':
        return this.queue(step.key, (step.details['frequency'] ?? '1') as Sending['frequency']);
      case 'buildAndSendBatch':
        return this.desk.later(this.draw.of([0, 0, 1]), () => this.batchLeaves(subjectId));
      case 'requestClaimStatus':
        if (this.draw.chance(0.7)) this.desk.later(1 + this.draw.upTo(2), () => this.answerStatus());
        return;
      case 'checkEligibility':
        if (this.draw.chance(0.1))
          this.desk.later(1, () =>
            this.tell(this.case.id, {
              type: 'coverageRefused',
              remedy: 'retry',
              code: '42',
              level: 'payer',
              words: 'not now',
            }),
          );
        return;
      case 'buildAppealPacket':
        return this.desk.later(0, () => this.tell(subjectId, { type: 'packetBuilt', documentId: 'doc' }));
      case 'sendAttachment':
        if (this.draw.chance(0.6))
          this.desk.later(1, () =>
            this.tell(subjectId, {
              type: this.draw.of(['documentsSent', 'attachmentRejected']),
              level: '999',
              codes: '5',
            }),
          );
        return;
      case 'billNextPayer':
        return this.desk.later(0, () => this.billNextPayer(step.details['toPatient'] === true));
      default:
        return;
    }
  }

  private queue(key: string, frequency: Sending['frequency']): void {
    if (this.case.claim.held) return this.desk.forget(key);
    const rest = this.case.sendings.find((sending) => sending.key === key);
    const number = rest?.number ?? this.case.sendings.length + 1;
    let batchId = `b${this.batches}`;
    if (this.desk.find(batchId)?.state() !== 'COLLECTING') {
      this.batches += 1;
      batchId = `b${this.batches}`;
      this.desk.add(new BatchOnDesk(batchId, this.case), { type: 'claimQueued' });
    }
    if (rest) this.case.sendings.splice(this.case.sendings.indexOf(rest), 1);
    this.case.sendings.push({ key, number, frequency, batchId, state: 'QUEUED', queuedOn: this.desk.today });
    this.desk.later(1, () => this.tell(batchId, { type: 'timeReached' }));
  }

  private batchLeaves(batchId: string): void {
    const batch = this.desk.find(batchId) as BatchOnDesk;
    const inside = this.case.sendings.filter((sending) => sending.batchId === batchId);
    batch.sentOn = this.desk.today;
    for (const sending of inside) sending.state = 'SENT';
    this.desk.tell(batchId, { type: 'batchSent' });
    for (const { frequency, number } of inside) {
      this.desk.tell(this.case.id, { type: 'submitted', batchId, date: this.desk.today });
      if (frequency === '1' && number === 1) continue;
      for (const { id, state } of this.case.denials.values())
        if (isOpenDenial(state)) this.desk.tell(id, { type: 'correctionSubmitted', date: this.desk.today, frequency });
    }
    this.desk.settle();
    if (this.draw.chance(0.88)) this.desk.later(1 + this.draw.upTo(2), () => this.acknowledge(batch, inside));
  }

  private acknowledge(batch: BatchOnDesk, inside: readonly Sending[]): void {
    const accepted = this.draw.chance(0.93);
    if (accepted) batch.ack999On = this.desk.today;
    this.desk.tell(batch.id, { type: 'fileAcknowledged', accepted });
    if (accepted) {
      if (this.draw.chance(0.85)) this.desk.later(this.draw.upTo(4), () => this.payerTakes(batch, inside));
    } else {
      for (const sending of inside) sending.state = 'REJECTED';
      for (const _ of inside) this.desk.tell(this.case.id, { type: 'batchRejected', level: '999', codes: ['R'] });
    }
    this.desk.settle();
  }

  private payerTakes(batch: BatchOnDesk, inside: readonly Sending[]): void {
    for (const sending of inside) {
      const accepted = this.draw.chance(0.85);
      sending.state = accepted ? 'ACCEPTED' : 'REJECTED';
      this.desk.tell(
        this.case.id,
        accepted
          ? { type: 'payerAccepted', receiptDate: this.desk.today, payerClaimNumber: `ICN${sending.number}` }
          : { type: 'payerRejected', categories: ['A7'] },
      );
    }
    this.desk.tell(batch.id, { type: 'claimsAcknowledged' });
    this.desk.settle();
  }

  private answerStatus(): void {
    const { today } = this.desk;
    this.tell(this.case.id, {
      type: 'claimStatusAnswered',
      category: this.draw.of(CATEGORIES),
      statusCode: '20',
      date: today,
    });
  }

  private billNextPayer(toPatient: boolean): void {
    const share = Math.min(this.case.claim.shareForNextPayerCents ?? 0, this.case.books.payerCents);
    this.case.pay(share);
    if (toPatient) {
      this.case.books = { ...this.case.books, patientCents: this.case.books.patientCents + share };
      return this.tell(this.case.id, { type: 'responsibilityTransferred' });
    }
    this.tell(this.case.id, { type: 'nextPayerBilled' });
    this.desk.later(20 + this.draw.upTo(60), () => this.tell(this.case.id, { type: 'nextPayerFinished' }));
  }

  /** The payer decides: pays, denies, takes back, in any order and as often as it likes. */
  private decide(): void {
    const open = this.case.books.payerCents;
    const how = this.draw.of([
      'paid',
      'denied',
      'denied',
      'denied',
      'part',
      'share',
      'unexplained',
      'nothing',
      'takenBack',
    ]);
    const { chargeCents, hasNextPayer } = this.case.claim;
    const denied = how === 'denied' ? open : how === 'part' ? Math.floor(open / 2) : 0;
    const share = how === 'share' ? Math.floor(open / 5) : 0;
    if (how === 'takenBack') this.case.books = { payerCents: chargeCents, patientCents: 0 };
    else if (how === 'paid') this.case.pay(open);
    else if (how === 'part') this.case.pay(open - denied);
    else if (how === 'share') {
      this.case.pay(hasNextPayer ? open - share : open);
      if (!hasNextPayer) this.case.books = { ...this.case.books, patientCents: this.case.books.patientCents + share };
    }
    this.tellDecision(how, { open, denied, share });
  }

  private tellDecision(how: string, { open, denied, share }: { open: number; denied: number; share: number }): void {
    const { today } = this.desk;
    const { hasNextPayer } = this.case.claim;
    const carc = this.draw.of(CARCS);
    const known = [...this.case.denials.values()].filter(({ state }) => isOpenDenial(state));
    const paidCents = how === 'paid' || how === 'part' || how === 'share' ? open - denied - share : 0;
    if (how !== 'takenBack')
      for (const { id, carc: before } of known)
        this.desk.tell(id, {
          type: 'remittancePosted',
          remittanceClaimId: `r${today}`,
          paidCents,
          remainingCents: this.case.books.payerCents,
          stillDenied: denied > 0 && before === carc,
          date: today,
        });
    const isNew = denied > 0 && !known.some((denial) => denial.carc === carc);
    const group = this.draw.of(['CO', 'CO', 'PR']);
    if (isNew) this.case.bear({ group, carc, amountCents: denied });
    this.desk.tell(this.case.id, {
      type: 'remittancePosted',
      remittanceClaimId: `r${today}`,
      status: how === 'takenBack' ? '22' : '1',
      paidCents,
      patientResponsibilityCents: share,
      deniedLines: denied > 0 ? 1 : 0,
      totalLines: how === 'part' ? 2 : 1,
      openDenials: known.length + (isNew ? 1 : 0),
      reversal: how === 'takenBack',
      crossover: hasNextPayer && this.draw.chance(0.2),
      ...(hasNextPayer && { forNextPayerCents: share }),
      unexplainedCents: how === 'unexplained' ? 1_000 : 0,
      date: today,
      payerControlNumber: 'ICN1',
    });
    this.desk.settle();
  }

  /** What stands when the payer has long been silent: closed and settled, or somebody or some day is named. */
  mustHaveEnded(): void {
    const { claim, books, denials } = this.case;
    const open = [...denials.values()].filter(({ state }) => isOpenDenial(state));
    if (!isOpen(claim.state) && claim.state !== 'CLOSED_VOIDED' && books.payerCents > 0 && !this.isAsked())
      throw this.desk.fault(`${claim.state} with ${books.payerCents} cents the payer still owes`);
    if (!isOpen(claim.state) && open.length > 0 && !this.isAsked())
      throw this.desk.fault(`${claim.state} with ${open[0]?.id} ${open[0]?.state}`);
  }

  private isAsked(): boolean {
    return this.desk.items.some(({ kind }) => kind === 'paymentOnClosedClaim');
  }
}
