-- The transaction that has the effect of a request says so on the request's key: when the process dies before it has
-- answered, the same key can no longer do it a second time.
ALTER TABLE "idempotency_keys" ADD COLUMN "took_effect_at" TIMESTAMPTZ(6);
