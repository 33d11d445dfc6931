-- The day a question about coverage was about, where it was not the service of a claim.
ALTER TABLE "eligibility_checks" ADD COLUMN "about_on" DATE;

-- Visits to come, as the scheduling system tells them: coverage is verified when one is scheduled, three business days
-- before it, and on its day (rulebook §1). No name and no reason of a visit is kept.
CREATE TABLE "scheduled_visits" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "coverage_id" UUID NOT NULL,
    "service_on" DATE NOT NULL,
    "scheduled_on" DATE NOT NULL,
    "cancelled_on" DATE,

    CONSTRAINT "scheduled_visits_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE UNIQUE INDEX "scheduled_visits_organization_id_coverage_id_service_on_key" ON "scheduled_visits"("organization_id", "coverage_id", "service_on");
CREATE INDEX "scheduled_visits_organization_id_service_on_idx" ON "scheduled_visits"("organization_id", "service_on");

GRANT SELECT, INSERT, UPDATE ON "scheduled_visits" TO reclaim_app;
REVOKE DELETE ON "scheduled_visits" FROM reclaim_app;
GRANT SELECT ON "scheduled_visits" TO reclaim_reader;
ALTER TABLE "scheduled_visits" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "scheduled_visits" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "scheduled_visits" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
