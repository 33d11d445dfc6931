-- What a payer said of a coverage, answer by answer (271), in a form two answers can be compared in. Member ids and plans
-- are sealed in `content`; what changed is kept as kinds only.
CREATE TABLE "coverage_snapshots" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "coverage_id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "taken_on" DATE NOT NULL,
    "as_of" DATE NOT NULL,
    "status" TEXT NOT NULL CHECK ("status" IN ('active', 'inactive', 'refused', 'unclear')),
    "content" BYTEA NOT NULL,
    "changes" TEXT[] NOT NULL DEFAULT '{}',
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "coverage_snapshots_pkey" PRIMARY KEY ("organization_id","id")
);

-- One answer to one question is taken once.
CREATE UNIQUE INDEX "coverage_snapshots_organization_id_check_id_key" ON "coverage_snapshots"("organization_id", "check_id");
CREATE INDEX "coverage_snapshots_organization_id_coverage_id_sequence_idx" ON "coverage_snapshots"("organization_id", "coverage_id", "sequence");

-- Row security and rights, as every tenant table has them; an answer is never changed afterwards.
GRANT SELECT, INSERT ON "coverage_snapshots" TO reclaim_app;
REVOKE UPDATE, DELETE ON "coverage_snapshots" FROM reclaim_app;
GRANT USAGE, SELECT ON SEQUENCE "coverage_snapshots_sequence_seq" TO reclaim_app;
GRANT SELECT ON "coverage_snapshots" TO reclaim_reader;
ALTER TABLE "coverage_snapshots" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "coverage_snapshots" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "coverage_snapshots" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
