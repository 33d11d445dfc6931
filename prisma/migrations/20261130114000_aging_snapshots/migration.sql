-- The aging of each Sunday as it stood (rulebook §7): kept once, never changed.
CREATE TABLE "aging_snapshots" (
    "organization_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "base" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "kept_on" DATE NOT NULL,

    CONSTRAINT "aging_snapshots_pkey" PRIMARY KEY ("organization_id","as_of","base")
);

-- Row security and rights, as every tenant table has them; what was kept is not rewritten.
GRANT SELECT, INSERT ON "aging_snapshots" TO reclaim_app;
REVOKE UPDATE, DELETE ON "aging_snapshots" FROM reclaim_app;
GRANT SELECT ON "aging_snapshots" TO reclaim_reader;
ALTER TABLE "aging_snapshots" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "aging_snapshots" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "aging_snapshots" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
