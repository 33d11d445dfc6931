-- A refund to a payer that the payer reports back in a remittance (PLB 72, B2): which one, and where in it; once.
ALTER TABLE "refunds" ADD COLUMN "reported_in" UUID, ADD COLUMN "reported_place" TEXT, ADD COLUMN "reported_from" TEXT;
CREATE UNIQUE INDEX "refunds_organization_id_reported_in_reported_place_key" ON "refunds"("organization_id", "reported_in", "reported_place");
