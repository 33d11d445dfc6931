import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { cents } from '../../src/domain/money.js';
import type {
  BankAccount,
  ProviderAdjustment,
  RemittanceAdjustment,
  RemittanceClaim,
  RemittanceGroup,
  RemittanceHeader,
  RemittanceItem,
  RemittanceLine,
  RemittancePayee,
  RemittancePayer,
} from '../../src/edi/x12/835/remittance.js';
import {
  address,
  amount,
  code,
  contact,
  day,
  decimal,
  elements,
  list,
  numbered,
  oneDay,
  optional,
  partyIn,
  procedure,
  qualifiedAmount,
  qualifiedQuantity,
  raw,
  reference,
  service,
  text,
} from './document-arbitraries.js';

const adjustment: Arbitrary<RemittanceAdjustment> = optional<RemittanceAdjustment, 'group' | 'carc' | 'amountCents'>(
  {
    group: code('CO', 'PR', 'OA', 'PI'),
    carc: code('45', '1', '2', 'A1', '999'),
    amountCents: amount,
    quantity: decimal,
  },
  ['group', 'carc', 'amountCents'],
);

type LineRequired =
  | 'procedure'
  | 'chargeCents'
  | 'paidCents'
  | 'adjustments'
  | 'refs'
  | 'amounts'
  | 'quantities'
  | 'remarks'
  | 'unmodelled';

const line: Arbitrary<Omit<RemittanceLine, 'ordinal'>> = fc
  .tuple(
    optional<Omit<RemittanceLine, 'ordinal' | 'place' | 'serviceFrom' | 'serviceThrough'>, LineRequired>(
      {
        procedure,
        submittedProcedure: procedure,
        revenueCode: code('0450'),
        chargeCents: amount,
        paidCents: amount,
        units: decimal,
        submittedUnits: decimal,
        adjustments: list(adjustment, 9),
        lineControl: text(),
        refs: list(reference('1B', 'LU')),
        allowedCents: amount,
        amounts: list(qualifiedAmount('KH', 'ZK')),
        quantities: list(qualifiedQuantity('ZK', 'ZL')),
        remarks: list(code('N130', 'MA130', 'N9999')),
        unmodelled: list(raw, 1),
      },
      [
        'procedure',
        'chargeCents',
        'paidCents',
        'adjustments',
        'refs',
        'amounts',
        'quantities',
        'remarks',
        'unmodelled',
      ],
    ),
    service,
  )
  .map(([fields, dates]) => ({
    ...fields,
    ...dates,
  }));

/** Remarks are what MIA and MOA hold. */
function withRemarks(claim: Omit<RemittanceClaim, 'remarks'>): RemittanceClaim {
  const at = (list: readonly string[] | undefined, positions: readonly number[]): string[] =>
    positions.map((n) => list?.[n - 1] ?? '').filter((remark) => remark !== '');
  const remarks = [...at(claim.inpatient, [5, 20, 21, 22, 23]), ...at(claim.outpatient, [3, 4, 5, 6, 7])];
  return { ...claim, remarks };
}

type ClaimFields = Omit<RemittanceClaim, 'ordinal' | 'place' | 'remarks' | 'lines' | 'kind'>;

const claimFields: Arbitrary<ClaimFields> = optional<
  ClaimFields,
  | 'claimNumber'
  | 'status'
  | 'chargeCents'
  | 'paidCents'
  | 'adjustments'
  | 'refs'
  | 'dates'
  | 'contacts'
  | 'amounts'
  | 'quantities'
  | 'unmodelled'
>(
  {
    claimNumber: text(),
    status: code('1', '2', '4', '22', '19'),
    chargeCents: amount,
    paidCents: amount,
    patientResponsibilityCents: amount,
    filingIndicator: code('12', 'MB'),
    payerControlNumber: text(),
    facilityCode: code('11', '22'),
    frequency: code('1', '7'),
    patientStatus: code('01'),
    drg: code('470'),
    drgWeight: decimal,
    dischargeFraction: decimal,
    adjustments: list(adjustment, 8),
    patient: partyIn('QC'),
    subscriber: partyIn('IL'),
    correctedInsured: partyIn('74'),
    renderingProvider: partyIn('82'),
    crossoverPayer: partyIn('TT'),
    correctedPriorityPayer: partyIn('PR'),
    otherSubscriber: partyIn('GB'),
    inpatient: elements(24),
    outpatient: elements(9),
    refs: list(reference('F8', 'EA', '1L')),
    from: day,
    through: day,
    received: day,
    dates: list(oneDay('036', '297')),
    contacts: list(contact, 1),
    amounts: list(qualifiedAmount('AU', 'I', 'F5')),
    quantities: list(qualifiedQuantity('CA', 'ZK')),
    unmodelled: list(raw, 1),
  },
  [
    'claimNumber',
    'status',
    'chargeCents',
    'paidCents',
    'adjustments',
    'refs',
    'dates',
    'contacts',
    'amounts',
    'quantities',
    'unmodelled',
  ],
);

const claim: Arbitrary<Omit<RemittanceClaim, 'ordinal'>> = fc
  .tuple(claimFields, list(line))
  .map(([fields, lines]) => withRemarks({ kind: 'remittanceClaim', ordinal: 0, ...fields, lines: numbered(lines) }));

const group: Arbitrary<Omit<RemittanceGroup, 'ordinal'>> = optional<
  Omit<RemittanceGroup, 'ordinal' | 'place'>,
  'kind' | 'number'
>(
  {
    kind: fc.constant('remittanceGroup' as const),
    number: code('1', '130212'),
    providerSummary: elements(24),
    providerSupplement: elements(19),
  },
  ['kind', 'number'],
);

const account: Arbitrary<BankAccount> = optional<BankAccount, 'routing'>(
  { routingQualifier: code('01'), routing: text(9), accountQualifier: code('DA'), account: text() },
  ['routing'],
);

const payer: Arbitrary<RemittancePayer> = fc
  .tuple(
    optional<RemittancePayer, 'name' | 'ids' | 'refs' | 'contacts'>(
      {
        name: text(40),
        ids: list(reference('2U', 'EO')),
        address,
        refs: list(reference('ZZ')),
        contacts: list(contact, 2),
      },
      ['name', 'ids', 'refs', 'contacts'],
    ),
    fc.option(text(), { nil: undefined }),
  )
  .map(([fields, plan]) =>
    plan === undefined ? fields : { ...fields, ids: [{ qualifier: 'XV', value: plan }, ...fields.ids] },
  );

const payee: Arbitrary<RemittancePayee> = fc
  .tuple(
    optional<RemittancePayee, 'name' | 'refs'>(
      {
        name: text(40),
        npi: code('1992753883'),
        taxId: code('123456789'),
        otherId: reference('XV').map(({ qualifier, value }) => ({ qualifier, value })),
        address,
        refs: list(reference('PQ', '0B')),
      },
      ['name', 'refs'],
    ),
  )
  .map(([fields]) => {
    const { otherId, ...rest } = fields;
    return otherId === undefined || fields.npi !== undefined ? rest : fields;
  });

const header: Arbitrary<RemittanceHeader> = optional<Omit<RemittanceHeader, 'place'>, 'kind'>(
  {
    kind: fc.constant('remittance' as const),
    ordinal: fc.constant(1),
    setControl: fc.constant('0001'),
    handling: code('I', 'H', 'C'),
    paymentCents: amount.map((value) => cents(Math.abs(value))),
    creditDebit: fc.constantFrom('C' as const, 'D' as const),
    method: code('ACH', 'CHK', 'NON'),
    format: code('CCP'),
    payerAccount: account,
    originatingCompany: text(),
    originatingCompanySupplement: text(),
    payeeAccount: account,
    effectiveDate: day,
    trace: text(),
    payerTraceId: text(),
    traceSupplement: text(),
    currency: code('CAD'),
    receiverId: text(),
    payerSystemVersion: text(),
    productionDate: day,
    refs: list(reference('ZZ'), 1),
    payer,
    payee,
    unmodelled: list(raw, 1),
  },
  [
    'kind',
    'ordinal',
    'setControl',
    'handling',
    'paymentCents',
    'creditDebit',
    'method',
    'refs',
    'unmodelled',
  ] as 'kind'[],
).map((fields) => {
  const { traceSupplement, payerTraceId, ...rest } = fields;
  const signed =
    fields.creditDebit === 'D' && fields.paymentCents !== 0 ? cents(-fields.paymentCents) : fields.paymentCents;
  const trace =
    rest.trace === undefined
      ? {}
      : {
          ...(payerTraceId === undefined ? {} : { payerTraceId }),
          ...(traceSupplement === undefined ? {} : { traceSupplement }),
        };
  return { ...rest, paymentCents: signed, ...trace };
});

const plb: Arbitrary<Omit<ProviderAdjustment, 'ordinal'>> = optional<
  Omit<ProviderAdjustment, 'ordinal' | 'place'>,
  'kind' | 'providerId' | 'reason' | 'amountCents'
>(
  {
    kind: fc.constant('providerAdjustment' as const),
    providerId: code('1992753883', '1234567893'),
    fiscalPeriodDate: fc.constantFrom('2026-12-31', '2025-12-31') as Arbitrary<never>,
    reason: code('WO', 'FB', 'L6', 'CS'),
    reference: text(),
    amountCents: amount,
  },
  ['kind', 'providerId', 'reason', 'amountCents'],
);

/** A remittance as it is read: header, groups with claims, provider adjustments, end. */
export const remittance: Arbitrary<RemittanceItem[]> = fc
  .tuple(header, list(claim, 2), list(fc.tuple(group, list(claim, 2)), 2), list(plb, 9))
  .map(([head, loose, groups, plbs]) => {
    const items: RemittanceItem[] = [head];
    let ordinal = 0;
    const addClaims = (claims: readonly Omit<RemittanceClaim, 'ordinal'>[]): void => {
      for (const entry of claims) items.push({ ...entry, ordinal: (ordinal += 1) });
    };
    addClaims(loose);
    groups.forEach(([group, claims], index) => {
      items.push({ ...group, ordinal: index + 1 });
      addClaims(claims);
    });
    items.push(...numbered(plbs));
    return [...items, endOf(items)];
  });

function endOf(items: readonly RemittanceItem[]): RemittanceItem {
  const claims = items.filter((item) => item.kind === 'remittanceClaim');
  const sum = (values: readonly number[]): ReturnType<typeof cents> =>
    cents(values.reduce((total, value) => total + value, 0));
  return {
    kind: 'remittanceEnd',
    setControl: '0001',
    claims: claims.length,
    lines: claims.reduce((total, { lines }) => total + lines.length, 0),
    chargeCents: sum(claims.map(({ chargeCents }) => chargeCents)),
    paidCents: sum(claims.map(({ paidCents }) => paidCents)),
    plbCents: sum(items.map((item) => (item.kind === 'providerAdjustment' ? item.amountCents : 0))),
  };
}
