-- A check of the law is a fact, like those of 0001 and 0003: a later one takes its place.
CREATE TRIGGER law_check_append_only BEFORE UPDATE OR DELETE ON law_check
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER law_check_keep BEFORE TRUNCATE ON law_check
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
