import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { AuthorizationOpen } from '../../domain/appeals/denial-event.js';
import { refusalFacts, verdictOf, type Reject } from '../../domain/coverages/reject-reasons.js';
import { authorizationVerdict, type AuthorizationVerdict } from '../../edi/x12/278/answer-authorization.js';
import type { Authorization, AuthorizationEvent } from '../../edi/x12/278/authorization.js';
import { correctClaim } from '../claims/correct-claim.js';
import type { Deps } from '../deps.js';
import { askAboutUnmatched } from '../files/ask-about-unmatched.js';
import { readUsable, type FileRef, type Heartbeat } from '../files/read-inbound.js';
import { placeOf } from '../files/refused-parts.js';
import { recordEvent } from '../stories/record-event.js';

/** BHT02 of an answer. */
const ANSWER = '11';

/**
 * Answers to requests for an authorization (278, 005010X217): given, its number goes onto the claim (REF*G1) and the denial's
 * story sends it corrected; refused or not required, the denial is contested; pended, a person reads it beside the payer's
 * clock; AAA, a person is told the field. Matched by the trace of our 278, or the reference a person noted (TRN02, else BHT03).
 */
export async function importAuthorizations(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
): Promise<{ answers: number }> {
  let answers = 0;
  let set = '';
  let inSet = 0;
  for await (const item of readUsable(deps, file, heartbeat)) {
    if (item.kind === 'set') [set, inSet] = [placeOf(item), 0];
    if (item.kind !== 'authorization' || item.origin.purpose !== ANSWER) continue;
    const events: readonly (AuthorizationEvent | undefined)[] = item.events.length > 0 ? item.events : [undefined];
    for (const event of events) {
      answers += 1;
      const place = { set, ordinal: (inSet += 1) };
      await inTransaction(deps.db, file.organizationId, { actor: systemActor('importAuthorizations') }, (tx) =>
        takeAnswer(deps, tx, { file, place, review: item, event }),
      );
    }
  }
  return { answers };
}

interface Answer {
  readonly file: FileRef;
  /** Counted within its set. */
  readonly place: { readonly set: string; readonly ordinal: number };
  readonly review: Authorization;
  readonly event: AuthorizationEvent | undefined;
}

async function takeAnswer(deps: Deps, tx: Tx, answer: Answer): Promise<void> {
  const { file, place, review, event } = answer;
  const verdict = authorizationVerdict(review, event);
  const denial = await askedFor(tx, [verdict.trace, review.origin.reference]);
  const where = `278:${place.set}:${place.ordinal}`;
  const key = `${file.fileId}:${where}`;
  if (!denial) return askAboutUnmatched(tx, file, { place: where, facts: { what: '278', ...place } });
  const tell = async (type: string, facts: Readonly<Record<string, string>> = {}): Promise<void> => {
    await recordEvent(tx, { story: 'appeal', subjectId: denial.id, type, facts, key });
  };
  const open = (why: AuthorizationOpen): Promise<void> =>
    tell('authorizationPended', { why, ...(verdict.reason && { code: verdict.reason }) });
  switch (verdict.outcome) {
    case 'approved':
    case 'partly-approved':
    case 'modified': // An approval of what it names; the claim's remittance says what came of the rest.
      if (!verdict.number) return open('noNumber');
      return (await goesOntoClaim(deps, tx, denial.claimId, verdict.number))
        ? tell('authorizationApproved')
        : open('numberNotTaken');
    case 'refused':
    case 'cancelled':
      return tell('authorizationRefused');
    case 'not-required':
      return tell('authorizationNotRequired');
    case 'rejected':
      return tell('authorizationRejected', whyRejected(review, event, verdict));
    case 'pended':
      return open('pended');
    case 'contact-payer':
      return open('callPayer');
    case 'unknown':
      return open('unclear');
  }
}

interface Denied {
  readonly id: string;
  readonly claimId: string;
}

/** The denial whose request carried this reference; the last one where it was used again. */
async function askedFor(tx: Tx, references: readonly (string | undefined)[]): Promise<Denied | undefined> {
  const known = references.filter((reference) => reference !== undefined && reference !== '');
  const [found] = await tx.db.$queryRaw<Denied[]>`
    SELECT d.id, d.claim_id AS "claimId" FROM story_events e
      JOIN denials d ON d.organization_id = e.organization_id AND d.id = e.subject_id
     WHERE e.organization_id = ${tx.organizationId}::uuid AND e.story_kind = 'appeal' AND e.type = 'authorizationRequested'
       AND e.facts ->> 'confirmation' = ANY(${known}::text[])
     ORDER BY e.sequence DESC LIMIT 1`;
  return found;
}

/** REF*G1; false when the claim fails an edit and somebody must mend it first. */
const goesOntoClaim = async (deps: Deps, tx: Tx, claimId: string, number: string): Promise<boolean> =>
  (await correctClaim(deps, tx, claimId, { priorAuthorization: number })).ok;

/** Codes and field names only. */
function whyRejected(
  review: Authorization,
  event: AuthorizationEvent | undefined,
  verdict: AuthorizationVerdict,
): Readonly<Record<string, string>> {
  const rejects = verdict.rejections.map(({ reason, followUp }): Reject => ({
    level: levelOf(review, event),
    reason,
    followUp,
  }));
  const judged = verdictOf(rejects);
  return judged ? refusalFacts(judged) : {};
}

/** How far down the payer read before it refused. */
function levelOf(review: Authorization, event: AuthorizationEvent | undefined): Reject['level'] {
  if (event) return 'benefit';
  if (review.dependent) return 'dependent';
  if (review.subscriber) return 'subscriber';
  return review.requester ? 'provider' : 'payer';
}
