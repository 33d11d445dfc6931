-- What kind of bytes a document holds: ours are PDF, an attachment may be a picture or a C-CDA.
ALTER TABLE "documents" ADD COLUMN "media_type" TEXT NOT NULL DEFAULT 'application/pdf';
ALTER TABLE "documents" ADD CONSTRAINT "documents_media_type_plain" CHECK ("media_type" ~ '^[a-z]+/[a-z0-9.+-]+$');
-- Numbers under which proof of a claim comes: its own attachment control numbers (PWK06), and those of a payer's requests.
ALTER TABLE "claims" ADD COLUMN "attachment_numbers" TEXT[] NOT NULL DEFAULT '{}';
CREATE INDEX "claims_attachment_numbers_idx" ON "claims" USING GIN ("attachment_numbers");
