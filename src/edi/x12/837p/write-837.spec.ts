import fc from 'fast-check';
import { plainDate, type PlainDate } from '../../../domain/dates/plain-date.js';
import { cents } from '../../../domain/money.js';
import { X12Read } from '../read.js';
import { nonconformities } from '../structure/conformity.js';
import { segmentRules } from '../structure/structure-table.js';
import { STRUCTURE_837P } from '../structure/837-professional.table.js';
import { type OutSegment, writeInterchange } from '../write.js';
import { claimFaults } from './check-claim.js';
import type { Claim837, OtherPayer } from './claim-837.js';
import { generate837 } from './generate-837.js';
import { type ClaimBatch, claims837Segments, splitBatch, type WrittenBatch } from './write-837.js';

const march = plainDate('2026-03-02');
const rules = segmentRules(STRUCTURE_837P).filter((rule) => rule.id !== 'ST' && rule.id !== 'SE');

function batchOf(claims: readonly Claim837[]): ClaimBatch {
  const { submitter, receiver } = generate837({ seed: 1, claims: 1, firstServiceDate: march });
  const bht = { reference: 'BATCH1', date: plainDate('2026-04-01'), time: '1200', use: 'CH' } as const;
  return { bht, submitter, receiver, claims };
}

function write(claims: readonly Claim837[]): WrittenBatch {
  const written = claims837Segments(batchOf(claims));
  if (!written.ok) throw new Error(JSON.stringify(written.problem.slice(0, 3)));
  return written.value;
}

function readBack(segments: readonly OutSegment[], guide = '005010X222A1'): { claims: Claim837[]; problems: string[] } {
  const stamp = { date: plainDate('2026-04-01') as PlainDate, time: '1200' };
  const set = { st01: '837', guide, control: '0001', segments };
  const group = { functionalId: 'HC', sender: 'A1', receiver: 'B1', ...stamp, control: '1', guide, sets: [set] };
  const address = { senderQualifier: 'ZZ', senderId: 'A1', receiverQualifier: 'ZZ', receiverId: 'B1' };
  const envelope = {
    ...address,
    ...stamp,
    control: '000000001',
    usage: 'P',
    ackRequested: false,
    groups: [group],
  } as const;
  const read = new X12Read();
  const items = [...writeInterchange(envelope)].flatMap((chunk) => read.feed(chunk));
  items.push(...read.finish());
  const claims = items.flatMap((item) => {
    if (item.kind !== 'claim') return [];
    const { place: _place, ...claim } = item.claim;
    return [claim];
  });
  return { claims, problems: items.flatMap((item) => (item.kind === 'problem' ? [item.problem.code] : [])) };
}

const byNumber = (a: Claim837, b: Claim837): number => (a.claimNumber < b.claimNumber ? -1 : 1);

const first = (claims: readonly Claim837[]): Claim837 => {
  const claim = claims[0];
  if (!claim) throw new Error('no claim');
  return claim;
};
const oneClaim = (): Claim837 => first(generate837({ seed: 7, claims: 1, firstServiceDate: march }).claims);
const codes = (claim: Claim837): string[] => claimFaults(claim).map((fault) => fault.code);
const textsOf = (segments: readonly OutSegment[], id: string): string[] =>
  segments.filter((segment) => segment.id === id).map((segment) => segment.elements.join('*'));

describe('claims of a family practice', () => {
  it('are read back exactly as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 12 }), (seed, count) => {
        const { claims } = generate837({
          seed,
          claims: count,
          firstServiceDate: march,
          secondaryPercent: 30,
          dependentPercent: 40,
        });
        const back = readBack(write(claims).segments);
        // A visit before and after a second payer's claim share one insured, so the writer brings them together.
        expect(back.claims.toSorted(byNumber)).toEqual(claims);
        expect(back.problems).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('keep to the structure of 005010X222A1', () => {
    const { claims } = generate837({ seed: 3, claims: 300, firstServiceDate: march, secondaryPercent: 25 });
    expect(nonconformities(write(claims).segments, rules).slice(0, 5)).toEqual([]);
  });

  it('come out of the same seed the same, and add up to the truth that goes with them', () => {
    const options = { seed: 42, claims: 200, firstServiceDate: march, secondaryPercent: 10 };
    const made = generate837(options);
    expect(generate837(options)).toEqual(made);
    const { claims, lines, chargeCents } = write(made.claims);
    expect({ claims, lines, chargeCents }).toEqual({
      claims: 200,
      lines: made.truth.lines,
      chargeCents: made.truth.chargeCents,
    });
    expect(made.claims.flatMap(claimFaults)).toEqual([]);
  });
});

describe('the hierarchy of a set', () => {
  it('opens the practice once, each insured once, and a level for another patient', () => {
    const { claims } = generate837({
      seed: 5,
      claims: 60,
      firstServiceDate: march,
      dependentPercent: 50,
      returningPercent: 40,
    });
    const { segments } = write(claims);
    const levels = segments.filter((segment) => segment.id === 'HL').map((segment) => segment.elements.map(String));
    expect(levels.filter(([, , level]) => level === '20')).toEqual([['1', 'undefined', '20', '1']]);
    expect(levels.map(([number]) => number)).toEqual(levels.map((_, at) => String(at + 1)));
    for (const [, parent, level] of levels) {
      const above = levels.find(([number]) => number === parent);
      if (level === '22') expect(above?.[2]).toBe('20');
      if (level === '23') expect([above?.[2], above?.[3]]).toEqual(['22', '1']);
    }
    expect(levels.length).toBeLessThan(121);
  });

  it('puts the claims of two billing providers under two levels, whatever their order', () => {
    const { claims } = generate837({ seed: 5, claims: 6, firstServiceDate: march });
    const other = { ...first(claims).billingProvider, name: 'LAKESIDE CLINIC', npi: '1234567893' };
    const mixed = claims.map((claim, at) => (at % 2 === 0 ? claim : { ...claim, billingProvider: other }));
    const back = readBack(write(mixed).segments);
    expect(back.claims.map((claim) => claim.billingProvider.name)).toEqual([
      ...Array<string>(3).fill('RIVERSIDE FAMILY PRACTICE'),
      ...Array<string>(3).fill('LAKESIDE CLINIC'),
    ]);
  });

  it('cuts a long batch into sets whose claims and charges add up', () => {
    const { claims, truth } = generate837({ seed: 9, claims: 25, firstServiceDate: march });
    const parts = splitBatch(claims, 10);
    expect(parts.map((part) => part.length)).toEqual([10, 10, 5]);
    expect(parts.map((part) => write(part).chargeCents).reduce((sum, charge) => sum + charge, 0)).toBe(
      truth.chargeCents,
    );
  });
});

describe('a claim that cannot be sent', () => {
  it('is a replacement without the claim number of the payer', () => {
    const claim = { ...oneClaim(), frequency: '7' };
    const fault = claimFaults(claim).find((one) => one.code === 'CONTROL_NUMBER_MISSING');
    expect(fault?.text).toContain("Item 22 needs the payer's claim number when the frequency is 7 (loop 2300, REF*F8)");
    expect(claims837Segments(batchOf([claim])).ok).toBe(false);
  });

  it('is not a replacement that names it, unless Medicare Part B is asked', () => {
    const replacement = { ...oneClaim(), frequency: '7', refs: [{ qualifier: 'F8', value: 'ICN1' }] };
    const payer = (filingIndicator: string): Claim837 => ({
      ...replacement,
      subscriber: { ...replacement.subscriber, filingIndicator },
    });
    expect(codes(payer('CI'))).toEqual([]);
    expect(codes(payer('MB'))).toEqual(['MEDICARE_B_FREQUENCY']);
  });

  it.each<[string, (claim: Claim837) => Claim837]>([
    ['CLAIM_TOTAL_WRONG', (c) => ({ ...c, chargeCents: cents(c.chargeCents + 1) })],
    ['ORIGINAL_WITH_CONTROL_NUMBER', (c) => ({ ...c, refs: [{ qualifier: 'F8', value: 'ICN1' }] })],
    ['FREQUENCY_UNKNOWN', (c) => ({ ...c, frequency: '6' })],
    ['CLAIM_NUMBER_LONG', (c) => ({ ...c, claimNumber: 'X'.repeat(21) })],
    [
      'BILLING_ZIP_WRONG',
      (c) => ({
        ...c,
        billingProvider: { ...c.billingProvider, address: { line1: '1 A ST', city: 'B', state: 'OH', zip: '45431' } },
      }),
    ],
    ['BILLING_NPI_WRONG', (c) => ({ ...c, billingProvider: { ...c.billingProvider, npi: '1234567890' } })],
    [
      'LINES_TOO_MANY',
      (c) => ({
        ...c,
        lines: Array.from({ length: 51 }, (_, at) => ({ ...firstLine(c), number: at + 1, lineControl: `L${at}` })),
      }),
    ],
    [
      'DIAGNOSES_TOO_MANY',
      (c) => ({
        ...c,
        diagnoses: Array.from({ length: 13 }, (_, at) => ({ qualifier: at === 0 ? 'ABK' : 'ABF', code: 'I10' })),
      }),
    ],
    ['POINTER_WRONG', (c) => ({ ...c, lines: [{ ...firstLine(c), pointers: [9] }, ...c.lines.slice(1)] })],
    ['LINE_CONTROL_MISSING', (c) => ({ ...c, lines: c.lines.map(({ lineControl: _control, ...line }) => line) })],
    ['DENTAL_NOT_WRITTEN', (c) => ({ ...c, kind: 'D' })],
  ])('has the fault %s', (code, spoil) => expect(codes(spoil(oneClaim()))).toContain(code));

  it('is one whose number holds a separator, while a name only loses it', () => {
    const claim = oneClaim();
    const numbered = claims837Segments(batchOf([{ ...claim, claimNumber: 'A*1' }]));
    expect(numbered.ok ? [] : numbered.problem.map((fault) => fault.code)).toEqual(['SEPARATOR_IN_IDENTIFIER']);
    const named = write([{ ...claim, subscriber: { ...claim.subscriber, name: 'O~NEIL*SMITH' } }]);
    expect(named.replaced).toEqual([{ segmentId: 'NM1', element: 3 }]);
    expect(textsOf(named.segments, 'NM1').some((text) => text.includes('O NEIL SMITH'))).toBe(true);
  });

  it('shares its number with another claim of the batch', () => {
    const claim = oneClaim();
    const written = claims837Segments(batchOf([claim, claim]));
    expect(written.ok ? [] : written.problem.map((fault) => fault.code)).toEqual(['CLAIM_NUMBER_REPEATED']);
  });
});

const firstLine = (claim: Claim837): Claim837['lines'][number] => {
  const line = claim.lines[0];
  if (!line) throw new Error('no line');
  return line;
};

describe('a claim to a second payer', () => {
  const secondary = (): Claim837 =>
    first(generate837({ seed: 11, claims: 1, firstServiceDate: march, secondaryPercent: 100 }).claims);
  const withPayer = (change: (payer: OtherPayer) => OtherPayer): string[] => {
    const claim = secondary();
    return codes({ ...claim, otherPayers: claim.otherPayers.map(change) });
  };

  it('carries the decision of the first one, which explains the whole charge', () =>
    expect(codes(secondary())).toEqual([]));
  it('is refused when paid and adjusted amounts leave a cent unexplained', () =>
    expect(withPayer((payer) => ({ ...payer, paidCents: cents((payer.paidCents ?? 0) - 1) }))).toEqual([
      'CLAIM_NOT_EXPLAINED',
    ]));
  it('is refused when both payers claim the same rank', () =>
    expect(withPayer((payer) => ({ ...payer, sequence: 'S' }))).toEqual(['RANK_TWICE']));
  it('gives the date of the decision once, at the claim or at the lines', () =>
    expect(withPayer((payer) => ({ ...payer, adjudicationDate: march }))).toEqual(['DECISION_DATE_TWICE']));
  it('is refused when a line was decided by a payer it does not name', () => {
    const claim = secondary();
    const lines = claim.lines.map((line) => ({
      ...line,
      adjudications: line.adjudications.map((one) => ({ ...one, payerId: 'XX9' })),
    }));
    expect(codes({ ...claim, lines })).toContain('LINE_PAYER_UNKNOWN');
  });
});
