import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { isOwnAccount, OWN_ACCOUNT } from '../staff/own-accounts.js';
import { recordAudit } from '../stories/record-audit.js';

export interface NewContact {
  readonly claimId: string;
  readonly channel: string;
  readonly outcomeCode: string;
  readonly nextAction: string;
  readonly nextActionOn?: PlainDate;
  readonly promisedDate?: PlainDate;
  readonly details: ContactDetails;
}

/** The sealed part: who was spoken to, under which reference, and what was said. */
export interface ContactDetails {
  readonly counterparty?: string;
  readonly callReference?: string;
  readonly note?: string;
}

export async function recordContact(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: NewContact,
): Promise<Result<{ readonly id: string }, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({
      where: { organizationId_id: { organizationId, id: input.claimId } },
      select: { id: true },
    });
    if (!claim) return fail(problem('notFound', 'claim'));
    if (await isOwnAccount(tx, { subjectType: 'claim', subjectId: claim.id }, actor.id))
      return fail(problem('notAllowed', OWN_ACCOUNT));
    return ok({ id: await saveContact(deps, tx, input) });
  });
}

/** Writes the note in the caller's transaction. */
export async function saveContact(deps: Deps, tx: Tx, input: NewContact): Promise<string> {
  const id = randomUUID();
  const place = { org: tx.organizationId, table: 'contacts', column: 'details', rowId: id };
  await tx.db.contact.create({
    data: {
      id,
      organizationId: tx.organizationId,
      claimId: input.claimId,
      person: tx.actor.id,
      channel: input.channel,
      details: deps.keys.sealJson(place, input.details),
      outcomeCode: input.outcomeCode,
      nextAction: input.nextAction,
      promisedDate: input.promisedDate ? toDateColumn(input.promisedDate) : null,
      nextActionOn: input.nextActionOn ? toDateColumn(input.nextActionOn) : null,
      occurredOn: toDateColumn(tx.at.date),
    },
  });
  await recordAudit(tx, {
    action: 'contact.record',
    subjectType: 'claim',
    subjectId: input.claimId,
    why: `contact by ${input.channel}`,
    after: { contact: id, outcomeCode: input.outcomeCode, promisedDate: input.promisedDate ?? null },
  });
  return id;
}

export interface PatientNote {
  readonly channel: string;
  readonly outcomeCode: string;
  readonly text: string;
}

/** Keeps a guarantor's words with the claim of the newest responsibility of the account; without one there is nothing to ask about. */
export async function savePatientNote(deps: Deps, tx: Tx, accountId: string, note: PatientNote): Promise<void> {
  const newest = await tx.db.responsibility.findFirst({
    where: { organizationId: tx.organizationId, accountId },
    orderBy: { dayZero: 'desc' },
    select: { claimId: true },
  });
  if (!newest) return;
  await saveContact(deps, tx, {
    claimId: newest.claimId,
    channel: note.channel,
    outcomeCode: note.outcomeCode,
    nextAction: 'answer the guarantor',
    details: { counterparty: 'guarantor', note: note.text },
  });
}
