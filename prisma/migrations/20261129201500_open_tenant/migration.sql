-- Every transaction names its tenant and asks the organization's clock; as one call, since a third of the statements of a turn
-- were this. Runs with the rights of its caller: row security decides what it finds.
CREATE FUNCTION open_tenant(organization uuid)
RETURNS TABLE (zone text, clock_kind text, business_at timestamptz, system_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY INVOKER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM pg_catalog.set_config('app.tenant', organization::text, true);
  RETURN QUERY SELECT o.zone, o.clock_kind, o.business_at, transaction_timestamp()
    FROM public.organizations o WHERE o.id = organization;
END $$;
