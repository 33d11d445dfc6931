import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/in-transaction.js';
import { NO_INSURANCE, type CsvRow } from '../../domain/imported-books/synthea-rows.js';
import type { Deps } from '../deps.js';
import { exchangeFolders } from '../organizations/set-up.js';
import { recordAudit } from '../stories/record-audit.js';
import type { SyntheaExport } from './read-export.js';

/** Ids of ours by the export's ids. */
export interface LoadedParties {
  readonly payerOf: (sourceId: string) => string;
  readonly npiOf: (sourceId: string) => string;
}

const SELF_PAY = 'SELFPAY';

/** Payers, places and clinicians of the export; what is there already is left as it is. */
export async function loadParties(deps: Deps, tx: Tx, { tables }: SyntheaExport): Promise<LoadedParties> {
  const partnerId = await anyPartner(deps, tx);
  const payers = new Map<string, string>();
  const selfPay = await payer(tx, partnerId, { code: SELF_PAY, name: 'Self pay', insured: false });
  for (const row of tables.payers) {
    const name = row.get('NAME');
    const none = name.toUpperCase() === NO_INSURANCE;
    payers.set(
      row.get('ID'),
      none ? selfPay : await payer(tx, partnerId, { code: row.get('ID'), name, insured: true }),
    );
  }
  const npis = await loadPlaces(tx, tables.organizations, tables.providers);
  await recordAudit(tx, {
    action: 'books.importParties',
    subjectType: 'organization',
    subjectId: tx.organizationId,
    why: 'books of another system are taken over',
    after: { payers: payers.size, organizations: tables.organizations.length, providers: tables.providers.length },
  });
  return { payerOf: (id) => payers.get(id) ?? selfPay, npiOf: (id) => npis.get(id) ?? '' };
}

/** Without a trading partner no payer can stand; an export names none, so that a folder partner is made for it. */
async function anyPartner(deps: Deps, tx: Tx): Promise<string> {
  const known = await tx.db.tradingPartner.findFirst({
    where: { organizationId: tx.organizationId },
    select: { id: true },
    orderBy: { name: 'asc' },
  });
  if (known) return known.id;
  const id = randomUUID();
  const folders = exchangeFolders(deps, {
    outboundFolder: `imported/${tx.organizationId}/out`,
    inboundFolder: `imported/${tx.organizationId}/in`,
  });
  await tx.db.tradingPartner.create({
    data: {
      id,
      organizationId: tx.organizationId,
      name: 'Imported books',
      kind: 'clearinghouse',
      senderQualifier: 'ZZ',
      senderId: 'IMPORTED',
      receiverQualifier: 'ZZ',
      receiverId: 'NOBODY',
      usage: 'T',
      ...folders,
      leniencies: {},
      batchMaxClaims: 5_000,
    },
  });
  return id;
}

interface PayerOfExport {
  readonly code: string;
  readonly name: string;
  readonly insured: boolean;
}

/** The export names no class; Medicare and Medicaid are told by name, everybody else is commercial. */
function classOf({ name, insured }: PayerOfExport): { readonly payerClass: string; readonly filingIndicator: string } {
  if (!insured) return { payerClass: 'unknown', filingIndicator: '09' };
  if (/medicare/i.test(name)) return { payerClass: 'medicare', filingIndicator: 'MB' };
  if (/medicaid|dual eligible/i.test(name)) return { payerClass: 'medicaid', filingIndicator: 'MC' };
  return { payerClass: 'commercial', filingIndicator: 'CI' };
}

async function payer(tx: Tx, tradingPartnerId: string, of: PayerOfExport): Promise<string> {
  const { organizationId } = tx;
  const where = { organizationId_payerCode: { organizationId, payerCode: of.code } };
  const known = await tx.db.payer.findUnique({ where, select: { id: true } });
  if (known) return known.id;
  const id = randomUUID();
  await tx.db.payer.create({
    data: {
      id,
      organizationId,
      name: of.name,
      payerCode: of.code,
      ...classOf(of),
      ruleKey: 'default',
      billsPatients: true,
      tradingPartnerId,
    },
  });
  return id;
}

/** Facilities and clinicians by NPI; an exporter without NPIs gives its own id in that place. */
async function loadPlaces(
  tx: Tx,
  organizations: readonly CsvRow[],
  providers: readonly CsvRow[],
): Promise<Map<string, string>> {
  const { organizationId } = tx;
  const npi = (row: CsvRow): string => row.get('NPI') || row.get('ID');
  const npis = new Map([...organizations, ...providers].map((row) => [row.get('ID'), npi(row)]));
  const known = new Set(
    (await tx.db.facility.findMany({ where: { organizationId }, select: { npi: true } })).map((row) => row.npi),
  );
  await tx.db.facility.createMany({
    data: organizations
      .filter((row) => !known.has(npi(row)))
      .map((row) => ({ id: randomUUID(), organizationId, name: row.get('NAME'), npi: npi(row) })),
  });
  await tx.db.provider.createMany({
    data: providers.map((row) => ({ id: randomUUID(), organizationId, name: row.get('NAME'), npi: npi(row) })),
    skipDuplicates: true,
  });
  return npis;
}
