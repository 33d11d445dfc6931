import { proofOfFiling, type FilingEvidence } from '../domain/claims/filing-proof.js';
import { plainDate } from '../domain/dates/plain-date.js';
import { generate837 } from '../edi/x12/837p/generate-837.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { proofPart, renderFilingProof, type ProofFacts } from './filing-proof-pdf.js';
import type { Pdf } from './pdf-pages.js';

const [claim] = generate837({
  seed: 5,
  claims: 1,
  firstServiceDate: plainDate('2026-01-05'),
  dependentPercent: 0,
  returningPercent: 0,
}).claims as [Claim837];
const evidence = (kind: FilingEvidence['kind'], date: string, control: string): FilingEvidence => ({
  kind,
  date: plainDate(date),
  control,
  sha256: control.padEnd(64, '0'),
});
const facts: ProofFacts = {
  date: plainDate('2026-04-01'),
  organizationName: 'Riverside Family Practice',
  payerName: 'BLUE RIVER HEALTH',
  claim,
  serviceFrom: plainDate('2026-01-05'),
  lastDay: plainDate('2026-04-05'),
  rule: 'Contract; rule timely-filing.default v1',
  countsFrom: evidence('earlierDecision', '2026-01-20', 'TRN5'),
  proof: proofOfFiling(
    [
      evidence('submissionLog', '2026-01-21', 'ISA1'),
      evidence('carrierReceipt', '2026-01-22', 'FAX1'),
      evidence('fileAcknowledgement', '2026-01-22', 'ISA1'),
      evidence('clearinghouseReport', '2026-01-22', 'CH1'),
      evidence('earlierDecision', '2026-02-20', 'TRN1'),
      evidence('payerStatus', '2026-02-01', 'ICN1'),
      evidence('payerAcceptance', '2026-01-23', 'ICN1'),
    ],
    plainDate('2026-04-05'),
  ),
};

/** The lines as they are set, one after another. */
function linesOf(drawn: ProofFacts): string[] {
  const lines: string[] = [];
  const page = {
    text: (text: string) => {
      lines.push(...text.split('\n'));
      return page;
    },
    moveDown: () => page,
  };
  proofPart(drawn).draw(page as unknown as Pdf);
  return lines;
}

describe('a proof of timely filing', () => {
  it('shows patient, service, charge and the last day with its rule', () => {
    const text = linesOf(facts).join('\n');
    const { name, firstName } = claim.subscriber;
    expect(text).toContain(`Patient: ${firstName} ${name}`);
    expect(text).toMatch(new RegExp(`Claim: ${claim.claimNumber}, service of 01/05/2026, charge [$]`));
    expect(text).toContain('Last day to file: 04/05/2026 (Contract; rule timely-filing.default v1)');
    expect(text).toContain('filed by 2026-04-05.');
  });

  it('sets the evidence strongest first, each with its day, its number and the hash of the stored bytes', () => {
    const lines = linesOf(facts);
    const from = lines.indexOf('Evidence, strongest first:') + 1;
    const set = Array.from({ length: 8 }, (_, at) => lines.slice(from + 4 * at, from + 4 * at + 4));
    expect(set.map(([head = '']) => head.slice(12))).toEqual([
      'Payer’s acceptance (277CA) with its claim control number',
      'Payer’s status answer (277) that shows the receipt',
      'Earlier remittance of the payer for the same claim',
      'Clearinghouse report that the payer accepted the claim',
      'Certified mail or fax confirmation',
      'Acknowledgement of the file (999); proves the file only',
      'Our record of sending; no proof by itself',
      'Filing counts from this remittance of the payer before',
    ]);
    for (const [head = '', control = '', words, hash = ''] of set) {
      expect(head).toMatch(/^\d\d\/\d\d\/2026 {2}/);
      expect(control).toMatch(/^ {4}control number [A-Z]+\d$/);
      expect([words, hash.trim().length]).toEqual(['    SHA-256 of the stored bytes:', 64]);
    }
  });

  it('is a PDF', async () => {
    const { bytes, pages } = await renderFilingProof(facts);
    expect([Buffer.from(bytes.subarray(0, 5)).toString(), pages]).toEqual(['%PDF-', 2]);
  });
});
