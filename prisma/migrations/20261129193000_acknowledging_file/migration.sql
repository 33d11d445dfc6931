-- The file that accepted a submission: proof of timely filing names its hash (rulebook TF5).
ALTER TABLE "submissions" ADD COLUMN "acknowledged_by" UUID;
