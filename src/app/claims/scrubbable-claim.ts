import type { ScrubbableClaim } from '../../domain/claims/scrub-claim.js';
import { coordinationFaults } from '../../edi/x12/837p/check-coordination.js';
import { changeConditionOf } from '../../edi/x12/837p/change-condition-code.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { serviceDates } from './service-dates.js';

/** The few facts of an 837 claim the product edits look at. */
export function scrubbable(claim: Claim837): ScrubbableClaim {
  const dates = serviceDates(claim);
  if (!dates) throw new Error('A stored claim has dates of service');
  const changed = changeConditionOf(claim);
  const remark = claim.notes.find(({ qualifier }) => qualifier === 'ADD')?.text;
  const original = claim.refs.find((ref) => ref.qualifier === 'F8')?.value;
  return {
    kind: claim.kind === 'I' ? 'I' : 'P',
    payerKnown: true,
    memberId: claim.subscriber.memberId ?? '',
    billingNpi: claim.billingProvider.npi ?? '',
    chargeCents: claim.chargeCents,
    serviceFrom: dates.from,
    serviceThrough: dates.through,
    diagnoses: claim.diagnoses
      .filter(({ qualifier }) => qualifier === 'ABK' || qualifier === 'ABF' || qualifier === 'BK' || qualifier === 'BF')
      .map(({ code }) => code),
    lines: claim.lines.map((line) => ({
      number: line.number,
      chargeCents: line.chargeCents,
      from: line.serviceFrom ?? dates.from,
      through: line.serviceThrough ?? line.serviceFrom ?? dates.through,
      pointers: line.pointers,
      code: line.procedure?.code ?? line.revenueCode ?? '',
      procedure: line.procedure?.code ?? '',
      modifiers: line.procedure?.modifiers ?? [],
      units: line.unit === 'UN' ? Number(line.units ?? '1') : 1,
    })),
    frequency: claim.frequency,
    unexplained: coordinationFaults(claim).flatMap(({ code, line }) =>
      code === 'CLAIM_NOT_EXPLAINED' ? ['claim'] : code === 'LINE_NOT_EXPLAINED' ? [`line ${line ?? ''}`] : [],
    ),
    ...(changed && { changeCondition: changed }),
    ...(remark && { remark }),
    ...(original && { originalReference: original }),
  };
}
