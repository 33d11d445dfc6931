-- Diagnoses that coverage policies (LCD, NCD) list for a procedure, as loaded for the edits before sending (rulebook §2.1).
CREATE TABLE "covered_diagnoses" (
    "organization_id" UUID NOT NULL,
    "table_id" UUID NOT NULL,
    "procedure" TEXT NOT NULL,
    "diagnosis" TEXT NOT NULL,
    "policy" TEXT NOT NULL,

    CONSTRAINT "covered_diagnoses_pkey" PRIMARY KEY ("organization_id","table_id","procedure","diagnosis","policy")
);

-- Row security and rights, as every tenant table has them; nobody of the product deletes or rewrites what was loaded.
GRANT SELECT, INSERT ON "covered_diagnoses" TO reclaim_app;
REVOKE UPDATE, DELETE ON "covered_diagnoses" FROM reclaim_app;
GRANT SELECT ON "covered_diagnoses" TO reclaim_reader;
ALTER TABLE "covered_diagnoses" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "covered_diagnoses" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "covered_diagnoses" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
