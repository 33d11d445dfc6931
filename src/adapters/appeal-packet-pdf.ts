import type { PlainDate } from '../domain/dates/plain-date.js';
import { letterDate } from '../domain/appeals/letter-words.js';
import { dollarsOf } from '../domain/money.js';
import type { RemittanceClaim } from '../edi/x12/835/remittance.js';
import type { Claim837, ClaimLine } from '../edi/x12/837p/claim-837.js';
import { carcText } from '../edi/codes/carc.js';
import { remittanceClaimStatusText } from '../edi/codes/code-texts.js';
import { rarcText } from '../edi/codes/rarc.js';
import { recordParts, type OpenedRecord } from './bound-records.js';
import { proofPart, type ProofFacts } from './filing-proof-pdf.js';
import { renderParts, type Part, type Pdf, type Rendered } from './pdf-pages.js';
import { facts as drawFacts, table } from './pdf-table.js';

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
  /** What is kept with the claim, in its order: bound where it can be, else a file beside the packet. */
  readonly records: readonly OpenedRecord[];
}

/**
 * Draws the packet: index, letter, remittance, claim, proof, rules and records, every page numbered and marked with the claim
 * it is about, so that a page that falls out of a fax finds its place. Equal facts give equal bytes.
 */
export async function renderPacket(packet: PacketFacts): Promise<Rendered> {
  const records = recordParts(packet.records);
  const drawn = await renderParts(
    `Appeal: ${packet.levelName}`,
    packet.date,
    [
      { title: 'Letter', draw: (document) => letter(document, packet) },
      { title: 'Remittance', draw: (document) => remittance(document, packet) },
      { title: 'Claim as filed', draw: (document) => claimAsFiled(document, packet.claim) },
      ...(packet.filing ? [proofPart(packet.filing)] : []),
      rulesPart(packet.rules),
      ...records.parts,
    ],
    {
      mark: `Claim ${packet.payerClaimNumber || packet.claim.claimNumber} – ${packet.organization.name}`,
      index: index(packet),
    },
  );
  return records.fill(drawn);
}

/** What stands on the first page above the list of parts, and below it. */
const index = ({ payerName, organization, records, ...packet }: PacketFacts) => ({
  above: [
    ['To', `${payerName}, appeals`],
    ['From', organization.name],
    ['Claim', packet.payerClaimNumber || packet.claim.claimNumber],
    ['Date', letterDate(packet.date)],
  ] as const,
  below: records.flatMap((record) =>
    record.how === 'beside'
      ? [`${record.title}: a file of its own beside this packet, ${record.why} (SHA-256 ${record.sha256})`]
      : [],
  ),
});

const nameOf = ({ name, firstName }: { readonly name: string; readonly firstName?: string }): string =>
  [firstName, name].filter(Boolean).join(' ');

const codeOf = (line: ClaimLine): string => line.procedure?.code ?? line.revenueCode ?? '';

function letter(document: Pdf, { organization, payerName, claim, ...packet }: PacketFacts): void {
  const procedures = [...new Set(claim.lines.map(codeOf))];
  document.font('bold').text(organization.name).font('body');
  document.text(`NPI ${organization.npi}   Tax ID ${organization.taxId}`).moveDown();
  document.text(letterDate(packet.date)).moveDown();
  document.text(`${payerName}\nAppeals department`).moveDown();
  drawFacts(document, [
    ['Re', packet.levelName],
    ['Your claim number', packet.payerClaimNumber || undefined],
    ['Our claim number', claim.claimNumber],
    ['Patient', nameOf(claim.patient ?? claim.subscriber)],
    ['Member ID', claim.subscriber.memberId],
    ['Date of service', letterDate(packet.serviceFrom)],
    ['Procedures', procedures.join(', ')],
    ['Billed', dollarsOf(claim.chargeCents)],
  ]);
  document.text('To whom it may concern:').moveDown();
  for (const paragraph of packet.letter) document.text(paragraph, { lineGap: 1.5 }).moveDown();
  document.text('Sincerely,').moveDown(2).text(organization.name).moveDown();
  document.text(`Enclosures: ${enclosures(packet).join(', ')}`);
}

/** Everything behind the letter, in its order; what could not be bound lies beside the packet. */
const enclosures = ({ filing, records }: Pick<PacketFacts, 'filing' | 'records'>): readonly string[] => [
  'remittance',
  'claim as filed',
  ...(filing ? ['proof of timely filing'] : []),
  'rules and contract terms',
  ...records.map(({ title }) => title.toLowerCase()),
];

function claimAsFiled(document: Pdf, claim: Claim837): void {
  const { subscriber, billingProvider, institutional } = claim;
  const patient = claim.patient ?? subscriber;
  const rendering = claim.providers.find(({ role }) => role === '82' || role === '71');
  drawFacts(document, [
    ['Claim number', claim.claimNumber],
    ['Frequency', claim.frequency],
    ['Payer', `${claim.payer.name} (${claim.payer.id})`],
    [
      'Patient',
      [nameOf(patient), patient.birthDate && `born ${letterDate(patient.birthDate)}`].filter(Boolean).join(', '),
    ],
    ['Subscriber', claim.patient && nameOf(subscriber)],
    ['Member ID', subscriber.memberId],
    ['Group', subscriber.groupNumber],
    ['Billing provider', `${nameOf(billingProvider)}, NPI ${billingProvider.npi ?? ''}`],
    ['Rendering provider', rendering && `${nameOf(rendering)}, NPI ${rendering.npi ?? ''}`],
    [institutional ? 'Type of bill' : 'Place of service', institutional?.typeOfBill ?? claim.facilityCode],
    ['Authorization', claim.refs.find(({ qualifier }) => qualifier === 'G1')?.value],
    ['Diagnoses', claim.diagnoses.map(({ code }, at) => `${at + 1} ${code}`).join('   ')],
  ]);
  table(
    document,
    [
      { title: 'Line', part: 1 },
      { title: 'Date of service', part: 3 },
      { title: 'Code', part: 2 },
      { title: 'Modifiers', part: 2 },
      { title: 'Diagnosis', part: 2 },
      { title: 'Units', part: 1.5, align: 'right' },
      { title: 'Charge', part: 2.5, align: 'right' },
    ],
    claim.lines.map((line) => [
      String(line.number),
      line.serviceFrom ? letterDate(line.serviceFrom) : '',
      codeOf(line),
      line.procedure?.modifiers.join(' ') ?? '',
      line.pointers.join(' '),
      line.units ?? '1',
      dollarsOf(line.chargeCents),
    ]),
  );
  document
    .font('bold')
    .text(`Total charge ${dollarsOf(claim.chargeCents)}`, { align: 'right' })
    .font('body');
}

type Adjustment = RemittanceClaim['adjustments'][number];

const adjustmentWords = ({ group, carc, amountCents }: Adjustment): string =>
  `${group}-${carc} ${dollarsOf(amountCents)}`;

function remittance(document: Pdf, { remittance: claim, payerName }: PacketFacts): void {
  drawFacts(document, [
    ['Payer', payerName],
    ['Claim number', claim.claimNumber],
    ['Payer’s claim number', claim.payerControlNumber],
    ['Claim status', remittanceClaimStatusText(claim.status) ?? `CLP02 ${claim.status}`],
    ['Charge', dollarsOf(claim.chargeCents)],
    ['Paid', dollarsOf(claim.paidCents)],
    ['Adjusted, whole claim', claim.adjustments.map(adjustmentWords).join('; ')],
    ['Remarks', claim.remarks.join(', ')],
  ]);
  if (claim.lines.length > 0)
    table(
      document,
      [
        { title: 'Line', part: 1 },
        { title: 'Code', part: 2 },
        { title: 'Charge', part: 2.2, align: 'right' },
        { title: 'Paid', part: 2.2, align: 'right' },
        { title: '', part: 0.4 },
        { title: 'Adjusted', part: 4 },
        { title: 'Remarks', part: 2.5 },
      ],
      claim.lines.map((line, at) => [
        String(line.ordinal || at + 1),
        line.procedure.code || (line.revenueCode ?? ''),
        dollarsOf(line.chargeCents),
        dollarsOf(line.paidCents),
        '',
        line.adjustments.map(adjustmentWords).join('\n'),
        line.remarks.join(', '),
      ]),
    );
  codesOf(document, claim);
}

/** Each code of the remittance once, in its own words. */
function codesOf(document: Pdf, claim: RemittanceClaim): void {
  const adjustments = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
  const remarks = [...claim.remarks, ...claim.lines.flatMap((line) => line.remarks)];
  const rows = [
    ...[...new Set(adjustments.map(({ carc }) => carc))].map((carc) => [carc, carcText(carc) ?? '']),
    ...[...new Set(remarks)].map((rarc) => [rarc, rarcText(rarc) ?? '']),
  ];
  if (rows.length === 0) return;
  table(
    document,
    [
      { title: 'Code', part: 1 },
      { title: 'Meaning', part: 9 },
    ],
    rows,
  );
}

const rulesPart = (rules: readonly string[]): Part => ({
  title: 'Rules and contract terms',
  draw: (document) => {
    for (const rule of rules) document.text(rule).moveDown(0.5);
  },
});
