-- CMS publishes some NCCI pairs twice with one effective date (withdrawn the day it began, indicator 9, and then in force
-- from that same day): a pair is a row of its table, not unique by its codes and first day.
ALTER TABLE "edit_pairs" ADD COLUMN "row_number" INTEGER;
UPDATE "edit_pairs" p SET "row_number" = n.at
  FROM (SELECT ctid, row_number() OVER (PARTITION BY organization_id, table_id ORDER BY column_one, column_two, effective_from) AS at
          FROM "edit_pairs") n
 WHERE p.ctid = n.ctid;
ALTER TABLE "edit_pairs" ALTER COLUMN "row_number" SET NOT NULL;
ALTER TABLE "edit_pairs" DROP CONSTRAINT "edit_pairs_pkey";
ALTER TABLE "edit_pairs" ADD CONSTRAINT "edit_pairs_pkey" PRIMARY KEY ("organization_id", "table_id", "row_number");
CREATE INDEX "edit_pairs_codes_idx" ON "edit_pairs" ("organization_id", "table_id", "column_one", "column_two");
