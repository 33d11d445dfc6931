import { createHash } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { keyedRemittance, type KeyedFor, type KeyedRemittance } from '../../edi/x12/835/keyed-remittance.js';
import { RemittanceBalance } from '../../edi/x12/835/balance-remittance.js';
import type { RemittanceItem } from '../../edi/x12/835/remittance.js';
import { GUIDE_835, remittance835Segments } from '../../edi/x12/835/write-remittance.js';
import { unwritableValues, writeInterchange } from '../../edi/x12/write.js';
import type { Deps } from '../deps.js';
import { REMITTANCE_SCAN } from '../documents/store-scan.js';
import { storeInboundFile } from '../files/store-inbound-file.js';

/** Imbalances a refusal names; the rest shows when these are mended. */
const NAMED_IMBALANCES = 5;

export interface KeyRemittance extends KeyedRemittance {
  readonly payerId: string;
  /** The scan it was keyed from. */
  readonly scanId: string;
}

/**
 * A person keys a paper remittance: it becomes the 835 the payer would have sent, and goes the road of every file from
 * here on (balance, identity, hold, posting). What does not add up is refused at once, with each difference; the same
 * content keyed twice is one file, and the same check as an 835 meets it under one identity.
 */
export async function keyRemittance(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: KeyRemittance,
): Promise<Result<{ readonly fileId: string }, Problem>> {
  const known = await inTransaction(deps.db, organizationId, { actor }, (tx) => partiesOf(tx, input));
  if (!known.ok) return known;
  const items = keyedRemittance(input, known.value);
  const fault = unwritable(items) ?? imbalance(items);
  if (fault) return fail(fault);
  return storeInboundFile(deps, {
    organizationId,
    actor,
    source: 'keyed',
    name: `check-${input.checkNumber}.835`,
    bytes: bytesOf(items, { keyed: input, test: known.value.test }),
    keyedFrom: { scanId: input.scanId },
  });
}

interface Parties extends KeyedFor {
  /** A stepped organization's files are marked as tests (ISA15 = T). */
  readonly test: boolean;
}

async function partiesOf(tx: Tx, input: KeyRemittance): Promise<Result<Parties, Problem>> {
  const { organizationId } = tx;
  if (input.paymentDate > tx.at.date)
    return fail(problem('invalidInput', 'a check is not dated in the future', { today: tx.at.date }));
  const payer = await tx.db.payer.findUnique({ where: { organizationId_id: { organizationId, id: input.payerId } } });
  if (!payer) return fail(problem('notFound', 'payer'));
  const scan = await tx.db.document.findFirst({
    where: { organizationId, id: input.scanId, kind: REMITTANCE_SCAN },
    select: { id: true },
  });
  if (!scan) return fail(problem('notFound', 'scan: bring the image of the paper first'));
  const organization = await tx.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
  return ok({
    payer: {
      name: payer.name,
      code: payer.payerCode,
      traceId: payer.traceId ?? (await traceIdOf(tx, payer.id)),
    },
    payee: { name: organization.name, npi: organization.npi },
    test: tx.stepped,
  });
}

/** TRN03 as this payer's files carry it; else one of our own, told from theirs by `earlierPayments`. */
async function traceIdOf(tx: Tx, payerId: string): Promise<string> {
  const own = `9${createHash('sha256').update(payerId).digest('hex').slice(0, 9).toUpperCase()}`;
  const earlier = await tx.db.remittance.findFirst({
    where: { organizationId: tx.organizationId, payerId, payerTraceId: { notIn: ['', own] } },
    orderBy: [{ paymentDate: 'desc' }, { id: 'asc' }],
    select: { payerTraceId: true },
  });
  return earlier?.payerTraceId ?? own;
}

function unwritable(items: readonly RemittanceItem[]): Problem | undefined {
  const [first] = unwritableValues(remittance835Segments(items));
  return (
    first &&
    problem('invalidInput', `A value of ${first.segmentId} holds a sign that no remittance can carry (* : ^ ~).`, {
      segment: first.segmentId,
    })
  );
}

/** The sums of the rulebook §6.2, as a refusal with each difference in a sentence. */
function imbalance(items: readonly RemittanceItem[]): Problem | undefined {
  let balance: RemittanceBalance | undefined;
  for (const item of items) {
    if (item.kind === 'remittance') balance = new RemittanceBalance(item);
    else if (item.kind === 'remittanceClaim') balance?.addClaim(item);
    else if (item.kind === 'providerAdjustment') balance?.addProviderAdjustment(item);
  }
  const verdict = balance?.verdict();
  const [first] = verdict?.imbalances ?? [];
  if (!verdict || verdict.balanced || !first) return undefined;
  const named = verdict.imbalances.slice(0, NAMED_IMBALANCES).map(({ message }) => message);
  return problem('remittanceUnbalanced', named.join(' '), {
    imbalances: verdict.imbalances.length,
    rule: first.rule,
    claim: first.claimOrdinal ?? null,
    line: first.lineOrdinal ?? null,
    differenceCents: first.differenceCents,
  });
}

/** Numbers and times do not vary: the same paper keyed again is the same file, byte for byte. */
async function* bytesOf(
  items: readonly RemittanceItem[],
  { keyed, test }: { readonly keyed: KeyRemittance; readonly test: boolean },
): AsyncGenerator<Uint8Array> {
  yield* writeInterchange({
    senderQualifier: 'ZZ',
    senderId: 'KEYED',
    receiverQualifier: 'ZZ',
    receiverId: 'RECLAIM',
    date: keyed.paymentDate,
    time: '0000',
    control: '000000001',
    usage: test ? 'T' : 'P',
    ackRequested: false,
    groups: [
      {
        functionalId: 'HP',
        sender: 'KEYED',
        receiver: 'RECLAIM',
        date: keyed.paymentDate,
        time: '0000',
        control: '1',
        guide: GUIDE_835,
        sets: [{ st01: '835', guide: GUIDE_835, control: '0001', segments: remittance835Segments(items) }],
      },
    ],
  });
}
