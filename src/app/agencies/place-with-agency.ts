import { stringify } from 'csv-stringify/sync';
import { deliverFile } from '../../adapters/file-drop.js';
import { problem, ProblemError } from '../../contracts/problems.js';
import { fromDateColumn, inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { TradingPartner } from '../../db/generated/client.js';
import { decimalOf } from '../../domain/money.js';
import type { PersonIdentity } from '../claims/claim-parties.js';
import type { StepInput, StepResult } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { confirmIntent, loadIntent, markSending } from '../intents/close-intent.js';
import { recordAudit } from '../stories/record-audit.js';

interface PlacementFile {
  readonly partner: TradingPartner;
  readonly name: string;
  readonly text: string;
}

/** Writes the placement file: name, address, account number, dates of service, provider, balance; no diagnosis, procedure or notes. */
export async function placeWithAgency(deps: Deps, input: StepInput): Promise<StepResult> {
  const actor = systemActor('placeWithAgency');
  const file = await inTransaction(deps.db, input.organizationId, { actor }, (tx) =>
    planFile(deps, tx, input.intentId),
  );
  if (!file) return { became: 'repeat' };
  await deliverFile({ outbound: file.partner.outboundFolder, inbound: file.partner.inboundFolder }, file.name, [
    Buffer.from(file.text, 'utf8'),
  ]);
  await inTransaction(deps.db, input.organizationId, { actor }, async (tx) => {
    await confirmIntent(tx, input.intentId);
    await recordAudit(tx, {
      action: 'placement.send',
      subjectType: 'intent',
      subjectId: input.intentId,
      why: 'placement approved',
      after: { file: file.name },
    });
  });
  return { became: 'placed' };
}

async function planFile(deps: Deps, tx: Tx, intentId: string): Promise<PlacementFile | undefined> {
  const intent = await loadIntent(tx, intentId);
  if (intent.state !== 'INTENDED') return undefined;
  const key = { organizationId: tx.organizationId };
  const partner = await tx.db.tradingPartner.findFirst({ where: { ...key, kind: 'agency' } });
  if (!partner)
    throw new ProblemError(problem('notFound', 'No collection agency is set up as a trading partner (kind "agency").'));
  const account = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: intent.subjectId } },
  });
  const organization = await tx.db.organization.findUniqueOrThrow({ where: { id: tx.organizationId } });
  const person = deps.keys.openJson<PersonIdentity>(
    { org: tx.organizationId, table: 'accounts', column: 'guarantor', rowId: account.id },
    account.guarantor,
  );
  const open = await tx.db.responsibility.findMany({ where: { ...key, accountId: account.id, state: 'OPEN' } });
  const rows = await Promise.all(
    open.map(async (item) => {
      const claim = await tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: item.claimId } } });
      return [
        account.accountNumber,
        person.lastName,
        person.firstName,
        person.address?.line1 ?? '',
        person.address?.city ?? '',
        person.address?.state ?? '',
        person.address?.zip ?? '',
        fromDateColumn(claim.serviceFrom),
        organization.name,
        decimalOf(Number(item.amountCents - item.paidCents)),
        fromDateColumn(item.dayZero),
      ];
    }),
  );
  const header = [
    'account',
    'last_name',
    'first_name',
    'address',
    'city',
    'state',
    'zip',
    'service_date',
    'provider',
    'balance',
    'itemization_date',
  ];
  const name = `placement-${intent.id}.csv`;
  await markSending(tx, intentId, { file: name });
  return { partner, name, text: stringify([header, ...rows], { escape_formulas: true, record_delimiter: 'windows' }) };
}
