import type { Claim, Coverage } from '../../db/generated/client.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { Benefit, EligibilityAnswer } from '../../edi/x12/270-271/eligibility-answer.js';
import { openClaimContent } from '../claims/claim-content.js';
import { findOrAddCoverage } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';

/** EB01 `R`: another payer is known to this one. */
const OTHER_PAYER = 'R';
/** DTP qualifiers of an end: plan, eligibility, benefit (347, 357, 349). */
const ENDS: readonly string[] = ['347', '357', '349'];
/** REF qualifiers of the member's number at the other payer. */
const MEMBER_NUMBERS: readonly string[] = ['1W', 'IL', 'SY', 'Q4'];

/** Remembers the last day of a coverage that has ended, where the payer names it. */
export async function rememberEnd(tx: Tx, coverageId: string, answer: EligibilityAnswer): Promise<void> {
  const dates = [...answer.benefits.flatMap((benefit) => benefit.dates), ...(answer.subscriber?.dates ?? [])];
  const end = dates.find(({ qualifier, date }) => ENDS.includes(qualifier) && date !== undefined)?.date;
  if (!end) return;
  await tx.db.coverage.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: coverageId } },
    data: { termsOn: toDateColumn(end as PlainDate) },
  });
}

/** Keeps every other payer the answer names, when it is a payer of ours and the member's number there is told. */
export async function addReportedCoverages(
  deps: Deps,
  tx: Tx,
  about: { readonly claim: Claim; readonly coverage: Coverage },
  answer: EligibilityAnswer,
): Promise<number> {
  let added = 0;
  for (const benefit of answer.benefits.filter(({ information }) => information === OTHER_PAYER))
    added += (await addReported(deps, tx, about, benefit)) ? 1 : 0;
  return added;
}

async function addReported(
  deps: Deps,
  tx: Tx,
  { claim, coverage }: { readonly claim: Claim; readonly coverage: Coverage },
  benefit: Benefit,
): Promise<boolean> {
  const ids = benefit.entities.flatMap(({ id }) => id ?? []);
  const payer = await tx.db.payer.findFirst({ where: { organizationId: tx.organizationId, payerCode: { in: ids } } });
  const memberId = benefit.refs.find(({ qualifier }) => MEMBER_NUMBERS.includes(qualifier))?.value;
  if (!payer || !memberId || payer.id === coverage.payerId) return false;
  const { subscriber } = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  const { groupNumber: _group, groupName: _name, mspType: _msp, ...person } = subscriber;
  await findOrAddCoverage(deps, tx, {
    patientId: claim.patientId,
    payerId: payer.id,
    subscriber: { ...person, memberId, filingIndicator: payer.filingIndicator },
  });
  return true;
}
