import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../db/generated/client.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { insertRows } from '../../db/insert-rows.js';
import { dayOf } from '../../domain/imported-books/odd-dates.js';
import { planImportPostings } from '../../domain/imported-books/plan-import-postings.js';
import type { CsvRow } from '../../domain/imported-books/synthea-rows.js';
import { cents } from '../../domain/money.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { Claim837, ClaimLine } from '../../edi/x12/837p/claim-837.js';
import { nextClaimNumbers } from '../batches/control-numbers.js';
import { sealClaimContent } from '../claims/claim-content.js';
import { findOrAddCoverage, findOrAddPatient, type PatientParty } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { startStory } from '../stories/record-event.js';
import type { ExaminedClaim } from './examine-export.js';
import type { LoadedParties } from './load-parties.js';

export interface ClaimSource {
  readonly examined: ExaminedClaim;
  readonly patient: CsvRow | undefined;
}

/** What is the same for every claim of one run. */
export interface LoadRun {
  readonly parties: LoadedParties;
  /** Patients of this run by the export's id. */
  readonly patients: Map<string, PatientParty>;
  /** Coverages of this run by patient and payer. */
  readonly coverages: Map<string, string>;
}

export type LoadedClaim = 'loaded' | 'repeated' | 'left out';

/** A claim of the export with the ids and the content it gets here. */
interface NewClaim extends ClaimSource {
  readonly claimId: string;
  readonly sourceIndex: Uint8Array<ArrayBuffer>;
  readonly serviceDate: PlainDate;
  readonly content: Claim837;
  readonly party: PatientParty;
  readonly payerId: string;
  readonly coverageId: string;
}

/**
 * Claims with their opening postings, each once, written a table at a time. A claim without transactions has nothing to book
 * and is left out; one whose patient or day is unknown is booked all the same, under a patient without a name: its money is
 * real. Answers what became of each, in their order.
 */
export async function loadClaims(
  deps: Deps,
  tx: Tx,
  run: LoadRun,
  sources: readonly ClaimSource[],
): Promise<readonly LoadedClaim[]> {
  const indexOf = ({ examined: { claim } }: ClaimSource): Uint8Array<ArrayBuffer> =>
    new Uint8Array(deps.keys.blindIndex(tx.organizationId, 'claims.source', `synthea|${claim.get('ID')}`));
  const indexed = sources.map((source) => ({ source, sourceIndex: indexOf(source) }));
  const known = await alreadyLoaded(
    tx,
    indexed.map(({ sourceIndex }) => sourceIndex),
  );
  const became = indexed.map(({ source, sourceIndex }): LoadedClaim => {
    if (source.examined.rows.length === 0) return 'left out';
    return known.has(Buffer.from(sourceIndex).toString('hex')) ? 'repeated' : 'loaded';
  });
  const fresh = indexed.filter((_, at) => became[at] === 'loaded');
  if (fresh.length === 0) return became;
  const numbers = await nextClaimNumbers(tx, fresh.length);
  const claims: NewClaim[] = [];
  for (const [at, { source, sourceIndex }] of fresh.entries())
    claims.push(await prepareClaim(deps, tx, run, { ...source, sourceIndex, claimNumber: numbers[at] ?? '' }));
  await tx.db.claim.createMany({ data: claims.map((claim) => claimRow(deps, tx, run, claim)) });
  await insertRows(
    tx,
    'claim_lines',
    claims.flatMap((claim) => lineRows(tx, claim)),
  );
  await savePostings(
    tx,
    claims.flatMap((claim) => postingsOf(run, claim)),
  );
  for (const { claimId, examined } of claims)
    if (isOpen(examined)) await startStory(tx, 'claim', claimId, { type: 'balanceReviewed' });
  return became;
}

async function alreadyLoaded(tx: Tx, indexes: readonly Uint8Array<ArrayBuffer>[]): Promise<ReadonlySet<string>> {
  const rows = await tx.db.claim.findMany({
    where: { organizationId: tx.organizationId, sourceIndex: { in: [...indexes] } },
    select: { sourceIndex: true },
  });
  return new Set(rows.map(({ sourceIndex }) => Buffer.from(sourceIndex ?? []).toString('hex')));
}

async function prepareClaim(
  deps: Deps,
  tx: Tx,
  run: LoadRun,
  source: ClaimSource & { readonly sourceIndex: Uint8Array<ArrayBuffer>; readonly claimNumber: string },
): Promise<NewClaim> {
  const { examined, patient, sourceIndex, claimNumber } = source;
  const { claim, rows } = examined;
  const serviceDate = dayOf(claim.get('SERVICEDATE')) ?? dayOf(rows[0]?.get('FROMDATE') ?? '') ?? tx.at.date;
  const content = claimContent(source, patient, { claimNumber, serviceDate });
  const party = run.patients.get(claim.get('PATIENTID')) ?? (await findOrAddPatient(deps, tx, content));
  run.patients.set(claim.get('PATIENTID'), party);
  const payerId = run.parties.payerOf(claim.get('PRIMARYPATIENTINSURANCEID'));
  const policy = `${party.patientId} ${payerId}`;
  const coverageId =
    run.coverages.get(policy) ??
    (await findOrAddCoverage(deps, tx, { patientId: party.patientId, payerId, subscriber: content.subscriber }))
      .coverageId;
  run.coverages.set(policy, coverageId);
  const claimId = randomUUID();
  return { examined, patient, claimId, sourceIndex, serviceDate, content, party, payerId, coverageId };
}

const isOpen = ({ folded }: ExaminedClaim): boolean => Object.values(folded.owed).some((owed) => owed !== 0);

function claimRow(deps: Deps, tx: Tx, { parties }: LoadRun, claim: NewClaim): Prisma.ClaimCreateManyInput {
  const { claimId, examined, content, party } = claim;
  const row = examined.claim;
  const source = { org: tx.organizationId, table: 'claims', column: 'source_number', rowId: claimId };
  const today = toDateColumn(tx.at.date);
  return {
    ...{ id: claimId, organizationId: tx.organizationId, claimNumber: content.claimNumber },
    ...{ sourceIndex: claim.sourceIndex, coverageId: claim.coverageId, payerId: claim.payerId },
    sourceNumber: new Uint8Array(deps.keys.sealText(source, row.get('ID'))),
    patientId: party.patientId,
    accountId: party.accountId,
    kind: content.kind,
    chargeCents: BigInt(examined.folded.chargedCents),
    providerNpi: parties.npiOf(row.get('SUPERVISINGPROVIDERID') || row.get('PROVIDERID')),
    facilityNpi: parties.npiOf(examined.rows[0]?.get('PLACEOFSERVICE') ?? ''),
    ...datesOf(row, claim.serviceDate),
    content: sealClaimContent(deps, tx.organizationId, claimId, content),
    createdOn: today,
    state: isOpen(examined) ? 'PARTIAL' : 'CLOSED_PAID',
    stateFacts: { everAdjudicated: true },
    ...(isOpen(examined)
      ? { nextAction: 'Decide about the balance taken over', nextActionOn: today }
      : { closedOn: today }),
  };
}

const postingsOf = ({ parties }: LoadRun, { claimId, examined, serviceDate, party, payerId }: NewClaim) =>
  planImportPostings(
    {
      ...{ claimId, sourceId: examined.claim.get('ID'), serviceDate, guarantorAccountId: party.accountId },
      primaryPayerId: payerId,
      secondaryPayerId: parties.payerOf(examined.claim.get('SECONDARYPATIENTINSURANCEID')),
    },
    examined.folded,
  );

function datesOf(claim: CsvRow, serviceDate: PlainDate) {
  const column = (day: PlainDate) => toDateColumn(day);
  const billed = dayOf(claim.get('LASTBILLEDDATE1')) ?? serviceDate;
  return {
    serviceFrom: column(serviceDate),
    serviceThrough: column(serviceDate),
    firstBilledOn: column(billed),
    submittedOn: column(billed),
    adjudicatedOn: column(billed),
  };
}

/** The claim as an 837 would carry it, from what the export knows; codes are the export's (SNOMED CT), kept as they are. */
function claimContent(
  { examined: { claim, folded, insured } }: ClaimSource,
  patient: CsvRow | undefined,
  as: { readonly claimNumber: string; readonly serviceDate: PlainDate },
): Claim837 {
  const of = (column: string): string => patient?.get(column) ?? '';
  const birthDate = dayOf(of('BIRTHDATE'));
  const none = { refs: [], dates: [], amounts: [], notes: [], attachments: [], providers: [], unmodelled: [] };
  const diagnoses = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => claim.get(`DIAGNOSIS${at}`)).filter((code) => code !== '');
  const lines = folded.lines.map(({ procedure, chargeCents }, at): ClaimLine => ({
    ...none,
    number: at + 1,
    procedure: { qualifier: 'ZZ', code: procedure, modifiers: [] },
    chargeCents: cents(chargeCents),
    unit: 'UN',
    units: '1',
    pointers: [],
    serviceFrom: as.serviceDate,
    lineControl: `${as.claimNumber}-${at + 1}`,
    adjudications: [],
  }));
  return {
    ...none,
    kind: claim.get('HEALTHCARECLAIMTYPEID1') === '2' ? 'I' : 'P',
    billingProvider: { role: '85', entity: 'organization', name: 'IMPORTED', contacts: [], refs: [] },
    subscriber: {
      entity: 'person',
      name: of('LAST') || 'UNKNOWN',
      firstName: of('FIRST') || (patient ? '' : claim.get('PATIENTID')),
      ...(birthDate && { birthDate }),
      sex: of('GENDER'),
      memberId: of('ID') || claim.get('PATIENTID'),
      address: {
        line1: of('ADDRESS'),
        city: of('CITY'),
        state: of('STATE'),
        zip: of('ZIP'),
      },
      contacts: [],
      refs: [],
      payerResponsibility: 'P',
      relationship: '18',
    },
    payer: {
      entity: 'organization',
      name: insured ? 'PAYER' : 'SELF PAY',
      id: claim.get('PRIMARYPATIENTINSURANCEID'),
      contacts: [],
      refs: [],
    },
    claimNumber: as.claimNumber,
    chargeCents: cents(folded.chargedCents),
    facilityCode: '11',
    facilityQualifier: 'B',
    frequency: '1',
    diagnoses: diagnoses.map((code) => ({ qualifier: 'ZZ', code })),
    codes: [],
    otherPayers: [],
    lines,
  };
}

const lineRows = (tx: Tx, { claimId, content, serviceDate }: NewClaim) =>
  content.lines.map((line) => ({
    ...{ organization_id: tx.organizationId, claim_id: claimId, line_number: line.number },
    line_control: line.lineControl ?? '',
    procedure: line.procedure?.code ?? '',
    modifiers: [],
    units: '1',
    charge_cents: line.chargeCents,
    pointers: [],
    service_from: serviceDate,
    service_through: serviceDate,
  }));
