import fc from 'fast-check';
import { carcCodes } from './carc-list.js';
import { carcMap, namedTwice } from './carc-map.js';
import { classifyAdjustment, type DenialMapping } from './classify-adjustment.js';

const numRuns = Number(process.env['RECLAIM_CASES'] ?? 2_000);
const of = (group: string, carc: string, ...rarcs: string[]) => classifyAdjustment({ group, carc, rarcs });

describe('the CARC map', () => {
  it('has one row for each of the 407 codes and names none twice', () => {
    expect(new Set(carcCodes).size).toBe(407);
    expect([carcMap.size, namedTwice]).toEqual([407, []]);
  });

  it('gives an account to every adjustment, an action to every denial, and triage to the rest', () => {
    for (const row of carcMap.values()) {
      expect([row.carc, row.kind === 'A']).toEqual([row.carc, row.postsTo !== null]);
      if (row.kind === 'D' || row.kind === 'U') expect([row.carc, row.actions.length > 0]).toEqual([row.carc, true]);
    }
  });

  it.each<[string, string, string, string]>([
    ['45', 'A', 'CONTRACT', 'contractual'],
    ['253', 'A', 'CONTRACT', 'sequestration'],
    ['303', 'A', 'PRIOR', 'qmb'],
    ['94', 'A', 'CONTRACT', 'overpaymentCheck'],
    ['23', 'I', 'PRIOR', 'null'],
    ['1', 'P', 'PTRESP', 'null'],
    ['16', 'D', 'BILLERR', 'null'],
    ['P12', 'D', 'TPL', 'null'],
    ['B4', 'A', 'TIMELY', 'timelyFiling'],
    ['A8', 'D', 'CODE', 'null'],
    ['W1', 'U', 'UNKNOWN', 'null'],
  ])('CARC %s is of kind %s, category %s, account %s', (carc, kind, category, account) => {
    const row = carcMap.get(carc);
    expect([row?.kind, row?.category, String(row?.postsTo)]).toEqual([kind, category, account]);
  });
});

describe('classifyAdjustment', () => {
  it('asks for a corrected claim on CO-16', () => {
    expect(of('CO', '16', 'N382')).toMatchObject({ actions: ['CC'], appealable: true, newClaimOnly: false });
  });

  it('gives a missing diagnosis to the coder and a missing record to the records room', () => {
    expect(of('CO', '16', 'M76').owner).toBe('coder');
    expect(of('CO', '16', 'M127')).toMatchObject({ owner: 'records', actions: ['DOC'], category: 'DOC' });
  });

  it('switches the appeal off and wants a new claim on MA130', () => {
    expect(of('CO', '16', 'MA130')).toMatchObject({ appealable: false, newClaimOnly: true, actions: ['CC'] });
    for (const rarc of ['N704', 'N211', 'MA44', 'N83', 'N111']) expect(of('CO', '50', rarc).appealable).toBe(false);
  });

  it('never lets CO, PI or OA reach a patient', () => {
    for (const group of ['CO', 'PI', 'OA'])
      expect(of(group, '50')).toMatchObject({ patientProtected: true, actions: ['DOC', 'APP'] });
    expect(of('PR', '96').actions[0]).toBe('PT');
    expect(of('PR', '27').actions).toEqual(['VER', 'OP', 'PT']);
    expect(of('PR', '1', 'N781').patientProtected).toBe(true);
  });

  it('has no appeal against late filing with Medicare, but with others', () => {
    expect(classifyAdjustment({ group: 'CO', carc: '29', rarcs: [], payerClass: 'medicare' })).toMatchObject({
      appealable: false,
      actions: ['DOC', 'WO'],
    });
    expect(of('CO', '29')).toMatchObject({ appealable: true, actions: ['APP', 'WO'] });
  });

  it('asks Medicare to reopen for documents that never came, and sends them to anybody else', () => {
    expect(
      classifyAdjustment({ group: 'CO', carc: '163', rarcs: [], payerClass: 'medicare', payerKey: 'default' }).actions,
    ).toEqual(['RO', 'DOC']);
    expect(of('CO', '163').actions).toEqual(['DOC']);
  });

  it('reads CARC 11 with a coverage policy as medical necessity', () =>
    expect(of('CO', '11', 'N386')).toMatchObject({ category: 'MEDNEC', actions: ['APP'] }));

  it('writes off capitation only where the contract is capitated', () => {
    expect(of('CO', '24').kind).toBe('D');
    expect(classifyAdjustment({ group: 'CO', carc: '24', rarcs: [], capitated: true })).toMatchObject({
      kind: 'A',
      postsTo: 'capitation',
    });
  });

  it('prefers the most specific mapping', () => {
    const mappings: DenialMapping[] = [
      { ruleId: 'a', version: 1, carc: '16', row: { owner: 'lead' } },
      { ruleId: 'b', version: 1, carc: '16', payerKey: 'uhc', row: { owner: 'coder' } },
      { ruleId: 'c', version: 1, carc: '16', payerKey: 'uhc', rarc: 'M51', row: { owner: 'manager' } },
    ];
    const rule = (payerKey: string, rarcs: string[]) =>
      classifyAdjustment({ group: 'CO', carc: '16', rarcs, payerKey }, mappings).rule.ruleId;
    expect([rule('uhc', ['M51']), rule('uhc', []), rule('aetna', ['M51'])]).toEqual(['c', 'b', 'a']);
  });

  it('answers any code, and sends what it does not know to a person', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 6 }),
        fc.string({ maxLength: 3 }),
        fc.array(fc.string({ maxLength: 5 })),
        (carc, group, rarcs) => {
          const answer = classifyAdjustment({ group, carc, rarcs });
          if (!carcMap.has(carc))
            expect(answer).toMatchObject({ kind: 'U', actions: ['TRIAGE'], postsTo: null, appealable: false });
          if (group !== 'PR') expect(answer.actions).not.toContain('PT');
        },
      ),
      { numRuns },
    );
  });
});
