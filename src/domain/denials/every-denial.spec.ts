import { aDenial, denialRulesOf } from '../appeals/a-denial.js';
import { nextDenial } from '../appeals/next-denial.js';
import { aClaim, rulesOf } from '../claims/a-claim.js';
import type { RemittancePosted } from '../claims/claim-event.js';
import { nextClaim } from '../claims/next-claim.js';
import { plainDate } from '../dates/plain-date.js';
import { accountBalance } from '../ledger/posting.js';
import { cents } from '../money.js';
import type { PayerClass } from '../payer-rules/payer-class.js';
import { books, cas, clp } from '../remittances/a-remittance.js';
import { planAdjudication } from '../remittances/plan-claim.js';
import { carcCodes } from './carc-list.js';
import { classifyAdjustment } from './classify-adjustment.js';
import { rarcEffects } from './rarc-effects.js';

const CHARGE = 10_000;
const date = plainDate('2026-01-20');
const now = { date, instant: '2026-01-20T15:00:00.000Z' };
const groups = ['CO', 'PR', 'OA', 'PI', 'CR'];
const payers: readonly (readonly [PayerClass, string])[] = [
  ['medicare', 'medicare-b'],
  ['medicareAdvantage', 'humana'],
  ['medicaid', 'default'],
  ['commercial', 'uhc'],
  ['tricare', 'default'],
  ['workersComp', 'default'],
];
/** Remarks that change something, remarks that do not, and one nobody knows; each payer meets all of them over the codes. */
const rarcs = ['', 'N130', 'ZZ9', ...rarcEffects.keys()];

/** A claim of $100.00 the payer paid nothing for, with one code for all of it. */
function decided(group: string, carc: string, rarc: string, [payerClass, payerKey]: (typeof payers)[number]) {
  const plan = planAdjudication({
    remittance: { remittanceId: 'r', identityKey: 'r', payerId: 'payer', paymentDate: date },
    claim: clp({ adjustments: [cas(group, carc, CHARGE)], remarks: rarc === '' ? [] : [rarc] }),
    books: books(),
    classify: (question) => classifyAdjustment({ ...question, payerClass, payerKey }),
  });
  const entries = plan.posting?.entries ?? [];
  const left = CHARGE + accountBalance(entries, { account: 'receivable.payer' });
  const patient = accountBalance(entries, { account: 'receivable.patient' });
  const claim = aClaim({
    state: 'ACCEPTED',
    payerClass,
    submissions: 1,
    lastFrequency: '1',
    balances: { payerCents: cents(left), patientCents: cents(patient) },
    openDenials: plan.denials.map((_, at) => ({ id: `d${at}`, state: 'NEW', outcome: null, wholeClaim: true })),
  });
  const event: RemittancePosted = {
    type: 'remittancePosted',
    remittanceClaimId: 'rc',
    status: '1',
    paidCents: cents(0),
    patientResponsibilityCents: cents(plan.outcome.patientResponsibilityCents),
    deniedLines: plan.outcome.deniedLines,
    totalLines: plan.outcome.totalLines,
    openDenials: plan.denials.length,
    reversal: false,
    crossover: plan.outcome.crossover,
    unexplainedCents: cents(plan.unexplainedCents),
    date,
    payerControlNumber: 'ICN1',
  };
  return { plan, left, patient, entries, turn: nextClaim(claim, event, now, rulesOf(claim)) };
}

/** Every group × code, with remarks and payers going round so that each meets each: 12,240 combinations. */
function* combinations() {
  let at = 0;
  for (const carc of [...carcCodes, 'ZZZ'])
    for (const group of groups)
      for (const payer of payers) yield { group, carc, payer, rarc: rarcs[at++ % rarcs.length] ?? '' };
}

describe('a claim for which the payer paid nothing, whatever it gives as the reason', () => {
  const all = [...combinations()];

  it('is met in more than 12,000 combinations of group, code, remark and payer', () =>
    expect(all.length).toBeGreaterThanOrEqual(12_000));

  it('never posts cash, never reaches a patient but by PR, and is never called paid while anything is denied or open', () => {
    const wrong: string[] = [];
    for (const { group, carc, rarc, payer } of all) {
      const { plan, left, patient, entries, turn } = decided(group, carc, rarc, payer);
      const name = `${group}-${carc} ${rarc} ${payer.join(' ')}`;
      if (accountBalance(entries, { account: 'cash.clearing' }) !== 0) wrong.push(`${name}: cash moved`);
      if (patient !== 0 && group !== 'PR') wrong.push(`${name}: patient billed`);
      const isOpen = left > 0 || plan.denials.length > 0 || plan.unexplainedCents > 0;
      if (isOpen && ['PAID', 'CLOSED_PAID', 'CLOSED_WRITTEN_OFF'].includes(turn.state))
        wrong.push(`${name}: ${turn.state} with ${left} open`);
      const meaning = classifyAdjustment({ group, carc, rarcs: [rarc], payerClass: payer[0], payerKey: payer[1] });
      if (['D', 'I', 'U'].includes(meaning.kind) && left !== CHARGE) wrong.push(`${name}: kind ${meaning.kind} posted`);
      if (meaning.kind === 'D' && plan.denials.length !== 1) wrong.push(`${name}: no denial was born`);
    }
    expect(wrong).toEqual([]);
  });

  it('has a first step for each denial: an owner, a next action and a wake date', () => {
    const wrong: string[] = [];
    for (const { group, carc, rarc, payer } of all) {
      const [payerClass, payerKey] = payer;
      const classification = classifyAdjustment({ group, carc, rarcs: [rarc], payerClass, payerKey });
      if (classification.kind !== 'D') continue;
      const denial = aDenial({ group, carc, rarcs: [rarc], payerClass, classification });
      const turn = nextDenial(denial, { type: 'denialBorn' }, now, denialRulesOf(denial));
      const name = `${group}-${carc} ${rarc} ${payerClass}`;
      if (turn.changes['outcome'] === 'paid' || turn.state === 'RESOLVED') wrong.push(`${name}: ${turn.state}`);
      if (turn.workItems.length + turn.steps.length === 0) wrong.push(`${name}: nobody acts`);
      if (turn.wakeOn === undefined) wrong.push(`${name}: nothing wakes it`);
    }
    expect(wrong).toEqual([]);
  });
});
