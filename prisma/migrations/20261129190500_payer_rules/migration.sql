-- Rules of an organization beside the delivered library (rulebook §13).
CREATE TABLE "payer_rules" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "payer_key" TEXT,
    "payer_class" TEXT,
    "plan_state" TEXT,
    "contracted" BOOLEAN,
    "authority" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "state" TEXT NOT NULL DEFAULT 'PROPOSED',
    "preview" JSONB NOT NULL DEFAULT '{}',
    "proposed_by" TEXT NOT NULL,
    "proposed_on" DATE NOT NULL,
    "decided_by" TEXT,
    "decided_on" DATE,
    "note" TEXT,
    "replan_state" TEXT NOT NULL DEFAULT 'NONE',
    "replan_asked_by" TEXT,
    "replan_done_by" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "payer_rules_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "payer_rules_organization_id_state_idx" ON "payer_rules"("organization_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "payer_rules_organization_id_rule_id_version_key" ON "payer_rules"("organization_id", "rule_id", "version");

-- Another person approves: the database itself refuses a rule its proposer activated, or a re-plan its asker approved.
ALTER TABLE "payer_rules" ADD CONSTRAINT "another_person_decides" CHECK ("state" <> 'ACTIVE' OR "decided_by" <> "proposed_by");
ALTER TABLE "payer_rules" ADD CONSTRAINT "another_person_replans" CHECK ("replan_state" <> 'DONE' OR "replan_done_by" <> "replan_asked_by");

-- Row security and rights, as every tenant table has them; nobody of the product deletes a rule.
GRANT SELECT, INSERT, UPDATE ON "payer_rules" TO reclaim_app;
REVOKE DELETE ON "payer_rules" FROM reclaim_app;
GRANT SELECT ON "payer_rules" TO reclaim_reader;
ALTER TABLE "payer_rules" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "payer_rules" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "payer_rules" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));

-- What was tried for a claim is read by its claim.
CREATE INDEX "work_items_organization_id_claim_id_idx" ON "work_items"("organization_id", "claim_id");
