import { ApiRefusal, bodyOf } from '../api-client/client.js';
import type { Role } from '../domain/roles.js';
import { roles } from '../domain/roles.js';
import type { Actor, Stage } from './actors.js';
import { onBusinessDay } from './business-moment.js';
import { fileAppealWithPayer } from './clearinghouse.js';
import type { WorkItemView } from './practice-api.js';
import { takeDue } from './world.js';

/** The practice's people: once each business morning they post checks and work through their items, with their own tokens. */
export const staff: Actor = {
  name: 'staff',
  async takeTurn(stage) {
    await postChecks(stage);
    for (const item of await stage.api.openWorkItems('supervisor')) await work(stage, item);
  },
  nextWake: ({ now }) => onBusinessDay(now, 1, '09:00'),
};

/** Checks that came in the mail are posted by the payment poster. */
async function postChecks({ world, now, api }: Stage): Promise<void> {
  for (const check of takeDue(world, now.instant, ['check'])) {
    bodyOf(
      await api.as('poster').POST('/accounts/{id}/payments', {
        params: {
          path: { id: check.accountId },
          header: { 'Idempotency-Key': `practice:check:${check.reference}` },
        },
        body: { amountCents: check.amountCents, method: 'check', reference: check.reference },
      }),
    );
  }
}

interface Answer {
  readonly outcome: string;
  readonly fields: Record<string, string | number>;
}

/** How this office answers each kind of item; kinds without an answer stay open for the person watching. */
const answers: Readonly<Record<string, (stage: Stage, item: WorkItemView) => Answer | undefined>> = {
  prepareCorrectedClaim: () => ({
    outcome: 'corrected',
    fields: {
      changed: 'Patient identifier completed as on the card',
      supportingRecord: 'Insurance card copy in the chart',
    },
  }),
  assembleAppeal: () => ({
    outcome: 'ready',
    fields: {
      argument:
        'The record shows each criterion of the policy: history, failed first-line therapy and findings, pages 2 to 4.',
    },
  }),
  packetReview: () => ({ outcome: 'approved', fields: { note: 'Complete' } }),
  fileAppeal: (stage, item) => {
    const claimNumber = claimNumberOf(stage, item);
    if (claimNumber) fileAppealWithPayer(stage.world, stage.now, { denialId: item.subjectId, claimNumber });
    return { outcome: 'filed', fields: { channel: 'portal', confirmation: `PORTAL-${item.id.slice(0, 8)}` } };
  },
  recordAppealDecision: (stage, item) => {
    const letter = stage.world.agenda.find(
      (entry) => entry.kind === 'appealDecision' && entry.denialId === item.subjectId && entry.at <= stage.now.instant,
    );
    if (!letter || letter.kind !== 'appealDecision') return undefined;
    takeDue(stage.world, letter.at, ['appealDecision']);
    return { outcome: 'decided', fields: { decision: letter.decision, decisionDate: stage.now.date } };
  },
  chaseAppealDecision: () => ({
    outcome: 'stillOpen',
    fields: { counterparty: 'Appeals desk', callReference: 'CALL-1' },
  }),
  callPayer: (stage) => ({
    outcome: 'promised',
    fields: { counterparty: 'Claims desk', callReference: 'CALL-2', promisedDate: stage.now.date },
  }),
  fixRejection: () => ({ outcome: 'corrected', fields: { note: 'Corrected as the rejection asks' } }),
  answerInquiry: () => ({ outcome: 'explained', fields: { note: 'Explained allowed amount and deductible' } }),
};

function claimNumberOf(stage: Stage, item: WorkItemView): string | undefined {
  return item.claimId ? stage.world.claimIds[item.claimId] : undefined;
}

async function work(stage: Stage, item: WorkItemView): Promise<void> {
  const answer = answers[item.kind];
  if (!answer) return;
  if (item.claimId && !stage.world.claimIds[item.claimId]) {
    const claim = bodyOf(
      await stage.api.as('supervisor').GET('/claims/{id}', { params: { path: { id: item.claimId } } }),
    );
    stage.world.claimIds[item.claimId] = claim.claimNumber;
  }
  const chosen = answer(stage, item);
  if (!chosen) return;
  const role = (roles as readonly string[]).includes(item.role) ? (item.role as Role) : 'specialist';
  await stage.api.complete(role, item.id, chosen).catch((error: unknown) => {
    if (!(error instanceof ApiRefusal) || error.status !== 409) throw error; // somebody was first
  });
}
