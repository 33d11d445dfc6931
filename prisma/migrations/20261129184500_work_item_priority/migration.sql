-- The order of a queue by priority, and what a payer recovers beside the average (rulebook §7).
ALTER TABLE "work_items" ADD COLUMN "priority" DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE "payers" ADD COLUMN "recovery_factor" DOUBLE PRECISION NOT NULL DEFAULT 1;

-- CreateIndex
CREATE INDEX "work_items_organization_id_queue_priority_idx" ON "work_items"("organization_id", "queue", "priority");
