import { plainDate } from '../domain/dates/plain-date.js';
import { cents, sumCents } from '../domain/money.js';
import type { RemittanceClaim, RemittanceLine } from '../edi/x12/835/remittance.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { generate837 } from '../edi/x12/837p/generate-837.js';
import { openRecord } from './bound-records.js';
import { renderPacket, type PacketFacts } from './appeal-packet-pdf.js';

/** A claim with so many lines, all like the drawn claim's first one. */
function claimOf(lines: number): Claim837 {
  const [drawn] = generate837({ seed: 11, claims: 1, firstServiceDate: plainDate('2025-12-01') }).claims;
  const [first] = drawn?.lines ?? [];
  if (!drawn || !first) throw new Error('no claim was drawn');
  const all = Array.from({ length: lines }, (_, at) => ({ ...first, number: at + 1 }));
  return { ...drawn, lines: all, chargeCents: sumCents(all.map((line) => line.chargeCents)) };
}

const denied = (claim: Claim837): RemittanceClaim => ({
  kind: 'remittanceClaim',
  ordinal: 1,
  claimNumber: claim.claimNumber,
  status: '1',
  chargeCents: claim.chargeCents,
  paidCents: cents(0),
  payerControlNumber: 'ICN1',
  remarks: ['MA01'],
  adjustments: [],
  ...{ refs: [], dates: [], contacts: [], amounts: [], quantities: [], unmodelled: [] },
  lines: claim.lines.map((line, at): RemittanceLine => ({
    ordinal: at + 1,
    procedure: { qualifier: 'HC', code: line.procedure?.code ?? '', modifiers: [] },
    chargeCents: line.chargeCents,
    paidCents: cents(0),
    adjustments: [{ group: 'CO', carc: '50', amountCents: line.chargeCents }],
    remarks: ['N115'],
    ...{ refs: [], amounts: [], quantities: [], unmodelled: [] },
  })),
});

function packetOf(lines: number, more: Partial<PacketFacts> = {}): PacketFacts {
  const claim = claimOf(lines);
  return {
    date: plainDate('2026-01-26'),
    organization: { name: 'Riverside Family Practice', npi: '1234567893', taxId: '123456789' },
    payerName: 'Blue River Health',
    levelName: 'Provider appeal, first level',
    claim,
    payerClaimNumber: 'ICN1',
    serviceFrom: plainDate('2025-12-01'),
    letter: ['We ask you to reverse this decision and to pay the claim as billed.'],
    rules: ['Right to this appeal: our agreement with you'],
    remittance: denied(claim),
    records: [],
    ...more,
  };
}

const kept = { title: 'Record 1', sha256: 'a'.repeat(64) };

/** Pages as a reader of the file counts them. */
const pagesIn = (bytes: Buffer): number => bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

describe('an appeal packet', () => {
  it('has an index, the letter, the remittance, the claim and the rules, a page each while they are short', async () => {
    const { bytes, pages } = await renderPacket(packetOf(2));
    expect([pages, pagesIn(bytes)]).toEqual([5, 5]);
  });

  it('goes on over as many pages as a long claim needs, and counts every one of them', async () => {
    const { bytes, pages } = await renderPacket(packetOf(120));
    expect(pages).toBeGreaterThan(7);
    expect(pagesIn(bytes)).toBe(pages);
  });

  it('names the records that travel beside it, and why, without growing by a page', async () => {
    const alone = await renderPacket(packetOf(2));
    const scan = await openRecord({ ...kept, mediaType: 'image/tiff', bytes: Buffer.from('II*\0') });
    expect(scan).toEqual({ title: 'Record 1', sha256: kept.sha256, how: 'beside', why: 'image/tiff' });
    const withRecord = await renderPacket(packetOf(2, { records: [scan] }));
    expect(withRecord.pages).toBe(alone.pages);
    expect(withRecord.bytes.equals(alone.bytes)).toBe(false);
  });

  it('is the same paper, byte for byte, whenever it is bound', async () => {
    const [first, again] = [await renderPacket(packetOf(30)), await renderPacket(packetOf(30))];
    expect(first.bytes.equals(again.bytes)).toBe(true);
  });
});
