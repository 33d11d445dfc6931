import { bodyOf } from '../api-client/client.js';
import type { components } from '../api-client/generated/schema.js';
import { addDays, type PlainDate } from '../domain/dates/plain-date.js';
import type { Stage } from './actors.js';
import { momentAt } from './business-moment.js';
import type { Habit } from './scenarios/scenario.js';
import { nextNumber } from './world.js';

type LinkPage = components['schemas']['LinkPage'];
type Answer = components['schemas']['LinkAnswer']['answer'];

/** A mail as its reader sees it: the words and the page behind its link. */
export interface Letter {
  readonly accountId: string;
  readonly token: string;
  readonly page: LinkPage;
  readonly text: string;
}

type HabitOf = (stage: Stage, letter: Letter) => Promise<void> | void;

/** Below this the whole balance is paid by the first statement; no plan is offered under $50. */
const SMALL_CENTS = 5_000;
const CURE_AFTER_DAYS = 15;

const answer = async (stage: Stage, token: string, given: Answer): Promise<void> =>
  void bodyOf(await stage.api.visitor.POST('/links/{token}', { params: { path: { token } }, body: { answer: given } }));

/** A check arrives in the practice's morning mail. */
function sendCheck({ world, now }: Stage, accountId: string, check: { amountCents: number; on: PlainDate }): void {
  world.agenda.push({
    at: momentAt(check.on > now.date ? check.on : addDays(now.date, 1), '07:00', now.zone),
    kind: 'check',
    accountId,
    amountCents: check.amountCents,
    reference: `CHECK-${1_000 + nextNumber(world, 'check')}`,
  });
}

type Installments = NonNullable<LinkPage['plan']>['installments'];

function payOnTime(stage: Stage, accountId: string, installments: Installments): void {
  for (const { amountCents, dueOn } of installments)
    sendCheck(stage, accountId, { amountCents, on: addDays(dueOn as PlainDate, -1) });
}

const payRest = (stage: Stage, { page, accountId }: Letter): void =>
  sendCheck(stage, accountId, { amountCents: page.balanceCents, on: addDays(stage.now.date, 5) });

const isOffer = ({ page }: Letter): boolean => page.plan !== null && page.purpose === 'plan-offer';

const paysByPlan: HabitOf = async (stage, letter) => {
  const { page, accountId, token } = letter;
  if (isOffer(letter)) {
    await answer(stage, token, 'planAccepted');
    return payOnTime(stage, accountId, page.plan?.installments ?? []);
  }
  if (page.balanceCents > 0 && page.balanceCents < SMALL_CENTS) payRest(stage, letter);
};

/** Pays the first installment, forgets the next ones, and pays up only when the plan is in default. */
const missesThenCures: HabitOf = async (stage, letter) => {
  const { page, accountId, token, text } = letter;
  const installments = page.plan?.installments ?? [];
  if (isOffer(letter)) {
    await answer(stage, token, 'planAccepted');
    return payOnTime(stage, accountId, installments.slice(0, 1));
  }
  if (!text.includes('needs your attention')) return;
  const on = addDays(stage.now.date, CURE_AFTER_DAYS);
  const missed = installments.slice(1).filter(({ dueOn }) => dueOn <= on);
  sendCheck(stage, accountId, { amountCents: missed.reduce((sum, { amountCents }) => sum + amountCents, 0), on });
  payOnTime(
    stage,
    accountId,
    installments.slice(1).filter(({ dueOn }) => dueOn > on),
  );
};

/** Asks once, on the first statement; what is left after the decision is paid by the next one. */
const asksForHelp: HabitOf = async (stage, letter) => {
  const asked = `asked:${letter.accountId}`;
  if (!stage.world.counters[asked]) {
    stage.world.counters[asked] = 1;
    return answer(stage, letter.token, 'assistance');
  }
  if (letter.page.balanceCents > 0 && letter.text.includes('statement')) payRest(stage, letter);
};

/** What each kind of guarantor does with a letter. */
export const habits: Readonly<Record<Habit, HabitOf>> = {
  paysByPlan,
  missesThenCures,
  asksForHelp,
  neverAnswers: () => undefined,
};
