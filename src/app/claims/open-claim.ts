import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Cents } from '../../domain/money.js';
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
  const payer = await tx.db.payer.findUnique({
    where: { organizationId_payerCode: { organizationId: tx.organizationId, payerCode: source.payer.id } },
  });
  if (!payer) return { became: 'refused', reason: 'unknownPayer' };
  const index = deps.keys.blindIndex(tx.organizationId, 'claims.source', sourceKey(source, dates.from));
  const sourceIndex = new Uint8Array(index);
  if (
    await tx.db.claim.findFirst({ where: { organizationId: tx.organizationId, sourceIndex }, select: { id: true } })
  ) {
    return { became: 'repeat' };
  }
  const claimId = randomUUID();
  const claimNumber = await nextClaimNumber(tx);
  const party = await findOrAddPatient(deps, tx, source);
  const coverageId = await findOrAddCoverage(deps, tx, {
    patientId: party.patientId,
    payerId: payer.id,
    subscriber: source.subscriber,
  });
  await addOtherCoverages(deps, tx, party.patientId, source);
  const content = renumber(source, claimNumber);
  await tx.db.claim.create({
    data: {
      id: claimId,
      organizationId: tx.organizationId,
      claimNumber,
      sourceFileId: fileId,
      sourceIndex,
      sourceNumber: sealNumber(deps, tx, claimId, source.claimNumber),
      patientId: party.patientId,
      accountId: party.accountId,
      coverageId,
      payerId: payer.id,
      sequence: source.subscriber.payerResponsibility || 'P',
      kind: source.kind === 'I' ? 'I' : 'P',
      chargeCents: BigInt(source.chargeCents),
      ...whoAndWhere(source),
      serviceFrom: toDateColumn(dates.from),
      serviceThrough: toDateColumn(dates.through),
      content: sealClaimContent(deps, tx.organizationId, claimId, content),
      attachmentNumbers: attachmentNumbers(source),
      createdOn: toDateColumn(tx.at.date),
    },
  });
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

const sealNumber = (deps: Deps, tx: Tx, rowId: string, text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(deps.keys.sealText({ org: tx.organizationId, table: 'claims', column: 'source_number', rowId }, text));

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
  await tx.db.claimLine.createMany({
    data: claim.lines.map((line) => ({
      organizationId: tx.organizationId,
      claimId,
      lineNumber: line.number,
      lineControl: line.lineControl ?? '',
      procedure: line.procedure?.code ?? line.revenueCode ?? '',
      modifiers: [...(line.procedure?.modifiers ?? [])],
      units: line.units ?? '1',
      chargeCents: BigInt(line.chargeCents as Cents),
      pointers: [...line.pointers],
      serviceFrom: toDateColumn(line.serviceFrom ?? dates.from),
      serviceThrough: toDateColumn(line.serviceThrough ?? line.serviceFrom ?? dates.through),
    })),
  });
}
