-- Roles, row security and the triggers that keep the books: nothing here can be forgotten by application code.

DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['reclaim_app', 'reclaim_relay', 'reclaim_reader'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO reclaim_app, reclaim_relay, reclaim_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO reclaim_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO reclaim_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reclaim_reader;

-- Insert-only tables: no role of the product may change or remove what was written.
REVOKE UPDATE, DELETE ON postings, ledger_entries, audit_entries, decisions, claim_adjustments, provider_adjustments FROM reclaim_app;
REVOKE DELETE ON ALL TABLES IN SCHEMA public FROM reclaim_app;
GRANT DELETE ON practice_waits, idempotency_keys, file_problems, claim_lines, installments TO reclaim_app;
REVOKE ALL ON audit_seals FROM reclaim_app;
GRANT SELECT ON audit_seals TO reclaim_app;

-- The relay reads the outbox of every organization and may change only how a message was delivered.
GRANT SELECT ON outbox_messages, organizations TO reclaim_relay;
GRANT UPDATE (leased_until, attempts, last_problem, delivered_at, parked_at) ON outbox_messages TO reclaim_relay;
GRANT SELECT, INSERT ON audit_seals TO reclaim_relay;
GRANT SELECT ON audit_entries TO reclaim_relay;

CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS
$$ SELECT nullif(current_setting('app.tenant', true), '')::uuid $$;

DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT c.relname AS name, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id') AS tenant
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.name);
    IF t.tenant THEN
      EXECUTE format('CREATE POLICY tenant ON %I FOR ALL TO reclaim_app, reclaim_reader USING (organization_id = (SELECT current_tenant())) WITH CHECK (organization_id = (SELECT current_tenant()))', t.name);
    END IF;
  END LOOP;
END $$;

CREATE POLICY tenant ON organizations FOR ALL TO reclaim_app, reclaim_reader
  USING (id = (SELECT current_tenant())) WITH CHECK (id = (SELECT current_tenant()));
CREATE POLICY relay_reads ON organizations FOR SELECT TO reclaim_relay USING (true);
CREATE POLICY relay_reads ON outbox_messages FOR SELECT TO reclaim_relay USING (true);
CREATE POLICY relay_marks ON outbox_messages FOR UPDATE TO reclaim_relay USING (true) WITH CHECK (true);
CREATE POLICY sealer_reads ON audit_entries FOR SELECT TO reclaim_relay USING (true);
CREATE POLICY sealer_reads ON audit_seals FOR SELECT TO reclaim_relay USING (true);
CREATE POLICY sealer_writes ON audit_seals FOR INSERT TO reclaim_relay WITH CHECK (true);

-- The ledger. Nobody updates, deletes or truncates; a posting balances at commit and never grows afterwards.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only: correct it by a reversal', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['postings', 'ledger_entries', 'audit_entries', 'audit_seals'] LOOP
    EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

CREATE FUNCTION stamp_posting() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.transaction_id := txid_current();
  RETURN NEW;
END $$;
CREATE TRIGGER stamp_posting BEFORE INSERT ON postings FOR EACH ROW EXECUTE FUNCTION stamp_posting();

ALTER TABLE ledger_entries
  ADD CONSTRAINT amount_not_zero CHECK (amount_cents <> 0 AND abs(amount_cents) <= 10000000000000);

CREATE FUNCTION entries_join_fresh_posting() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_entries e LEFT JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
              WHERE p.transaction_id IS DISTINCT FROM txid_current()) THEN
    RAISE EXCEPTION 'Entries can be added only in the transaction of their posting' USING ERRCODE = 'restrict_violation';
  END IF;
  INSERT INTO ledger_balances (organization_id, ledger_account, claim_id, balance_cents)
  SELECT organization_id, ledger_account, coalesce(claim_id, '00000000-0000-0000-0000-000000000000'), sum(amount_cents)
    FROM new_entries GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (organization_id, ledger_account, claim_id)
  DO UPDATE SET balance_cents = ledger_balances.balance_cents + excluded.balance_cents;
  RETURN NULL;
END $$;
CREATE TRIGGER entries_join_fresh_posting AFTER INSERT ON ledger_entries
  REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION entries_join_fresh_posting();

CREATE FUNCTION posting_balances() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE entries bigint; total numeric;
BEGIN
  SELECT count(*), sum(amount_cents) INTO entries, total FROM ledger_entries
   WHERE organization_id = NEW.organization_id AND posting_id = NEW.id;
  IF entries < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'Posting % does not balance: % entries, sum %', NEW.id, entries, total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON postings
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION posting_balances();

-- A posting is reversed at most once (UNIQUE reverses_id) and exactly: checked at commit.
CREATE FUNCTION reversal_is_exact() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.reverses_id IS NOT NULL AND EXISTS (
    SELECT ledger_account, coalesce(claim_id, '00000000-0000-0000-0000-000000000000') FROM ledger_entries
     WHERE organization_id = NEW.organization_id AND posting_id IN (NEW.id, NEW.reverses_id)
     GROUP BY 1, 2 HAVING sum(amount_cents) <> 0) THEN
    RAISE EXCEPTION 'Posting % is not the exact reversal of %', NEW.id, NEW.reverses_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER reversal_is_exact AFTER INSERT ON postings
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reversal_is_exact();

REVOKE UPDATE, DELETE ON ledger_balances FROM reclaim_app;
GRANT UPDATE ON ledger_balances TO reclaim_app;

-- At most one open work item of a kind for a subject's reason is kept by its dedupe key; at most one collecting batch per partner and kind.
CREATE UNIQUE INDEX one_collecting_batch ON batches (organization_id, partner_id, claim_kind) WHERE state = 'COLLECTING';
-- One posted remittance per identity: payer, trace and date.
CREATE UNIQUE INDEX one_posted_remittance ON remittances (organization_id, identity_key) WHERE state = 'POSTED';
