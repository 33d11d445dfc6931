import { plainDate } from '../dates/plain-date.js';
import { proofOfFiling, type EvidenceKind, type FilingEvidence } from './filing-proof.js';

const of = (kind: EvidenceKind, date = '2026-01-12', sha256: string | null = 'ab12'): FilingEvidence => ({
  kind,
  date: plainDate(date),
  control: 'X1',
  sha256,
});
const last = plainDate('2026-04-05');

describe('proof of timely filing', () => {
  it.each<EvidenceKind>(['payerAcceptance', 'payerStatus', 'earlierDecision', 'clearinghouseReport', 'carrierReceipt'])(
    'is given by %s inside the limit',
    (kind) => expect(proofOfFiling([of(kind)], last).proven).toBe(true),
  );

  it('is not given by a 999, nor by our own log, nor by both', () => {
    for (const found of [
      [of('fileAcknowledgement')],
      [of('submissionLog')],
      [of('submissionLog'), of('fileAcknowledgement')],
    ])
      expect(proofOfFiling(found, last)).toMatchObject({
        proven: false,
        because: expect.stringContaining('does not prove') as string,
      });
  });

  it('is not given by what came a day late, or by words without stored bytes', () => {
    expect(proofOfFiling([of('payerAcceptance', '2026-04-05')], last).proven).toBe(true);
    expect(proofOfFiling([of('payerAcceptance', '2026-04-06')], last)).toMatchObject({ proven: false });
    expect(proofOfFiling([of('payerAcceptance', '2026-01-12', null)], last).proven).toBe(false);
    expect(proofOfFiling([of('payerAcceptance')], null).proven).toBe(false);
    expect(proofOfFiling([], last).because).toContain('Nothing shows');
  });

  it('lists the strongest first', () =>
    expect(
      proofOfFiling([of('submissionLog'), of('earlierDecision'), of('payerAcceptance')], last).evidence.map(
        (one) => one.kind,
      ),
    ).toEqual(['payerAcceptance', 'earlierDecision', 'submissionLog']));
});
