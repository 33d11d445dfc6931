-- Who said where a coverage stands among the patient's: its claim, the payer that named it, a rule, or a person. A person's order stays.
ALTER TABLE "coverages" ADD COLUMN "rank_source" TEXT NOT NULL DEFAULT 'claim'
  CONSTRAINT "coverages_rank_has_source" CHECK ("rank_source" IN ('claim', 'payer', 'rule', 'hand'));
