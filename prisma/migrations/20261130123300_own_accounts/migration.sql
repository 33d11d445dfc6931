-- Accounts that are a person's own or a relative's (rulebook §10): nobody decides about or works on them.
CREATE TABLE "own_accounts" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "said_by" TEXT NOT NULL,
    "said_on" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "own_accounts_pkey" PRIMARY KEY ("organization_id","id"),
    CONSTRAINT "own_accounts_relation" CHECK ("relation" IN ('own', 'relative'))
);

CREATE UNIQUE INDEX "one_word_about_an_own_account" ON "own_accounts"("organization_id", "person", "account_id") WHERE "ended_on" IS NULL;
CREATE INDEX "own_accounts_organization_id_account_id_idx" ON "own_accounts"("organization_id", "account_id");

GRANT SELECT, INSERT, UPDATE ON "own_accounts" TO reclaim_app;
REVOKE DELETE ON "own_accounts" FROM reclaim_app;
GRANT SELECT ON "own_accounts" TO reclaim_reader;
ALTER TABLE "own_accounts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "own_accounts" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "own_accounts" FOR ALL TO reclaim_app, reclaim_reader
  USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()));
