import type { Tx } from '../../db/in-transaction.js';
import type { Claim837, OtherPayer } from '../../edi/x12/837p/claim-837.js';
import type { ClaimSubscriber } from '../../edi/x12/837p/claim-parties.js';
import { findOrAddCoverage } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';

const SELF = '18';

/** Keeps every other payer of an 837 (loops 2320 and 2330) as a coverage of the patient; payers nobody set up are left out. */
export async function addOtherCoverages(deps: Deps, tx: Tx, patientId: string, claim: Claim837): Promise<void> {
  for (const other of claim.otherPayers) {
    const subscriber = subscriberOf(claim, other);
    if (!other.payer || !subscriber) continue;
    const [payer] = await tx.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM payers WHERE organization_id = ${tx.organizationId}::uuid AND payer_code = ${other.payer.id}`;
    if (payer) await findOrAddCoverage(deps, tx, { patientId, payerId: payer.id, subscriber });
  }
}

/** Loop 2330A names the insured without birth date, sex and address; where the insured is the patient, the claim knows them. */
function subscriberOf(claim: Claim837, other: OtherPayer): ClaimSubscriber | undefined {
  if (!other.subscriber?.memberId) return undefined;
  const self = claim.patient ?? claim.subscriber;
  const isSelf = (other.relationship ?? SELF) === SELF;
  const { sequence, relationship, groupNumber, groupName, mspType, filingIndicator, subscriber } = other;
  return {
    ...subscriber,
    payerResponsibility: sequence,
    ...(relationship && { relationship }),
    ...(groupNumber && { groupNumber }),
    ...(groupName && { groupName }),
    ...(mspType && { mspType }),
    ...(filingIndicator && { filingIndicator }),
    ...(isSelf && {
      ...(self.birthDate && { birthDate: self.birthDate }),
      ...(self.sex && { sex: self.sex }),
      ...(self.address && { address: self.address }),
    }),
  };
}
