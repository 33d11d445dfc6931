import { createHash, randomUUID, type Hash } from 'node:crypto';
import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { insertNewRows } from '../../db/insert-rows.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { payerOfMoney } from '../../domain/remittances/payer-of-money.js';
import { judgeIdentity, remittanceKey } from '../../domain/remittances/remittance-identity.js';
import { contentHashText } from '../../edi/x12/835/write-remittance.js';
import { RemittanceBalance, type RemittanceVerdict } from '../../edi/x12/835/balance-remittance.js';
import type { ProviderAdjustment, RemittanceClaim, RemittanceHeader } from '../../edi/x12/835/remittance.js';
import type { X12Item } from '../../edi/x12/read.js';
import type { Remittance } from '../../db/generated/client.js';
import type { HoldReason } from '../../domain/remittances/posting-policy.js';
import { askToRelease, HELD, reasonToHold } from './hold-remittance.js';
import type { Deps } from '../deps.js';
import { earlierPayments } from './earlier-payments.js';
import { readInbound, type FileRef } from '../files/read-inbound.js';
import { dedupeSuffix, noteSummary } from '../files/readings.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { DAMAGED, EnvelopeAround, isDamaged, refuse, supersedeDamaged } from './envelope-around.js';
import { crashPoint } from '../../crash-points.js';

/** Claims a transaction while staging. */
const CLAIMS_A_TRANSACTION = 200;

/** One ST set while it streams by: rows go to the table in chunks, only sums stay in memory. */
interface Staging {
  readonly remittanceId: string;
  readonly header: RemittanceHeader;
  readonly balance: RemittanceBalance;
  readonly content: Hash;
  pending: RemittanceClaim[];
  adjustments: ProviderAdjustment[];
  claims: number;
  broken: boolean;
}

/**
 * Stages every remittance of the file. Nothing posts here; the verdict is known only at the end of a set:
 * READY, QUARANTINED (does not balance, unreadable, no trace), REPEAT or CONFLICT. Returns the ones to post.
 */
export async function importRemittances(
  deps: Deps,
  file: FileRef,
  heartbeat: () => void = () => undefined,
): Promise<{ remittanceIds: string[] }> {
  let staging: Staging | undefined;
  const around = new EnvelopeAround();
  let sets = 0;
  for await (const item of readInbound(deps, file, heartbeat)) {
    if (item.kind === 'set' && item.st01 === '835') sets += 1;
    if (item.kind === 'remittance') staging = await beginSet(deps, file, { header: item, ordinal: sets });
    else if (staging && item.kind === 'setEnd') {
      staging.broken = item.verdict === 'refused';
      around.add(staging.remittanceId);
      await endSet(deps, file, staging);
      crashPoint('remittanceStaged');
      staging = undefined;
    } else if (staging) await takeIn(deps, file, staging, item, heartbeat);
    else for (const remittanceId of around.refusedBy(item)) await refuse(deps, file, remittanceId);
  }
  return { remittanceIds: await readyOnes(deps, file) };
}

async function takeIn(
  deps: Deps,
  file: FileRef,
  staging: Staging,
  item: X12Item,
  heartbeat: () => void,
): Promise<void> {
  if (item.kind === 'remittanceClaim') {
    staging.balance.addClaim(item);
    staging.content.update(contentHashText(item));
    staging.claims += 1;
    staging.pending.push(item);
    if (staging.pending.length < CLAIMS_A_TRANSACTION) return;
    heartbeat();
    await stageClaims(deps, file, staging);
  } else if (item.kind === 'providerAdjustment') {
    staging.balance.addProviderAdjustment(item);
    staging.content.update(contentHashText(item));
    staging.adjustments.push(item);
  }
}

interface SetToStage {
  readonly header: RemittanceHeader;
  /** Among all 835 sets of the file, unreadable ones too: the header's own number begins anew in each group and interchange. */
  readonly ordinal: number;
}

async function beginSet(deps: Deps, file: FileRef, { header, ordinal }: SetToStage): Promise<Staging> {
  const remittanceId = await inTransaction(
    deps.db,
    file.organizationId,
    { actor: systemActor('importRemittances') },
    async (tx) => {
      const where = {
        organizationId_fileId_ordinal: {
          organizationId: tx.organizationId,
          fileId: file.fileId,
          ordinal,
        },
      };
      const known = await tx.db.remittance.findUnique({ where, select: { id: true, state: true } });
      if (known && known.state !== 'READING') return known.id;
      const payer = await payerOf(tx, header);
      if (known) {
        await tx.db.remittance.update({ where, data: { payerId: payer } });
        return known.id;
      }
      const key = remittanceKey({
        ...(header.payerTraceId && { payerTraceId: header.payerTraceId }),
        ...(header.trace && { trace: header.trace }),
        ...(header.effectiveDate && { paymentDate: header.effectiveDate }),
      });
      const id = randomUUID();
      await tx.db.remittance.create({
        data: {
          id,
          organizationId: tx.organizationId,
          fileId: file.fileId,
          ordinal,
          setControl: header.setControl,
          identityKey: key.ok ? key.value : `untraced|${id}`,
          contentHash: '',
          payerTraceId: header.payerTraceId ?? '',
          trace: header.trace ?? '',
          payerName: header.payer?.name ?? '',
          payerId: payer,
          method: header.method,
          paymentCents: BigInt(header.paymentCents),
          paymentDate: toDateColumn(header.effectiveDate ?? tx.at.date),
          state: 'READING',
          verdict: key.ok ? {} : { missing: key.problem.missing },
        },
      });
      return id;
    },
  );
  const content = createHash('sha256').update(contentHashText(header));
  return {
    remittanceId,
    header,
    balance: new RemittanceBalance(header),
    content,
    pending: [],
    adjustments: [],
    claims: 0,
    broken: false,
  };
}

async function payerOf(tx: Tx, header: RemittanceHeader): Promise<string | null> {
  const { payerTraceId } = header;
  const ids = [
    header.originatingCompany,
    ...(header.payer?.ids.map((id) => id.value) ?? []),
    ...(header.payer?.refs.map((ref) => ref.value) ?? []),
  ].filter((id) => id !== undefined && id !== '') as string[];
  const named = payerTraceId ? [payerTraceId, ...ids] : ids;
  const payers = await tx.db.payer.findMany({
    where: { organizationId: tx.organizationId, OR: [{ traceId: { in: named } }, { payerCode: { in: named } }] },
    select: { id: true, payerCode: true, traceId: true },
  });
  return payerOfMoney({ ...(payerTraceId && { traceId: payerTraceId }), ids: named }, payers)?.id ?? null;
}

async function stageClaims(deps: Deps, file: FileRef, staging: Staging): Promise<void> {
  const claims = staging.pending;
  staging.pending = [];
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('importRemittances') }, async (tx) => {
    await insertNewRows(
      tx,
      'remittance_claims',
      claims.map((claim) => {
        const id = randomUUID();
        return {
          id,
          organization_id: tx.organizationId,
          remittance_id: staging.remittanceId,
          ordinal: claim.ordinal,
          claim_number: claim.claimNumber,
          status: claim.status,
          charge_cents: claim.chargeCents,
          paid_cents: claim.paidCents,
          patient_cents: claim.patientResponsibilityCents ?? null,
          payer_claim_number: claim.payerControlNumber ?? '',
          document: sealDocument(deps, tx.organizationId, id, claim),
        };
      }),
    );
  });
}

const sealDocument = (deps: Deps, org: string, rowId: string, claim: RemittanceClaim): string =>
  `\\x${deps.keys.sealJson({ org, table: 'remittance_claims', column: 'document', rowId }, claim).toString('hex')}`;

async function endSet(deps: Deps, file: FileRef, staging: Staging): Promise<void> {
  await stageClaims(deps, file, staging);
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('importRemittances') }, async (tx) => {
    const where = { organizationId_id: { organizationId: tx.organizationId, id: staging.remittanceId } };
    const row = await tx.db.remittance.findUniqueOrThrow({ where });
    if (row.state !== 'READING') return;
    await oneAtATime(tx, row.identityKey);
    await tx.db.providerAdjustment.createMany({
      data: staging.adjustments.map((plb) => ({
        organizationId: tx.organizationId,
        remittanceId: row.id,
        ordinal: plb.ordinal,
        reason: plb.reason,
        reference: plb.reference ?? '',
        amountCents: BigInt(plb.amountCents),
      })),
      skipDuplicates: true,
    });
    const judged = await judgeSet(tx, row, staging);
    await tx.db.remittance.update({
      where,
      data: {
        state: judged.state,
        verdict: judged.verdict,
        repeatOf: judged.repeatOf ?? null,
        contentHash: judged.contentHash,
        claimCount: staging.claims,
      },
    });
    await recordAudit(tx, {
      action: 'remittance.stage',
      subjectType: 'remittance',
      subjectId: row.id,
      why: judged.why,
      after: { state: judged.state },
    });
    if (judged.state === 'READY' || judged.state === 'HELD') await supersedeDamaged(tx, row);
    if (judged.held) await askToRelease(tx, row, judged.held, await dedupeSuffix(tx, file));
    if (judged.workItem) {
      await openWorkItem(
        tx,
        { type: 'remittance', id: row.id, amountCents: Number(row.paymentCents) },
        {
          kind: judged.workItem,
          dedupeKey: `${row.id}:${judged.workItem}${await dedupeSuffix(tx, file)}`,
          dueDate: addBusinessDays(tx.at.date, 1),
          facts: { why: judged.why },
        },
      );
    }
  });
}

/** Two copies of one payment that end at the same moment are judged one after the other: the second sees the first. */
async function oneAtATime(tx: Tx, identityKey: string): Promise<void> {
  const payment = `${tx.organizationId}|${identityKey}`;
  tx.write`SELECT pg_advisory_xact_lock(hashtextextended(${payment}, 0))`;
}

interface JudgedSet {
  readonly state: 'READY' | 'HELD' | 'QUARANTINED' | 'REPEAT' | 'CONFLICT';
  readonly why: string;
  readonly contentHash: string;
  readonly verdict: object;
  readonly repeatOf?: string;
  readonly held?: HoldReason;
  readonly workItem?: 'quarantinedRemittance' | 'remittanceConflict';
}

const HELD_BECAUSE: Readonly<Record<HoldReason, string>> = {
  review: 'The posting policy of the payer wants a person to release it.',
  aboveLimit: 'It is above the posting limit of the payer: one person proposes, another agrees.',
  secondCheck:
    'It was keyed from paper and is above the limit of the office: another person compares it with the scan.',
};

async function judgeSet(tx: Tx, row: Remittance, staging: Staging): Promise<JudgedSet> {
  const contentHash = staging.content.digest('hex');
  const balance = staging.balance.verdict();
  const verdict = summaryOf(balance);
  const quarantine = (why: string): JudgedSet => ({
    state: 'QUARANTINED',
    why,
    contentHash,
    verdict,
    workItem: 'quarantinedRemittance',
  });
  if (staging.broken) {
    return {
      ...quarantine('The set is damaged (see the problems of the file); nothing of it was posted.'),
      verdict: { ...verdict, ...DAMAGED },
    };
  }
  const missing = (row.verdict as { missing?: string }).missing;
  if (missing) return quarantine(`The payment cannot be identified: ${missing} is missing.`);
  const earlier = await earlierPayments(tx, row);
  const identity = judgeIdentity(
    contentHash,
    earlier.map((other) => ({
      remittanceId: other.id,
      contentHash: other.contentHash,
      posted: other.state === 'POSTED' || other.state === 'READY',
      superseded: ['SUPERSEDED', 'UNPOSTED'].includes(other.state) || isDamaged(other.verdict),
    })),
  );
  if (identity.verdict === 'repeat')
    return {
      state: 'REPEAT',
      why: `Repeat of ${identity.of}; no effect.`,
      contentHash,
      verdict,
      repeatOf: identity.of,
    };
  if (identity.verdict === 'conflict') {
    return {
      state: 'CONFLICT',
      why: `Same payer, trace and date as ${identity.with}, other content.`,
      contentHash,
      verdict,
      workItem: 'remittanceConflict',
    };
  }
  if (balance.debit) return quarantine('BPR03 is a debit: the payer takes money through the bank; a person decides.');
  if (!balance.balanced) return quarantine(balance.imbalances[0]?.message ?? 'The remittance does not balance.');
  if (!row.payerId)
    return quarantine('No payer of the organization, or more than one, has this trace id (TRN03) or payer id.');
  const held = await reasonToHold(tx, row);
  const why = 'Balances at line, claim and payment level.';
  return held
    ? { state: HELD, held, why: `${why} ${HELD_BECAUSE[held]}`, contentHash, verdict }
    : { state: 'READY', why, contentHash, verdict };
}

const summaryOf = (verdict: RemittanceVerdict): object => ({
  balanced: verdict.balanced,
  lines: verdict.lines,
  claims: verdict.claims,
  payment: verdict.payment,
  imbalances: verdict.imbalances
    .slice(0, 20)
    .map(({ rule, message, differenceCents }) => ({ rule, message, differenceCents })),
});

async function readyOnes(deps: Deps, file: FileRef): Promise<string[]> {
  return inTransaction(deps.db, file.organizationId, { actor: systemActor('importRemittances') }, async (tx) => {
    const rows = await tx.db.remittance.findMany({
      where: { organizationId: tx.organizationId, fileId: file.fileId, state: 'READY' },
      orderBy: { ordinal: 'asc' },
      select: { id: true },
    });
    await noteSummary(tx, file, { remittances: await countsByState(tx, file) });
    return rows.map((row) => row.id);
  });
}

async function countsByState(tx: Tx, file: FileRef): Promise<Record<string, number>> {
  const rows = await tx.db.remittance.groupBy({
    by: ['state'],
    where: { organizationId: tx.organizationId, fileId: file.fileId },
    _count: true,
  });
  return Object.fromEntries(rows.map((row) => [row.state, row._count]));
}
