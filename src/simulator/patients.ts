import { bodyOf } from '../api-client/client.js';
import type { Actor, Stage } from './actors.js';
import { onBusinessDay } from './business-moment.js';
import { guarantorFate } from './guarantor-fate.js';
import type { ReceivedMail } from './mail-sink.js';
import { habits } from './patient-habits.js';

/** The patients read their mail each business morning and do what is their habit: by the link in it, or by a check. */
export const patients: Actor = {
  name: 'patients',
  async takeTurn(stage) {
    const known = new Set(stage.world.mailRead);
    for (const mail of stage.mail.all()) {
      if (known.has(mail.messageId)) continue;
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
  const { patient = 'paysByPlan' } = guarantorFate(stage.world, stage.world.people[mail.to]);
  await habits[patient](stage, { accountId, token, page, text: mail.text });
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
