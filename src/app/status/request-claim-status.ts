import { randomUUID } from 'node:crypto';
import { fromDateColumn, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { cents } from '../../domain/money.js';
import { claimStatusInquirySegments } from '../../edi/x12/276-277/write-claim-status-inquiry.js';
import type { ClaimStatusInquiryItem, StatusPerson } from '../../edi/x12/276-277/claim-status-inquiry.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { sendInquiry, type InquiryContext } from '../intents/send-inquiry.js';

/** The step `requestClaimStatus`: one 276 (005010X212) about one claim. */
export const requestClaimStatus = (deps: Deps, input: StepInput): Promise<StepResult> =>
  sendInquiry(deps, input, {
    step: 'requestClaimStatus',
    st01: '276',
    guide: '005010X212',
    functionalId: 'HR',
    segments: inquirySegments,
    remember: rememberInquiry,
  });

async function rememberInquiry(tx: Tx, { claim, trace }: InquiryContext): Promise<void> {
  await tx.db.statusInquiry.createMany({
    data: [
      {
        id: randomUUID(),
        organizationId: tx.organizationId,
        claimId: claim.id,
        trace,
        askedOn: toDateColumn(tx.at.date),
      },
    ],
    skipDuplicates: true,
  });
}

function inquirySegments(tx: Tx, { claim, payer, content, trace, intent }: InquiryContext) {
  const { billingProvider, subscriber, patient } = content;
  const holder: StatusPerson = {
    role: 'IL',
    entity: 'person',
    name: subscriber.name,
    ...(subscriber.firstName && { firstName: subscriber.firstName }),
    idQualifier: 'MI',
    id: subscriber.memberId ?? '',
    ...(subscriber.birthDate && { birthDate: subscriber.birthDate }),
    ...(subscriber.sex && { sex: subscriber.sex }),
  };
  const dependent: StatusPerson | undefined = patient && {
    role: 'QC',
    entity: 'person',
    name: patient.name,
    ...(patient.firstName && { firstName: patient.firstName }),
    ...(patient.birthDate && { birthDate: patient.birthDate }),
    ...(patient.sex && { sex: patient.sex }),
  };
  const provider = {
    entity: 'organization' as const,
    name: billingProvider.name,
    idQualifier: 'XX',
    id: billingProvider.npi ?? '',
  };
  const items: ClaimStatusInquiryItem[] = [
    {
      kind: 'claimStatusInquiryHeader',
      setControl: '0001',
      origin: { purpose: '13', reference: intent.id.slice(0, 30), createdDate: tx.at.date, createdTime: '0600' },
    },
    {
      kind: 'claimStatusInquiry',
      ordinal: 1,
      trace,
      source: { role: 'PR', entity: 'organization', name: payer.name, idQualifier: 'PI', id: payer.payerCode },
      receiver: { role: '41', ...provider, idQualifier: '46' },
      provider: { role: '1P', ...provider },
      subscriber: holder,
      ...(dependent && { dependent }),
      ...(claim.payerClaimNumber && { payerClaimNumber: claim.payerClaimNumber }),
      claimNumber: claim.claimNumber,
      refs: [],
      chargeCents: cents(Number(claim.chargeCents)),
      serviceFrom: fromDateColumn(claim.serviceFrom),
      serviceThrough: fromDateColumn(claim.serviceThrough),
      dates: [],
      lines: [],
      unmodelled: [],
    },
  ];
  return claimStatusInquirySegments(items);
}
