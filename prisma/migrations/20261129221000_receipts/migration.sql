-- Every payment of a guarantor has a receipt with a number of its own, counted within the organization.
ALTER TABLE "patient_payments" ADD COLUMN "receipt_number" BIGINT;
CREATE UNIQUE INDEX "patient_payments_organization_id_receipt_number_key" ON "patient_payments"("organization_id", "receipt_number");
