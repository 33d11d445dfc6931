import type { Denial, Payer, WorkItem } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { classifyAdjustment } from '../../domain/denials/classify-adjustment.js';
import { mappingsFor } from '../../domain/denials/own-mappings.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import { payerQuirks } from '../../domain/payer-rules/payer-quirks.js';
import { hasStatusPortal } from '../../domain/payer-rules/rules-for.js';
import { playbookFor, type Playbook } from '../../domain/work-items/playbook.js';
import { judgedPayer, libraryFor, type JudgedPayer } from '../payer-rules/own-rules.js';
import { isWorkItemKind } from './outcome-fields.js';

/** What an item's page says of the work. */
export interface ItemGuide {
  readonly playbook: Playbook;
  /** The payer shows in a portal where the claim stands, by its rule today. */
  readonly portal: boolean;
}

/** The guide of one item: its denial's meaning, the payer's own rules, and what was tried before. */
export async function guideOf(tx: Tx, item: WorkItem): Promise<ItemGuide> {
  const { kind } = item;
  if (!isWorkItemKind(kind)) return { playbook: { means: kind, steps: [], quirks: [], tried: [] }, portal: false };
  const key = { organizationId: tx.organizationId };
  const claim = item.claimId
    ? await tx.db.claim.findUnique({ where: { organizationId_id: { ...key, id: item.claimId } } })
    : null;
  const payer =
    claim && (await tx.db.payer.findUnique({ where: { organizationId_id: { ...key, id: claim.payerId } } }));
  const denial =
    item.subjectType === 'appeal'
      ? await tx.db.denial.findUnique({ where: { organizationId_id: { ...key, id: item.subjectId } } })
      : null;
  const judged = payer ? await judgedPayer(tx, payer) : undefined;
  const portal = judged !== undefined && hasStatusPortal(judged, tx.at.date, libraryFor(judged));
  const playbook = playbookFor({
    kind,
    edits: editsOf(item),
    ...(denial && { denial: caseOf(denial, payer, judged) }),
    portal,
    quirks: judged ? payerQuirks(judged, tx.at.date, libraryFor(judged)) : [],
    tried: claim ? await triedOn(tx, claim.id) : [],
  });
  return { playbook, portal };
}

const editsOf = ({ facts }: WorkItem): readonly string[] => {
  const { edits } = facts as { edits?: unknown };
  return typeof edits === 'string' ? edits.split(' ') : [];
};

function caseOf(denial: Denial, payer: Payer | null, judged: JudgedPayer | undefined) {
  const { groupCode: group, carc, rarcs } = denial;
  const at = payer ? { payerKey: payer.ruleKey, payerClass: payer.payerClass as PayerClass } : {};
  const on = fromDateColumn(denial.noticeDate);
  const mappings = judged ? mappingsFor(libraryFor(judged), judged) : undefined;
  const classification = classifyAdjustment({ group, carc, rarcs, on, ...at }, mappings);
  return { group, carc, rarcs, classification };
}

/** The latest of what was done, newest last; more than this nobody reads. */
const MOST_TRIED = 12;

interface Tried {
  readonly on: PlainDate;
  readonly what: string;
}

/** Sendings, contacts, finished work and appeal levels of a claim and its denials: dates and codes, no PHI. */
async function triedOn(tx: Tx, claimId: string): Promise<readonly string[]> {
  const where = { organizationId: tx.organizationId, claimId };
  const submissions = await tx.db.submission.findMany({ where: { ...where, sentOn: { not: null } } });
  const contacts = await tx.db.contact.findMany({ where, orderBy: { recordedAt: 'desc' }, take: MOST_TRIED });
  const done = await tx.db.workItem.findMany({
    where: { ...where, state: 'COMPLETED' },
    orderBy: { closedOn: 'desc' },
    take: MOST_TRIED,
  });
  const denials = await tx.db.denial.findMany({ where, select: { id: true } });
  const levels = await tx.db.appealLevel.findMany({
    where: {
      organizationId: tx.organizationId,
      denialId: { in: denials.map((denial) => denial.id) },
      filedOn: { not: null },
    },
  });
  const tried = [
    ...submissions.map(({ sentOn, frequency, state }) =>
      at(sentOn, `claim sent with frequency ${frequency}: ${state.toLowerCase()}`),
    ),
    ...contacts.map(({ occurredOn, channel, outcomeCode }) => at(occurredOn, `${channel}: ${outcomeCode}`)),
    ...done.map(({ closedOn, kind, outcome }) => at(closedOn, `${kind}: ${outcome ?? ''}`)),
    ...levels.map(({ filedOn, level, program, decision }) =>
      at(filedOn, `appeal level ${level} (${program}) filed${decision ? `: ${decision}` : ''}`),
    ),
  ];
  return tried
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .slice(-MOST_TRIED)
    .map(({ on, what }) => `${on} ${what}`);
}

const at = (on: Date | null, what: string): Tried => ({ on: fromDateColumn(on ?? new Date(0)), what });
