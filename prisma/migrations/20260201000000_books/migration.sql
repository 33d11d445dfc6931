-- Balances of a past business day count by the day a posting was made, not by the day its money names.
ALTER TABLE "postings" ADD COLUMN "posted_on" DATE;

-- Postings made before this migration get the day they name; the guard against changes rests for this one statement.
ALTER TABLE "postings" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "postings" DISABLE TRIGGER no_change;
UPDATE "postings" SET "posted_on" = "effective_date";
ALTER TABLE "postings" ENABLE TRIGGER no_change;
ALTER TABLE "postings" FORCE ROW LEVEL SECURITY;
ALTER TABLE "postings" ALTER COLUMN "posted_on" SET NOT NULL;

CREATE INDEX "postings_organization_id_posted_on_idx" ON "postings"("organization_id", "posted_on");

-- A row that names no day is posted on the day its money names.
CREATE OR REPLACE FUNCTION stamp_posting() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.transaction_id := txid_current();
  NEW.posted_on := coalesce(NEW.posted_on, NEW.effective_date);
  RETURN NEW;
END $$;

ALTER TABLE "claims" ADD COLUMN "provider_npi" TEXT NOT NULL DEFAULT '', ADD COLUMN "facility_npi" TEXT NOT NULL DEFAULT '';
