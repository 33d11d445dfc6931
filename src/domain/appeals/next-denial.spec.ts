import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aDenial, afterTurn, denialRulesOf } from './a-denial.js';
import type { DenialEvent } from './denial-event.js';
import type { AppealDecision } from './denial-state.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

/** Plays events one after another; each completes the work item named with it. */
class Story {
  turn!: DenialTurn;
  constructor(
    public denial: DenialFacts,
    private readonly contracted = true,
  ) {
    this.hear({ type: 'denialBorn' }, '2026-01-21');
  }

  hear(event: DenialEvent, date: string, done?: string): this {
    const facts = { ...this.denial, openWorkItemKinds: this.denial.openWorkItemKinds.filter((kind) => kind !== done) };
    this.turn = nextDenial(
      facts,
      event,
      { date: plainDate(date), instant: `${date}T15:00:00.000Z` },
      denialRulesOf(facts, this.contracted),
    );
    this.denial = afterTurn(facts, this.turn);
    return this;
  }

  get items(): string[] {
    return this.turn.workItems.map((item) => item.kind);
  }
  get open(): readonly string[] {
    return this.denial.openWorkItemKinds;
  }
  deadline(kind: string) {
    return this.denial.openDeadlines.find((row) => row.kind === kind);
  }
  levelStates(): string[] {
    return this.denial.levels.map((row) => `${row.level} ${row.state}`);
  }
}

const paid = (cent = 20_000): DenialEvent => ({
  type: 'remittancePosted',
  remittanceClaimId: 'r2',
  paidCents: cents(cent),
  remainingCents: cents(0),
  stillDenied: false,
  date: plainDate('2026-03-10'),
});

describe('CARC 50: documents looked for while an appeal is bound', () => {
  it('are asked for no more once the appeal is filed: their window does not run on unseen beside it', () => {
    const told = new Story(aDenial({ carc: '50', rarcs: [] }))
      .hear({ type: 'packetReady' }, '2026-01-26', 'assembleAppeal')
      .hear({ type: 'documentsChosen' }, '2026-01-26');
    expect(told.deadline('document-request')).toBeDefined();
    told.hear({ type: 'packetBuilt', documentId: 'd' }, '2026-01-27');
    told.hear({ type: 'appealFiled', channel: 'portal', confirmation: 'P-1' }, '2026-01-28', 'fileAppeal');
    expect(told.denial.state).toBe('APPEALING');
    expect(told.denial.openDeadlines.map(({ kind }) => kind)).toEqual(['appeal-decision']);
    expect(told.open).not.toContain('collectDenialDocuments');
  });
});

describe('CARC 16: the claim lacks something', () => {
  const story = (fields: Partial<DenialFacts> = {}): Story =>
    new Story(aDenial({ carc: '16', rarcs: ['N382'], ...fields }));

  it('asks a coder for a corrected claim while the appeal window already runs', () => {
    const born = story();
    expect([born.denial.state, born.items]).toEqual(['TRIAGED', ['prepareCorrectedClaim']]);
    expect(born.deadline('appeal-filing')?.hardDate).toBe('2026-07-19');
    expect(born.deadline('corrected-claim')?.hardDate).toBe('2026-07-19');
    expect(born.turn.events).toMatchObject([
      { toStory: 'claim', subjectId: 'c1', type: 'denialChanged', facts: { state: 'TRIAGED' } },
    ]);
  });

  it('is corrected by a replacement, waits, and is resolved when the payer pays', () => {
    const told = story().hear({ type: 'correctionPrepared' }, '2026-01-26', 'prepareCorrectedClaim');
    expect(told.turn.steps).toMatchObject([
      { kind: 'submitCorrectedClaim', key: 'c1:correct:1', details: { frequency: '7' } },
    ]);
    told.hear({ type: 'correctionSubmitted', date: plainDate('2026-01-27'), frequency: '7' }, '2026-01-27');
    expect([told.denial.state, told.turn.events[0]?.facts['state']]).toEqual(['CORRECTING', 'CORRECTING']);
    told.hear(paid(), '2026-03-10');
    expect([told.denial.state, told.denial.outcome, told.turn.wakeOn]).toEqual(['RESOLVED', 'paid', undefined]);
    expect(told.turn.events[0]?.facts).toEqual({ denialId: 'd1', state: 'RESOLVED', outcome: 'paid' });
    expect(told.denial.openDeadlines).toEqual([]);
  });

  it.each<[string, Partial<DenialFacts>]>([
    ['for Medicare Part B', { payerClass: 'medicare' }],
    ['after MA130', { rarcs: ['MA130'] }],
    ['after N142', { rarcs: ['N142'] }],
    ['after N517', { rarcs: ['N517'] }],
  ])('is corrected by a new claim %s', (_name, fields) => {
    const told = story(fields).hear({ type: 'correctionPrepared' }, '2026-01-26', 'prepareCorrectedClaim');
    expect(told.turn.steps[0]?.details['frequency']).toBe('1');
  });

  it('of a code Medicare Part B has decided is reopened within a year: no claim is sent, whoever asks for one', () => {
    const born = new Story(aDenial({ carc: '4', payerClass: 'medicare' }));
    expect([born.denial.state, born.items, born.turn.workItems[0]?.facts['suggestion']]).toEqual([
      'NEW',
      ['triageDenial'],
      'RO',
    ]);
    expect(born.deadline('corrected-claim')).toMatchObject({
      hardDate: '2027-01-20',
      ruleId: 'reopening-months.default',
    });
    born.hear({ type: 'correctionChosen' }, '2026-01-22', 'triageDenial');
    expect([born.turn.steps, born.items]).toEqual([[], ['triageDenial']]);
    born.hear({ type: 'correctionPrepared' }, '2026-01-23', 'triageDenial');
    expect([born.turn.steps, born.items]).toEqual([[], ['triageDenial']]);
    born.hear({ type: 'reprocessingExpected' }, '2026-01-26', 'triageDenial');
    expect([born.denial.state, born.deadline('follow-up')?.hardDate]).toEqual(['TRIAGED', '2026-02-25']);
  });

  it('of a hospital is a Part A adjustment all the same: frequency 7', () => {
    const born = new Story(aDenial({ carc: '4', payerClass: 'medicare', claimKind: 'I' }));
    expect(born.turn.workItems[0]?.facts).toMatchObject({ frequency: '7' });
  });

  it('has no appeal window after MA130, and the filing limit of the first claim', () => {
    const born = story({ rarcs: ['MA130'] });
    expect([born.deadline('appeal-filing'), born.deadline('corrected-claim')?.hardDate]).toEqual([
      undefined,
      '2026-04-05',
    ]);
  });

  it('sends no replacement while another appeal of the claim is filed', () => {
    const told = story({ otherAppealFiled: true }).hear(
      { type: 'correctionPrepared' },
      '2026-01-26',
      'prepareCorrectedClaim',
    );
    expect([told.turn.steps, told.items]).toEqual([[], ['prepareCorrectedClaim']]);
  });

  it('is mended again when the correction is rejected, and appealed when it is denied again', () => {
    const sent = story()
      .hear({ type: 'correctionPrepared' }, '2026-01-26', 'prepareCorrectedClaim')
      .hear({ type: 'correctionSubmitted', date: plainDate('2026-01-27'), frequency: '7' }, '2026-01-27');
    const rejected = nextDenial(
      sent.denial,
      { type: 'correctionRejected' },
      { date: plainDate('2026-01-29'), instant: '2026-01-29T00:00:00Z' },
      denialRulesOf(sent.denial),
    );
    expect([rejected.state, rejected.workItems[0]?.kind]).toEqual(['TRIAGED', 'prepareCorrectedClaim']);
    sent.hear({ ...paid(0), stillDenied: true } as DenialEvent, '2026-03-01');
    expect([sent.denial.state, sent.items]).toEqual(['TRIAGED', ['assembleAppeal']]);
  });

  it('becomes an appeal when a coder finds nothing to correct', () => {
    expect(story().hear({ type: 'appealChosen' }, '2026-01-26', 'prepareCorrectedClaim').items).toEqual([
      'assembleAppeal',
    ]);
  });
});

describe('CARC 50: not medically necessary', () => {
  const appeal = (fields: Partial<DenialFacts> = {}, contracted = true): Story =>
    new Story(aDenial({ carc: '50', ...fields }), contracted);
  const built = (told: Story): Story =>
    told
      .hear({ type: 'packetReady' }, '2026-01-26', 'assembleAppeal')
      .hear({ type: 'packetBuilt', documentId: 'doc1' }, '2026-01-26');
  const filed = (told: Story): Story =>
    built(told).hear({ type: 'appealFiled', channel: 'portal', confirmation: 'P-1' }, '2026-01-28', 'fileAppeal');
  const decided = (told: Story, decision: AppealDecision, date = '2026-03-02'): Story =>
    told.hear({ type: 'appealDecided', decision, decisionDate: plainDate(date) }, date, 'recordAppealDecision');

  it('begins the first level with a packet to assemble', () => {
    const born = appeal();
    expect([born.denial.state, born.items, born.turn.levels]).toEqual([
      'TRIAGED',
      ['assembleAppeal'],
      [{ level: 1, insert: true, name: 'Provider appeal, first level', state: 'DRAFTING' }],
    ]);
  });

  it('meets the window it is filed in, and drops the window of the correction nobody makes any more', () => {
    const told = built(appeal());
    const window = told.deadline('appeal-filing');
    if (!window) throw new Error('an appeal has its window');
    told.denial = { ...told.denial, openDeadlines: [window, { ...window, kind: 'corrected-claim' }] };
    told.hear({ type: 'appealFiled', channel: 'portal', confirmation: 'P-1' }, '2026-01-28', 'fileAppeal');
    expect(told.turn.closeDeadlines).toEqual(['appeal-filing', 'corrected-claim']);
    expect(told.turn.dropDeadlines).toEqual(['corrected-claim']);
  });

  it('needs no window any more once the payer has paid after all', () => {
    const told = appeal().hear(paid(), '2026-02-10');
    expect([told.denial.state, told.turn.dropDeadlines]).toEqual([
      'RESOLVED',
      expect.arrayContaining(['appeal-filing']) as string[],
    ]);
  });

  it('counts Medicare’s 120 days from presumed receipt, and the safe date from the notice', () => {
    expect(appeal({ payerClass: 'medicare' }).deadline('appeal-filing')).toMatchObject({
      hardDate: '2026-05-25',
      safeDate: '2026-05-20',
      ruleId: 'appeal-level.medicareFfs.1',
    });
  });

  it('is built, filed, decided for us, and paid', () => {
    const told = appeal().hear({ type: 'packetReady' }, '2026-01-26', 'assembleAppeal');
    expect(told.turn.steps).toMatchObject([{ kind: 'buildAppealPacket', key: 'd1:packet:1.1' }]);
    told.hear({ type: 'packetBuilt', documentId: 'doc1' }, '2026-01-26');
    expect([told.items, told.levelStates()]).toEqual([['fileAppeal'], ['1 PACKET_READY']]);
    told.hear({ type: 'appealFiled', channel: 'portal', confirmation: 'P-1' }, '2026-01-28', 'fileAppeal');
    expect([told.denial.state, told.levelStates(), told.items]).toEqual([
      'APPEALING',
      ['1 FILED'],
      ['recordAppealDecision'],
    ]);
    expect(told.deadline('appeal-decision')?.hardDate).toBe('2026-03-14');
    expect(told.turn.levels[0]).toMatchObject({
      insert: false,
      channel: 'portal',
      confirmation: 'P-1',
      filedOn: '2026-01-28',
    });
    decided(told, 'favorable');
    expect([told.denial.state, told.levelStates(), told.deadline('effectuation')?.hardDate]).toEqual([
      'APPEALING',
      ['1 EFFECTUATION_PENDING'],
      '2026-04-01',
    ]);
    told.hear(paid(), '2026-03-20');
    expect([told.denial.state, told.denial.outcome, told.levelStates(), told.open]).toEqual([
      'RESOLVED',
      'paid',
      ['1 CLOSED'],
      [],
    ]);
  });

  it('of $5,000 or more is read by a second person, and may come back', () => {
    const told = built(appeal({ amountCents: cents(500_000) }));
    expect([told.items, told.levelStates()]).toEqual([['packetReview'], ['1 DRAFTING']]);
    told.hear({ type: 'packetReturned' }, '2026-01-27', 'packetReview');
    expect(told.items).toEqual(['assembleAppeal']);
    built(told).hear({ type: 'packetApproved' }, '2026-01-28', 'packetReview');
    expect([told.items, told.levelStates()]).toEqual([['fileAppeal'], ['1 PACKET_READY']]);
  });

  it('goes to the second level after an unfavorable decision, then to a write-off somebody must propose', () => {
    const told = decided(filed(appeal()), 'unfavorable');
    expect([told.denial.state, told.items, told.levelStates()]).toEqual([
      'TRIAGED',
      ['assembleAppeal'],
      ['1 CLOSED', '2 DRAFTING'],
    ]);
    expect(told.deadline('appeal-filing')?.hardDate).toBe('2026-05-01');
    told
      .hear({ type: 'packetReady' }, '2026-03-03', 'assembleAppeal')
      .hear({ type: 'packetBuilt', documentId: 'doc2' }, '2026-03-03')
      .hear({ type: 'appealFiled', channel: 'fax', confirmation: 'F-1' }, '2026-03-04', 'fileAppeal');
    decided(told, 'dismissed', '2026-04-20');
    expect([told.denial.state, told.items, told.turn.workItems[0]?.facts['suggestion']]).toEqual([
      'TRIAGED',
      ['triageDenial'],
      'WO',
    ]);
    told.hear({ type: 'writeOffProposed' }, '2026-04-21', 'triageDenial');
    expect(told.denial.state).toBe('WRITEOFF_PENDING');
    told.hear({ type: 'writeOffApproved' }, '2026-04-22');
    expect([told.denial.state, told.denial.outcome]).toEqual(['RESOLVED', 'written-off']);
  });

  it('stops before a judge when the amount is below the minimum of the year', () => {
    const levels = [1, 2].map((level) => ({
      level,
      state: level === 2 ? ('FILED' as const) : ('CLOSED' as const),
      filedOn: null,
      decision: null,
      decidedOn: null,
    }));
    const denial = aDenial({
      carc: '50',
      payerClass: 'medicare',
      state: 'APPEALING',
      amountCents: cents(19_999),
      levels,
    });
    const judge = (amountCents: number) =>
      nextDenial(
        { ...denial, amountCents: cents(amountCents) },
        { type: 'appealDecided', decision: 'unfavorable', decisionDate: plainDate('2026-08-01') },
        { date: plainDate('2026-08-01'), instant: '2026-08-01T12:00:00Z' },
        denialRulesOf(denial),
      );
    expect([judge(19_999).workItems[0]?.kind, judge(20_000).workItems[0]?.kind]).toEqual([
      'triageDenial',
      'assembleAppeal',
    ]);
  });

  it('is forwarded by a Medicare Advantage plan itself when we have no contract', () => {
    const told = decided(filed(appeal({ payerClass: 'medicareAdvantage' }, false)), 'unfavorable');
    expect([told.denial.state, told.levelStates()]).toEqual(['APPEALING', ['1 CLOSED', '2 FILED']]);
  });

  it('asks a silent payer five days after its clock, and demands payment of a won appeal after 30 days', () => {
    const silent = filed(appeal()).hear({ type: 'timeReached' }, '2026-03-19');
    expect([silent.items, silent.levelStates()]).toEqual([['chaseAppealDecision'], ['1 NO_RESPONSE']]);
    const again = (on: string) => silent.hear({ type: 'appealStillOpen' }, on).hear({ type: 'timeReached' }, on).turn;
    const asked = (on: string) => again(on).workItems[0]?.facts['ask'];
    expect(asked('2026-03-29')).toContain('second time in writing');
    expect(again('2026-04-13').rules).toContainEqual({ ruleId: 'appeal-payer-relations.default', version: 1 });
    const won = decided(silent, 'favorable', '2026-03-25').hear({ type: 'timeReached' }, '2026-04-25');
    expect(won.items).toEqual(['demandEffectuation']);
  });

  it('expires when nobody files in time', () => {
    const told = appeal().hear({ type: 'timeReached' }, '2026-07-20');
    expect([told.levelStates(), told.items]).toEqual([['1 EXPIRED'], ['triageDenial', 'denialOverdue']]);
  });

  it('may be withdrawn by a supervisor', () => {
    const told = filed(appeal()).hear({ type: 'appealCancelled' }, '2026-02-02');
    expect([told.denial.state, told.levelStates(), told.items]).toEqual(['TRIAGED', ['1 WITHDRAWN'], ['triageDenial']]);
  });
});

describe('other denials', () => {
  const born = (fields: Partial<DenialFacts>): Story => new Story(aDenial(fields));

  it.each<[string, string, string[], string, string]>([
    ['CO', '252', ['M127'], 'AWAITING_DOCS', 'collectDenialDocuments'],
    ['CO', '22', [], 'REBILL_OTHER', 'billOtherPayer'],
    ['CO', '27', [], 'REBILL_OTHER', 'billOtherPayer'],
    ['CO', '29', [], 'NEW', 'triageDenial'],
    ['OA', '18', [], 'NEW', 'triageDenial'],
    ['CO', '197', [], 'TRIAGED', 'prepareCorrectedClaim'],
    ['CO', '97', [], 'TRIAGED', 'prepareCorrectedClaim'],
    ['CO', 'ZZZ', [], 'NEW', 'triageDenial'],
    ['PR', '204', [], 'PATIENT_REVIEW', 'triageDenial'],
    ['CO', '233', [], 'NEW', 'triageDenial'],
    ['CO', '55', ['N211'], 'NEW', 'triageDenial'],
  ])('%s-%s %j begins in %s with %s', (group, carc, rarcs, state, item) => {
    const told = born({ group, carc, rarcs });
    expect([told.denial.state, told.items]).toEqual([state, [item]]);
  });

  it('has the coverage verified when eligibility is in doubt', () =>
    expect(born({ carc: '27' }).turn.steps[0]?.kind).toBe('checkEligibility'));

  it('is resolved when the other payer has the claim, or goes back to a person', () => {
    expect(born({ carc: '22' }).hear({ type: 'otherPayerBilled' }, '2026-01-22').denial).toMatchObject({
      state: 'RESOLVED',
      outcome: 'rebilled',
    });
    expect(born({ carc: '22' }).hear({ type: 'otherPayerNotFound' }, '2026-01-22', 'billOtherPayer').items).toEqual([
      'triageDenial',
    ]);
  });

  it('never moves a CO amount to the patient, even when a person says so', () => {
    expect(born({ carc: '18' }).hear({ type: 'patientReviewed' }, '2026-01-22', 'triageDenial').denial.state).toBe(
      'NEW',
    );
    expect(
      born({ group: 'PR', carc: '204' }).hear({ type: 'patientReviewed' }, '2026-01-22', 'triageDenial').denial,
    ).toMatchObject({ state: 'RESOLVED', outcome: 'patient' });
  });

  it('waits 30 days for reprocessing after documents were sent, then asks a person', () => {
    const told = born({ carc: '252' }).hear({ type: 'documentsSent' }, '2026-01-22', 'collectDenialDocuments');
    expect([told.denial.state, told.turn.wakeOn]).toEqual(['AWAITING_DOCS', '2026-02-20']);
    expect(told.hear({ type: 'timeReached' }, '2026-02-22').items).toEqual(['triageDenial']);
  });

  it('asks about the appeal when its window closes while a correction is with the payer', () => {
    const told = born({ carc: '16' }).hear(
      { type: 'correctionSubmitted', date: plainDate('2026-01-27'), frequency: '7' },
      '2026-01-27',
      'prepareCorrectedClaim',
    );
    expect(told.hear({ type: 'timeReached' }, '2026-07-10').items).toEqual(['triageDenial']);
  });

  it('has its own triage clock: two business days, one for $5,000 and more', () => {
    expect(born({ carc: '18' }).deadline('triage')?.hardDate).toBe('2026-01-23');
    expect(born({ carc: '18', amountCents: cents(500_000) }).deadline('triage')?.hardDate).toBe('2026-01-22');
  });
});
