-- A day in the middle of the books is folded claim by claim, as the index has them: amount and day stand in it, nothing is hashed.
DROP INDEX "ledger_entries_organization_id_claim_id_ledger_account_idx";
CREATE INDEX "claim_fold" ON "ledger_entries"("organization_id", "claim_id", "ledger_account") INCLUDE ("amount_cents", "posted_on");
