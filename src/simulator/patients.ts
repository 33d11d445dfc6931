import { bodyOf } from '../api-client/client.js';
import type { components } from '../api-client/generated/schema.js';
import type { Actor, Stage } from './actors.js';
import { momentAt, onBusinessDay } from './business-moment.js';
import { addDays, type PlainDate } from '../domain/dates/plain-date.js';
import type { ReceivedMail } from './mail-sink.js';
import { nextNumber } from './world.js';

type LinkPage = components['schemas']['LinkPage'];

/** The patients read their mail each business morning: they accept an offered plan and send a check for each installment when it is due. */
export const patients: Actor = {
  name: 'patients',
  async takeTurn(stage) {
    for (const mail of stage.mail.all()) {
      if (stage.world.mailRead.includes(mail.messageId)) continue;
      await read(stage, mail);
      stage.world.mailRead.push(mail.messageId);
    }
  },
  nextWake: ({ now }) => onBusinessDay(now, 1, '09:00'),
};

async function read(stage: Stage, mail: ReceivedMail): Promise<void> {
  const token = /\/links\/([A-Za-z0-9_.-]+)/.exec(mail.text)?.[1];
  if (!token) return;
  const page = bodyOf(await stage.api.visitor.GET('/links/{token}', { params: { path: { token } } }));
  if (page.answered) return;
  const accountId = await accountOf(stage, mail.to);
  if (!accountId) return;
  if (page.plan && page.purpose === 'plan-offer') return acceptPlan(stage, { token, page, accountId });
  if (page.balanceCents > 0 && page.balanceCents < SMALL_CENTS)
    sendCheck(stage, accountId, { amountCents: page.balanceCents, on: addDays(stage.now.date, 5) });
}

/** Below this the whole balance is paid by the first statement; no plan is offered under $50. */
const SMALL_CENTS = 5_000;

async function acceptPlan(stage: Stage, offer: { token: string; page: LinkPage; accountId: string }): Promise<void> {
  bodyOf(
    await stage.api.visitor.POST('/links/{token}', {
      params: { path: { token: offer.token } },
      body: { answer: 'planAccepted' },
    }),
  );
  for (const installment of offer.page.plan?.installments ?? []) {
    sendCheck(stage, offer.accountId, {
      amountCents: installment.amountCents,
      on: addDays(installment.dueOn as PlainDate, -1),
    });
  }
}

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

/** Which account an address belongs to: the front desk knows. */
async function accountOf(stage: Stage, address: string): Promise<string | undefined> {
  const known = stage.world.accounts[address];
  if (known) return known;
  const memberName = stage.world.people[address];
  if (!memberName) return undefined;
  const found = bodyOf(await stage.api.as('frontDesk').POST('/accounts/search', { body: memberName }));
  const id = found.items[0]?.id;
  if (id) stage.world.accounts[address] = id;
  return id;
}
