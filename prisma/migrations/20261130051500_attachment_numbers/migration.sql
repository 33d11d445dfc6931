-- An acknowledgement names a 275 of ours by the control numbers its intent keeps.
CREATE INDEX "intents_attachment_interchange" ON "intents"("organization_id", (result->>'interchange')) WHERE kind = 'sendAttachment';
CREATE INDEX "intents_attachment_group" ON "intents"("organization_id", (result->>'group')) WHERE kind = 'sendAttachment';
