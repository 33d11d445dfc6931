-- Who knows which work: queues or kinds, and payers; an empty list leaves nothing out (rulebook §7).
CREATE TABLE "staff_skills" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "queues" TEXT[],
    "kinds" TEXT[],
    "payer_ids" UUID[],
    "takes_work" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "staff_skills_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_skills_organization_id_owner_key" ON "staff_skills"("organization_id", "owner");

-- Row security and rights, as every tenant table has them; whoever leaves takes no work.
GRANT SELECT, INSERT, UPDATE ON "staff_skills" TO reclaim_app;
REVOKE DELETE ON "staff_skills" FROM reclaim_app;
GRANT SELECT ON "staff_skills" TO reclaim_reader;
ALTER TABLE "staff_skills" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staff_skills" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "staff_skills" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));

-- What a person has in hand, and what they finished today.
CREATE INDEX "work_items_organization_id_assignee_idx" ON "work_items"("organization_id", "assignee");
CREATE INDEX "work_items_organization_id_closed_on_idx" ON "work_items"("organization_id", "closed_on");
