-- Questions about coverage that stand without an answer, and whether a later one about the same coverage was answered.
CREATE INDEX "eligibility_checks_unanswered" ON "eligibility_checks"("organization_id", "asked_on") WHERE "state" = 'SENT';
CREATE INDEX "eligibility_checks_organization_id_coverage_id_idx" ON "eligibility_checks"("organization_id", "coverage_id");
