import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { dayOf } from '../../domain/imported-books/odd-dates.js';
import { planImportPostings } from '../../domain/imported-books/plan-import-postings.js';
import type { CsvRow } from '../../domain/imported-books/synthea-rows.js';
import { cents } from '../../domain/money.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { Claim837, ClaimLine } from '../../edi/x12/837p/claim-837.js';
import { nextControlNumber } from '../batches/control-numbers.js';
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
  readonly parties: LoadedParties;
  /** Patients of this run by the export's id. */
  readonly known: Map<string, PatientParty>;
}

export type LoadedClaim = 'loaded' | 'repeated' | 'left out';

/**
 * One claim with its opening postings, once. A claim without transactions has nothing to book and is left out; one whose
 * patient or day is unknown is booked all the same, under a patient without a name: its money is real.
 */
export async function loadClaim(deps: Deps, tx: Tx, source: ClaimSource): Promise<LoadedClaim> {
  const { examined, parties, patient } = source;
  const { claim, folded, rows } = examined;
  if (rows.length === 0) return 'left out';
  const serviceDate = dayOf(claim.get('SERVICEDATE')) ?? dayOf(rows[0]?.get('FROMDATE') ?? '') ?? tx.at.date;
  const sourceIndex = new Uint8Array(
    deps.keys.blindIndex(tx.organizationId, 'claims.source', `synthea|${claim.get('ID')}`),
  );
  if (await tx.db.claim.findFirst({ where: { organizationId: tx.organizationId, sourceIndex }, select: { id: true } }))
    return 'repeated';
  const claimId = randomUUID();
  const claimNumber = `RC${(await nextControlNumber(tx, 'claim')).toString().padStart(9, '0')}`;
  const content = claimContent(source, patient, { claimNumber, serviceDate });
  const party = source.known.get(claim.get('PATIENTID')) ?? (await findOrAddPatient(deps, tx, content));
  source.known.set(claim.get('PATIENTID'), party);
  const payerId = parties.payerOf(claim.get('PRIMARYPATIENTINSURANCEID'));
  const coverageId = await findOrAddCoverage(deps, tx, {
    patientId: party.patientId,
    payerId,
    subscriber: content.subscriber,
  });
  const isOpen = Object.values(folded.owed).some((owed) => owed !== 0);
  await tx.db.claim.create({
    data: {
      ...{ id: claimId, organizationId: tx.organizationId, claimNumber, sourceIndex, coverageId, payerId },
      sourceNumber: new Uint8Array(
        deps.keys.sealText(
          { org: tx.organizationId, table: 'claims', column: 'source_number', rowId: claimId },
          claim.get('ID'),
        ),
      ),
      patientId: party.patientId,
      accountId: party.accountId,
      kind: content.kind,
      chargeCents: BigInt(folded.chargedCents),
      providerNpi: parties.npiOf(claim.get('SUPERVISINGPROVIDERID') || claim.get('PROVIDERID')),
      facilityNpi: parties.npiOf(rows[0]?.get('PLACEOFSERVICE') ?? ''),
      ...datesOf(claim, serviceDate),
      content: sealClaimContent(deps, tx.organizationId, claimId, content),
      createdOn: toDateColumn(tx.at.date),
      state: isOpen ? 'PARTIAL' : 'CLOSED_PAID',
      stateFacts: { everAdjudicated: true },
      ...(isOpen
        ? { nextAction: 'Decide about the balance taken over', nextActionOn: toDateColumn(tx.at.date) }
        : { closedOn: toDateColumn(tx.at.date) }),
    },
  });
  await saveLines(tx, claimId, content, serviceDate);
  await savePostings(
    tx,
    planImportPostings(
      {
        ...{ claimId, sourceId: claim.get('ID'), serviceDate, guarantorAccountId: party.accountId },
        primaryPayerId: payerId,
        secondaryPayerId: parties.payerOf(claim.get('SECONDARYPATIENTINSURANCEID')),
      },
      folded,
    ),
  );
  if (isOpen) await startStory(tx, 'claim', claimId, { type: 'balanceReviewed' });
  return 'loaded';
}

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

async function saveLines(tx: Tx, claimId: string, claim: Claim837, serviceDate: PlainDate): Promise<void> {
  const day = toDateColumn(serviceDate);
  await tx.db.claimLine.createMany({
    data: claim.lines.map((line) => ({
      ...{ organizationId: tx.organizationId, claimId, lineNumber: line.number, lineControl: line.lineControl ?? '' },
      procedure: line.procedure?.code ?? '',
      modifiers: [],
      units: '1',
      chargeCents: BigInt(line.chargeCents),
      pointers: [],
      serviceFrom: day,
      serviceThrough: day,
    })),
  });
}
