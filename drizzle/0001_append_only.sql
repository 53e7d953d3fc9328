-- Facts are appended, never overwritten: the database itself refuses to change or delete them.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'facts in % are appended, never changed or deleted', TG_TABLE_NAME
		USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DO $$
DECLARE fact text;
BEGIN
	FOREACH fact IN ARRAY ARRAY[
		'agreement_text', 'certificate', 'certificate_withdrawal', 'completion', 'decline', 'event',
		'induction_confirmation', 'scenario_choice', 'signature', 'waiver'
	] LOOP
		EXECUTE format(
			'CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
			fact || '_append_only', fact);
		EXECUTE format(
			'CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
			fact || '_keep', fact);
	END LOOP;
END $$;
--> statement-breakpoint
-- A closed period is history: its dates say what was asked of the person, and by when.
CREATE TRIGGER period_closed BEFORE UPDATE OR DELETE ON period
	FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- An attempt can be worked on until it is submitted; from then on it is evidence.
CREATE TRIGGER attempt_submitted BEFORE UPDATE OR DELETE ON attempt
	FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_answer_after_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM attempt
		WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.attempt_id ELSE NEW.attempt_id END
			AND submitted_at IS NOT NULL
	) THEN
		RAISE EXCEPTION 'answers of a submitted attempt are never changed'
			USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER attempt_answer_frozen BEFORE INSERT OR UPDATE OR DELETE ON attempt_answer
	FOR EACH ROW EXECUTE FUNCTION refuse_answer_after_submission();
