import type { PlainDate } from '../domain/dates/plain-date.js';
import { decimalOf } from '../domain/money.js';
import type { RemittanceClaim } from '../edi/x12/835/remittance.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { carcText } from '../edi/codes/carc.js';
import { rarcText } from '../edi/codes/rarc.js';
import { proofPart, type ProofFacts } from './filing-proof-pdf.js';
import { renderParts, type Part, type Pdf, type Rendered } from './pdf-pages.js';

export interface PacketFacts {
  readonly date: PlainDate;
  readonly organization: { readonly name: string; readonly npi: string; readonly taxId: string };
  readonly payerName: string;
  readonly levelName: string;
  readonly claim: Claim837;
  readonly payerClaimNumber: string;
  readonly serviceFrom: PlainDate;
  /** Paragraphs of the letter, facts merged in. */
  readonly letter: readonly string[];
  readonly remittance: RemittanceClaim;
  /** Rules and contract terms the appeal rests on. */
  readonly rules: readonly string[];
  /** Only for a denial of late filing. */
  readonly filing?: ProofFacts;
}

/** Draws the packet: index, letter, remittance, claim, proof and rules, every page numbered. Equal facts give equal bytes. */
export const renderPacket = (facts: PacketFacts): Promise<Rendered> =>
  renderParts(`Appeal: ${facts.levelName}`, facts.date, [
    { title: 'Letter', draw: (document) => letter(document, facts) },
    { title: 'Remittance', draw: (document) => remittance(document, facts.remittance) },
    { title: 'Claim as filed', draw: (document) => claimAsFiled(document, facts.claim) },
    ...(facts.filing ? [proofPart(facts.filing)] : []),
    rulesPart(facts.rules),
  ]);

function letter(document: Pdf, { organization, payerName, claim, ...facts }: PacketFacts): void {
  const patient = claim.patient ?? claim.subscriber;
  document.text(
    [
      organization.name,
      `NPI ${organization.npi}, tax id ${organization.taxId}`,
      facts.date,
      '',
      `To: ${payerName}, appeals`,
      '',
      `Claim number: ${facts.payerClaimNumber || claim.claimNumber}`,
      `Member id: ${claim.subscriber.memberId ?? ''}`,
      `Patient: ${patient.firstName ?? ''} ${patient.name}`,
      `Date of service: ${facts.serviceFrom}`,
      `Procedures: ${claim.lines.map((line) => line.procedure?.code ?? line.revenueCode ?? '').join(', ')}`,
      `Billed: ${decimalOf(claim.chargeCents)}`,
      '',
      ...facts.letter.flatMap((paragraph) => [paragraph, '']),
      'For the provider,',
      organization.name,
    ].join('\n'),
  );
}

function claimAsFiled(document: Pdf, claim: Claim837): void {
  document
    .text(
      `Claim ${claim.claimNumber}, frequency ${claim.frequency}, diagnoses ${claim.diagnoses.map(({ code }) => code).join(', ')}`,
    )
    .moveDown();
  for (const line of claim.lines) {
    document.text(
      `${line.number}.  ${line.serviceFrom ?? ''}  ${line.procedure?.code ?? line.revenueCode ?? ''} ${line.procedure?.modifiers.join(' ') ?? ''}  ` +
        `units ${line.units ?? '1'}  charge ${decimalOf(line.chargeCents)}`,
    );
  }
  document.moveDown().text(`Total charge ${decimalOf(claim.chargeCents)}`);
}

function remittance(document: Pdf, claim: RemittanceClaim): void {
  document
    .text(
      `Claim ${claim.claimNumber}, status ${claim.status}, charge ${decimalOf(claim.chargeCents)}, paid ${decimalOf(claim.paidCents)}`,
    )
    .moveDown();
  for (const adjustment of claim.adjustments) adjusted(document, adjustment);
  for (const line of claim.lines) {
    document.text(
      `${line.procedure.code}  charge ${decimalOf(line.chargeCents)}  paid ${decimalOf(line.paidCents)}  remarks ${line.remarks.join(', ')}`,
    );
    for (const adjustment of line.adjustments) adjusted(document, adjustment, '    ');
  }
  const remarks = [...new Set([...claim.remarks, ...claim.lines.flatMap((line) => line.remarks)])];
  if (remarks.length > 0) document.moveDown();
  for (const rarc of remarks) document.text(`${rarc}: ${rarcText(rarc) ?? ''}`);
}

type Adjustment = RemittanceClaim['adjustments'][number];

function adjusted(document: Pdf, { group, carc, amountCents }: Adjustment, indent = ''): void {
  document.text(`${indent}${group}-${carc}  ${decimalOf(amountCents)}  ${carcText(carc) ?? ''}`);
}

const rulesPart = (rules: readonly string[]): Part => ({
  title: 'Rules and contract terms',
  draw: (document) => document.text(rules.join('\n')),
});
