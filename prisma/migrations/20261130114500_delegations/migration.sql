-- Dated delegation of who may approve (rulebook §10): a person lends their level to another from a day until a day.
CREATE TABLE "delegations" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "from_person" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "to_person" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "given_on" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "delegations_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE INDEX "delegations_organization_id_to_person_idx" ON "delegations"("organization_id", "to_person");

GRANT SELECT, INSERT, UPDATE ON "delegations" TO reclaim_app;
REVOKE DELETE ON "delegations" FROM reclaim_app;
GRANT SELECT ON "delegations" TO reclaim_reader;
ALTER TABLE "delegations" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "delegations" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "delegations" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
