import { stringify } from 'csv-stringify/sync';
import { decimalOf } from '../../domain/money.js';
import type { PersonIdentity } from '../claims/claim-parties.js';

/** One placed balance as the agency needs it (12 CFR 1006.34: itemization date and what happened since). */
export interface PlacedItem {
  readonly serviceDate: string;
  /** Date of statement 1: the itemization date. */
  readonly itemizationDate: string;
  readonly itemizedCents: number;
  readonly paidSinceCents: number;
  readonly creditedSinceCents: number;
  readonly balanceCents: number;
}

export interface PlacedAccount {
  readonly placementId: string;
  readonly accountNumber: string;
  readonly provider: string;
  readonly guarantor: PersonIdentity;
  readonly items: readonly PlacedItem[];
}

/** Minimum necessary (45 CFR 164.502(b), rulebook §9.6): no diagnosis, procedure, note, member id or SSN. */
const PLACEMENT_COLUMNS = [
  'action',
  'placement',
  'account',
  'last_name',
  'first_name',
  'birth_date',
  'address',
  'city',
  'state',
  'zip',
  'phone_consent',
  'email_consent',
  'service_date',
  'provider',
  'itemization_date',
  'itemized_amount',
  'interest_since',
  'fees_since',
  'payments_since',
  'credits_since',
  'balance',
] as const;

const csv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows' },
  );

/** Nobody consented to be called or mailed by an agency, so neither number nor address is handed over. */
const NO_CONSENT = 'N';

/** The placement file: one row a balance. */
export function placementFileText(account: PlacedAccount): string {
  const { guarantor } = account;
  const who = [
    guarantor.lastName,
    guarantor.firstName,
    guarantor.birthDate ?? '',
    guarantor.address?.line1 ?? '',
    guarantor.address?.city ?? '',
    guarantor.address?.state ?? '',
    guarantor.address?.zip ?? '',
    NO_CONSENT,
    NO_CONSENT,
  ];
  const rows = account.items.map((item) => [
    'PLACE',
    account.placementId,
    account.accountNumber,
    ...who,
    item.serviceDate,
    account.provider,
    item.itemizationDate,
    decimalOf(item.itemizedCents),
    decimalOf(0),
    decimalOf(0),
    decimalOf(item.paidSinceCents),
    decimalOf(item.creditedSinceCents),
    decimalOf(item.balanceCents),
  ]);
  return csv([PLACEMENT_COLUMNS, ...rows]);
}

/** The recall file: which placement, and a reason as a code; nothing about the guarantor. */
export const recallFileText = (recall: { placementId: string; accountNumber: string; reason: string }): string =>
  csv([
    ['action', 'placement', 'account', 'reason'],
    ['RECALL', recall.placementId, recall.accountNumber, recall.reason],
  ]);
