import { plainDate } from '../../../domain/dates/plain-date.js';
import { a999, aFile, aSet, readAll } from '../../../../test/edi/an-interchange.js';
import { AnswerBuilder, type InterchangeAnswer } from './answer.js';
import { codeOfSet, type ImplementationAcknowledgement } from './acknowledgement-items.js';
import { answerInterchange } from './write-acknowledgement.js';
import { writeInterchange } from '../write.js';

const STAMP = { control: '000000042', date: plainDate('2026-02-01'), time: '0800' };
const REMITTANCE = 'BPR*I*0*C*NON************20260101~TRN*1*1*1999999999~N1*PR*P~N1*PE*C*XX*1234567893~';
const GUIDE = '005010X221A1';

function answers(file: string): readonly InterchangeAnswer[] {
  const builder = new AnswerBuilder();
  for (const item of readAll(file)) builder.item(item);
  return builder.answers;
}

function written(answer: InterchangeAnswer): string {
  const chunks = [...writeInterchange(answerInterchange(answer.received, answer, STAMP))];
  return chunks.map((chunk) => new TextDecoder().decode(chunk)).join('');
}

function acknowledgement(file: string): ImplementationAcknowledgement {
  const found = readAll(file).filter((item) => item.kind === 'implementationAcknowledgement');
  return found[0] as ImplementationAcknowledgement;
}

describe('What we answer', () => {
  it('accepts a sound file with TA1 and 999, addressed back to its sender', () => {
    const [answer] = answers(aFile('HP', GUIDE, aSet('835', GUIDE, REMITTANCE)));
    expect(answer?.ta1).toMatchObject({ control: '000000001', code: 'A', note: '000' });
    const text = written(answer as InterchangeAnswer);
    expect(text).toMatchSnapshot();
    expect(acknowledgement(text)).toMatchObject({ functionalId: 'HP', code: 'A', setsAccepted: 1 });
  });

  it('rejects the faulty set and accepts the other one', () => {
    const sets = [aSet('835', GUIDE, REMITTANCE), aSet('835', GUIDE, REMITTANCE, '0002').replace('SE*6', 'SE*8')];
    const [answer] = answers(aFile('HP', GUIDE, ...sets));
    const read = acknowledgement(written(answer as InterchangeAnswer));
    expect(read).toMatchObject({ code: 'P', setsReceived: 2, setsAccepted: 1 });
    expect([codeOfSet(read, '0001'), codeOfSet(read, '0002'), codeOfSet(read, '0009')]).toEqual(['A', 'R', 'P']);
    expect(read.sets[1]?.errors).toEqual(['4']);
  });

  it('names the element in error', () => {
    const file = aFile('HP', GUIDE, aSet('835', GUIDE, REMITTANCE.replace('BPR*I*0', 'BPR*I*1e3')));
    const [answer] = answers(file);
    const [set] = acknowledgement(written(answer as InterchangeAnswer)).sets;
    expect(set?.code).toBe('R');
    expect(set?.segments[0]).toMatchObject({
      segmentId: 'BPR',
      segmentInSet: 2,
      code: '8',
      elements: [{ element: 2, code: '6' }],
    });
  });

  it('rejects the interchange whose trailer is missing', () => {
    const [answer] = answers(aFile('HP', GUIDE, aSet('835', GUIDE, REMITTANCE)).replace(/IEA.*/, ''));
    expect(answer?.ta1).toMatchObject({ code: 'R', note: '023' });
  });

  it('never answers an acknowledgement with a 999', () => {
    expect(answers(a999())[0]?.groups).toEqual([]);
  });
});
