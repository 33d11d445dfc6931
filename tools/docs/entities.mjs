// docs/erd.md: the tables, by area, from prisma/schema.prisma.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mermaid, page } from './markdown.mjs';

const AREAS = [
  ['Who', 'Organization Facility Provider Payer TradingPartner ControlNumber ApiKey WebhookSource PracticeWait'],
  [
    'Patients and their share',
    'Account Patient Coverage Responsibility Notice OneTimeLink PaymentPlan Installment PatientPayment',
  ],
  ['Claims', 'Claim ClaimLine Submission Batch EligibilityCheck StatusInquiry Contact'],
  [
    'Remittances and denials',
    'InboundFile FileProblem Remittance RemittanceClaim ClaimAdjustment ProviderAdjustment Denial AppealLevel Document',
  ],
  ['Ledger', 'Posting LedgerEntry LedgerBalance'],
  ['Work', 'WorkItem Approval Deadline'],
  ['Stories', 'Story StoryEvent Decision Intent OutboxMessage InboxMessage IdempotencyKey'],
  ['Audit', 'AuditEntry AuditSeal'],
].map(([title, names]) => ({ title, names: names.split(' ') }));

/** Columns that name another table by its part in the story, not by its name. */
const ROLES = {
  partnerId: 'TradingPartner',
  parentClaimId: 'Claim',
  sourceFileId: 'InboundFile',
  fileId: 'InboundFile',
  packetId: 'Document',
  supersedesId: 'Deadline',
  repeatOf: 'Remittance',
  reversesId: 'Posting',
  eventId: 'StoryEvent',
  planId: 'PaymentPlan',
};

/** Tables with their columns. Only what the schema's own formatter writes is understood. */
export function readModels(schema) {
  const models = [];
  for (const [, note, name, body] of schema.matchAll(/((?:^\/\/\/[^\n]*\n)*)^model (\w+) \{\n(.*?)^\}/gms)) {
    const lines = body.split('\n').map((line) => line.trim());
    const key = /@@id\(\[([^\]]*)\]\)/.exec(body)?.[1].split(/,\s*/) ?? [];
    models.push({
      name,
      note: note.replace(/^\/\/\/ ?/gm, '').trim(),
      columns: lines.map((line) => column(line, key)).filter(Boolean),
    });
  }
  return models;
}

const SCALARS = new Set(['String', 'Int', 'BigInt', 'Boolean', 'DateTime', 'Json', 'Bytes', 'Float']);

function column(line, key) {
  const [, name, type, list, optional] = /^(\w+)\s+(\w+)(\[\])?(\?)?/.exec(line) ?? [];
  if (!name || !SCALARS.has(type)) return null;
  const native = /@db\.(\w+)/.exec(line)?.[1];
  return {
    name,
    type: `${native === 'Uuid' ? 'uuid' : native === 'Date' ? 'date' : type === 'Bytes' ? 'sealed' : type.toLowerCase()}${list ? '_list' : ''}`,
    optional: Boolean(optional),
    isKey: key.includes(name) || /@id\b/.test(line),
  };
}

function target({ name, type }, names) {
  if (type !== 'uuid' || name === 'organizationId') return null;
  if (ROLES[name]) return ROLES[name];
  const plain = name.replace(/Id$/, '');
  const model = plain.charAt(0).toUpperCase() + plain.slice(1);
  return name !== plain && names.has(model) ? model : null;
}

function diagram(models, names) {
  const lines = ['erDiagram'];
  for (const { name, columns } of models) {
    lines.push(`  ${name} {`);
    for (const one of columns) {
      const marks = [one.isKey && 'PK', target(one, names) && 'FK'].filter(Boolean).join(', ');
      lines.push(`    ${one.type} ${one.name}${marks ? ` ${marks}` : ''}${one.optional ? ' "may be empty"' : ''}`);
    }
    lines.push('  }');
  }
  for (const { name, columns } of models) {
    for (const one of columns) {
      const other = target(one, names);
      if (other) lines.push(`  ${other} ${one.optional ? '|o' : '||'}--o{ ${name} : ${one.name}`);
    }
  }
  return mermaid(lines);
}

const notes = (models) =>
  models
    .filter(({ note }) => note)
    .map(({ name, note }) => `- **${name}**: ${note.replaceAll('\n', ' ')}`)
    .join('\n');

export function entities({ projectDir }) {
  const models = readModels(readFileSync(join(projectDir, 'prisma/schema.prisma'), 'utf8'));
  const names = new Set(models.map(({ name }) => name));
  const placed = new Set(AREAS.flatMap((area) => area.names));
  const rest = { title: 'More', names: models.map(({ name }) => name).filter((name) => !placed.has(name)) };
  const parts = [...AREAS, rest].flatMap(({ title, names: wanted }) => {
    const chosen = models.filter(({ name }) => wanted.includes(name));
    return chosen.length === 0 ? [] : [`## ${title}`, notes(chosen), diagram(chosen, names)].filter(Boolean);
  });
  const intro =
    'Every table but `Organization` starts its key with the organization (row security, enabled and forced), so that line is drawn nowhere. ' +
    '`sealed` columns hold bytes encrypted with the organization’s key. Amounts are integer cents; ledger tables are insert-only by grant and trigger.';
  return page('Tables', '`prisma/schema.prisma`', intro, parts);
}
