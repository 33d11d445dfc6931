-- AlterTable
ALTER TABLE "coverages" ADD COLUMN     "holder" BYTEA,
ADD COLUMN     "msp_type" TEXT;

-- AlterTable
ALTER TABLE "payers" ADD COLUMN     "posting_limit_cents" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "posting_policy" TEXT NOT NULL DEFAULT 'automatic';

-- CreateIndex
CREATE INDEX "claims_organization_id_parent_claim_id_idx" ON "claims"("organization_id", "parent_claim_id");

-- CreateTable
CREATE TABLE "unposted_items" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "remittance_id" UUID NOT NULL,
    "remittance_claim_id" UUID,
    "place" TEXT NOT NULL,
    "payer_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'OPEN',
    "waits_for_claim_id" UUID,
    "claim_id" UUID,
    "opened_on" DATE NOT NULL,
    "resolved_on" DATE,
    "resolved_by" TEXT,

    CONSTRAINT "unposted_items_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "unposted_items_organization_id_state_opened_on_idx" ON "unposted_items"("organization_id", "state", "opened_on");

-- CreateIndex
CREATE INDEX "unposted_items_organization_id_waits_for_claim_id_idx" ON "unposted_items"("organization_id", "waits_for_claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "unposted_items_organization_id_remittance_id_place_key" ON "unposted_items"("organization_id", "remittance_id", "place");

-- The guards every tenant table has (20260102000000_guards): own rows only, nothing is deleted.
ALTER TABLE "unposted_items" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "unposted_items" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "unposted_items" FOR ALL TO reclaim_app, reclaim_reader USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
GRANT SELECT, INSERT, UPDATE ON "unposted_items" TO reclaim_app;
GRANT SELECT ON "unposted_items" TO reclaim_reader;
