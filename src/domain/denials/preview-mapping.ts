import type { PlainDate } from '../dates/plain-date.js';
import type { PayerRule } from '../payer-rules/payer-rule.js';
import type { RuledPayer } from '../payer-rules/resolve-rule.js';
import { classifyAdjustment } from './classify-adjustment.js';
import { mappingsFor } from './own-mappings.js';

/** An open denial as its code is read again. */
export interface OpenDenial {
  readonly denialId: string;
  readonly claimId: string;
  readonly group: string;
  readonly carc: string;
  readonly rarcs: readonly string[];
  readonly noticeDate: PlainDate;
  readonly cents: number;
  readonly payer: RuledPayer;
}

/** One open denial that would be read otherwise. */
export interface MappingChange extends Pick<OpenDenial, 'denialId' | 'claimId' | 'cents'> {
  readonly from: string;
  readonly to: string;
}

/** What a proposed mapping would change among the denials open now. */
export interface MappingPreview {
  readonly denials: number;
  readonly claims: number;
  readonly cents: number;
  /** First actions before and after, with how many denials; the most frequent change first. */
  readonly changes: readonly { readonly from: string; readonly to: string; readonly denials: number }[];
  /** The denials read otherwise, each with its amount. */
  readonly touched: readonly MappingChange[];
  /** A mapping moves no deadline. */
  readonly moves: readonly never[];
}

/** Reads each open denial with and without the mapping; nothing changes by this. */
export function previewMapping(
  proposed: PayerRule,
  library: readonly PayerRule[],
  open: readonly OpenDenial[],
): MappingPreview {
  const touched = open.flatMap((denial) => {
    const from = read(denial, library);
    const to = read(denial, [proposed, ...library]);
    return from === to ? [] : [{ denial, change: `${from} → ${to}`, from, to }];
  });
  const counts = new Map<string, { from: string; to: string; denials: number }>();
  for (const { change, from, to } of touched)
    counts.set(change, { from, to, denials: (counts.get(change)?.denials ?? 0) + 1 });
  return {
    denials: touched.length,
    claims: new Set(touched.map(({ denial }) => denial.claimId)).size,
    cents: touched.reduce((sum, { denial }) => sum + denial.cents, 0),
    touched: touched.map(({ denial: { denialId, claimId, cents }, from, to }) => ({
      denialId,
      claimId,
      cents,
      from,
      to,
    })),
    changes: [...counts.values()].sort((a, b) => b.denials - a.denials),
    moves: [],
  };
}

function read({ group, carc, rarcs, noticeDate, payer }: OpenDenial, rules: readonly PayerRule[]): string {
  const question = { group, carc, rarcs, on: noticeDate, payerKey: payer.payerKey ?? '', payerClass: payer.payerClass };
  const { category, owner, actions, appealable, recoverability } = classifyAdjustment(
    question,
    mappingsFor(rules, payer),
  );
  return `${category}, ${owner}, ${actions.join(' ')}, ${recoverability}${appealable ? '' : ', no appeal'}`;
}
