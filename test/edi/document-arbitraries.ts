import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { PlainDate } from '../../src/domain/dates/plain-date.js';
import { cents, type Cents } from '../../src/domain/money.js';
import type {
  DocumentOrigin,
  Party,
  PartyAddress,
  PartyContact,
  Procedure,
  QualifiedAmount,
  QualifiedDate,
  QualifiedQuantity,
  RawSegment,
  Reference,
} from '../../src/edi/x12/parties/party.js';

/** Text X12 can carry: no separators, no control characters, no blank at the ends, with letters of two bytes. */
const LETTERS = [...'ABCXYZabcz0123456789-.,/&()#\'" éßñ'];

export const text = (maxLength = 12): Arbitrary<string> =>
  fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength }).map((letters) => letters.join('').trim() || 'A');

export const code = (...codes: string[]): Arbitrary<string> => fc.constantFrom(...codes);

export const amount: Arbitrary<Cents> = fc.integer({ min: -5_000_000, max: 90_000_000_000 }).map(cents);

export const decimal: Arbitrary<string> = fc.constantFrom('1', '2', '0', '12.5', '.5', '-3', '100');

export const day: Arbitrary<PlainDate> = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10) as PlainDate);

export function optional<T extends object, K extends keyof T>(
  fields: { [Key in keyof T]-?: Arbitrary<Exclude<T[Key], undefined>> },
  required: readonly K[],
): Arbitrary<T> {
  return fc.record(fields as Record<string, Arbitrary<unknown>>, {
    requiredKeys: required as unknown as string[],
    noNullPrototype: true,
  }) as unknown as Arbitrary<T>;
}

export const list = <T>(entry: Arbitrary<T>, maxLength = 3): Arbitrary<T[]> => fc.array(entry, { maxLength });

export const partyIn = (...roles: string[]): Arbitrary<Party> =>
  optional<Party, 'role' | 'entity'>(
    {
      role: code(...roles),
      entity: fc.constantFrom('person' as const, 'organization' as const),
      name: text(40),
      firstName: text(),
      middleName: text(),
      prefix: text(),
      suffix: text(),
      idQualifier: code('MI', 'XX', 'PI', 'FI'),
      id: text(20),
      further: fc.tuple(code('27', '72')).map(([relation]) => [relation]),
    },
    ['role', 'entity'],
  );

/** At least a street and a city, so that an address which is there can be seen. */
export const address: Arbitrary<PartyAddress> = optional<PartyAddress, 'line1' | 'city'>(
  {
    line1: text(),
    line2: text(),
    city: text(),
    state: code('NY', 'OH'),
    zip: code('45011', '450110001'),
    country: code('CA'),
    locationQualifier: code('CY'),
    location: text(),
    countrySubdivision: code('ON'),
  },
  ['line1', 'city'],
);

export const contact: Arbitrary<PartyContact> = optional<PartyContact, 'role' | 'channels'>(
  {
    role: code('CX', 'BL', 'IC'),
    name: text(),
    channels: list(fc.record({ qualifier: code('TE', 'EM', 'UR'), value: text() }, { noNullPrototype: true })),
  },
  ['role', 'channels'],
);

/** REF04: whose number it is. */
const further = fc.tuple(code('2U', 'EI'), text()).map(([qualifier, value]) => [qualifier, value]);

export const reference = (...qualifiers: string[]): Arbitrary<Reference> =>
  optional<Reference, 'qualifier' | 'value'>(
    { qualifier: code(...qualifiers), value: text(), description: text(), further },
    ['qualifier', 'value'],
  );

export const qualifiedAmount = (...qualifiers: string[]): Arbitrary<QualifiedAmount> =>
  fc.record({ qualifier: code(...qualifiers), amountCents: amount }, { noNullPrototype: true });

export const qualifiedQuantity = (...qualifiers: string[]): Arbitrary<QualifiedQuantity> =>
  fc.record({ qualifier: code(...qualifiers), quantity: decimal }, { noNullPrototype: true });

export const oneDay = (...qualifiers: string[]): Arbitrary<QualifiedDate> =>
  fc.record({ qualifier: code(...qualifiers), date: day }, { noNullPrototype: true });

export const period = (...qualifiers: string[]): Arbitrary<QualifiedDate> =>
  fc.oneof(
    optional<Omit<QualifiedDate, 'time'>, 'qualifier' | 'date'>(
      { qualifier: code(...qualifiers), date: day, through: day },
      ['qualifier', 'date'],
    ),
    fc.record({ qualifier: code(...qualifiers), date: day, time: code('0915', '2359') }, { noNullPrototype: true }),
  );

export const procedure: Arbitrary<Procedure> = optional<Procedure, 'qualifier' | 'code' | 'modifiers'>(
  {
    qualifier: code('HC', 'NU', 'AD'),
    code: code('99213', '0120', 'D0120', 'J1885'),
    modifiers: fc.array(code('25', '59', 'GA'), { maxLength: 4 }),
    description: text(),
    through: code('99215', 'J1890'),
  },
  ['qualifier', 'code', 'modifiers'],
);

/** A segment no guide knows; its last element and component are not empty. */
export const raw: Arbitrary<RawSegment> = fc.record(
  {
    id: code('ZZA', 'K9'),
    elements: fc
      .tuple(list(fc.oneof(text(), fc.constant(''), fc.tuple(text(), text()))), text())
      .map(([before, last]) => [...before, last]),
  },
  { noNullPrototype: true },
);

export const origin: Arbitrary<DocumentOrigin> = optional<DocumentOrigin, 'purpose'>(
  {
    purpose: code('08', '13', '11'),
    reference: text(),
    createdDate: day,
    createdTime: code('0930', '093055'),
    type: code('TH', 'DG', 'RT'),
  },
  ['purpose'],
);

/** Elements as sent, the last not empty. */
export const elements = (maxLength: number): Arbitrary<string[]> =>
  fc
    .tuple(fc.array(fc.oneof(fc.constant(''), decimal), { maxLength: maxLength - 1 }), decimal)
    .map(([before, last]) => [...before, last]);

/** From and through of a service: none, one day, or a period. */
export const service: Arbitrary<{ serviceFrom?: PlainDate; serviceThrough?: PlainDate }> = fc.oneof(
  fc.constant({}),
  day.map((date) => ({ serviceFrom: date, serviceThrough: date })),
  fc.tuple(day, day).map(([serviceFrom, serviceThrough]) => ({ serviceFrom, serviceThrough })),
);

export const numbered = <T>(entries: readonly T[]): (T & { ordinal: number })[] =>
  entries.map((entry, index) => ({ ...entry, ordinal: index + 1 }));
