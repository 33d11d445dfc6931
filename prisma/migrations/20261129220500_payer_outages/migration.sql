-- A payer that cannot take anything: what is to be sent to it waits, and goes out at a set pace afterwards.
CREATE TABLE "payer_outages" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "payer_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ON',
    "reason" TEXT NOT NULL,
    "began_on" DATE NOT NULL,
    "began_by" TEXT NOT NULL,
    "resumed_on" DATE,
    "resumed_by" TEXT,
    "per_day" INTEGER,
    "over_on" DATE,
    "report" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "payer_outages_pkey" PRIMARY KEY ("organization_id","id")
);

-- One outage of a payer at a time.
CREATE UNIQUE INDEX "one_outage_of_a_payer" ON "payer_outages"("organization_id", "payer_id") WHERE "state" <> 'OVER';

-- Row security and rights, as every tenant table has them; nobody of the product deletes an outage.
GRANT SELECT, INSERT, UPDATE ON "payer_outages" TO reclaim_app;
REVOKE DELETE ON "payer_outages" FROM reclaim_app;
GRANT SELECT ON "payer_outages" TO reclaim_reader;
ALTER TABLE "payer_outages" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "payer_outages" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "payer_outages" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
