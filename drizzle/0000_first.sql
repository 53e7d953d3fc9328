CREATE SEQUENCE "public"."certificate_count" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "agreement_text" (
	"sha256" text PRIMARY KEY NOT NULL,
	"agreement" text NOT NULL,
	"version" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decline" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"agreement" text NOT NULL,
	"version" text NOT NULL,
	"text_sha256" text NOT NULL,
	"declined_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signature" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"agreement" text NOT NULL,
	"version" text NOT NULL,
	"text_sha256" text NOT NULL,
	"name_typed" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"method" text NOT NULL,
	"signed_in_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" text NOT NULL,
	"code" text NOT NULL,
	"completion_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"person_name" text NOT NULL,
	"organisation_name" text NOT NULL,
	"item" text NOT NULL,
	"title" text NOT NULL,
	"version" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_on" date NOT NULL,
	"valid_until" date,
	CONSTRAINT "certificate_code_length" CHECK (length("certificate"."code") >= 20)
);
--> statement-breakpoint
CREATE TABLE "certificate_withdrawal" (
	"certificate_id" uuid PRIMARY KEY NOT NULL,
	"withdrawn_at" timestamp with time zone NOT NULL,
	"withdrawn_by" uuid NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"subject_id" uuid,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "induction" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"programme" text NOT NULL,
	"started_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "induction_confirmation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"induction_id" uuid NOT NULL,
	"step" text NOT NULL,
	"confirmed_by" uuid NOT NULL,
	"confirmed_on" date NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"answer" text NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"module" text NOT NULL,
	"version" text NOT NULL,
	"content_sha256" text NOT NULL,
	"order" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"score_percent" integer,
	"passed" boolean,
	"results" jsonb,
	"outcomes_missed" text[],
	CONSTRAINT "attempt_score" CHECK ("attempt"."score_percent" between 0 and 100),
	CONSTRAINT "attempt_submitted_whole" CHECK (("attempt"."submitted_at" is null) = ("attempt"."passed" is null) and ("attempt"."submitted_at" is null) = ("attempt"."results" is null))
);
--> statement-breakpoint
CREATE TABLE "attempt_answer" (
	"attempt_id" uuid NOT NULL,
	"question" text NOT NULL,
	"options" text[] NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attempt_answer_attempt_id_question_pk" PRIMARY KEY("attempt_id","question")
);
--> statement-breakpoint
CREATE TABLE "completion" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"item" text NOT NULL,
	"period_id" uuid NOT NULL,
	"version" text NOT NULL,
	"content_sha256" text NOT NULL,
	"completed_at" timestamp with time zone NOT NULL,
	"completed_on" date NOT NULL,
	"valid_until" date,
	"attempt_id" uuid,
	"signature_id" uuid,
	CONSTRAINT "completion_order" CHECK ("completion"."valid_until" > "completion"."completed_on"),
	CONSTRAINT "completion_has_evidence" CHECK (("completion"."attempt_id" is not null) <> ("completion"."signature_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "scenario_choice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"period_id" uuid NOT NULL,
	"scenario" text NOT NULL,
	"decision" text NOT NULL,
	"choice" text NOT NULL,
	"best" boolean NOT NULL,
	"chosen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step_done" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"period_id" uuid NOT NULL,
	"step" text NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	"reopened_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"nation" text DEFAULT 'england' NOT NULL,
	"time_zone" text DEFAULT 'Europe/London' NOT NULL,
	"is_demonstration" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "organisation_only_one" CHECK ("organisation"."id" = 1),
	CONSTRAINT "organisation_nation" CHECK ("organisation"."nation" in ('england', 'wales', 'scotland', 'northern_ireland'))
);
--> statement-breakpoint
CREATE TABLE "setup_code" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"password_hash" text,
	"access" text DEFAULT 'staff' NOT NULL,
	"started_on" date NOT NULL,
	"left_on" date,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "person_email_lower" CHECK ("person"."email" = lower("person"."email")),
	CONSTRAINT "person_left_after_start" CHECK ("person"."left_on" >= "person"."started_on"),
	CONSTRAINT "person_access" CHECK ("person"."access" in ('staff', 'manager', 'lead', 'administrator', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "post" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"team_id" uuid,
	"name" text NOT NULL,
	"phone" text,
	"email" text,
	"url" text,
	"note" text,
	"checked_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_held" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	CONSTRAINT "role_held_order" CHECK ("role_held"."to_day" >= "role_held"."from_day")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failure" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sign_in_failure_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_key" text NOT NULL,
	"address_key" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"parent_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "team_not_its_own_parent" CHECK ("team"."parent_id" <> "team"."id")
);
--> statement-breakpoint
CREATE TABLE "team_manager" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	CONSTRAINT "team_manager_order" CHECK ("team_manager"."to_day" >= "team_manager"."from_day")
);
--> statement-breakpoint
CREATE TABLE "team_membership" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	CONSTRAINT "team_membership_order" CHECK ("team_membership"."to_day" >= "team_membership"."from_day")
);
--> statement-breakpoint
CREATE TABLE "period" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"item" text NOT NULL,
	"cycle" integer NOT NULL,
	"opens_on" date NOT NULL,
	"due_on" date,
	"started_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_how" text,
	CONSTRAINT "period_cycle_counts" CHECK ("period"."cycle" >= 0),
	CONSTRAINT "period_order" CHECK ("period"."opens_on" <= "period"."due_on"),
	CONSTRAINT "period_closed" CHECK (("period"."closed_at" is null) = ("period"."closed_how" is null)),
	CONSTRAINT "period_closed_how" CHECK ("period"."closed_how" in ('completed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "requirement" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"role" text NOT NULL,
	"item" text NOT NULL,
	"due_days" integer NOT NULL,
	"due_from" text NOT NULL,
	"renewal_months" integer,
	"window_days" integer NOT NULL,
	"gate" boolean NOT NULL,
	"basis_kind" text NOT NULL,
	"basis_text" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	"author_id" uuid,
	CONSTRAINT "requirement_due_from" CHECK ("requirement"."due_from" in ('start', 'role')),
	CONSTRAINT "requirement_due_days" CHECK ("requirement"."due_days" >= 0),
	CONSTRAINT "requirement_renewal" CHECK ("requirement"."renewal_months" > 0),
	CONSTRAINT "requirement_window" CHECK ("requirement"."window_days" >= 0),
	CONSTRAINT "requirement_order" CHECK ("requirement"."to_day" >= "requirement"."from_day"),
	CONSTRAINT "requirement_basis_kind" CHECK ("requirement"."basis_kind" in ('statute', 'guidance', 'contract', 'organisation'))
);
--> statement-breakpoint
CREATE TABLE "waiver" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"item" text NOT NULL,
	"reason" text NOT NULL,
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date NOT NULL,
	CONSTRAINT "waiver_order" CHECK ("waiver"."until_day" >= "waiver"."from_day")
);
--> statement-breakpoint
ALTER TABLE "decline" ADD CONSTRAINT "decline_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline" ADD CONSTRAINT "decline_period_id_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline" ADD CONSTRAINT "decline_text_sha256_agreement_text_sha256_fk" FOREIGN KEY ("text_sha256") REFERENCES "public"."agreement_text"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_period_id_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_text_sha256_agreement_text_sha256_fk" FOREIGN KEY ("text_sha256") REFERENCES "public"."agreement_text"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_completion_id_completion_id_fk" FOREIGN KEY ("completion_id") REFERENCES "public"."completion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_withdrawal" ADD CONSTRAINT "certificate_withdrawal_certificate_id_certificate_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_withdrawal" ADD CONSTRAINT "certificate_withdrawal_withdrawn_by_person_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_subject_id_person_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "induction" ADD CONSTRAINT "induction_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "induction_confirmation" ADD CONSTRAINT "induction_confirmation_induction_id_induction_id_fk" FOREIGN KEY ("induction_id") REFERENCES "public"."induction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "induction_confirmation" ADD CONSTRAINT "induction_confirmation_confirmed_by_person_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_period_id_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_answer" ADD CONSTRAINT "attempt_answer_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_period_id_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_signature_id_signature_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signature"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_choice" ADD CONSTRAINT "scenario_choice_period_id_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_done" ADD CONSTRAINT "step_done_period_id_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_held" ADD CONSTRAINT "role_held_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team" ADD CONSTRAINT "team_parent_id_team_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_manager" ADD CONSTRAINT "team_manager_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_manager" ADD CONSTRAINT "team_manager_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "period" ADD CONSTRAINT "period_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_granted_by_person_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decline_person" ON "decline" USING btree ("person_id","agreement");--> statement-breakpoint
CREATE UNIQUE INDEX "signature_period" ON "signature" USING btree ("period_id");--> statement-breakpoint
CREATE INDEX "signature_person" ON "signature" USING btree ("person_id","agreement");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_number" ON "certificate" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_code" ON "certificate" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_completion" ON "certificate" USING btree ("completion_id");--> statement-breakpoint
CREATE INDEX "certificate_person" ON "certificate" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "event_subject" ON "event" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "event_kind" ON "event" USING btree ("kind","at");--> statement-breakpoint
CREATE UNIQUE INDEX "induction_person" ON "induction" USING btree ("person_id","programme");--> statement-breakpoint
CREATE UNIQUE INDEX "induction_confirmation_step" ON "induction_confirmation" USING btree ("induction_id","step");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_open" ON "attempt" USING btree ("period_id") WHERE "attempt"."submitted_at" is null;--> statement-breakpoint
CREATE INDEX "attempt_period" ON "attempt" USING btree ("period_id");--> statement-breakpoint
CREATE INDEX "attempt_person" ON "attempt" USING btree ("person_id","module");--> statement-breakpoint
CREATE UNIQUE INDEX "completion_period" ON "completion" USING btree ("period_id");--> statement-breakpoint
CREATE UNIQUE INDEX "completion_attempt" ON "completion" USING btree ("attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "completion_signature" ON "completion" USING btree ("signature_id");--> statement-breakpoint
CREATE INDEX "completion_person" ON "completion" USING btree ("person_id","item");--> statement-breakpoint
CREATE INDEX "completion_day" ON "completion" USING btree ("completed_on");--> statement-breakpoint
CREATE INDEX "scenario_choice_period" ON "scenario_choice" USING btree ("period_id","scenario","chosen_at");--> statement-breakpoint
CREATE INDEX "step_done_period" ON "step_done" USING btree ("period_id");--> statement-breakpoint
CREATE UNIQUE INDEX "step_done_once" ON "step_done" USING btree ("period_id","step") WHERE "step_done"."reopened_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree ("email");--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("name");--> statement-breakpoint
CREATE INDEX "post_kind" ON "post" USING btree ("kind","team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_held_open" ON "role_held" USING btree ("person_id","role") WHERE "role_held"."to_day" is null;--> statement-breakpoint
CREATE INDEX "role_held_person" ON "role_held" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_expires" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_failure_account" ON "sign_in_failure" USING btree ("account_key","at");--> statement-breakpoint
CREATE INDEX "sign_in_failure_address" ON "sign_in_failure" USING btree ("address_key","at");--> statement-breakpoint
CREATE UNIQUE INDEX "team_name_in_parent" ON "team" USING btree ("parent_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "team_manager_open" ON "team_manager" USING btree ("person_id","team_id") WHERE "team_manager"."to_day" is null;--> statement-breakpoint
CREATE INDEX "team_manager_person" ON "team_manager" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "team_manager_team" ON "team_manager" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_membership_open" ON "team_membership" USING btree ("person_id","team_id") WHERE "team_membership"."to_day" is null;--> statement-breakpoint
CREATE INDEX "team_membership_person" ON "team_membership" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "team_membership_team" ON "team_membership" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "period_cycle" ON "period" USING btree ("person_id","item","cycle") WHERE "period"."closed_how" is distinct from 'withdrawn';--> statement-breakpoint
CREATE UNIQUE INDEX "period_open" ON "period" USING btree ("person_id","item") WHERE "period"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "period_due" ON "period" USING btree ("due_on") WHERE "period"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "period_item" ON "period" USING btree ("item");--> statement-breakpoint
CREATE UNIQUE INDEX "requirement_open" ON "requirement" USING btree ("role","item") WHERE "requirement"."to_day" is null;--> statement-breakpoint
CREATE INDEX "waiver_person" ON "waiver" USING btree ("person_id","item");