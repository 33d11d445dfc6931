import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { ClaimAcknowledgementItem } from '../../src/edi/x12/277ca/claim-acknowledgement.js';
import type { AcknowledgementLevel, AcknowledgementSource } from '../../src/edi/x12/277ca/claim-acknowledgement.js';
import { voiceOf } from '../../src/edi/x12/277ca/read-claim-acknowledgement.js';
import type { ClaimStatus, StatusCode, StatusLine } from '../../src/edi/x12/276-277/claim-status.js';
import type { ClaimStatusAnswerItem, ClaimStatusAnswerLevel } from '../../src/edi/x12/276-277/claim-status-answer.js';
import type { ClaimStatusInquiryItem, StatusPerson } from '../../src/edi/x12/276-277/claim-status-inquiry.js';
import type { Party } from '../../src/edi/x12/parties/party.js';
import {
  amount,
  code,
  contact,
  day,
  decimal,
  list,
  numbered,
  optional,
  origin,
  partyIn,
  period,
  procedure,
  qualifiedAmount,
  qualifiedQuantity,
  raw,
  reference,
  service,
  text,
} from './document-arbitraries.js';

const statusCode: Arbitrary<StatusCode> = optional<StatusCode, 'category' | 'status'>(
  {
    category: code('A2', 'F2', 'P3', 'R12'),
    status: code('20', '88', '9999'),
    entity: code('QC', '85'),
    codeList: code('RX'),
  },
  ['category', 'status'],
);

export const status: Arbitrary<ClaimStatus> = optional<ClaimStatus, 'codes'>(
  {
    codes: fc.array(statusCode, { minLength: 1, maxLength: 3 }),
    date: day,
    action: code('WQ', 'U'),
    chargeCents: amount,
    paidCents: amount,
    decidedDate: day,
    paymentMethod: code('CHK'),
    checkDate: day,
    checkNumber: text(),
    text: text(30),
  },
  ['codes'],
);

type LineFields = Omit<StatusLine, 'ordinal' | 'serviceFrom' | 'serviceThrough'>;

const line: Arbitrary<Omit<StatusLine, 'ordinal'>> = fc
  .tuple(
    optional<LineFields, 'procedure' | 'statuses' | 'refs' | 'dates' | 'unmodelled'>(
      {
        procedure,
        chargeCents: amount,
        paidCents: amount,
        revenueCode: code('0450'),
        units: decimal,
        statuses: list(status, 2),
        lineControl: text(),
        refs: list(reference('ZZ'), 1),
        dates: list(period('009'), 1),
        unmodelled: list(raw, 1),
      },
      ['procedure', 'statuses', 'refs', 'dates', 'unmodelled'],
    ),
    service,
  )
  .map(([fields, dates]) => ({ ...fields, ...dates }));

const lines = (withStatuses: boolean): Arbitrary<StatusLine[]> =>
  list(line, 2).map((entries) => numbered(entries.map((entry) => (withStatuses ? entry : { ...entry, statuses: [] }))));

const person = (role: string): Arbitrary<StatusPerson> =>
  fc
    .tuple(
      partyIn(role),
      optional<{ birthDate?: StatusPerson['birthDate']; sex?: string }, never>(
        { birthDate: day as never, sex: code('F', 'M') },
        [],
      ),
    )
    .map(([party, facts]) => ({ ...party, ...facts }) as StatusPerson);

const organization = (...roles: string[]): Arbitrary<Party> => partyIn(...roles);

const claimFields = optional<
  { payerClaimNumber?: string; claimNumber?: string; billType?: string; [key: string]: unknown },
  never
>({ payerClaimNumber: text(), claimNumber: text(), billType: code('111', '131') } as never, []);

const lists = {
  refs: list(reference('G1', 'XZ'), 2),
  dates: list(period('009', '096'), 1),
  unmodelled: list(raw, 1),
};

/** Inquiries that often share their parties, so that hierarchies fold. */
export const inquiries: Arbitrary<ClaimStatusInquiryItem[]> = fc
  .tuple(
    origin,
    fc.array(organization('PR'), { minLength: 1, maxLength: 2 }),
    fc.array(organization('41'), { minLength: 1, maxLength: 2 }),
    fc.array(organization('1P'), { minLength: 1, maxLength: 2 }),
    fc.array(person('IL'), { minLength: 1, maxLength: 2 }),
    fc.array(person('QC'), { minLength: 1, maxLength: 2 }),
  )
  .chain(([head, sources, receivers, providers, subscribers, dependents]) => {
    const from = <T>(choices: readonly T[]): Arbitrary<T> => fc.constantFrom(...choices);
    const inquiry = fc
      .tuple(
        fc.record({
          source: from(sources),
          receiver: from(receivers),
          provider: from(providers),
          subscriber: from(subscribers),
          trace: text(),
          lines: lines(false),
          ...lists,
        }),
        claimFields,
        service,
        fc.option(from(dependents), { nil: undefined }),
        fc.option(amount, { nil: undefined }),
      )
      .map(([fields, numbers, dates, dependent, chargeCents]) => ({
        kind: 'claimStatusInquiry' as const,
        ...fields,
        ...numbers,
        ...dates,
        ...(dependent === undefined ? {} : { dependent }),
        ...(chargeCents === undefined ? {} : { chargeCents }),
      }));
    return list(inquiry, 4).map((found): ClaimStatusInquiryItem[] => [
      { kind: 'claimStatusInquiryHeader', setControl: '0001', origin: head },
      ...numbered(found),
    ]);
  });

const answerLevel = (level: ClaimStatusAnswerLevel['level'], role: string): Arbitrary<ClaimStatusAnswerLevel> =>
  optional<Omit<ClaimStatusAnswerLevel, 'place'>, 'kind' | 'level' | 'party' | 'contacts' | 'statuses' | 'unmodelled'>(
    {
      kind: fc.constant('claimStatusAnswerLevel' as const),
      level: fc.constant(level),
      party: organization(role),
      contacts: list(contact, 1),
      trace: text(),
      statuses: list(status, 1),
      unmodelled: list(raw, 1),
    },
    ['kind', 'level', 'party', 'contacts', 'statuses', 'unmodelled'],
  );

const answerFields = fc.tuple(
  fc.record({ subscriber: person('IL'), trace: text(), statuses: list(status, 3), lines: lines(true), ...lists }),
  claimFields,
  service,
  fc.option(person('QC'), { nil: undefined }),
);

/** One payer and receiver, some providers, claims below each. */
export const answers: Arbitrary<ClaimStatusAnswerItem[]> = fc
  .tuple(
    origin,
    answerLevel('source', 'PR'),
    answerLevel('receiver', '41'),
    list(fc.tuple(answerLevel('provider', '1P'), list(answerFields, 3)), 2),
  )
  .map(([head, source, receiver, providers]) => {
    const items: ClaimStatusAnswerItem[] = [
      { kind: 'claimStatusAnswerHeader', setControl: '0001', origin: head },
      source,
      receiver,
    ];
    let ordinal = 0;
    for (const [level, claims] of providers) {
      items.push(level);
      for (const [fields, numbers, dates, dependent] of claims) {
        const owner = { source: source.party, provider: level.party };
        const patient = dependent === undefined ? {} : { dependent };
        const kind = 'claimStatusAnswer' as const;
        items.push({ kind, ordinal: (ordinal += 1), ...owner, ...fields, ...numbers, ...dates, ...patient });
      }
    }
    return items;
  });

const source: Arbitrary<AcknowledgementSource> = optional<
  Omit<AcknowledgementSource, 'place' | 'voice' | 'kind'>,
  'party' | 'unmodelled'
>(
  {
    party: organization('PR', 'AY', 'ZZ'),
    trace: text(),
    receivedDate: day,
    processedDate: day,
    unmodelled: list(raw, 1),
  },
  ['party', 'unmodelled'],
).map((fields) => ({ kind: 'acknowledgementSource', voice: voiceOf(fields.party.role), ...fields }));

const acknowledgementLevel = (level: 'receiver' | 'provider'): Arbitrary<AcknowledgementLevel> =>
  optional<
    Omit<AcknowledgementLevel, 'place'>,
    'kind' | 'level' | 'party' | 'statuses' | 'quantities' | 'amounts' | 'refs' | 'unmodelled'
  >(
    {
      kind: fc.constant('acknowledgementLevel' as const),
      level: fc.constant(level),
      party: organization(level === 'receiver' ? '41' : '85'),
      trace: text(),
      statuses: list(status, 2),
      quantities: list(qualifiedQuantity('90', 'AA')),
      amounts: list(qualifiedAmount('YU', 'YY')),
      refs: list(reference('0B'), 1),
      unmodelled: list(raw, 1),
    },
    ['kind', 'level', 'party', 'statuses', 'quantities', 'amounts', 'refs', 'unmodelled'],
  );

const acknowledged = fc.tuple(
  fc.record({ patient: partyIn('QC'), claimNumber: text(), statuses: list(status, 3), lines: lines(true), ...lists }),
  optional<{ payerClaimNumber?: string; clearinghouseTrace?: string; billType?: string }, never>(
    { payerClaimNumber: text(), clearinghouseTrace: text(), billType: code('131') } as never,
    [],
  ),
  service,
);

export const acknowledgements: Arbitrary<ClaimAcknowledgementItem[]> = fc
  .tuple(
    origin,
    source,
    acknowledgementLevel('receiver'),
    list(fc.tuple(acknowledgementLevel('provider'), list(acknowledged, 3)), 2),
  )
  .map(([head, payer, receiver, providers]) => {
    const items: ClaimAcknowledgementItem[] = [
      { kind: 'claimAcknowledgement', setControl: '0001', origin: head },
      payer,
      receiver,
    ];
    let claims = 0;
    for (const [level, entries] of providers) {
      items.push(level);
      for (const [fields, numbers, dates] of entries) {
        claims += 1;
        items.push({
          kind: 'acknowledgedClaim',
          ordinal: claims,
          voice: payer.voice,
          ...(payer.receivedDate === undefined ? {} : { receivedDate: payer.receivedDate }),
          source: payer.party,
          provider: level.party,
          inherited: [...receiver.statuses, ...level.statuses],
          ...fields,
          ...numbers,
          ...dates,
        });
      }
    }
    return [...items, { kind: 'claimAcknowledgementEnd', setControl: '0001', claims }];
  });
