import { serviceDateSegments, statusLineSegments, statusSegment } from '../276-277/write-status-body.js';
import { HierarchyNumbers, LevelFold } from '../parties/hierarchy.js';
import { amountSegment, dtpSegment, originSegment, partySegment } from '../parties/write-party.js';
import { quantitySegment, rawSegment, referenceSegment } from '../parties/write-party.js';
import type { OutSegment } from '../write.js';
import { seg } from '../write.js';
import type { AcknowledgedClaim, AcknowledgementLevel, AcknowledgementSource } from './claim-acknowledgement.js';
import type { ClaimAcknowledgementItem } from './claim-acknowledgement.js';

/** ST03 and GS08; ST01 is `277`, GS01 `HN`. */
export const GUIDE_277CA = '005010X214';

const PATIENT_RANK = 3;

function rankOf(item: ClaimAcknowledgementItem): number {
  switch (item.kind) {
    case 'acknowledgementSource':
      return 0;
    case 'acknowledgementLevel':
      return item.level === 'receiver' ? 1 : 2;
    case 'acknowledgedClaim':
      return PATIENT_RANK;
    default:
      return -1;
  }
}

/** The segments between ST and SE of a 277CA. What a claim inherits stands in the level items before it. */
export function* claimAcknowledgementSegments(items: Iterable<ClaimAcknowledgementItem>): Generator<OutSegment> {
  const numbers = new HierarchyNumbers();
  let fold = new LevelFold();
  let held: AcknowledgementSource | AcknowledgementLevel | undefined;
  for (const item of items) {
    if (held !== undefined) yield* upperSegments(held, numbers, rankOf(item) > rankOf(held));
    held = undefined;
    if (item.kind === 'claimAcknowledgement') yield originSegment('0085', item.origin);
    else if (item.kind === 'acknowledgedClaim') yield* claimSegments(item, numbers, fold);
    else if (item.kind !== 'claimAcknowledgementEnd') {
      held = item;
      fold = new LevelFold();
    }
  }
  if (held !== undefined) yield* upperSegments(held, numbers, false);
}

function* upperSegments(
  item: AcknowledgementSource | AcknowledgementLevel,
  numbers: HierarchyNumbers,
  hasChildren: boolean,
): Generator<OutSegment> {
  const source = item.kind === 'acknowledgementSource';
  const code = source ? '20' : item.level === 'receiver' ? '21' : '19';
  yield numbers.segment(rankOf(item), code, hasChildren);
  yield partySegment(item.party);
  if (item.trace !== undefined) yield seg('TRN', source || item.level === 'provider' ? '1' : '2', item.trace);
  if (source) {
    if (item.receivedDate !== undefined) yield dtpSegment({ qualifier: '050', date: item.receivedDate });
    if (item.processedDate !== undefined) yield dtpSegment({ qualifier: '009', date: item.processedDate });
  } else {
    for (const status of item.statuses) yield statusSegment(status);
    for (const reference of item.refs) yield referenceSegment(reference);
    for (const quantity of item.quantities) yield quantitySegment(quantity);
    for (const amount of item.amounts) yield amountSegment(amount);
  }
  for (const raw of item.unmodelled) yield rawSegment(raw);
}

function* claimSegments(claim: AcknowledgedClaim, numbers: HierarchyNumbers, fold: LevelFold): Generator<OutSegment> {
  if (fold.firstNew([JSON.stringify(claim.patient ?? null)]) === 0) {
    yield numbers.segment(PATIENT_RANK, 'PT');
    if (claim.patient !== undefined) yield partySegment(claim.patient);
  }
  yield seg('TRN', '2', claim.claimNumber);
  for (const status of claim.statuses) yield statusSegment(status);
  if (claim.payerClaimNumber !== undefined) yield seg('REF', '1K', claim.payerClaimNumber);
  if (claim.clearinghouseTrace !== undefined) yield seg('REF', 'D9', claim.clearinghouseTrace);
  if (claim.billType !== undefined) yield seg('REF', 'BLT', claim.billType);
  for (const reference of claim.refs) yield referenceSegment(reference);
  yield* serviceDateSegments(claim.serviceFrom, claim.serviceThrough);
  for (const date of claim.dates) yield dtpSegment(date);
  for (const raw of claim.unmodelled) yield rawSegment(raw);
  for (const line of claim.lines) yield* statusLineSegments(line);
}
