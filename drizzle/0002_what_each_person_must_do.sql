CREATE TABLE "check_status" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"on_day" date NOT NULL,
	"recheck_on" date,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "check_status_kind" CHECK ("check_status"."kind" in ('dbs', 'pvg', 'access_ni')),
	CONSTRAINT "check_status_status" CHECK ("check_status"."status" in ('requested', 'clear', 'not_clear')),
	CONSTRAINT "check_status_recheck" CHECK ("check_status"."recheck_on" > "check_status"."on_day")
);
--> statement-breakpoint
CREATE TABLE "supervision_plan" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"limits" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "supervision_plan_order" CHECK ("supervision_plan"."to_day" >= "supervision_plan"."from_day"),
	CONSTRAINT "supervision_plan_not_by_oneself" CHECK ("supervision_plan"."owner_id" <> "supervision_plan"."person_id"),
	CONSTRAINT "supervision_plan_closed" CHECK (("supervision_plan"."closed_at" is null) = ("supervision_plan"."closed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "file_import" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"header" text[] NOT NULL,
	"rows" jsonb,
	"mapping" jsonb,
	"options" jsonb,
	"job_id" uuid,
	"applied_at" timestamp with time zone,
	"discarded_at" timestamp with time zone,
	"result" jsonb,
	CONSTRAINT "file_import_kind" CHECK ("file_import"."kind" in ('people', 'history')),
	CONSTRAINT "file_import_ends_once" CHECK ("file_import"."applied_at" is null or "file_import"."discarded_at" is null)
);
--> statement-breakpoint
CREATE TABLE "import_column" (
	"kind" text NOT NULL,
	"heading" text NOT NULL,
	"field" text,
	CONSTRAINT "import_column_kind_heading_pk" PRIMARY KEY("kind","heading")
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"beat_at" timestamp with time zone,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"finished_at" timestamp with time zone,
	"failure" text,
	"result" jsonb,
	CONSTRAINT "job_counts" CHECK ("job"."done" >= 0),
	CONSTRAINT "job_failed_is_finished" CHECK ("job"."failure" is null or "job"."finished_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "entered_record" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"item" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"provider" text,
	"completed_on" date NOT NULL,
	"stated_until" date,
	"note" text,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entered_record_kind" CHECK ("entered_record"."kind" in ('external_certificate', 'other_organisation', 'paper', 'history')),
	CONSTRAINT "entered_record_order" CHECK ("entered_record"."stated_until" > "entered_record"."completed_on")
);
--> statement-breakpoint
CREATE TABLE "module_setting" (
	"module" text PRIMARY KEY NOT NULL,
	"refresher" boolean NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_file" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "absence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "absence_kind" CHECK ("absence"."kind" in ('parental_leave', 'long_sickness', 'other')),
	CONSTRAINT "absence_order" CHECK ("absence"."to_day" >= "absence"."from_day")
);
--> statement-breakpoint
CREATE TABLE "condition_held" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"condition" text NOT NULL,
	"person_id" uuid,
	"role" text,
	"from_day" date NOT NULL,
	"to_day" date,
	CONSTRAINT "condition_held_of_one" CHECK (num_nonnulls("condition_held"."person_id", "condition_held"."role") = 1),
	CONSTRAINT "condition_held_order" CHECK ("condition_held"."to_day" >= "condition_held"."from_day")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"send_failure" text,
	CONSTRAINT "invitation_purpose" CHECK ("invitation"."purpose" in ('account', 'password')),
	CONSTRAINT "invitation_ends_once" CHECK ("invitation"."used_at" is null or "invitation"."revoked_at" is null)
);
--> statement-breakpoint
CREATE TABLE "version_decision" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"item" text NOT NULL,
	"version" text NOT NULL,
	"change" text NOT NULL,
	"announced_on" date NOT NULL,
	"mandatory_from" date,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "version_decision_change" CHECK ("version_decision"."change" in ('minor', 'material')),
	CONSTRAINT "version_decision_mandatory" CHECK (("version_decision"."change" = 'material') = ("version_decision"."mandatory_from" is not null)),
	CONSTRAINT "version_decision_order" CHECK ("version_decision"."mandatory_from" >= "version_decision"."announced_on")
);
--> statement-breakpoint
CREATE TABLE "waiver_withdrawal" (
	"waiver_id" uuid PRIMARY KEY NOT NULL,
	"from_day" date NOT NULL,
	"withdrawn_by" uuid NOT NULL,
	"withdrawn_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "completion" DROP CONSTRAINT "completion_has_evidence";--> statement-breakpoint
ALTER TABLE "requirement" DROP CONSTRAINT "requirement_due_from";--> statement-breakpoint
DROP INDEX "team_name_in_parent";--> statement-breakpoint
DROP INDEX "requirement_open";--> statement-breakpoint
ALTER TABLE "completion" ALTER COLUMN "period_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "completion" ALTER COLUMN "version" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "completion" ALTER COLUMN "content_sha256" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "completion" ADD COLUMN "counts_from" date;--> statement-breakpoint
-- Completions made so far counted from the day they were made or, renewed in good time, from the
-- day the one before ran out; the standard renewal is twelve months.
ALTER TABLE "completion" DISABLE TRIGGER "completion_append_only";--> statement-breakpoint
UPDATE "completion" SET "counts_from" = CASE
	WHEN ("valid_until" - interval '12 months')::date BETWEEN "completed_on" AND "completed_on" + 92
		THEN ("valid_until" - interval '12 months')::date
	ELSE "completed_on" END;--> statement-breakpoint
ALTER TABLE "completion" ENABLE TRIGGER "completion_append_only";--> statement-breakpoint
ALTER TABLE "completion" ALTER COLUMN "counts_from" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "completion" ADD COLUMN "months_before" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "completion" ADD COLUMN "record_id" uuid;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "profiles" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "line_manager_id" uuid;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "contact_from" date;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "regulated_activity" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "team" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "period" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "period" ADD COLUMN "cause" text DEFAULT 'requirement' NOT NULL;--> statement-breakpoint
ALTER TABLE "requirement" ADD COLUMN "condition" text;--> statement-breakpoint
ALTER TABLE "requirement" ADD COLUMN "profile" text;--> statement-breakpoint
ALTER TABLE "requirement" ADD COLUMN "nation" text;--> statement-breakpoint
ALTER TABLE "requirement" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "requirement" ADD COLUMN "renewal_day" text;--> statement-breakpoint
ALTER TABLE "requirement" ADD COLUMN "renewal_minimum_months" integer;--> statement-breakpoint
ALTER TABLE "check_status" ADD CONSTRAINT "check_status_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_status" ADD CONSTRAINT "check_status_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_plan" ADD CONSTRAINT "supervision_plan_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_plan" ADD CONSTRAINT "supervision_plan_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_plan" ADD CONSTRAINT "supervision_plan_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervision_plan" ADD CONSTRAINT "supervision_plan_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_import" ADD CONSTRAINT "file_import_uploaded_by_person_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_import" ADD CONSTRAINT "file_import_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entered_record" ADD CONSTRAINT "entered_record_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entered_record" ADD CONSTRAINT "entered_record_checked_by_person_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "module_setting" ADD CONSTRAINT "module_setting_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_file" ADD CONSTRAINT "record_file_record_id_entered_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."entered_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "condition_held" ADD CONSTRAINT "condition_held_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_decision" ADD CONSTRAINT "version_decision_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver_withdrawal" ADD CONSTRAINT "waiver_withdrawal_waiver_id_waiver_id_fk" FOREIGN KEY ("waiver_id") REFERENCES "public"."waiver"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver_withdrawal" ADD CONSTRAINT "waiver_withdrawal_withdrawn_by_person_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_status_person" ON "check_status" USING btree ("person_id","kind","on_day");--> statement-breakpoint
CREATE INDEX "supervision_plan_person" ON "supervision_plan" USING btree ("person_id","to_day");--> statement-breakpoint
CREATE INDEX "file_import_uploaded" ON "file_import" USING btree ("uploaded_at");--> statement-breakpoint
CREATE INDEX "job_kind" ON "job" USING btree ("kind","created_at");--> statement-breakpoint
CREATE INDEX "entered_record_person" ON "entered_record" USING btree ("person_id","item");--> statement-breakpoint
CREATE UNIQUE INDEX "absence_open" ON "absence" USING btree ("person_id") WHERE "absence"."to_day" is null;--> statement-breakpoint
CREATE INDEX "absence_person" ON "absence" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "condition_held_open_person" ON "condition_held" USING btree ("person_id","condition") WHERE "condition_held"."to_day" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "condition_held_open_role" ON "condition_held" USING btree ("role","condition") WHERE "condition_held"."to_day" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_token" ON "invitation" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invitation_person" ON "invitation" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "version_decision_once" ON "version_decision" USING btree ("item","version");--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_record_id_entered_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."entered_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_line_manager_id_person_id_fk" FOREIGN KEY ("line_manager_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "completion_record" ON "completion" USING btree ("record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_reference" ON "person" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "person_line_manager" ON "person" USING btree ("line_manager_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_name_in_parent" ON "team" USING btree ("parent_id","name") WHERE "team"."closed_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "requirement_open" ON "requirement" USING btree ("role","item",coalesce("condition", ''),coalesce("profile", ''),coalesce("nation", '')) WHERE "requirement"."to_day" is null;--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_months_before" CHECK ("completion"."months_before" >= 0);--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_made_here" CHECK ("completion"."record_id" is not null or num_nulls("completion"."period_id", "completion"."version", "completion"."content_sha256") = 0);--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_has_evidence" CHECK (num_nonnulls("completion"."attempt_id", "completion"."signature_id", "completion"."record_id") = 1);--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_not_their_own_manager" CHECK ("person"."line_manager_id" <> "person"."id");--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_regulated_activity" CHECK ("person"."regulated_activity" in ('yes', 'no', 'unknown'));--> statement-breakpoint
ALTER TABLE "period" ADD CONSTRAINT "period_cause" CHECK ("period"."cause" in ('requirement', 'version', 'return'));--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_due_on" CHECK (("requirement"."due_from" = 'fixed') = ("requirement"."due_on" is not null));--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_nation" CHECK ("requirement"."nation" in ('england', 'wales', 'scotland', 'northern_ireland'));--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_one_renewal" CHECK ("requirement"."renewal_months" is null or "requirement"."renewal_day" is null);--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_renewal_day" CHECK ("requirement"."renewal_day" ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$');--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_renewal_minimum" CHECK (("requirement"."renewal_day" is null) = ("requirement"."renewal_minimum_months" is null) and "requirement"."renewal_minimum_months" between 0 and 12);--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_due_from" CHECK ("requirement"."due_from" in ('start', 'role', 'fixed', 'contact'));