import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import type { Deps } from '../deps.js';

export interface EditHitsWish {
  /** First and last day; the last 90 days unless given. */
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

export interface PayerEditHits {
  readonly payerId: string;
  readonly payer: string;
  /** Claims the edits looked at in the period. */
  readonly scrubbed: number;
  /** Claims at least one edit stopped. */
  readonly stopped: number;
  /** Stopped of a hundred scrubbed, in hundredths of a percent. */
  readonly rateBp: number;
  readonly edits: readonly { readonly edit: string; readonly claims: number; readonly rateBp: number }[];
}

export interface EditHits {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly payers: readonly PayerEditHits[];
}

interface HitRow {
  readonly payerId: string;
  readonly payer: string;
  /** Null: how many were scrubbed; '': how many were stopped. */
  readonly edit: string | null;
  readonly claims: bigint;
}

const DAYS = 90;

/** How often the edits stop claims before they are sent, by payer and edit; each claim counts once a period. */
export async function readEditHits(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: EditHitsWish,
): Promise<EditHits> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const to = wish.to ?? tx.at.date;
    const from = wish.from ?? addDays(to, -DAYS);
    const rows = await tx.db.$queryRaw<HitRow[]>`
      WITH c AS (SELECT id, payer_id FROM claims WHERE organization_id = ${organizationId}::uuid),
           scrubbed AS (
             SELECT DISTINCT subject_id AS claim_id FROM decisions
              WHERE organization_id = ${organizationId}::uuid AND subject_type = 'claim' AND from_state <> to_state
                AND to_state IN ('READY', 'EDIT_FAILED') AND decided_on BETWEEN ${from}::date AND ${to}::date),
           stopped AS (
             SELECT DISTINCT w.claim_id, edit FROM work_items w, unnest(string_to_array(w.facts->>'edits', ' ')) edit
              WHERE w.organization_id = ${organizationId}::uuid AND w.kind = 'fixEdits'
                AND w.opened_on BETWEEN ${from}::date AND ${to}::date),
           hits AS (SELECT claim_id, NULL AS edit FROM scrubbed UNION ALL SELECT DISTINCT claim_id, '' FROM stopped
                    UNION ALL SELECT claim_id, edit FROM stopped)
      SELECT p.id AS "payerId", p.name AS payer, hits.edit, count(*) AS claims
        FROM hits JOIN c ON c.id = hits.claim_id JOIN payers p ON p.organization_id = ${organizationId}::uuid AND p.id = c.payer_id
       GROUP BY 1, 2, 3 ORDER BY p.name, p.id, claims DESC, edit`;
    return { from, to, payers: byPayer(rows) };
  });
}

function byPayer(rows: readonly HitRow[]): PayerEditHits[] {
  return [...new Set(rows.map(({ payerId }) => payerId))].map((payerId) => {
    const own = rows.filter((row) => row.payerId === payerId);
    const count = (edit: string | null): number => Number(own.find((row) => row.edit === edit)?.claims ?? 0n);
    const scrubbed = count(null);
    const rate = (claims: number): number => (scrubbed === 0 ? 0 : Math.round((claims * 10_000) / scrubbed));
    return {
      payerId,
      payer: own[0]?.payer ?? '',
      scrubbed,
      stopped: count(''),
      rateBp: rate(count('')),
      edits: own.flatMap(({ edit, claims }) =>
        edit ? [{ edit, claims: Number(claims), rateBp: rate(Number(claims)) }] : [],
      ),
    };
  });
}
