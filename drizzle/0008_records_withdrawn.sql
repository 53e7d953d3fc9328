CREATE TABLE "record_withdrawal" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"withdrawn_by" uuid NOT NULL,
	"withdrawn_at" timestamp with time zone NOT NULL,
	CONSTRAINT "record_withdrawal_reason" CHECK (char_length("record_withdrawal"."reason") between 1 and 500)
);
--> statement-breakpoint
DROP INDEX "completion_period";--> statement-breakpoint
ALTER TABLE "record_withdrawal" ADD CONSTRAINT "record_withdrawal_record_id_entered_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."entered_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_withdrawal" ADD CONSTRAINT "record_withdrawal_withdrawn_by_person_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "completion_closed" ON "completion" USING btree ("period_id");--> statement-breakpoint
CREATE UNIQUE INDEX "completion_period" ON "completion" USING btree ("period_id") WHERE "completion"."record_id" is null;--> statement-breakpoint
-- A withdrawal is a fact, like those of 0001 and 0003.
CREATE TRIGGER record_withdrawal_append_only BEFORE UPDATE OR DELETE ON record_withdrawal
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER record_withdrawal_keep BEFORE TRUNCATE ON record_withdrawal
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Of the completions that closed a period one counts at most: the others rest on withdrawn records.
CREATE FUNCTION refuse_second_completion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM completion other WHERE other.period_id = NEW.period_id AND other.id <> NEW.id
			AND NOT EXISTS (SELECT FROM record_withdrawal w WHERE w.record_id = other.record_id)
	) THEN
		RAISE EXCEPTION 'a period is completed twice' USING ERRCODE = 'unique_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER completion_once BEFORE INSERT ON completion
	FOR EACH ROW WHEN (NEW.period_id IS NOT NULL) EXECUTE FUNCTION refuse_second_completion();
--> statement-breakpoint
-- A closed period stays history. Only where the record that closed it was withdrawn, and nothing else
-- closed it, may it be opened again, or be said to have been closed by nothing that counts.
CREATE FUNCTION refuse_change_of_closed_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE'
		AND (OLD.id, OLD.person_id, OLD.item, OLD.cycle, OLD.opens_on, OLD.due_on, OLD.ends_on, OLD.cause, OLD.started_at)
			IS NOT DISTINCT FROM
			(NEW.id, NEW.person_id, NEW.item, NEW.cycle, NEW.opens_on, NEW.due_on, NEW.ends_on, NEW.cause, NEW.started_at)
		AND OLD.closed_how = 'completed'
		AND NOT EXISTS (
			SELECT FROM completion c WHERE c.period_id = OLD.id
				AND NOT EXISTS (SELECT FROM record_withdrawal w WHERE w.record_id = c.record_id)
		)
		AND EXISTS (
			SELECT FROM completion c JOIN record_withdrawal w ON w.record_id = c.record_id
			WHERE c.period_id = OLD.id
		)
	THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'facts in % are appended, never changed or deleted', TG_TABLE_NAME
		USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DROP TRIGGER period_closed ON period;
--> statement-breakpoint
CREATE TRIGGER period_closed BEFORE UPDATE OR DELETE ON period
	FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_closed_period();
