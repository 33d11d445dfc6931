// docs/edi/*.md: what each EDI document holds, what we check and what we say about a fault, from the tables themselves.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectDir } from '../settings.mjs';
import { code, page, table } from './markdown.mjs';

const compiled = (path) => import(pathToFileURL(join(projectDir, 'dist/src/edi/x12', `${path}.js`)).href);

/** Guides with a structure table; each page is `docs/edi/<name>.md`. */
const GUIDES = [
  { name: '835', title: '835 remittance advice', guide: '005010X221A1', file: '835', rows: 'STRUCTURE_835' },
  {
    name: '837p',
    title: '837 professional claims',
    guide: '005010X222A1',
    file: '837-professional',
    rows: 'STRUCTURE_837P',
  },
  {
    name: '837i',
    title: '837 institutional claims',
    guide: '005010X223A2',
    file: '837-institutional',
    rows: 'STRUCTURE_837I',
  },
  { name: '837d', title: '837 dental claims', guide: '005010X224A2', file: '837-dental', rows: 'STRUCTURE_837D' },
  { name: '270', title: '270 eligibility inquiry', guide: '005010X279A1', file: '270', rows: 'STRUCTURE_270' },
  { name: '271', title: '271 eligibility answer', guide: '005010X279A1', file: '271', rows: 'STRUCTURE_271' },
  { name: '275', title: '275 attachment', guide: '005010X210', file: '275', rows: 'STRUCTURE_275' },
  { name: '276', title: '276 claim status inquiry', guide: '005010X212', file: '276', rows: 'STRUCTURE_276' },
  { name: '278', title: '278 authorization', guide: '005010X217', file: '278', rows: 'STRUCTURE_278' },
  { name: '277', title: '277 claim status answer', guide: '005010X212', file: '277', rows: 'STRUCTURE_277' },
  { name: '277ca', title: '277CA claim acknowledgement', guide: '005010X214', file: '277ca', rows: 'STRUCTURE_277CA' },
  {
    name: '277-request',
    title: '277 request for information',
    guide: '005010X213',
    file: '277-request',
    rows: 'STRUCTURE_277_REQUEST',
  },
  { name: 'ta1', title: 'TA1 interchange acknowledgement', guide: '005010', file: 'ta1', rows: 'STRUCTURE_TA1' },
  {
    name: '999',
    title: '999 implementation acknowledgement',
    guide: '005010X231A1',
    file: '999',
    rows: 'STRUCTURE_999',
  },
];

/** Rules that sums, counts and references obey beyond what the table says. */
const RULES = {
  835: [
    'Line: SVC02 less the CAS of the line is SVC03.',
    'Claim: CLP03 less the CAS of claim and lines is CLP04; with lines also CLP03 = Σ SVC02 and CLP04 = Σ SVC03 less the claim’s CAS.',
    'Payment: BPR02 = Σ CLP04 − Σ PLB. PLB is reversed: a positive amount lowers this payment.',
    'The three are reported apart; nothing lets an unbalanced remittance post. BPR03 D (debit) goes to a person.',
    'CAS holds up to six reason, amount and quantity triplets, PLB up to six pairs of reason and amount.',
    'CLP02 22 reverses an earlier decision: amounts with opposite sign, CLP05 absent.',
    'Unknown adjustment and remark codes are kept and shown.',
  ],
  '837p': [
    'CLM02 is the sum of the line charges (a warning when read, refused when written).',
    'Frequency 7 and 8 need REF*F8, the payer’s number of the latest decided version.',
    'HL numbers run through the set, HL02 names the parent.',
    'Coordination of benefits: for each earlier payer a line’s charge is SVD02 plus its CAS.',
    'At most 50 lines and 12 diagnoses a claim, 5,000 claims a set.',
    'A separator in an identifier is refused, in a name or note replaced by a blank: X12 has no escape.',
  ],
  '837i': [
    'All rules of the 837 professional; at most 999 lines and 25 diagnoses a claim.',
    'The type of bill is CLM05-1 and the frequency (CLM05-3) with a leading zero: 0131.',
    'A statement period (DTP*434), an admission type and a patient status are needed before a claim is sent.',
  ],
  '837d': [
    'Facts only: claims, lines, sums and parties are read; teeth (TOO), orthodontics (DN1) and tooth status (DN2) are kept as sent.',
    'CLM02 is the sum of the line charges (SV302). Dental claims are not written.',
  ],
  '277-request': [
    'STC01-1 R0 to R17 asks, STC01-2 holds the LOINC of the document; TRN02 is the payer’s number and goes back in the 275.',
    'The same levels as the 277 answer; BHT01 is 0085.',
  ],
  ta1: [
    'It stands between ISA and GS and answers one interchange: A accepted, E accepted with errors, R refused, TA105 why.',
    'A fault in a TA1 is a warning: what it says is used all the same.',
  ],
  270: ['TRN comes back in the answer: it is our match key.', 'EQ01 repeats with the separator of ISA11.'],
  271: [
    'EB03 repeats with the separator of ISA11; a benefit means nothing without EB02, EB06 and EB12.',
    'AAA03 says why a level was not answered, AAA04 whether to ask again (42, 80) or to correct (71–78).',
    'LS and LE bracket the other payers of a benefit.',
  ],
  275: [
    'BIN02 is exactly BIN01 bytes, BDS03 exactly BDS02: a terminator inside is data.',
    'TRN or REF ties the document to the PWK control number of the claim or to the payer’s request.',
  ],
  276: ['TRN02 is our own number and comes back; a status is asked by the payer’s number, or by claim and dates.'],
  278: [
    'HCR01: A1 certified, A2 partly, A3 not certified, A4 pended, A6 modified, C cancelled, CT call, NA no action needed.',
    'The answer repeats the levels of the request, fewer when it is refused; AAA may stand in the place of HCR.',
    'X215 (inquiry) and X216 (notice) share these loops.',
  ],
  277: [
    'STC01, STC10 and STC11 all count. TRN02 is our own inquiry’s number.',
    'Unknown status codes are kept and shown.',
  ],
  '277ca': [
    'A rejection at the level of receiver or provider rejects every claim below it.',
    'QTY 90, AA, QA, QC and AMT YU, YY foot with the claims below the level.',
    'NM1*PR speaks for the payer, NM1*AY for a clearinghouse: its yes is not the payer’s.',
    'DTP*050 proves when a claim was received.',
  ],
  999: [
    'AK1 answers a group, each AK2 one set. A and E accept; M, R, W and X reject.',
    'AK904 is the number of accepted sets among the answers.',
    'We write it from our own problems; the codes of each stand in [the problem catalog](problems.md).',
  ],
};

const elementName = ({ element, component }) => {
  const position = String(element).padStart(2, '0');
  return component === undefined ? position : `${position}-${component}`;
};

const CODES_SHOWN = 14;

function elementText(rule) {
  const { required, dataType, min, max, codes } = rule;
  const width = dataType === '-' ? 'composite' : `${dataType} ${min === max ? max : `${min}–${max}`}`;
  const more = codes.length > CODES_SHOWN ? ` … (${codes.length})` : '';
  const values = codes.length === 0 ? '' : `: ${codes.slice(0, CODES_SHOWN).join(' ')}${more}`;
  return `${required ? '**' : ''}${elementName(rule)}${required ? '**' : ''} ${width}${values}`;
}

const segmentRow = ({ id, name, required, confirmed, maxUse, elements }) => [
  code(id),
  name,
  `${required ? 'required' : 'situational'}${confirmed ? '' : ', unconfirmed'}`,
  maxUse === 0 ? 'any' : maxUse,
  elements.map(elementText).join(' · '),
];

/** Loops in the order of the guide; a loop that goes on after its children appears once more. */
function loopsOf(rules) {
  const loops = [];
  for (const rule of rules) {
    if (loops.at(-1)?.loop !== rule.loop) loops.push({ loop: rule.loop, rules: [] });
    loops.at(-1).rules.push(rule);
  }
  return loops;
}

const HEADS = ['segment', 'what', 'usage', 'most', 'elements (bold: required)'];

async function guidePage({ name, title, guide, file, rows }, segmentRules) {
  const tables = await compiled(`structure/${file}.table`);
  const rules = segmentRules(tables[rows]);
  const intro =
    `Guide ${guide}. A required part that is missing is a warning when we read and a refusal when we write; ` +
    'what has no field of its own is kept in its place and written back. Element types: AN text, ID code, R decimal, N0 whole number, DT date, TM time.';
  const ownTable = rules.some(({ confirmed }) => !confirmed)
    ? ' This table is our own: `unconfirmed` rows were seen in no public file yet and only note, nothing in it refuses.'
    : '';
  const loops = loopsOf(rules).flatMap(({ loop, rules: inLoop }) => [
    `### ${loop === '' ? 'Header and trailer' : `Loop ${loop}`}`,
    table(HEADS, inLoop.map(segmentRow)),
  ]);
  return page(title, `\`src/edi/x12/structure/${file}.table.ts\``, intro + ownTable, [
    '## What must add up',
    RULES[name].map((rule) => `- ${rule}`).join('\n'),
    '## Loops, segments, elements',
    ...loops,
  ]);
}

async function bankPage() {
  const { BANK_RECORDS } = await import(
    pathToFileURL(join(projectDir, 'dist/src/edi/bai2/bank-records.table.js')).href
  );
  const rows = BANK_RECORDS.map(({ code: number, inside, name, fields }) => [
    code(number),
    name,
    inside === '' ? '' : code(inside),
    fields
      .map(({ name: field, required, kind, codes }) => {
        const text = `${field} ${kind}${codes.length === 0 ? '' : `: ${codes.join(' ')}`}`;
        return required ? `**${text}**` : text;
      })
      .join(' · '),
  ]);
  const intro =
    'The bank’s balance report, version 2. A field that is missing or not of its form is a warning and kept as sent; an amount that is no number is refused.';
  return page('BAI2 balance report', '`src/edi/bai2/bank-records.table.ts`', intro, [
    '## What must add up',
    [
      '- Account (49): the amounts of its 03 and 16 records; group (98): the totals of its accounts; file (99): the totals of its groups.',
      '- Records are counted with their 88 continuations. A total that does not foot is told; policy decides what posts.',
      '- 88 continues any record and its text; several records may share a line; `/` ends a record but may stand in text.',
    ].join('\n'),
    '## Records',
    table(['record', 'what', 'inside', 'fields in order (bold: required)'], rows),
  ]);
}

/** Sentences name their values in braces; a reader of the page wants plain words. */
const plain = (sentence) => sentence.replace(/\{(\w+)\}/g, '<$1>').replace(/<(\w+)>/g, '‹$1›');

async function problemPage() {
  const { PROBLEM_CATALOG } = await compiled('problem-catalog');
  const rows = Object.entries(PROBLEM_CATALOG).map(([name, row]) => [
    code(name),
    row.severity,
    row.leniency === undefined ? '' : `${code(row.leniency)} → ${row.softened ?? 'warning'}`,
    plain(row.sentence),
    row.repair,
    [
      ['TA1', row.ta1],
      ['AK9', row.ak9],
      ['IK5', row.ik5],
      ['IK3', row.ik3],
      ['IK4', row.ik4],
    ]
      .filter(([, value]) => value !== undefined)
      .map(([kind, value]) => `${kind} ${value}`)
      .join(' '),
  ]);
  const intro =
    'Every fault the readers can report. `refused`: the set cannot be used; `warning`: used, a person should know; `note`: kept for the record. ' +
    'A reading option with the name given softens the fault. The last column is what our TA1 and 999 say about it.';
  return page('Problems of EDI files', '`src/edi/x12/problem-catalog*.ts`', intro, [
    table(['code', 'severity', 'option', 'sentence', 'what to do', 'answer'], rows),
  ]);
}

async function optionPage() {
  const { ALLOW_ALL, isAllowed } = await compiled('options');
  const { PROBLEM_CATALOG } = await compiled('problem-catalog');
  const rows = Object.keys(ALLOW_ALL).map((name) => {
    const money = isAllowed(name, undefined, '835');
    const others = isAllowed(name, undefined, '271');
    const codes = Object.entries(PROBLEM_CATALOG).filter(([, { leniency }]) => leniency === name);
    return [code(name), money ? 'on' : 'off', others ? 'on' : 'off', codes.map(([id]) => code(id)).join(', ')];
  });
  const intro = 'Reading options, each by name. Nothing here lets an unbalanced remittance post.';
  return page('Reading options', '`src/edi/x12/options.ts`', intro, [
    table(['option', '835 and 837', 'others', 'softens'], rows),
  ]);
}

/** Every page under docs/edi as it must be now: path → text. The product must be built. */
export async function ediPages() {
  const { segmentRules } = await compiled('structure/structure-table');
  const pages = new Map();
  for (const guide of GUIDES) pages.set(`docs/edi/${guide.name}.md`, await guidePage(guide, segmentRules));
  pages.set('docs/edi/bai2.md', await bankPage());
  pages.set('docs/edi/problems.md', await problemPage());
  pages.set('docs/edi/options.md', await optionPage());
  return pages;
}
