-- CreateTable
CREATE TABLE "placements" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "partner_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'SELECTED',
    "state_facts" JSONB NOT NULL DEFAULT '{}',
    "placed_cents" BIGINT NOT NULL,
    "collected_cents" BIGINT NOT NULL DEFAULT 0,
    "fee_cents" BIGINT NOT NULL DEFAULT 0,
    "selected_on" DATE NOT NULL,
    "sent_on" DATE,
    "placed_on" DATE,
    "closed_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "placements_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "placement_items" (
    "organization_id" UUID NOT NULL,
    "placement_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "placement_items_pkey" PRIMARY KEY ("organization_id","placement_id","claim_id")
);

-- CreateIndex
CREATE INDEX "placements_organization_id_account_id_idx" ON "placements"("organization_id", "account_id");

-- CreateIndex
CREATE INDEX "placement_items_organization_id_claim_id_idx" ON "placement_items"("organization_id", "claim_id");

-- Row security and rights, as every tenant table has them; nobody of the product deletes a placement.
GRANT SELECT, INSERT, UPDATE ON "placements", "placement_items" TO reclaim_app;
REVOKE DELETE ON "placements", "placement_items" FROM reclaim_app;
GRANT SELECT ON "placements", "placement_items" TO reclaim_reader;
ALTER TABLE "placements" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "placements" FORCE ROW LEVEL SECURITY;
ALTER TABLE "placement_items" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "placement_items" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "placements" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
CREATE POLICY tenant ON "placement_items" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
