CREATE TABLE "law_check" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"fact" text NOT NULL,
	"content_checked_on" date NOT NULL,
	"on_day" date NOT NULL,
	"outcome" text NOT NULL,
	"note" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "law_check_outcome" CHECK ("law_check"."outcome" in ('still_right', 'changed')),
	CONSTRAINT "law_check_note" CHECK (char_length("law_check"."note") <= 500),
	CONSTRAINT "law_check_changed" CHECK ("law_check"."outcome" <> 'changed' or "law_check"."note" <> ''),
	CONSTRAINT "law_check_order" CHECK ("law_check"."on_day" >= "law_check"."content_checked_on")
);
--> statement-breakpoint
DROP INDEX "post_kind";--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "local_question" jsonb;--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "checked_by" uuid;--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "entered_at" timestamp with time zone;--> statement-breakpoint
-- When it was entered was not kept; it was known by the day on which it was last checked.
UPDATE "post" SET "entered_at" = "checked_on";--> statement-breakpoint
ALTER TABLE "post" ALTER COLUMN "entered_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "entered_by" uuid;--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "replaces" uuid;--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "ended_by" uuid;--> statement-breakpoint
ALTER TABLE "law_check" ADD CONSTRAINT "law_check_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "law_check_fact" ON "law_check" USING btree ("fact","on_day");--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_checked_by_person_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_entered_by_person_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_replaces_post_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."post"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "post_replaces" ON "post" USING btree ("replaces");--> statement-breakpoint
CREATE INDEX "post_kind" ON "post" USING btree ("kind","team_id") WHERE "post"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_order" CHECK ("post"."ended_at" >= "post"."entered_at");--> statement-breakpoint
-- Who was named when is history: a contact is ended and replaced, and only its last check moves on.
CREATE TRIGGER post_keep BEFORE DELETE ON post FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER post_history BEFORE UPDATE ON post FOR EACH ROW WHEN (
	OLD.ended_at IS NOT NULL
	OR (OLD.kind, OLD.team_id, OLD.name, OLD.phone, OLD.email, OLD.url, OLD.note, OLD.entered_at, OLD.entered_by, OLD.replaces)
		IS DISTINCT FROM
		(NEW.kind, NEW.team_id, NEW.name, NEW.phone, NEW.email, NEW.url, NEW.note, NEW.entered_at, NEW.entered_by, NEW.replaces)
) EXECUTE FUNCTION refuse_change();
