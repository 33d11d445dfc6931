import { ProblemError } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { correctClaim } from '../claims/correct-claim.js';
import { saveContact } from '../contacts/save-contact.js';
import type { Deps } from '../deps.js';
import type { OutcomeFields } from './outcome-fields.js';

/** The answer of a work item, as far as it changes the claim or tells of a contact. */
export interface ItemAnswer {
  readonly outcome: string;
  readonly fields: OutcomeFields;
  /** The channel the outcome itself stands for. */
  readonly channel?: 'portal';
}

/** An authorization number that was found or given goes onto the claim, whoever was spoken to into a contact note; in the caller's transaction. */
export async function amendAndNote(deps: Deps, tx: Tx, item: WorkItem, answer: ItemAnswer): Promise<void> {
  if (!item.claimId) return;
  const { authorizationNumber } = answer.fields;
  if (typeof authorizationNumber === 'string') {
    const corrected = await correctClaim(deps, tx, item.claimId, { priorAuthorization: authorizationNumber });
    if (!corrected.ok) throw new ProblemError(corrected.problem);
  }
  await noteContact(deps, tx, { item, answer, claimId: item.claimId });
}

interface Spoken {
  readonly item: WorkItem;
  readonly answer: ItemAnswer;
  readonly claimId: string;
}

/** Who, on what channel, under which reference, what was promised, what comes next (rulebook G6). */
async function noteContact(deps: Deps, tx: Tx, { item, answer, claimId }: Spoken): Promise<void> {
  const { counterparty, callReference, promisedDate, paymentDate, channel, nextAction } = answer.fields;
  if (typeof counterparty !== 'string') return;
  const promised = [promisedDate, paymentDate].find((date): date is string => typeof date === 'string');
  await saveContact(deps, tx, {
    claimId,
    channel: answer.channel ?? (typeof channel === 'string' ? channel : 'phone'),
    outcomeCode: `${item.kind}.${answer.outcome}`,
    nextAction: typeof nextAction === 'string' ? nextAction : 'look again on the promised day',
    ...(promised && { promisedDate: promised as PlainDate, nextActionOn: promised as PlainDate }),
    details: { counterparty, ...(typeof callReference === 'string' && { callReference }) },
  });
}
