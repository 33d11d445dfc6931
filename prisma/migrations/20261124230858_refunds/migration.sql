-- CreateTable
CREATE TABLE "refunds" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "government" BOOLEAN NOT NULL DEFAULT false,
    "account_id" UUID,
    "payer_id" UUID,
    "claim_id" UUID,
    "place" TEXT NOT NULL,
    "set_aside" BOOLEAN NOT NULL DEFAULT false,
    "amount_cents" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'IDENTIFIED',
    "business_key" TEXT NOT NULL,
    "reference" TEXT,
    "prepared_by" TEXT,
    "identified_on" DATE NOT NULL,
    "sent_on" DATE,
    "closed_on" DATE,
    "sendings" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "refunds_organization_id_state_idx" ON "refunds"("organization_id", "state");

-- CreateIndex
CREATE INDEX "refunds_organization_id_account_id_idx" ON "refunds"("organization_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_organization_id_business_key_key" ON "refunds"("organization_id", "business_key");

-- Row security and rights, as every tenant table has them; nobody of the product deletes a refund.
GRANT SELECT, INSERT, UPDATE ON "refunds" TO reclaim_app;
REVOKE DELETE ON "refunds" FROM reclaim_app;
GRANT SELECT ON "refunds" TO reclaim_reader;
ALTER TABLE "refunds" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "refunds" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "refunds" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
