-- The clearinghouse's own clock (T-277CA): partners that answer for themselves, and what they have passed on.
ALTER TABLE "trading_partners" ADD COLUMN "acknowledges_claims" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "submissions" ADD COLUMN "forwarded_on" DATE;
