import type { PlainDate } from '../../../domain/dates/plain-date.js';
import { cents, sumCents } from '../../../domain/money.js';
import { writableText } from '../write.js';
import type { RemittanceAdjustment, RemittanceClaim, RemittanceItem, RemittanceLine } from './remittance.js';

/** An adjustment as an explanation of benefits prints it; positive lowers what is paid. */
export interface KeyedAdjustment {
  readonly group: string;
  readonly carc: string;
  readonly amountCents: number;
}

export interface KeyedLine {
  readonly code: string;
  readonly modifiers?: readonly string[] | undefined;
  readonly serviceFrom?: PlainDate | undefined;
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly allowedCents?: number | undefined;
  /** Our line number, if the paper shows it. */
  readonly lineControl?: string | undefined;
  readonly adjustments: readonly KeyedAdjustment[];
  readonly remarks?: readonly string[] | undefined;
}

export interface KeyedClaim {
  /** Our claim number, or what the paper prints for it; may be empty when only patient and date tell. */
  readonly claimNumber: string;
  /** CLP02 in the words of the 835: `1` primary, `2` secondary, `4` denied, `22` reversal … */
  readonly status: string;
  readonly chargeCents: number;
  readonly paidCents: number;
  readonly patientResponsibilityCents?: number | undefined;
  readonly payerControlNumber?: string | undefined;
  readonly patient?: { readonly lastName: string; readonly firstName: string } | undefined;
  readonly serviceFrom?: PlainDate | undefined;
  readonly adjustments: readonly KeyedAdjustment[];
  readonly remarks?: readonly string[] | undefined;
  readonly lines: readonly KeyedLine[];
}

/** A paper remittance as a person keys it; what it says, nothing computed. */
export interface KeyedRemittance {
  readonly checkNumber: string;
  readonly paymentDate: PlainDate;
  /** Amount of the check; 0 when the paper came without money. */
  readonly paymentCents: number;
  readonly claims: readonly KeyedClaim[];
  readonly providerAdjustments: readonly {
    readonly reason: string;
    readonly reference?: string | undefined;
    readonly amountCents: number;
  }[];
}

export interface KeyedFor {
  readonly payer: { readonly name: string; readonly code: string; readonly traceId: string };
  readonly payee: { readonly name: string; readonly npi: string };
}

/** The same typed document an 835 of this payment would be read as: from here on paper and file go one road. */
export function keyedRemittance(keyed: KeyedRemittance, { payer, payee }: KeyedFor): RemittanceItem[] {
  const claims = keyed.claims.map(claimOf);
  return [
    {
      kind: 'remittance',
      ordinal: 1,
      setControl: '0001',
      handling: keyed.paymentCents === 0 ? 'H' : 'I',
      paymentCents: cents(keyed.paymentCents),
      creditDebit: 'C',
      method: keyed.paymentCents === 0 ? 'NON' : 'CHK',
      effectiveDate: keyed.paymentDate,
      trace: keyed.checkNumber,
      payerTraceId: payer.traceId,
      productionDate: keyed.paymentDate,
      payer: {
        name: writableText(payer.name),
        ids: [{ qualifier: '2U', value: payer.code }],
        refs: [],
        contacts: [],
      },
      payee: { name: writableText(payee.name), npi: payee.npi, refs: [] },
      refs: [],
      unmodelled: [],
    },
    ...(claims.length > 0 ? [{ kind: 'remittanceGroup' as const, ordinal: 1, number: '1' }] : []),
    ...claims,
    ...keyed.providerAdjustments.map((each, at) => ({
      kind: 'providerAdjustment' as const,
      ordinal: at + 1,
      providerId: payee.npi,
      fiscalPeriodDate: `${keyed.paymentDate.slice(0, 4)}-12-31` as PlainDate,
      reason: each.reason,
      ...(each.reference && { reference: each.reference }),
      amountCents: cents(each.amountCents),
    })),
    {
      kind: 'remittanceEnd',
      setControl: '0001',
      claims: claims.length,
      lines: claims.reduce((sum, claim) => sum + claim.lines.length, 0),
      chargeCents: sumCents(claims.map((claim) => claim.chargeCents)),
      paidCents: sumCents(claims.map((claim) => claim.paidCents)),
      plbCents: sumCents(keyed.providerAdjustments.map((each) => each.amountCents)),
    },
  ];
}

function claimOf(keyed: KeyedClaim, at: number): RemittanceClaim {
  const remarks = keyed.remarks ?? [];
  return {
    kind: 'remittanceClaim',
    ordinal: at + 1,
    claimNumber: keyed.claimNumber || 'UNKNOWN',
    status: keyed.status,
    chargeCents: cents(keyed.chargeCents),
    paidCents: cents(keyed.paidCents),
    ...(keyed.patientResponsibilityCents !== undefined && {
      patientResponsibilityCents: cents(keyed.patientResponsibilityCents),
    }),
    ...(keyed.payerControlNumber && { payerControlNumber: keyed.payerControlNumber }),
    adjustments: keyed.adjustments.map(adjustmentOf),
    ...(keyed.patient && {
      patient: {
        role: 'QC',
        entity: 'person' as const,
        name: writableText(keyed.patient.lastName),
        firstName: writableText(keyed.patient.firstName),
      },
    }),
    ...(remarks.length > 0 && { outpatient: ['', '', ...remarks] }),
    remarks,
    refs: [],
    ...(keyed.serviceFrom && { from: keyed.serviceFrom }),
    dates: [],
    contacts: [],
    amounts: [],
    quantities: [],
    lines: keyed.lines.map(lineOf),
    unmodelled: [],
  };
}

const adjustmentOf = ({ group, carc, amountCents }: KeyedAdjustment): RemittanceAdjustment => ({
  group,
  carc,
  amountCents: cents(amountCents),
});

const lineOf = (keyed: KeyedLine, at: number): RemittanceLine => ({
  ordinal: at + 1,
  procedure: { qualifier: 'HC', code: keyed.code, modifiers: keyed.modifiers ?? [] },
  chargeCents: cents(keyed.chargeCents),
  paidCents: cents(keyed.paidCents),
  ...(keyed.serviceFrom && { serviceFrom: keyed.serviceFrom }),
  adjustments: keyed.adjustments.map(adjustmentOf),
  ...(keyed.lineControl && { lineControl: keyed.lineControl }),
  refs: [],
  ...(keyed.allowedCents !== undefined && { allowedCents: cents(keyed.allowedCents) }),
  amounts: [],
  quantities: [],
  remarks: keyed.remarks ?? [],
  unmodelled: [],
});
