import { plainDate } from '../../../domain/dates/plain-date.js';
import { cents } from '../../../domain/money.js';
import type { RemittanceClaim, RemittanceLine } from '../835/remittance.js';
import { billNextPayer, type NextPayer } from './bill-next-payer.js';
import { claimFaults } from './check-claim.js';
import type { Claim837 } from './claim-837.js';
import { generate837 } from './generate-837.js';
import { replacementOf, voidOf } from './resubmit-claim.js';

const march = plainDate('2026-03-02');
const decidedOn = plainDate('2026-03-27');

function anyClaim(filingIndicator = 'CI'): Claim837 {
  const { claims } = generate837({ seed: 21, claims: 80, firstServiceDate: march });
  const claim = claims.find(
    (one) => one.lines.length > 2 && one.subscriber.filingIndicator === filingIndicator && !one.patient,
  );
  if (!claim) throw new Error('no claim');
  return claim;
}

const next = (claim: Claim837): NextPayer => ({
  payer: {
    entity: 'organization',
    name: 'SUMMIT BENEFIT PLANS',
    id: 'SBP99',
    idQualifier: 'PI',
    contacts: [],
    refs: [],
  },
  subscriber: { ...claim.subscriber, payerResponsibility: 'S', memberId: 'S123', filingIndicator: 'CI' },
});

/** The payer takes 40 dollars a line off and leaves 10 to the patient. */
function decidedLine(line: Claim837['lines'][number], at: number): RemittanceLine {
  const contractual = Math.min(4_000, line.chargeCents);
  const owed = Math.min(1_000, line.chargeCents - contractual);
  return {
    ordinal: at + 1,
    procedure: line.procedure ?? { qualifier: 'HC', code: '', modifiers: [] },
    chargeCents: line.chargeCents,
    paidCents: cents(line.chargeCents - contractual - owed),
    adjustments: [
      { group: 'CO', carc: '45', amountCents: cents(contractual) },
      ...(owed > 0 ? [{ group: 'PR', carc: '2', amountCents: cents(owed) }] : []),
    ],
    ...(line.lineControl ? { lineControl: line.lineControl } : {}),
    refs: [],
    amounts: [],
    quantities: [],
    remarks: [],
    unmodelled: [],
  };
}

function remittanceOf(claim: Claim837): RemittanceClaim {
  const lines = claim.lines.map(decidedLine);
  return {
    kind: 'remittanceClaim',
    ordinal: 1,
    claimNumber: claim.claimNumber,
    status: '1',
    chargeCents: claim.chargeCents,
    paidCents: cents(lines.reduce((sum, line) => sum + line.paidCents, 0)),
    payerControlNumber: 'ICN77',
    adjustments: [],
    outpatient: ['', '', 'MA01'],
    remarks: ['MA01'],
    refs: [],
    dates: [],
    contacts: [],
    amounts: [],
    quantities: [],
    lines,
    unmodelled: [],
  };
}

describe('the claim to the second payer', () => {
  it('takes the first payer’s decision from its 835 and may be sent as it is', () => {
    const claim = anyClaim();
    const secondary = billNextPayer(claim, { remittance: remittanceOf(claim), decidedOn }, next(claim));
    if (!secondary.ok) throw new Error('unmatched');
    expect(claimFaults(secondary.value)).toEqual([]);
    expect(secondary.value.otherPayers).toMatchObject([
      { sequence: 'P', claimNumber: 'ICN77', payer: { id: claim.payer.id }, outpatient: { remarks: ['MA01'] } },
    ]);
    expect(secondary.value.lines.map((line) => line.adjudications.length)).toEqual(claim.lines.map(() => 1));
  });

  it('proves the whole charge when the payer decided the claim without lines', () => {
    const claim = anyClaim();
    const whole = {
      ...remittanceOf(claim),
      lines: [],
      paidCents: cents(claim.chargeCents - 500),
      adjustments: [{ group: 'PR', carc: '1', amountCents: cents(500) }],
    };
    const secondary = billNextPayer(claim, { remittance: whole, decidedOn }, next(claim));
    expect(secondary.ok && claimFaults(secondary.value)).toEqual([]);
    expect(secondary.ok && secondary.value.otherPayers[0]).toMatchObject({
      adjudicationDate: decidedOn,
      remainingCents: 500,
    });
  });

  it('is not made when the remittance decides a line the claim does not have', () => {
    const claim = anyClaim();
    const remittance = remittanceOf(claim);
    const [first, ...rest] = remittance.lines;
    if (!first) throw new Error('no line');
    const { lineControl: _control, ...foreign } = {
      ...first,
      procedure: { qualifier: 'HC', code: '00000', modifiers: [] },
    };
    const lines = [foreign, ...rest, foreign];
    const secondary = billNextPayer(claim, { remittance: { ...remittance, lines }, decidedOn }, next(claim));
    expect(secondary.ok ? [] : secondary.problem.map((line) => line.procedure)).toEqual(['00000', '00000']);
  });
});

describe('a decided claim sent again', () => {
  it('replaces the decided version and names it', () => {
    const again = replacementOf(anyClaim(), 'ICN77');
    expect([again.frequency, again.refs, claimFaults(again)]).toEqual(['7', [{ qualifier: 'F8', value: 'ICN77' }], []]);
  });
  it('names only the latest version after a second replacement', () =>
    expect(replacementOf(replacementOf(anyClaim(), 'ICN77'), 'ICN78').refs).toEqual([
      { qualifier: 'F8', value: 'ICN78' },
    ]));
  it('is taken back with the same lines', () => {
    const claim = anyClaim();
    expect(voidOf(claim, 'ICN77')).toEqual({ ...claim, frequency: '8', refs: [{ qualifier: 'F8', value: 'ICN77' }] });
  });
});
