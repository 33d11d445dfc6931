-- Published tables the edits before sending look things up in (rulebook §2.1): NCCI pairs, unit limits, valid codes.
-- They belong to the organization that loaded them: whoever uses CPT holds the licence for it.
CREATE TABLE "edit_tables" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "setting" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "payer_classes" TEXT[] NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "content_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'LOADING',
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "loaded_by" TEXT NOT NULL,
    "loaded_on" DATE NOT NULL,

    CONSTRAINT "edit_tables_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "edit_pairs" (
    "organization_id" UUID NOT NULL,
    "table_id" UUID NOT NULL,
    "column_one" TEXT NOT NULL,
    "column_two" TEXT NOT NULL,
    "modifier_indicator" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "rationale" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "edit_pairs_pkey" PRIMARY KEY ("organization_id","table_id","column_one","column_two","effective_from")
);

-- CreateTable
CREATE TABLE "unit_limits" (
    "organization_id" UUID NOT NULL,
    "table_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "adjudication" TEXT NOT NULL,
    "rationale" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "unit_limits_pkey" PRIMARY KEY ("organization_id","table_id","code")
);

-- CreateTable
CREATE TABLE "valid_codes" (
    "organization_id" UUID NOT NULL,
    "table_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,

    CONSTRAINT "valid_codes_pkey" PRIMARY KEY ("organization_id","table_id","code","effective_from")
);

-- CreateIndex
CREATE INDEX "edit_tables_organization_id_state_idx" ON "edit_tables"("organization_id", "state");

-- Row security and rights, as every tenant table has them; nobody of the product deletes or rewrites what was loaded.
GRANT SELECT, INSERT, UPDATE ON "edit_tables" TO reclaim_app;
GRANT SELECT, INSERT ON "edit_pairs", "unit_limits", "valid_codes" TO reclaim_app;
REVOKE DELETE ON "edit_tables" FROM reclaim_app;
REVOKE UPDATE, DELETE ON "edit_pairs", "unit_limits", "valid_codes" FROM reclaim_app;
GRANT SELECT ON "edit_tables", "edit_pairs", "unit_limits", "valid_codes" TO reclaim_reader;
ALTER TABLE "edit_tables" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "edit_tables" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "edit_tables" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
ALTER TABLE "edit_pairs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "edit_pairs" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "edit_pairs" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
ALTER TABLE "unit_limits" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "unit_limits" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "unit_limits" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
ALTER TABLE "valid_codes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "valid_codes" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "valid_codes" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
