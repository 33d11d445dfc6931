import { renderPacket, type PacketFacts } from '../../adapters/appeal-packet-pdf.js';
import type { Claim, Denial, Intent, Payer } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { appealLetter } from '../../domain/appeals/appeal-letter.js';
import { letterCitation, letterDate } from '../../domain/appeals/letter-words.js';
import { dollarsOf } from '../../domain/money.js';
import type { DenialCategory } from '../../domain/denials/classification.js';
import { carcText } from '../../edi/codes/carc.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { openClaimContent } from '../claims/claim-content.js';
import { proofFacts } from '../claims/prove-filing.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { saveDocument, sealDocument, type SealedDocument } from '../documents/store-document.js';
import {
  keptRecords,
  openRecords,
  packedOf,
  type KeptRecord,
  type PackedPacket,
} from '../documents/records-of-packet.js';
import { confirmIntent, loadIntent, markSending } from '../intents/close-intent.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { lastAssembled } from './assembled-packet.js';
import { levelsOfDenial } from './levels-of-denial.js';
import { crashPoint } from '../../crash-points.js';

/** The step `buildAppealPacket`: letter, claim and remittance as one PDF, sealed with its hash (rulebook §5.3 "always"). */
export async function buildAppealPacket(deps: Deps, input: StepInput): Promise<StepResult> {
  const actor = systemActor('buildAppealPacket');
  const read = await inTransaction(deps.db, input.organizationId, { actor }, async (tx) => {
    return packetFacts(deps, tx, input.intentId);
  });
  if (!read) return { became: 'repeat' };
  const { kept, ...drawn } = read;
  const records = await openRecords(deps, input.organizationId, kept);
  const sealed = await sealDocument(deps, input.organizationId, await renderPacket({ ...drawn, records }));
  crashPoint('packetStored');
  return inTransaction(deps.db, input.organizationId, { actor }, async (tx) => {
    const intent = await loadIntent(tx, input.intentId);
    if (intent.state !== 'INTENDED') return { became: 'repeat' };
    await saveDocument(tx, sealed, {
      subjectType: 'appeal',
      subjectId: intent.subjectId,
      kind: 'appealPacket',
      businessKey: intent.businessKey,
    });
    const packed = packedOf(sealed.id, kept, records);
    await markSending(tx, intent.id, packed);
    await confirmIntent(tx, intent.id);
    await tellBuilt(tx, intent, sealed, packed);
    return { became: 'built' };
  });
}

/** Files that leave: the packet and what could not be bound; a payer's limit of size holds for each of them. */
async function tellBuilt(tx: Tx, intent: Intent, sealed: SealedDocument, { records }: PackedPacket): Promise<void> {
  const { id: documentId, sha256, pages, bytes } = sealed;
  const beside = records.filter((record) => !record.bound);
  const largest = Math.max(bytes.length, ...beside.map((record) => record.sizeBytes));
  await recordEvent(tx, {
    story: 'appeal',
    subjectId: intent.subjectId,
    type: 'packetBuilt',
    facts: {
      documentId,
      pages,
      kilobytes: Math.ceil(largest / 1_024),
      files: 1 + beside.length,
      ...((intent.details as { incomplete?: boolean }).incomplete === true && { incomplete: true }),
    },
    key: `${intent.businessKey}:built`,
    wake: false,
  });
  await recordAudit(tx, {
    action: 'appeal.packet',
    subjectType: 'appeal',
    subjectId: intent.subjectId,
    why: intent.businessKey,
    after: { documentId, sha256, pages, records: records.map(({ sha256: hash, bound }) => ({ sha256: hash, bound })) },
  });
}

type FactsToDraw = Omit<PacketFacts, 'records'> & { readonly kept: readonly KeptRecord[] };

async function packetFacts(deps: Deps, tx: Tx, intentId: string): Promise<FactsToDraw | undefined> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return undefined;
  const key = { organizationId: tx.organizationId };
  const denial = await tx.db.denial.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: intent.subjectId } },
  });
  const claim = await tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: denial.claimId } } });
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: claim.payerId } } });
  const organization = await tx.db.organization.findUniqueOrThrow({ where: { id: tx.organizationId } });
  const remitted = await tx.db.remittanceClaim.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: denial.remittanceClaimId } },
  });
  const level = await levelRuleOf(tx, { payer, denial }, (intent.details as { level?: number }).level ?? 1);
  const filing =
    denial.carc === '29'
      ? await proofFacts(deps, tx, claim, { claimId: claim.id, butRemittanceClaimId: denial.remittanceClaimId })
      : undefined;
  const kept = await keptRecords(tx, claim.id);
  const content = openClaimContent(deps, tx.organizationId, claim.id, claim.content);
  return {
    kept,
    date: tx.at.date,
    organization: { name: organization.name, npi: organization.npi, taxId: organization.taxId },
    payerName: payer.name,
    levelName: level.name,
    claim: content,
    payerClaimNumber: claim.payerClaimNumber ?? '',
    serviceFrom: fromDateColumn(claim.serviceFrom),
    letter: appealLetter({
      ...letterFacts(denial, claim, content),
      recordsEnclosed: kept.length > 0,
      levelName: level.name,
      rule: level.source,
      argument: await argumentOf(deps, tx, denial.id),
      ...(filing?.proof.proven && { filing: filing.proof.because }),
    }),
    rules: await rulesBehind(tx, denial.id, level),
    remittance: deps.keys.openJson<RemittanceClaim>(
      { org: tx.organizationId, table: 'remittance_claims', column: 'document', rowId: remitted.id },
      remitted.document,
    ),
    ...(filing && { filing }),
  };
}

async function levelRuleOf(
  tx: Tx,
  { payer, denial }: { readonly payer: Payer; readonly denial: Denial },
  level: number,
): Promise<{ readonly name: string; readonly source: string }> {
  const rule = (await levelsOfDenial(tx, payer, denial)).find((one) => one.level === level);
  return rule ?? { name: `Level ${level}`, source: 'the contract' };
}

const letterFacts = (denial: Denial, claim: Claim, content: Claim837) => ({
  ...deniedLines(denial, content),
  category: denial.category as DenialCategory,
  group: denial.groupCode,
  carc: denial.carc,
  carcText: carcText(denial.carc) ?? '',
  rarcs: denial.rarcs,
  denied: dollarsOf(Number(denial.amountCents)),
  noticeDate: letterDate(fromDateColumn(denial.noticeDate)),
  serviceFrom: letterDate(fromDateColumn(claim.serviceFrom)),
});

/** The lines the denial is about, with their codes: what is contested is not the whole claim. */
function deniedLines({ lineSet }: Denial, { lines }: Claim837): { readonly lines?: string } {
  const numbers = new Set(lineSet.split(',').map(Number));
  const denied = lines.filter(({ number }) => numbers.has(number));
  if (denied.length === 0 || denied.length === lines.length) return {};
  const codes = denied.map((line) => line.procedure?.code ?? line.revenueCode ?? '');
  const places = denied.map(({ number }) => number).join(', ');
  return { lines: `${denied.length === 1 ? 'line' : 'lines'} ${places}: ${codes.join(', ')}` };
}

/** The right to this appeal and the last day of its window, as the deadline's row cites it; our own clocks are no payer's matter. */
async function rulesBehind(tx: Tx, denialId: string, level: { readonly source: string }): Promise<readonly string[]> {
  const rows = await tx.db.deadline.findMany({
    where: { organizationId: tx.organizationId, subjectId: denialId, kind: 'appeal-filing', closedOn: null },
    orderBy: { hardDate: 'asc' },
  });
  const cited = rows.map(
    (row) => `Last day to file it: ${letterDate(fromDateColumn(row.hardDate))} (${letterCitation(row.source)})`,
  );
  return [`Right to this appeal: ${letterCitation(level.source)}`, ...cited];
}

/** What the specialist wrote when the packet was declared ready; sealed in the work item's answers. */
async function argumentOf(deps: Deps, tx: Tx, denialId: string): Promise<string> {
  const item = await lastAssembled(tx, denialId);
  if (!item?.answers) return '';
  const answers = deps.keys.openJson<Record<string, string>>(
    { org: tx.organizationId, table: 'work_items', column: 'answers', rowId: item.id },
    item.answers,
  );
  const { argument = '', goodCause } = answers;
  return goodCause ? `${argument}\n\nGood cause for evidence that was not in before: ${goodCause}` : argument;
}
