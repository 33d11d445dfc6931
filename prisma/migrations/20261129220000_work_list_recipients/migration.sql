-- Who is told each morning, by mail, what lies in the queues for them: counts only (rulebook §7, §16).
CREATE TABLE "work_list_recipients" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "address" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "work_list_recipients_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "work_list_recipients_organization_id_owner_key" ON "work_list_recipients"("organization_id", "owner");

-- Row security and rights, as every tenant table has them; whoever wants no list has no address.
GRANT SELECT, INSERT, UPDATE ON "work_list_recipients" TO reclaim_app;
REVOKE DELETE ON "work_list_recipients" FROM reclaim_app;
GRANT SELECT ON "work_list_recipients" TO reclaim_reader;
ALTER TABLE "work_list_recipients" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "work_list_recipients" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "work_list_recipients" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
