import { claimLife, type LifeSource } from './claim-life.js';
import { drawLife, wrapped } from './draw-life.js';

const ID = '00000000-0000-4000-8000-000000000001';
const source = {
  claim: {
    claimNumber: 'RC000000001',
    state: 'CLOSED_PAID',
    chargeCents: 10_000,
    ledger: {
      balances: { 'receivable.payer': 0 },
      entries: [
        { date: '2026-01-12', kind: 'remittancePayment', account: 'cash.clearing', amountCents: 7_200, source: 'x' },
      ],
    },
    submissions: [
      {
        number: 1,
        frequency: '1',
        state: 'ACCEPTED',
        fileName: '837P-000000001.x12',
        sentOn: '2026-01-05',
        acknowledgedOn: '2026-01-06',
        statusCodes: ['A2:20', 'A2:20'],
      },
    ],
    remittances: [
      {
        paymentDate: '2026-01-12',
        trace: 'T1',
        status: '1',
        paidCents: 7_200,
        adjustments: [{ group: 'CO', carc: '45' }],
      },
    ],
    timeline: [
      {
        what: 'event',
        on: '2026-01-12',
        at: '',
        type: 'remittancePosted',
        verdict: null,
        facts: { remittanceClaimId: ID, paidCents: 7_200, deniedLines: 0 },
      },
      {
        what: 'decision',
        on: '2026-01-12',
        at: '',
        toState: 'CLOSED_PAID',
        decidedOn: '2026-01-12',
        recordedAt: '2026-11-30T08:00:02.000Z',
        because: 'Paid; nothing is left.',
        rules: [{ ruleId: 'a.b', version: 2 }],
      },
    ],
    deadlines: [
      {
        id: ID,
        kind: 'timely-filing',
        baseDate: '2026-01-05',
        hardDate: '2026-04-05',
        safeDate: '2026-03-27',
        source: 'law',
        closedOn: '2026-01-06',
        closedHow: 'met',
      },
      {
        id: ID.replace(/1$/, '2'),
        kind: 'corrected-claim',
        baseDate: '2026-01-05',
        hardDate: '2026-07-04',
        safeDate: '2026-07-02',
        source: 'contract',
        closedOn: '2026-01-21',
        closedHow: 'dropped',
      },
    ],
    workItems: [
      {
        kind: 'callPayer',
        openedOn: '2026-01-10',
        dueDate: '2026-01-13',
        queue: 'no-response',
        closedOn: '2026-01-12',
        outcome: 'promised',
        state: 'COMPLETED',
      },
    ],
  },
  denials: [],
  remittances: [],
  approvals: [],
  guarantor: {
    statements: [
      { kind: 'statement', number: 1, amountCents: 9_509, sentOn: '2026-01-20' },
      { kind: 'statement', number: 2, amountCents: 9_509, sentOn: null },
      { kind: 'installmentReminder', number: 1, amountCents: 3_296, sentOn: '2026-03-25' },
    ],
    plans: [{ proposedOn: '2026-02-25', installmentCount: 4, totalCents: 9_509, firstDueOn: '2026-03-28' }],
    decisions: [
      {
        subjectType: 'placement',
        toState: 'PLACED',
        because: 'The agency has the account.',
        rules: [],
        decidedOn: '2026-07-01',
        recordedAt: '2026-11-30T09:00:00.000Z',
      },
    ],
    workItems: [
      {
        kind: 'screenAssistance',
        queue: 'patients',
        openedOn: '2026-01-26',
        dueDate: '2026-01-30',
        closedOn: '2026-01-27',
        outcome: 'cancelled: no longer needed',
        state: 'CANCELLED',
      },
    ],
    placements: [
      {
        sentOn: '2026-07-01',
        closedOn: '2026-09-01',
        state: 'CLOSED',
        placedCents: 9_509,
        collectedCents: 9_509,
        feeCents: 2_377,
      },
    ],
  },
  contacts: [
    {
      occurredOn: '2026-01-12',
      channel: 'phone',
      outcomeCode: 'callPayer.promised',
      promisedDate: '2026-01-15',
      nextAction: 'look again',
    },
  ],
} as unknown as LifeSource;

describe('the life of a claim', () => {
  const life = claimLife(source);

  it('goes by business day, what came in before what it meant, money before people', () => {
    expect(life.entries.filter(({ on }) => on === '2026-01-12').map(({ kind }) => kind)).toEqual([
      'document',
      'event',
      'decision',
      'money',
      'work',
      'contact',
    ]);
    expect(life.entries.map(({ on }) => on)).toEqual([...life.entries.map(({ on }) => on)].sort());
  });

  it('says what was sent, decided with its rule, paid and promised, and keeps ids to itself', () => {
    const text = life.entries.map((entry) => entry.text).join('\n');
    expect(text).toContain('837P-000000001.x12 · sending 1, frequency 1');
    expect(text).toMatch(/^ACCEPTED: A2:20$/m);
    expect(text).toContain('T1 · CLP02 1, paid $72.00, CO-45');
    expect(text).toContain('Paid; nothing is left. [a.b v2]');
    expect(text).toContain('until 2026-04-05, safe until 2026-03-27 (law)');
    expect(text).toContain('callPayer.promised, promised for 2026-01-15; next: look again');
    expect(text).not.toContain(ID);
  });

  it('says in words that a deadline nobody had to meet any more was not met', () => {
    const ends = life.entries.filter(({ kind, text }) => kind === 'deadline' && !text.startsWith('from here'));
    expect(ends.map(({ what, text }) => `${what}: ${text}`)).toEqual([
      'timely-filing: met',
      'corrected-claim: no longer needed',
    ]);
  });

  it('tells a deadline that was replaced before the one in its place', () => {
    const row = { ...source.claim.deadlines[0], kind: 'follow-up', baseDate: '2026-01-20', hardDate: '2026-02-03' };
    const replaced = { ...row, id: 'first', closedOn: '2026-01-20', closedHow: 'superseded' };
    const inItsPlace = { ...row, id: 'second', hardDate: '2026-02-10', closedOn: null, closedHow: null };
    const claim = { ...source.claim, deadlines: [inItsPlace, replaced] } as LifeSource['claim'];
    const told = claimLife({ ...source, claim }).entries.filter(({ what }) => what === 'follow-up');
    expect(told.map(({ text }) => text.slice(0, 26))).toEqual([
      'from here until 2026-02-03',
      'replaced by another',
      'from here until 2026-02-10',
    ]);
  });

  it('names work by its title, and tells what ended it', () => {
    const text = (what: string) => life.entries.filter((one) => one.what === what).map((one) => one.text);
    expect(text('callPayer')).toEqual([
      'Call the payer about a silent claim (queue no-response, due 2026-01-13)',
      'done: promised',
    ]);
    expect(text('screenAssistance').at(-1)).toBe('cancelled: no longer needed');
  });

  it('tells what was offered to the guarantor and decided about the balance, with the reason', () => {
    expect(life.entries.filter(({ what }) => /^plan|^placement/.test(what)).map(({ text }) => text)).toEqual([
      '4 installments, $95.09 in all, first due 2026-03-28',
      'The agency has the account.',
    ]);
  });

  it('tells what went to the guarantor and what the agency brought', () => {
    expect(life.entries.filter(({ what }) => /mail|agency/.test(what)).map(({ on, text }) => `${on} ${text}`)).toEqual([
      '2026-01-20 statement 1, $95.09',
      '2026-03-25 reminder of an installment, $32.96',
      '2026-07-01 placed $95.09',
      '2026-09-01 CLOSED: collected $95.09, fee $23.77',
    ]);
  });

  describe('with a denial', () => {
    const second = (from: number): string => `2026-11-30T08:00:0${from}.000Z`;
    const denial = {
      carc: '50',
      groupCode: 'CO',
      rarcs: ['N115'],
      amountCents: 10_000,
      category: 'MEDICAL_NECESSITY',
      openedOn: '2026-01-12',
      levels: [],
      deadlines: [
        {
          ...source.claim.deadlines[0],
          id: 'of the denial',
          kind: 'appeal-filing',
          baseDate: '2026-01-12',
          closedOn: '2026-01-20',
        },
      ],
      decisions: [
        { toState: 'TRIAGED', because: 'Contested.', rules: [], decidedOn: '2026-01-12', recordedAt: second(1) },
        { toState: 'RESOLVED', because: 'Written off.', rules: [], decidedOn: '2026-01-12', recordedAt: second(3) },
      ],
    };
    const told = claimLife({
      ...source,
      denials: [denial],
      remittances: [
        {
          paymentDate: '2026-01-12',
          trace: 'T1',
          providerAdjustments: [
            { ordinal: 1, reason: 'L6', reference: 'ICN1', amountCents: -264 },
            { ordinal: 2, reason: 'FB', reference: 'ICN1', amountCents: 2_642 },
            { ordinal: 3, reason: 'L6', reference: 'of another claim', amountCents: -1 },
          ],
        },
      ],
      approvals: [
        {
          kind: 'write-off',
          amountCents: 10_000,
          requestedBy: `local:specialist:${ID}`,
          requestedOn: '2026-01-12',
          decidedBy: 'lena',
          decidedOn: '2026-01-12',
          state: 'APPROVED',
        },
      ],
      claim: { ...source.claim, payerClaimNumber: 'ICN1' },
    } as unknown as LifeSource).entries;

    it('tells what was denied, and the decisions of claim and denial in the order in which they were made', () => {
      expect(told.find(({ what }) => what === 'denial 50 opened')?.text).toBe(
        '$100.00 by CO-50 N115, category MEDICAL_NECESSITY',
      );
      expect(told.filter(({ kind, on }) => kind === 'decision' && on === '2026-01-12').map(({ what }) => what)).toEqual(
        ['denial 50 TRIAGED', 'CLOSED_PAID', 'denial 50 RESOLVED'],
      );
    });

    it('says whose a deadline is where the claim has one of the same name', () => {
      expect(told.filter(({ what }) => what === 'appeal-filing').map(({ text }) => text.slice(0, 21))).toEqual([
        'denial 50: from here ',
        'denial 50: met',
      ]);
    });

    it('tells the money of a payment that is on no claim, where it names this one', () => {
      expect(told.filter(({ what }) => what.startsWith('PLB')).map(({ what, text }) => `${what} ${text}`)).toEqual([
        'PLB L6 Interest owed: adds $2.64 to the payment (T1)',
        'PLB FB Forwarding balance: takes $26.42 from the payment (T1)',
      ]);
    });

    it('tells who asked for money to be given up and who agreed, and ticks off what is done', () => {
      expect(told.filter(({ what }) => what === 'approval').map(({ text }) => text)).toEqual([
        'write-off of $100.00 asked for by local:specialist',
        'write-off approved by lena',
      ]);
      const drawn = drawLife({ ...life, entries: told }, 'denied', { color: false, width: 120 });
      expect(drawn).toMatch(/☐ approval +write-off of/);
      expect(drawn).toMatch(/☑ approval +write-off approved by lena/);
      expect(drawn).toMatch(/☑ callPayer +done: promised/);
    });
  });

  it('is drawn within the width of the terminal, with color only where it is wanted', () => {
    const plain = drawLife(life, 'clean and paid', { color: false, width: 80 });
    expect(plain.split('\n').every((line) => line.length <= 90)).toBe(true);
    expect(plain).toContain('Mon 2026-01-12');
    expect(plain.endsWith('RC000000001 is CLOSED_PAID: charged $100.00, open $0.00')).toBe(true);
    expect(plain).not.toContain('\u001b[');
    expect(drawLife(life, 'clean and paid', { color: true, width: 80 })).toContain('\u001b[');
  });

  it('says what happens twice in a row once, with how often', () => {
    const { entries } = life;
    const decided = entries.filter(({ kind }) => kind === 'decision');
    const plain = drawLife({ ...life, entries: [...decided, ...decided] }, 'twice', { color: false, width: 120 });
    expect(plain.match(/Paid; nothing is left/g)).toHaveLength(1);
    expect(plain).toContain('[a.b v2] (2 times)');
  });

  it('breaks lines between words', () => {
    expect(wrapped('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  });
});
