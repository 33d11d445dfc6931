-- A remittance keyed from paper names who keyed it and the scan it was keyed from.
ALTER TABLE "inbound_files" ADD COLUMN "keyed_by" TEXT, ADD COLUMN "scan_id" UUID;
ALTER TABLE "inbound_files" ADD CONSTRAINT "inbound_files_keyed_from_scan"
  CHECK (("keyed_by" IS NULL) = ("scan_id" IS NULL));
-- A check on paper is looked for among the files by its number.
CREATE INDEX "remittances_organization_id_trace_idx" ON "remittances"("organization_id", "trace");
