import { randomUUID } from 'node:crypto';
import { inHex, insertRows } from '../../db/insert-rows.js';
import type { Tx } from '../../db/in-transaction.js';
import { chargePosting } from '../../domain/ledger/claim-postings.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { Claim837, ClaimLine } from '../../edi/x12/837p/claim-837.js';
import { savePostings } from '../ledger/save-postings.js';
import { recordAudit } from '../stories/record-audit.js';
import { startStory } from '../stories/record-event.js';
import { nextClaimNumber } from '../batches/control-numbers.js';
import { findOrAddCoverage, findOrAddPatient } from './claim-parties.js';
import { addOtherCoverages } from '../next-payer/other-coverages.js';
import { sealClaimContent } from './claim-content.js';
import { serviceDates, type ServiceDates } from './service-dates.js';
import type { Deps } from '../deps.js';

/** What came of one claim of an 837: opened, seen before, or not usable with the reason. */
export type OpenedClaim =
  | { readonly became: 'opened'; readonly claimId: string; readonly claimNumber: string }
  | { readonly became: 'repeat' }
  | { readonly became: 'refused'; readonly reason: 'unknownPayer' | 'noLines' | 'noServiceDate' | 'wrongTotal' };

/**
 * Opens one claim: parties, lines, the charge posting and the row that starts its story, in the caller's transaction.
 * The claim gets a number of ours (CLM01, at most 20 characters); the source's number is kept sealed beside it.
 */
export async function openClaim(deps: Deps, tx: Tx, source: Claim837, fileId: string): Promise<OpenedClaim> {
  const dates = serviceDates(source);
  if (source.lines.length === 0) return { became: 'refused', reason: 'noLines' };
  if (!dates) return { became: 'refused', reason: 'noServiceDate' };
  if (source.chargeCents !== source.lines.reduce((sum, line) => sum + line.chargeCents, 0))
    return { became: 'refused', reason: 'wrongTotal' };
  const org = tx.organizationId;
  const [payer] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM payers WHERE organization_id = ${org}::uuid AND payer_code = ${source.payer.id}`;
  if (!payer) return { became: 'refused', reason: 'unknownPayer' };
  const sourceIndex = await freeSourceIndex(deps, tx, sourceKey(source, dates.from));
  if (!sourceIndex) return { became: 'repeat' };
  const claimId = randomUUID();
  const claimNumber = await nextClaimNumber(tx);
  const party = await findOrAddPatient(deps, tx, source);
  const { coverageId } = await findOrAddCoverage(deps, tx, {
    patientId: party.patientId,
    payerId: payer.id,
    subscriber: source.subscriber,
  });
  await addOtherCoverages(deps, tx, party.patientId, source);
  const content = renumber(source, claimNumber);
  const { providerNpi, facilityNpi } = whoAndWhere(source);
  await insertRows(tx, 'claims', [
    {
      id: claimId,
      organization_id: org,
      claim_number: claimNumber,
      source_file_id: fileId,
      source_index: inHex(sourceIndex),
      source_number: sealNumber(deps, tx, claimId, source.claimNumber),
      patient_id: party.patientId,
      account_id: party.accountId,
      coverage_id: coverageId,
      payer_id: payer.id,
      sequence: source.subscriber.payerResponsibility || 'P',
      kind: source.kind === 'I' ? 'I' : 'P',
      charge_cents: source.chargeCents,
      provider_npi: providerNpi,
      facility_npi: facilityNpi,
      service_from: dates.from,
      service_through: dates.through,
      content: inHex(sealClaimContent(deps, org, claimId, content)),
      attachment_numbers: attachmentNumbers(source),
      created_on: tx.at.date,
    },
  ]);
  await saveClaimLines(tx, claimId, content, dates);
  await savePostings(tx, [
    chargePosting({
      claimId,
      payerId: payer.id,
      chargeCents: source.chargeCents,
      effectiveDate: tx.at.date,
    }),
  ]);
  await recordAudit(tx, {
    action: 'claim.open',
    subjectType: 'claim',
    subjectId: claimId,
    why: `imported from file ${fileId}`,
    after: { claimNumber, payerId: payer.id, chargeCents: source.chargeCents },
  });
  await startStory(tx, 'claim', claimId, { type: 'claimImported' });
  return { became: 'opened', claimId, claimNumber };
}

/**
 * The index under which this claim of the source is known from now on; undefined while it is open here or was decided. Only a
 * claim whose void the payer has confirmed was never billed: its service may be billed again as a claim of its own, frequency 1.
 */
async function freeSourceIndex(deps: Deps, tx: Tx, key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const org = tx.organizationId;
  for (let voids = 0; ; voids += 1) {
    const again = voids === 0 ? key : `${key}|after void ${voids}`;
    const sourceIndex = deps.keys.blindIndex(org, 'claims.source', again);
    const [known] = await tx.db.$queryRaw<{ state: string }[]>`
      SELECT state FROM claims WHERE organization_id = ${org}::uuid AND source_index = ${sourceIndex}`;
    if (!known) return sourceIndex;
    if (known.state !== 'CLOSED_VOIDED') return undefined;
  }
}

/** Control numbers of the proof that claim and lines announce (PWK06): the 275 names them. */
export const attachmentNumbers = ({ attachments, lines }: Claim837): string[] => {
  const announced = [...attachments, ...lines.flatMap((line) => line.attachments)];
  return [...new Set(announced.flatMap(({ controlNumber }) => controlNumber ?? []))];
};

/** NPIs a receivable is counted by: rendering (institutional: attending) provider and service facility, else who bills. */
export function whoAndWhere({ kind, providers, billingProvider }: Claim837): {
  providerNpi: string;
  facilityNpi: string;
} {
  const npi = (role: string): string =>
    providers.find((provider) => provider.role === role)?.npi ?? billingProvider.npi ?? '';
  return { providerNpi: npi(kind === 'I' ? '71' : '82'), facilityNpi: npi('77') };
}

const sourceKey = (source: Claim837, from: PlainDate): string =>
  [
    source.billingProvider.npi ?? '',
    source.payer.id,
    source.claimNumber,
    from,
    source.chargeCents,
    source.frequency,
  ].join('|');

const sealNumber = (deps: Deps, tx: Tx, rowId: string, text: string): string =>
  inHex(deps.keys.sealText({ org: tx.organizationId, table: 'claims', column: 'source_number', rowId }, text));

/** Our own CLM01 and REF*6R on every line, so that every answer finds its way back. */
export function renumber(source: Claim837, claimNumber: string): Claim837 {
  const { place: _place, ...claim } = source;
  const lines = claim.lines.map((line, at): ClaimLine => ({
    ...line,
    number: at + 1,
    lineControl: `${claimNumber}-${at + 1}`,
  }));
  return { ...claim, claimNumber, frequency: '1', lines };
}

export async function saveClaimLines(tx: Tx, claimId: string, claim: Claim837, dates: ServiceDates): Promise<void> {
  await insertRows(
    tx,
    'claim_lines',
    claim.lines.map((line) => ({
      organization_id: tx.organizationId,
      claim_id: claimId,
      line_number: line.number,
      line_control: line.lineControl ?? '',
      procedure: line.procedure?.code ?? line.revenueCode ?? '',
      modifiers: line.procedure?.modifiers ?? [],
      units: line.units ?? '1',
      charge_cents: line.chargeCents,
      pointers: line.pointers,
      service_from: line.serviceFrom ?? dates.from,
      service_through: line.serviceThrough ?? line.serviceFrom ?? dates.through,
    })),
  );
}
