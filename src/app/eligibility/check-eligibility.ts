import { randomUUID } from 'node:crypto';
import { fromDateColumn, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { EligibilityInquiryItem } from '../../edi/x12/270-271/eligibility-inquiry.js';
import type { EligibilityPerson } from '../../edi/x12/270-271/eligibility-person.js';
import { eligibilityInquirySegments } from '../../edi/x12/270-271/write-eligibility-inquiry.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import { holderOf } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';
import { sendInquiry, type InquiryContext } from '../intents/send-inquiry.js';

/** Health benefit plan coverage, the service type every payer must answer (CAQH CORE). */
const PLAN_COVERAGE = '30';

/** The step `checkEligibility`: one 270 (005010X279A1) about the claim's coverage, or another one of the patient, on its date of service. */
export const checkEligibility = (deps: Deps, input: StepInput): Promise<StepResult> =>
  sendInquiry(deps, input, {
    step: 'checkEligibility',
    st01: '270',
    guide: '005010X279A1',
    functionalId: 'HS',
    segments: (tx, context) => inquirySegments(deps, tx, context),
    remember: rememberCheck,
  });

/** The day a question is about where no claim's service is meant: a month of Medicaid, a visit to come. */
const askedDay = ({ intent }: InquiryContext): PlainDate | undefined => (intent.details as { on?: PlainDate }).on;

async function rememberCheck(tx: Tx, context: InquiryContext): Promise<void> {
  const { claim, coverage, trace } = context;
  const on = askedDay(context);
  await tx.db.eligibilityCheck.createMany({
    data: [
      {
        id: randomUUID(),
        organizationId: tx.organizationId,
        coverageId: coverage?.id ?? claim.coverageId,
        ...(on ? { aboutOn: toDateColumn(on) } : { claimId: claim.id }),
        trace,
        askedOn: toDateColumn(tx.at.date),
      },
    ],
    skipDuplicates: true,
  });
}

function inquirySegments(deps: Deps, tx: Tx, context: InquiryContext) {
  const { claim, payer, coverage, content, trace, intent } = context;
  const { billingProvider } = content;
  const subscriber = (coverage && holderOf(deps, coverage)) ?? content.subscriber;
  const nothing = { refs: [], rejections: [], unmodelled: [] } as const;
  const person: EligibilityPerson = {
    ...nothing,
    role: 'IL',
    entity: 'person',
    name: subscriber.name,
    ...(subscriber.firstName && { firstName: subscriber.firstName }),
    idQualifier: 'MI',
    id: subscriber.memberId ?? '',
    traces: [{ type: '1', number: trace, originator: `9${billingProvider.npi ?? ''}`.slice(0, 10) }],
    ...(subscriber.birthDate && { birthDate: subscriber.birthDate }),
    ...(subscriber.sex && { sex: subscriber.sex }),
    dates: [{ qualifier: '291', date: askedDay(context) ?? fromDateColumn(claim.serviceFrom) }],
  };
  const items: EligibilityInquiryItem[] = [
    {
      kind: 'eligibilityInquiryHeader',
      setControl: '0001',
      origin: { purpose: '13', reference: intent.id.slice(0, 30), createdDate: tx.at.date, createdTime: '0600' },
    },
    {
      kind: 'eligibilityInquiry',
      ordinal: 1,
      source: {
        ...nothing,
        role: 'PR',
        entity: 'organization',
        name: payer.name,
        idQualifier: 'PI',
        id: payer.payerCode,
      },
      receiver: {
        ...nothing,
        role: '1P',
        entity: 'organization',
        name: billingProvider.name,
        idQualifier: 'XX',
        id: billingProvider.npi ?? '',
      },
      subscriber: person,
      questions: [{ serviceTypes: [PLAN_COVERAGE], refs: [], dates: [], unmodelled: [] }],
    },
  ];
  return eligibilityInquirySegments(items);
}
