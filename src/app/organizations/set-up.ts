import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { problem, type Problem } from '../../contracts/problems.js';
import { Prisma } from '../../db/generated/client.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export interface NewFacility {
  readonly name: string;
  readonly npi: string;
  readonly placeOfService: string;
  readonly address: Readonly<Record<string, string>>;
}

export interface NewProvider {
  readonly name: string;
  readonly npi: string;
  readonly taxonomy: string;
}

export interface NewPayer {
  readonly name: string;
  /** NM109 of the payer (loop 2010BB) in our 837s. */
  readonly payerCode: string;
  /** TRN03 of its remittances, where it differs from one payer to the next. */
  readonly traceId?: string;
  readonly payerClass: string;
  readonly ruleKey: string;
  readonly filingIndicator: string;
  readonly state?: string;
  readonly billsPatients: boolean;
  /** Its contract pays by the month: CARC 24 posts to capitation instead of being a denial (rulebook §4.1). */
  readonly capitated?: boolean;
  readonly tradingPartnerId: string;
}

export interface NewTradingPartner {
  readonly name: string;
  readonly kind: string;
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  /** ISA15: T for practice organizations, P for real ones. */
  readonly usage: 'T' | 'P';
  readonly outboundFolder: string;
  readonly inboundFolder: string;
  readonly leniencies: Readonly<Record<string, unknown>>;
  readonly batchMaxClaims: number;
  /** Absent: a clearinghouse answers each claim in its own name, within the clock of T-277CA; nobody else does. */
  readonly acknowledgesClaims?: boolean;
}

type Added = Result<{ readonly id: string }, Problem>;

export const addFacility = (deps: Deps, actor: Actor, organizationId: string, input: NewFacility): Promise<Added> =>
  add(deps, actor, organizationId, 'facility', input.name, async (tx, id) => {
    await tx.db.facility.create({ data: { id, organizationId, ...input } });
  });

export const addProvider = (deps: Deps, actor: Actor, organizationId: string, input: NewProvider): Promise<Added> =>
  add(deps, actor, organizationId, 'provider', input.npi, async (tx, id) => {
    await tx.db.provider.create({ data: { id, organizationId, ...input } });
  });

export const addPayer = (deps: Deps, actor: Actor, organizationId: string, input: NewPayer): Promise<Added> =>
  add(deps, actor, organizationId, 'payer', input.payerCode, async (tx, id) => {
    const partner = await tx.db.tradingPartner.count({ where: { organizationId, id: input.tradingPartnerId } });
    if (partner === 0) return problem('notFound', 'trading partner');
    await tx.db.payer.create({ data: { id, organizationId, ...input } });
    return undefined;
  });

export const addTradingPartner = (
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: NewTradingPartner,
): Promise<Added> =>
  add(deps, actor, organizationId, 'tradingPartner', input.name, async (tx, id) => {
    if (tx.stepped && input.usage !== 'T')
      return problem('invalidInput', 'a practice organization sends test files only (usage T)');
    const folders = exchangeFolders(deps, input);
    const { acknowledgesClaims = input.kind === 'clearinghouse' } = input;
    await tx.db.tradingPartner.create({
      data: { id, organizationId, ...input, ...folders, acknowledgesClaims, leniencies: input.leniencies as object },
    });
    return undefined;
  });

/** Relative folders lie in the data folder, so that every process means the same place. */
export const exchangeFolders = (
  deps: Deps,
  { outboundFolder, inboundFolder }: Pick<NewTradingPartner, 'outboundFolder' | 'inboundFolder'>,
) => ({
  outboundFolder: resolve(deps.config.dataDir, outboundFolder),
  inboundFolder: resolve(deps.config.dataDir, inboundFolder),
});

async function add(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  what: string,
  name: string,
  create: (tx: Tx, id: string) => Promise<Problem | undefined | void>,
): Promise<Added> {
  const id = randomUUID();
  try {
    return await inTransaction(deps.db, organizationId, { actor }, async (tx): Promise<Added> => {
      const refused = await create(tx, id);
      if (refused) return fail(refused);
      await recordAudit(tx, {
        action: `${what}.add`,
        subjectType: what,
        subjectId: id,
        why: 'set-up',
        after: { name },
      });
      return ok({ id });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      return fail(problem('conflict', `this ${what} is known`));
    throw error;
  }
}
