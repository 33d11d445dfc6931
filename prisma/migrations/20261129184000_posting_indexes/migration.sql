-- A remittance of thousands of claims asks each of these once a claim: without an index every answer reads the whole table.
CREATE INDEX "postings_organization_id_source_id_source_place_idx" ON "postings"("organization_id", "source_id", "source_place");
CREATE INDEX "claims_organization_id_payer_claim_number_idx" ON "claims"("organization_id", "payer_claim_number");
CREATE INDEX "claims_organization_id_patient_id_idx" ON "claims"("organization_id", "patient_id");
-- Announced recoveries are few among all entries.
CREATE INDEX "open_payer_offsets" ON "ledger_entries"("organization_id", "payer_id") WHERE "ledger_account" = 'payer-offset';
