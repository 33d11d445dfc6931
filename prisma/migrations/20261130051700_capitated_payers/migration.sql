-- A payer whose contract pays by the month (capitation): what it takes off with CARC 24 is that contract's, no denial.
ALTER TABLE "payers" ADD COLUMN "capitated" BOOLEAN NOT NULL DEFAULT false;
