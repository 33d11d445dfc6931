-- The chain of an organization's audit rows goes in the order of sealing: a row that commits late is sealed late, none is left out.
ALTER TABLE "audit_seals" ADD COLUMN "position" BIGINT NOT NULL;
CREATE UNIQUE INDEX "audit_seals_organization_id_position_key" ON "audit_seals"("organization_id", "position");
CREATE INDEX "audit_seals_audit_sequence_idx" ON "audit_seals"("audit_sequence");
