-- Aging asks of every open claim whose it is and since when: the few columns it needs, without the sealed content beside them.
CREATE INDEX "aged_claims" ON "claims"("organization_id", "id")
  INCLUDE ("payer_id", "facility_npi", "provider_npi", "service_through", "first_billed_on", "adjudicated_on", "created_on");

-- A past day's balances are today's less what was posted since. Each entry carries the business day of its posting, so that those
-- since a day are one stretch of an index instead of a join of all entries with all postings.
ALTER TABLE "ledger_entries" ADD COLUMN "posted_on" DATE;
ALTER TABLE "ledger_entries" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "postings" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entries" DISABLE TRIGGER no_change;
UPDATE "ledger_entries" e SET "posted_on" = p."posted_on"
  FROM "postings" p WHERE p."organization_id" = e."organization_id" AND p."id" = e."posting_id";
ALTER TABLE "ledger_entries" ENABLE TRIGGER no_change;
ALTER TABLE "postings" FORCE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entries" FORCE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entries" ALTER COLUMN "posted_on" SET NOT NULL;
CREATE INDEX "receivable_days" ON "ledger_entries"("organization_id", "posted_on")
  INCLUDE ("claim_id", "ledger_account", "amount_cents") WHERE "ledger_account" IN ('receivable.payer', 'receivable.patient');

-- Who does not name the day (a worker of the release before) gets the posting's.
CREATE FUNCTION entry_takes_posting_day() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  SELECT posted_on INTO NEW.posted_on FROM postings WHERE organization_id = NEW.organization_id AND id = NEW.posting_id;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_takes_posting_day BEFORE INSERT ON ledger_entries
  FOR EACH ROW WHEN (NEW.posted_on IS NULL) EXECUTE FUNCTION entry_takes_posting_day();

CREATE OR REPLACE FUNCTION entries_join_fresh_posting() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_entries e LEFT JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
              WHERE p.transaction_id IS DISTINCT FROM txid_current() OR p.posted_on <> e.posted_on) THEN
    RAISE EXCEPTION 'Entries can be added only in the transaction of their posting, and on its day' USING ERRCODE = 'restrict_violation';
  END IF;
  INSERT INTO ledger_balances (organization_id, ledger_account, claim_id, balance_cents)
  SELECT organization_id, ledger_account, coalesce(claim_id, '00000000-0000-0000-0000-000000000000'), sum(amount_cents)
    FROM new_entries GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (organization_id, ledger_account, claim_id)
  DO UPDATE SET balance_cents = ledger_balances.balance_cents + excluded.balance_cents;
  RETURN NULL;
END $$;
