-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'America/New_York',
    "clock_kind" TEXT NOT NULL DEFAULT 'real',
    "business_at" TIMESTAMPTZ(6) NOT NULL,
    "npi" TEXT NOT NULL,
    "tax_id" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facilities" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "npi" TEXT NOT NULL,
    "place_of_service" TEXT NOT NULL DEFAULT '11',
    "address" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "facilities_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "providers" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "npi" TEXT NOT NULL,
    "taxonomy" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "providers_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "payers" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "payer_code" TEXT NOT NULL,
    "trace_id" TEXT,
    "payer_class" TEXT NOT NULL,
    "rule_key" TEXT NOT NULL,
    "filing_indicator" TEXT NOT NULL DEFAULT 'CI',
    "state" TEXT,
    "bills_patients" BOOLEAN NOT NULL DEFAULT true,
    "trading_partner_id" UUID NOT NULL,

    CONSTRAINT "payers_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "trading_partners" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'clearinghouse',
    "sender_qualifier" TEXT NOT NULL DEFAULT 'ZZ',
    "sender_id" TEXT NOT NULL,
    "receiver_qualifier" TEXT NOT NULL DEFAULT 'ZZ',
    "receiver_id" TEXT NOT NULL,
    "usage" TEXT NOT NULL DEFAULT 'T',
    "outbound_folder" TEXT NOT NULL,
    "inbound_folder" TEXT NOT NULL,
    "leniencies" JSONB NOT NULL DEFAULT '{}',
    "batch_max_claims" INTEGER NOT NULL DEFAULT 5000,

    CONSTRAINT "trading_partners_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "control_numbers" (
    "organization_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "last_value" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "control_numbers_pkey" PRIMARY KEY ("organization_id","partner_id","kind")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_number" TEXT NOT NULL,
    "guarantor" BYTEA NOT NULL,
    "email_index" BYTEA,
    "name_index" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'IDLE',
    "state_facts" JSONB NOT NULL DEFAULT '{}',
    "holds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_on" DATE NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "patients" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "identity" BYTEA NOT NULL,
    "name_index" BYTEA NOT NULL,
    "person_index" BYTEA NOT NULL,
    "created_on" DATE NOT NULL,

    CONSTRAINT "patients_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "coverages" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "payer_id" UUID NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 1,
    "member_id" BYTEA NOT NULL,
    "member_index" BYTEA NOT NULL,
    "group_number" TEXT,
    "verified_on" DATE,
    "verified_result" TEXT,
    "effective_on" DATE,
    "terms_on" DATE,

    CONSTRAINT "coverages_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "claims" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "claim_number" TEXT NOT NULL,
    "source_number" BYTEA,
    "source_file_id" UUID,
    "source_index" BYTEA,
    "patient_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "coverage_id" UUID NOT NULL,
    "payer_id" UUID NOT NULL,
    "parent_claim_id" UUID,
    "sequence" TEXT NOT NULL DEFAULT 'P',
    "kind" TEXT NOT NULL DEFAULT 'P',
    "state" TEXT NOT NULL DEFAULT 'DRAFT',
    "held" BOOLEAN NOT NULL DEFAULT false,
    "hold_reason" TEXT,
    "charge_cents" BIGINT NOT NULL,
    "service_from" DATE NOT NULL,
    "service_through" DATE NOT NULL,
    "content" BYTEA NOT NULL,
    "content_version" INTEGER NOT NULL DEFAULT 1,
    "payer_claim_number" TEXT,
    "submitted_on" DATE,
    "accepted_on" DATE,
    "adjudicated_on" DATE,
    "first_billed_on" DATE,
    "state_facts" JSONB NOT NULL DEFAULT '{}',
    "next_action" TEXT NOT NULL DEFAULT '',
    "next_action_on" DATE,
    "hard_deadline_on" DATE,
    "created_on" DATE NOT NULL,
    "closed_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "claims_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "claim_lines" (
    "organization_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "line_number" INTEGER NOT NULL,
    "line_control" TEXT NOT NULL,
    "procedure" TEXT NOT NULL,
    "modifiers" TEXT[],
    "units" TEXT NOT NULL,
    "charge_cents" BIGINT NOT NULL,
    "service_from" DATE NOT NULL,
    "service_through" DATE NOT NULL,
    "pointers" INTEGER[],

    CONSTRAINT "claim_lines_pkey" PRIMARY KEY ("organization_id","claim_id","line_number")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "frequency" TEXT NOT NULL,
    "original_control" TEXT,
    "batch_id" UUID,
    "business_key" TEXT NOT NULL,
    "content_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "queued_on" DATE NOT NULL,
    "sent_on" DATE,
    "acknowledged_on" DATE,
    "payer_claim_number" TEXT,
    "receipt_date" DATE,
    "status_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "batches" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "claim_kind" TEXT NOT NULL DEFAULT 'P',
    "state" TEXT NOT NULL DEFAULT 'COLLECTING',
    "file_name" TEXT,
    "interchange_control" TEXT,
    "group_control" TEXT,
    "set_control" TEXT,
    "sha256" TEXT,
    "claims" INTEGER NOT NULL DEFAULT 0,
    "charge_cents" BIGINT NOT NULL DEFAULT 0,
    "opened_on" DATE NOT NULL,
    "sent_on" DATE,
    "sent_at" TIMESTAMPTZ(6),
    "ack999_on" DATE,
    "ack277_on" DATE,
    "state_facts" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "batches_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "inbound_files" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "name" BYTEA NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'unknown',
    "state" TEXT NOT NULL DEFAULT 'RECEIVED',
    "summary" JSONB NOT NULL DEFAULT '{}',
    "problem_count" INTEGER NOT NULL DEFAULT 0,
    "received_on" DATE NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_files_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "file_problems" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "file_problems_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remittances" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "set_control" TEXT NOT NULL,
    "identity_key" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "payer_trace_id" TEXT NOT NULL,
    "trace" TEXT NOT NULL,
    "payer_name" TEXT NOT NULL,
    "payer_id" UUID,
    "method" TEXT NOT NULL,
    "payment_cents" BIGINT NOT NULL,
    "payment_date" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'STAGED',
    "verdict" JSONB NOT NULL DEFAULT '{}',
    "repeat_of" UUID,
    "posted_on" DATE,
    "claim_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "remittances_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "remittance_claims" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "remittance_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "claim_id" UUID,
    "claim_number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "charge_cents" BIGINT NOT NULL,
    "paid_cents" BIGINT NOT NULL,
    "patient_cents" BIGINT,
    "payer_claim_number" TEXT NOT NULL,
    "document" BYTEA NOT NULL,
    "matched_by" TEXT,

    CONSTRAINT "remittance_claims_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "claim_adjustments" (
    "organization_id" UUID NOT NULL,
    "remittance_claim_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "line_number" INTEGER,
    "group_code" TEXT NOT NULL,
    "carc" TEXT NOT NULL,
    "rarcs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "amount_cents" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "category" TEXT NOT NULL,

    CONSTRAINT "claim_adjustments_pkey" PRIMARY KEY ("organization_id","remittance_claim_id","ordinal")
);

-- CreateTable
CREATE TABLE "provider_adjustments" (
    "organization_id" UUID NOT NULL,
    "remittance_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "provider_adjustments_pkey" PRIMARY KEY ("organization_id","remittance_id","ordinal")
);

-- CreateTable
CREATE TABLE "postings" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "business_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "effective_date" DATE NOT NULL,
    "source_type" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "source_place" TEXT,
    "rule" TEXT,
    "reverses_id" UUID,
    "transaction_id" BIGINT NOT NULL DEFAULT 0,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "postings_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "posting_id" UUID NOT NULL,
    "ledger_account" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "claim_id" UUID,
    "account_id" UUID,
    "payer_id" UUID,
    "reference" TEXT,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_balances" (
    "organization_id" UUID NOT NULL,
    "ledger_account" TEXT NOT NULL,
    "claim_id" UUID NOT NULL,
    "balance_cents" BIGINT NOT NULL,

    CONSTRAINT "ledger_balances_pkey" PRIMARY KEY ("organization_id","ledger_account","claim_id")
);

-- CreateTable
CREATE TABLE "denials" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "remittance_claim_id" UUID NOT NULL,
    "group_code" TEXT NOT NULL,
    "carc" TEXT NOT NULL,
    "rarcs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "line_set" TEXT NOT NULL,
    "whole_claim" BOOLEAN NOT NULL,
    "category" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'NEW',
    "outcome" TEXT,
    "state_facts" JSONB NOT NULL DEFAULT '{}',
    "notice_date" DATE NOT NULL,
    "opened_on" DATE NOT NULL,
    "resolved_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "denials_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "appeal_levels" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "denial_id" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "program" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'DRAFTING',
    "opened_on" DATE NOT NULL,
    "filed_on" DATE,
    "channel" TEXT,
    "confirmation" BYTEA,
    "decision" TEXT,
    "decided_on" DATE,
    "packet_id" UUID,

    CONSTRAINT "appeal_levels_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "documents" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "business_key" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "created_on" DATE NOT NULL,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "deadlines" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "claim_id" UUID,
    "kind" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "base_date" DATE NOT NULL,
    "hard_date" DATE NOT NULL,
    "safe_date" DATE NOT NULL,
    "hard_instant" TIMESTAMPTZ(6) NOT NULL,
    "zone" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_on" DATE NOT NULL,
    "supersedes_id" UUID,
    "closed_on" DATE,
    "closed_how" TEXT,

    CONSTRAINT "deadlines_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "work_items" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "claim_id" UUID,
    "dedupe_key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'OPEN',
    "score" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "score_parts" JSONB NOT NULL DEFAULT '{}',
    "amount_cents" BIGINT NOT NULL DEFAULT 0,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "due_date" DATE NOT NULL,
    "snoozed_until" DATE,
    "assignee" TEXT,
    "reserved_until" TIMESTAMPTZ(6),
    "outcome" TEXT,
    "answers" BYTEA,
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,
    "closed_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "work_items_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "details" BYTEA NOT NULL,
    "outcome_code" TEXT NOT NULL,
    "promised_date" DATE,
    "next_action" TEXT NOT NULL,
    "next_action_on" DATE,
    "occurred_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "approvals" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "work_item_id" UUID,
    "amount_cents" BIGINT NOT NULL,
    "details" JSONB NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PENDING',
    "decided_by" TEXT,
    "decided_on" DATE,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "event_id" UUID,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "inputs" BYTEA NOT NULL,
    "rules" JSONB NOT NULL,
    "decided_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "story_events" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "story_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "business_key" TEXT,
    "occurred_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(6),
    "verdict" TEXT,

    CONSTRAINT "story_events_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "outbox_messages" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "action" TEXT NOT NULL,
    "story_kind" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "signal_name" TEXT,
    "event_id" UUID,
    "reference" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_problem" TEXT,
    "delivered_at" TIMESTAMPTZ(6),
    "parked_at" TIMESTAMPTZ(6),

    CONSTRAINT "outbox_messages_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "inbox_messages" (
    "organization_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_messages_pkey" PRIMARY KEY ("organization_id","source","external_id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "organization_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("organization_id","operation","key")
);

-- CreateTable
CREATE TABLE "intents" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "business_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "story_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'INTENDED',
    "result" JSONB NOT NULL DEFAULT '{}',
    "intended_on" DATE NOT NULL,
    "sent_at" TIMESTAMPTZ(6),
    "closed_at" TIMESTAMPTZ(6),

    CONSTRAINT "intents_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "stories" (
    "workflow_id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "waiting_for" TEXT NOT NULL DEFAULT '',
    "wake_reason" TEXT,
    "next_wake_at" TIMESTAMPTZ(6),
    "runs" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(6),

    CONSTRAINT "stories_pkey" PRIMARY KEY ("organization_id","workflow_id")
);

-- CreateTable
CREATE TABLE "eligibility_checks" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "coverage_id" UUID NOT NULL,
    "claim_id" UUID,
    "trace" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'SENT',
    "asked_on" DATE NOT NULL,
    "answered_on" DATE,
    "result" TEXT,
    "answer" BYTEA,

    CONSTRAINT "eligibility_checks_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "status_inquirys" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "trace" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'SENT',
    "asked_on" DATE NOT NULL,
    "answered_on" DATE,
    "category" TEXT,
    "status_code" TEXT,

    CONSTRAINT "status_inquirys_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "responsibilitys" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "paid_cents" BIGINT NOT NULL DEFAULT 0,
    "day_zero" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'OPEN',
    "settled_on" DATE,
    "settled_how" TEXT,

    CONSTRAINT "responsibilitys_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plan_id" UUID,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "message_id" TEXT NOT NULL,
    "business_key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'INTENDED',
    "intended_on" DATE NOT NULL,
    "sent_on" DATE,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "one_time_links" (
    "token_hash" BYTEA NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "plan_id" UUID,
    "notice_id" UUID,
    "expires_on" DATE NOT NULL,
    "answered_at" TIMESTAMPTZ(6),
    "answer" TEXT,

    CONSTRAINT "one_time_links_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "payment_plans" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PROPOSED',
    "total_cents" BIGINT NOT NULL,
    "installment_count" INTEGER NOT NULL,
    "first_due_on" DATE,
    "state_facts" JSONB NOT NULL DEFAULT '{}',
    "proposed_on" DATE NOT NULL,
    "closed_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "payment_plans_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "installments" (
    "organization_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "paid_cents" BIGINT NOT NULL DEFAULT 0,
    "paid_on" DATE,

    CONSTRAINT "installments_pkey" PRIMARY KEY ("organization_id","plan_id","number")
);

-- CreateTable
CREATE TABLE "patient_payments" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "method" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "business_key" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "allocation" JSONB NOT NULL DEFAULT '[]',
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "patient_payments_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "sequence" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "why" TEXT NOT NULL,
    "business_date" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "request_id" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "audit_seals" (
    "organization_id" UUID NOT NULL,
    "audit_sequence" BIGINT NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "audit_seals_pkey" PRIMARY KEY ("organization_id","audit_sequence")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "practice_waits" (
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "wake_at" TIMESTAMPTZ(6) NOT NULL,
    "due" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "practice_waits_pkey" PRIMARY KEY ("organization_id","name")
);

-- CreateTable
CREATE TABLE "webhook_sources" (
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,

    CONSTRAINT "webhook_sources_pkey" PRIMARY KEY ("organization_id","name")
);

-- CreateIndex
CREATE UNIQUE INDEX "providers_organization_id_npi_key" ON "providers"("organization_id", "npi");

-- CreateIndex
CREATE UNIQUE INDEX "payers_organization_id_payer_code_key" ON "payers"("organization_id", "payer_code");

-- CreateIndex
CREATE INDEX "accounts_organization_id_name_index_idx" ON "accounts"("organization_id", "name_index");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_organization_id_account_number_key" ON "accounts"("organization_id", "account_number");

-- CreateIndex
CREATE INDEX "patients_organization_id_name_index_idx" ON "patients"("organization_id", "name_index");

-- CreateIndex
CREATE UNIQUE INDEX "patients_organization_id_person_index_key" ON "patients"("organization_id", "person_index");

-- CreateIndex
CREATE UNIQUE INDEX "coverages_organization_id_patient_id_payer_id_member_index_key" ON "coverages"("organization_id", "patient_id", "payer_id", "member_index");

-- CreateIndex
CREATE INDEX "claims_organization_id_state_next_action_on_idx" ON "claims"("organization_id", "state", "next_action_on");

-- CreateIndex
CREATE INDEX "claims_organization_id_payer_id_state_idx" ON "claims"("organization_id", "payer_id", "state");

-- CreateIndex
CREATE INDEX "claims_organization_id_account_id_idx" ON "claims"("organization_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "claims_organization_id_claim_number_key" ON "claims"("organization_id", "claim_number");

-- CreateIndex
CREATE UNIQUE INDEX "claims_organization_id_source_index_key" ON "claims"("organization_id", "source_index");

-- CreateIndex
CREATE INDEX "submissions_organization_id_batch_id_idx" ON "submissions"("organization_id", "batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_organization_id_business_key_key" ON "submissions"("organization_id", "business_key");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_organization_id_claim_id_number_key" ON "submissions"("organization_id", "claim_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "batches_organization_id_partner_id_interchange_control_key" ON "batches"("organization_id", "partner_id", "interchange_control");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_files_organization_id_sha256_key" ON "inbound_files"("organization_id", "sha256");

-- CreateIndex
CREATE INDEX "file_problems_organization_id_file_id_idx" ON "file_problems"("organization_id", "file_id");

-- CreateIndex
CREATE INDEX "remittances_organization_id_identity_key_idx" ON "remittances"("organization_id", "identity_key");

-- CreateIndex
CREATE UNIQUE INDEX "remittances_organization_id_file_id_ordinal_key" ON "remittances"("organization_id", "file_id", "ordinal");

-- CreateIndex
CREATE INDEX "remittance_claims_organization_id_claim_id_idx" ON "remittance_claims"("organization_id", "claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "remittance_claims_organization_id_remittance_id_ordinal_key" ON "remittance_claims"("organization_id", "remittance_id", "ordinal");

-- CreateIndex
CREATE INDEX "claim_adjustments_organization_id_carc_idx" ON "claim_adjustments"("organization_id", "carc");

-- CreateIndex
CREATE UNIQUE INDEX "postings_organization_id_business_key_key" ON "postings"("organization_id", "business_key");

-- CreateIndex
CREATE UNIQUE INDEX "postings_organization_id_reverses_id_key" ON "postings"("organization_id", "reverses_id");

-- CreateIndex
CREATE INDEX "ledger_entries_organization_id_posting_id_idx" ON "ledger_entries"("organization_id", "posting_id");

-- CreateIndex
CREATE INDEX "ledger_entries_organization_id_claim_id_ledger_account_idx" ON "ledger_entries"("organization_id", "claim_id", "ledger_account");

-- CreateIndex
CREATE INDEX "ledger_entries_organization_id_account_id_ledger_account_idx" ON "ledger_entries"("organization_id", "account_id", "ledger_account");

-- CreateIndex
CREATE INDEX "ledger_balances_organization_id_claim_id_idx" ON "ledger_balances"("organization_id", "claim_id");

-- CreateIndex
CREATE INDEX "denials_organization_id_claim_id_idx" ON "denials"("organization_id", "claim_id");

-- CreateIndex
CREATE INDEX "denials_organization_id_state_idx" ON "denials"("organization_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "appeal_levels_organization_id_denial_id_level_key" ON "appeal_levels"("organization_id", "denial_id", "level");

-- CreateIndex
CREATE UNIQUE INDEX "documents_organization_id_business_key_key" ON "documents"("organization_id", "business_key");

-- CreateIndex
CREATE INDEX "deadlines_organization_id_subject_id_idx" ON "deadlines"("organization_id", "subject_id");

-- CreateIndex
CREATE INDEX "deadlines_organization_id_closed_on_hard_date_idx" ON "deadlines"("organization_id", "closed_on", "hard_date");

-- CreateIndex
CREATE INDEX "work_items_organization_id_state_queue_score_idx" ON "work_items"("organization_id", "state", "queue", "score");

-- CreateIndex
CREATE INDEX "work_items_organization_id_subject_id_idx" ON "work_items"("organization_id", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "work_items_organization_id_dedupe_key_key" ON "work_items"("organization_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "contacts_organization_id_claim_id_idx" ON "contacts"("organization_id", "claim_id");

-- CreateIndex
CREATE INDEX "approvals_organization_id_state_idx" ON "approvals"("organization_id", "state");

-- CreateIndex
CREATE INDEX "decisions_organization_id_subject_id_sequence_idx" ON "decisions"("organization_id", "subject_id", "sequence");

-- CreateIndex
CREATE INDEX "story_events_organization_id_subject_id_sequence_idx" ON "story_events"("organization_id", "subject_id", "sequence");

-- CreateIndex
CREATE INDEX "story_events_handled_at_idx" ON "story_events"("handled_at");

-- CreateIndex
CREATE UNIQUE INDEX "story_events_organization_id_business_key_key" ON "story_events"("organization_id", "business_key");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_messages_sequence_key" ON "outbox_messages"("sequence");

-- CreateIndex
CREATE INDEX "outbox_messages_delivered_at_sequence_idx" ON "outbox_messages"("delivered_at", "sequence");

-- CreateIndex
CREATE INDEX "intents_organization_id_subject_id_state_idx" ON "intents"("organization_id", "subject_id", "state");

-- CreateIndex
CREATE INDEX "intents_organization_id_state_idx" ON "intents"("organization_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "intents_organization_id_business_key_key" ON "intents"("organization_id", "business_key");

-- CreateIndex
CREATE INDEX "stories_organization_id_closed_at_next_wake_at_idx" ON "stories"("organization_id", "closed_at", "next_wake_at");

-- CreateIndex
CREATE INDEX "stories_organization_id_subject_id_idx" ON "stories"("organization_id", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "eligibility_checks_organization_id_trace_key" ON "eligibility_checks"("organization_id", "trace");

-- CreateIndex
CREATE UNIQUE INDEX "status_inquirys_organization_id_trace_key" ON "status_inquirys"("organization_id", "trace");

-- CreateIndex
CREATE INDEX "responsibilitys_organization_id_account_id_idx" ON "responsibilitys"("organization_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "responsibilitys_organization_id_claim_id_key" ON "responsibilitys"("organization_id", "claim_id");

-- CreateIndex
CREATE INDEX "notices_organization_id_account_id_idx" ON "notices"("organization_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "notices_organization_id_business_key_key" ON "notices"("organization_id", "business_key");

-- CreateIndex
CREATE INDEX "one_time_links_organization_id_account_id_idx" ON "one_time_links"("organization_id", "account_id");

-- CreateIndex
CREATE INDEX "payment_plans_organization_id_account_id_idx" ON "payment_plans"("organization_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "patient_payments_organization_id_business_key_key" ON "patient_payments"("organization_id", "business_key");

-- CreateIndex
CREATE INDEX "audit_entries_organization_id_subject_id_idx" ON "audit_entries"("organization_id", "subject_id");

-- CreateIndex
CREATE INDEX "practice_waits_organization_id_wake_at_idx" ON "practice_waits"("organization_id", "wake_at");

-- AddForeignKey
ALTER TABLE "postings" ADD CONSTRAINT "postings_organization_id_reverses_id_fkey" FOREIGN KEY ("organization_id", "reverses_id") REFERENCES "postings"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_organization_id_posting_id_fkey" FOREIGN KEY ("organization_id", "posting_id") REFERENCES "postings"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
