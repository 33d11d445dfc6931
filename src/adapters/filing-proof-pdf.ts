import type { PlainDate } from '../domain/dates/plain-date.js';
import { evidenceWords, type FilingEvidence, type FilingProof } from '../domain/claims/filing-proof.js';
import { letterDate } from '../domain/appeals/letter-words.js';
import { dollarsOf } from '../domain/money.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { renderParts, type Part, type Pdf, type Rendered } from './pdf-pages.js';

export interface ProofFacts {
  readonly date: PlainDate;
  readonly organizationName: string;
  readonly payerName: string;
  readonly claim: Claim837;
  readonly serviceFrom: PlainDate;
  /** Last day to file and the rule that says so. */
  readonly lastDay: PlainDate | null;
  readonly rule: string;
  /** The remittance of the payer before from whose day filing counts (TF2, TF3). */
  readonly countsFrom?: FilingEvidence;
  readonly proof: FilingProof;
}

/** The proof of timely filing as a document of its own. */
export const renderFilingProof = (facts: ProofFacts): Promise<Rendered> =>
  renderParts('Proof of timely filing', facts.date, [proofPart(facts)]);

/** Patient, service, charge and limit, then the evidence in order of strength with control numbers and hashes (rulebook TF5). */
export const proofPart = (facts: ProofFacts): Part => ({
  title: 'Proof of timely filing',
  draw: (document) => drawProof(document, facts),
});

function drawProof(document: Pdf, { claim, proof, ...facts }: ProofFacts): void {
  const patient = claim.patient ?? claim.subscriber;
  document.text(
    [
      facts.organizationName,
      `Payer: ${facts.payerName}`,
      `Patient: ${patient.firstName ?? ''} ${patient.name}`,
      `Claim: ${claim.claimNumber}, service of ${letterDate(facts.serviceFrom)}, charge ${dollarsOf(claim.chargeCents)}`,
      `Last day to file: ${facts.lastDay ? letterDate(facts.lastDay) : 'not known'} (${facts.rule})`,
      '',
      proof.because,
      '',
      'Evidence, strongest first:',
    ].join('\n'),
  );
  for (const one of proof.evidence) drawEvidence(document, evidenceWords[one.kind], one);
  if (facts.countsFrom)
    drawEvidence(document, 'Filing counts from this remittance of the payer before', facts.countsFrom);
}

function drawEvidence(document: Pdf, words: string, { date, control, sha256 }: FilingEvidence): void {
  document.moveDown(0.5).text(`${letterDate(date)}  ${words}`);
  document.text(`    control number ${control}`);
  document.text(`    SHA-256 of the stored bytes:\n      ${sha256 ?? 'none'}`);
}
