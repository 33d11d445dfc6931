import { inTransaction, type Actor } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';

export interface OrganizationView {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly clock: 'real' | 'stepped';
  readonly businessAt: string;
  readonly businessDate: string;
  readonly npi: string;
  readonly facilities: readonly object[];
  readonly providers: readonly object[];
  readonly payers: readonly object[];
  readonly tradingPartners: readonly object[];
  readonly webhookSources: readonly string[];
  readonly apiKeys: readonly object[];
}

/** The caller's own organization with everything set up for it; secrets are not among it. */
export async function getOrganization(deps: Deps, actor: Actor, organizationId: string): Promise<OrganizationView> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const own = { where: { organizationId }, omit: { organizationId: true } } as const;
    const row = await tx.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    const keys = await tx.db.apiKey.findMany({
      where: { organizationId },
      omit: { organizationId: true, secretHash: true },
    });
    const sources = await tx.db.webhookSource.findMany({ where: { organizationId }, select: { name: true } });
    return {
      id: row.id,
      name: row.name,
      zone: row.zone,
      clock: tx.stepped ? 'stepped' : 'real',
      businessAt: tx.at.instant,
      businessDate: tx.at.date,
      npi: row.npi,
      facilities: await tx.db.facility.findMany(own),
      providers: await tx.db.provider.findMany(own),
      payers: (await tx.db.payer.findMany(own)).map((payer) => ({
        ...payer,
        postingLimitCents: Number(payer.postingLimitCents),
      })),
      tradingPartners: await tx.db.tradingPartner.findMany(own),
      webhookSources: sources.map((source) => source.name),
      apiKeys: keys,
    };
  });
}
