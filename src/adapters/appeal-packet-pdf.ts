import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { PlainDate } from '../domain/dates/plain-date.js';
import { decimalOf } from '../domain/money.js';
import type { RemittanceClaim } from '../edi/x12/835/remittance.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { carcText } from '../edi/codes/carc.js';

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const LEFT = 56;

export interface PacketFacts {
  readonly date: PlainDate;
  readonly organization: { readonly name: string; readonly npi: string; readonly taxId: string };
  readonly payerName: string;
  readonly level: number;
  readonly claim: Claim837;
  readonly payerClaimNumber: string;
  readonly serviceFrom: PlainDate;
  readonly argument: string;
  readonly denial: {
    readonly group: string;
    readonly carc: string;
    readonly rarcs: readonly string[];
    readonly amountCents: number;
    readonly noticeDate: PlainDate;
  };
  readonly remittance: RemittanceClaim;
}

/** Draws the packet: letter, claim page, remittance page, each numbered. Equal facts give equal bytes. */
export async function renderPacket(facts: PacketFacts): Promise<{ bytes: Buffer; pages: number }> {
  const document = new PDFDocument({
    size: 'LETTER',
    margin: LEFT,
    bufferPages: true,
    info: { Title: 'Appeal', CreationDate: new Date(`${facts.date}T12:00:00Z`) },
  });
  document.registerFont('body', FONT).font('body').fontSize(10);
  letterPage(document, facts);
  document.addPage();
  claimPage(document, facts.claim);
  document.addPage();
  remittancePage(document, facts.remittance);
  const pages = numberPages(document);
  return { bytes: await bytesOf(document), pages };
}

type Pdf = InstanceType<typeof PDFDocument>;

function heading(document: Pdf, text: string): void {
  document.fontSize(14).text(text).fontSize(10).moveDown();
}

function letterPage(document: Pdf, { organization, payerName, denial, claim, ...facts }: PacketFacts): void {
  heading(document, `Appeal, level ${facts.level}`);
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
      `Billed: ${decimalOf(claim.chargeCents)}`,
      '',
      `On ${denial.noticeDate} you denied ${decimalOf(denial.amountCents)} with ${denial.group}-${denial.carc}: "${carcText(denial.carc) ?? ''}"` +
        (denial.rarcs.length > 0 ? `, remarks ${denial.rarcs.join(', ')}.` : '.'),
      'We ask you to reverse this decision and pay the claim as billed under the contract.',
      '',
      facts.argument,
      '',
      'Enclosed: the claim as filed and your remittance.',
      '',
      'For the provider,',
      organization.name,
    ].join('\n'),
  );
}

function claimPage(document: Pdf, claim: Claim837): void {
  heading(document, 'Claim as filed');
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

function remittancePage(document: Pdf, claim: RemittanceClaim): void {
  heading(document, 'Remittance');
  document
    .text(
      `Claim ${claim.claimNumber}, status ${claim.status}, charge ${decimalOf(claim.chargeCents)}, paid ${decimalOf(claim.paidCents)}`,
    )
    .moveDown();
  for (const { group, carc, amountCents } of claim.adjustments)
    document.text(`${group}-${carc}  ${decimalOf(amountCents)}  ${carcText(carc) ?? ''}`);
  for (const line of claim.lines) {
    document.text(
      `${line.procedure.code}  charge ${decimalOf(line.chargeCents)}  paid ${decimalOf(line.paidCents)}  remarks ${line.remarks.join(', ')}`,
    );
    for (const { group, carc, amountCents } of line.adjustments)
      document.text(`    ${group}-${carc}  ${decimalOf(amountCents)}  ${carcText(carc) ?? ''}`);
  }
}

function numberPages(document: Pdf): number {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    document.fontSize(8).text(`Page ${page + 1} of ${count}`, LEFT, document.page.height - 48, { lineBreak: false });
  }
  return count;
}

function bytesOf(document: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    document.end();
  });
}
