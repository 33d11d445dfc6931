-- Who had to approve a request, and the rules (id, version) that said so when it was decided.
ALTER TABLE "approvals" ADD COLUMN "judged_by" JSONB;
