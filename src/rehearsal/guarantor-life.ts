import type { components } from '../api-client/generated/schema.js';
import { decided, dollars, entry, workEntries, type LifeEntry } from './life-entry.js';

type Account = components['schemas']['AccountDetail'];

/** Of a guarantor account what concerns one claim's share. */
export interface GuarantorSide {
  readonly statements: readonly Pick<Account['statements'][number], 'kind' | 'number' | 'amountCents' | 'sentOn'>[];
  readonly placements: readonly Pick<
    components['schemas']['Placement'],
    'sentOn' | 'closedOn' | 'state' | 'placedCents' | 'collectedCents' | 'feeCents'
  >[];
  readonly plans: readonly Pick<
    Account['plans'][number],
    'proposedOn' | 'installmentCount' | 'totalCents' | 'firstDueOn'
  >[];
  readonly decisions: readonly Pick<
    Account['decisions'][number],
    'subjectType' | 'toState' | 'because' | 'rules' | 'decidedOn' | 'recordedAt'
  >[];
  readonly workItems: readonly Pick<
    components['schemas']['WorkItem'],
    'kind' | 'queue' | 'openedOn' | 'dueDate' | 'closedOn' | 'outcome' | 'state'
  >[];
}

const LETTERS: Readonly<Record<string, string>> = {
  statement: 'statement',
  finalNotice: 'final notice',
  planOffer: 'offer of a payment plan',
  installmentReminder: 'reminder of an installment',
  lateReminder: 'reminder of a late installment',
  assistanceReceived: 'request for help received',
  assistanceIncomplete: 'request for help incomplete',
  assistanceDecision: 'decision about help',
  paymentReturned: 'payment returned by the bank',
  paymentReceipt: 'receipt',
  cureNotice: 'plan needs attention',
};

/** The series of an account; what concerns a plan is counted for itself and says nothing by its number. */
const NUMBERED: readonly string[] = ['statement', 'finalNotice'];
const letterOf = (kind: string, number: number): string =>
  `${LETTERS[kind] ?? kind}${NUMBERED.includes(kind) ? ` ${number}` : ''}`;

const SUBJECTS: Readonly<Record<string, string>> = {
  'patient-balance': 'balance',
  plan: 'plan',
  placement: 'placement',
};

/** Mails to the guarantor, plans, what an agency was given and brought, and what was decided about all of it. */
export const guarantorEntries = ({
  statements,
  placements,
  plans,
  decisions,
  workItems,
}: GuarantorSide): LifeEntry[] => [
  ...statements.flatMap(({ kind, number, amountCents, sentOn }) =>
    sentOn ? [entry(sentOn, 'document', 'mail sent', `${letterOf(kind, number)}, ${dollars(amountCents)}`)] : [],
  ),
  ...plans.map(({ proposedOn, installmentCount, totalCents, firstDueOn }) =>
    entry(
      proposedOn,
      'document',
      'plan offered',
      `${installmentCount} installments, ${dollars(totalCents)} in all${firstDueOn ? `, first due ${firstDueOn}` : ''}`,
    ),
  ),
  ...placements.flatMap(atAgency),
  ...decisions.map((one) => decided(`${SUBJECTS[one.subjectType] ?? one.subjectType} ${one.toState}`, one)),
  ...workEntries(workItems),
];

const atAgency = (placement: GuarantorSide['placements'][number]): LifeEntry[] => {
  const { sentOn, closedOn, state, placedCents, collectedCents, feeCents } = placement;
  return [
    ...(sentOn ? [entry(sentOn, 'document', 'agency file sent', `placed ${dollars(placedCents)}`)] : []),
    ...(closedOn
      ? [
          entry(
            closedOn,
            'document',
            'agency is done',
            `${state}: collected ${dollars(collectedCents)}, fee ${dollars(feeCents)}`,
          ),
        ]
      : []),
  ];
};
