// Claims by the thousand for one payer, as an import would have left them: copies of one imported claim, each sealed and charged.
import { randomUUID } from 'node:crypto';
import { product } from './throwaway-installation.mjs';

const CLAIMS_A_TRANSACTION = 1_000;
export const LINES_A_CLAIM = 3;
const LINE_CENTS = 12_500;
export const CHARGE_CENTS = LINES_A_CLAIM * LINE_CENTS;

const COPY_CLAIMS = `
  INSERT INTO claims SELECT (jsonb_populate_record(c, jsonb_build_object(
      'id', n.id, 'claim_number', n.number, 'content', '\\x' || n.content, 'charge_cents', $4::bigint, 'source_number', null, 'source_index', null,
      'source_file_id', null, 'payer_claim_number', null))).*
    FROM claims c, unnest($1::uuid[], $2::text[], $3::text[]) AS n (id, number, content) WHERE c.id = $5`;
const COPY_LINES = `
  INSERT INTO claim_lines SELECT (jsonb_populate_record(l, jsonb_build_object(
      'claim_id', n.id, 'line_number', k, 'line_control', n.number || '-' || k, 'charge_cents', $3::bigint))).*
    FROM claim_lines l, unnest($1::uuid[], $2::text[]) AS n (id, number), generate_series(1, $5) AS k
   WHERE l.claim_id = $4 AND l.line_number = 1`;

/** The payer and the claim that is copied: an ordinary first payer whose patient has no second one. */
export async function templateOf(admin, organizationId) {
  const { rows } = await admin.query(
    `SELECT c.id, c.payer_id, c.content, c.account_id, y.name AS payer_name, y.payer_code, y.trace_id, l.procedure, l.modifiers, l.service_from
       FROM claims c JOIN payers y ON y.organization_id = c.organization_id AND y.id = c.payer_id
       JOIN claim_lines l ON l.organization_id = c.organization_id AND l.claim_id = c.id AND l.line_number = 1
      WHERE c.organization_id = $1 AND y.payer_class = 'commercial'
        AND (SELECT count(*) FROM coverages v WHERE v.organization_id = c.organization_id AND v.patient_id = c.patient_id) = 1
      ORDER BY c.claim_number LIMIT 1`,
    [organizationId],
  );
  if (!rows[0]) throw new Error('the import left no claim of one commercial payer to copy');
  return rows[0];
}

/** `[{ id, number }]` of the new claims. */
export async function makeClaims(system, admin, { organizationId, template, count, prefix }) {
  const { inTransaction, systemActor } = await product('db/in-transaction');
  const { savePostings } = await product('app/ledger/save-postings');
  const { chargePosting } = await product('domain/ledger/claim-postings');
  const place = (rowId) => ({ org: organizationId, table: 'claims', column: 'content', rowId });
  const content = system.keys.openJson(place(template.id), template.content);
  const made = [];
  while (made.length < count) {
    const some = Array.from({ length: Math.min(CLAIMS_A_TRANSACTION, count - made.length) }, (_, at) => ({
      id: randomUUID(),
      number: `${prefix}${String(made.length + at + 1).padStart(6, '0')}`,
    }));
    const sealed = some.map(({ id }) => Buffer.from(system.keys.sealJson(place(id), content)).toString('hex'));
    const ids = some.map(({ id }) => id);
    const numbers = some.map(({ number }) => number);
    await admin.query(COPY_CLAIMS, [ids, numbers, sealed, CHARGE_CENTS, template.id]);
    await admin.query(COPY_LINES, [ids, numbers, LINE_CENTS, template.id, LINES_A_CLAIM]);
    const charges = ids.map((claimId) =>
      chargePosting({ claimId, payerId: template.payer_id, chargeCents: CHARGE_CENTS, effectiveDate: '2026-01-05' }),
    );
    await inTransaction(system.deps.db, organizationId, { actor: systemActor('bench') }, (tx) =>
      savePostings(tx, charges),
    );
    made.push(...some);
  }
  await admin.query('ANALYZE');
  return made;
}

const PAID_CENTS = 9_000;
const FEE_SCHEDULE_CENTS = 2_500;
const DENIED_EVERY = 20;

/** The 835 that decides the claims: paid with a contractual part and coinsurance on every line, every twentieth claim denied. */
export async function remittanceBytes(claims, template, { trace, date }) {
  const { remittance835Segments } = await product('edi/x12/835/write-remittance');
  const { writeInterchange } = await product('edi/x12/write');
  const decided = claims.map(({ number }, at) => decision(number, at, template));
  const paidCents = decided.reduce((sum, claim) => sum + claim.paidCents, 0);
  const items = [
    header(template, { trace, date, paymentCents: paidCents }),
    { kind: 'remittanceGroup', ordinal: 1, number: '1' },
    ...decided,
    {
      kind: 'remittanceEnd',
      setControl: '0001',
      claims: claims.length,
      lines: claims.length * LINES_A_CLAIM,
      chargeCents: claims.length * CHARGE_CENTS,
      paidCents,
      plbCents: 0,
    },
  ];
  const guide = '005010X221A1';
  const ends = { sender: 'THEM', receiver: 'US', date, time: '0900' };
  const control = String(claims.length % 1_000_000_000).padStart(9, '0');
  const sets = [{ st01: '835', guide, control: '0001', segments: remittance835Segments(items) }];
  const chunks = writeInterchange({
    senderQualifier: 'ZZ',
    senderId: 'THEM',
    receiverQualifier: 'ZZ',
    receiverId: 'US',
    date,
    time: '0900',
    control,
    usage: 'P',
    ackRequested: false,
    groups: [{ functionalId: 'HP', ...ends, control: '1', guide, sets }],
  });
  return Buffer.concat([...chunks]);
}

const header = ({ payer_name: name, payer_code: id, trace_id: traceId }, { trace, date, paymentCents }) => ({
  kind: 'remittance',
  ordinal: 1,
  setControl: '0001',
  handling: 'I',
  paymentCents,
  creditDebit: 'C',
  method: 'ACH',
  format: 'CCP',
  effectiveDate: date,
  trace,
  payerTraceId: traceId ?? `1${id}`.padEnd(10, '0').slice(0, 10),
  productionDate: date,
  payer: {
    name,
    ids: [{ qualifier: '2U', value: id }],
    address: { line1: '1 PAYER PLAZA', city: 'COLUMBUS', state: 'OH', zip: '43004' },
    refs: [],
    contacts: [{ role: 'BL', name: 'EDI', channels: [{ qualifier: 'TE', value: '8005550100' }] }],
  },
  payee: { name: 'RIVERSIDE FAMILY PRACTICE', npi: '1234567893', refs: [] },
  refs: [],
  unmodelled: [],
});

function decision(number, at, template) {
  const denied = at % DENIED_EVERY === 0;
  const adjustments = denied
    ? [{ group: 'CO', carc: '50', amountCents: LINE_CENTS }]
    : [
        { group: 'CO', carc: '45', amountCents: FEE_SCHEDULE_CENTS },
        { group: 'PR', carc: '2', amountCents: LINE_CENTS - PAID_CENTS - FEE_SCHEDULE_CENTS },
      ];
  const paidCents = denied ? 0 : PAID_CENTS;
  const lines = Array.from({ length: LINES_A_CLAIM }, (_, k) => ({
    ordinal: k + 1,
    procedure: { qualifier: 'HC', code: template.procedure, modifiers: template.modifiers },
    serviceFrom: template.service_from.toISOString().slice(0, 10),
    chargeCents: LINE_CENTS,
    paidCents,
    units: '1',
    lineControl: `${number}-${k + 1}`,
    adjustments,
    remarks: [],
    refs: [],
    amounts: [],
    quantities: [],
    unmodelled: [],
  }));
  return {
    kind: 'remittanceClaim',
    ordinal: at + 1,
    claimNumber: number,
    status: denied ? '4' : '1',
    chargeCents: CHARGE_CENTS,
    paidCents: paidCents * LINES_A_CLAIM,
    patientResponsibilityCents: denied ? 0 : LINES_A_CLAIM * (LINE_CENTS - PAID_CENTS - FEE_SCHEDULE_CENTS),
    filingIndicator: '12',
    payerControlNumber: `P${number}`,
    adjustments: [],
    remarks: [],
    patient: { role: 'QC', entity: 'person', name: 'ADAMS', firstName: 'ANN' },
    lines,
    refs: [],
    dates: [],
    contacts: [],
    amounts: [],
    quantities: [],
    unmodelled: [],
  };
}
