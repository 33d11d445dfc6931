-- A Qualified Medicare Beneficiary owes nothing of Medicare's cost share (42 USC 1396a(n)(3)(B)): a fact of the coverage.
ALTER TABLE "coverages" ADD COLUMN "qmb_source" TEXT, ADD COLUMN "qmb_from" DATE, ADD COLUMN "qmb_to" DATE;
ALTER TABLE "coverages" ADD CONSTRAINT "coverages_qmb_has_source"
  CHECK ("qmb_source" IN ('271', 'hand') OR ("qmb_source" IS NULL AND "qmb_from" IS NULL AND "qmb_to" IS NULL));
