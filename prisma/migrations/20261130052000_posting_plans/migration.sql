-- What a large remittance is going to post, planned some CLPs at a time and published as a whole; gone when it is posted.
CREATE TABLE "posting_plans" (
    "organization_id" UUID NOT NULL,
    "remittance_id" UUID NOT NULL,
    "first_ordinal" INTEGER NOT NULL,
    "last_ordinal" INTEGER NOT NULL,
    "left_ordinals" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[],
    "claim_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
    "books" JSONB NOT NULL,
    "rules_version" TEXT NOT NULL,
    "postings" INTEGER NOT NULL,
    "cash_cents" BIGINT NOT NULL,

    CONSTRAINT "posting_plans_pkey" PRIMARY KEY ("organization_id","remittance_id","first_ordinal")
);

CREATE TABLE "posting_plan_rows" (
    "organization_id" UUID NOT NULL,
    "remittance_id" UUID NOT NULL,
    "first_ordinal" INTEGER NOT NULL,
    "for_table" TEXT NOT NULL,
    "columns" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "rows" JSONB NOT NULL,

    CONSTRAINT "posting_plan_rows_pkey" PRIMARY KEY ("organization_id","remittance_id","first_ordinal","for_table")
);

-- Row security and rights, as every tenant table has them; a plan is written once and deleted.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['posting_plans', 'posting_plan_rows'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO reclaim_app', name);
    EXECUTE format('REVOKE UPDATE ON %I FROM reclaim_app', name);
    EXECUTE format('GRANT SELECT ON %I TO reclaim_reader', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I FOR ALL TO reclaim_app, reclaim_reader USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()))', name);
  END LOOP;
END $$;
