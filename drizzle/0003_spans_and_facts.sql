-- New facts are appended, like those of 0001.
DO $$
DECLARE fact text;
BEGIN
	FOREACH fact IN ARRAY ARRAY[
		'check_status', 'entered_record', 'record_file', 'version_decision', 'waiver_withdrawal'
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
-- Nobody holds the same role twice on one day; the same for teams, conditions and absences.
CREATE FUNCTION refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clashes boolean;
BEGIN
	EXECUTE format(
		'SELECT EXISTS (SELECT FROM %I other WHERE other.id <> $1.id
			AND (other.%s) = ($1.%s)
			AND daterange(other.from_day, other.to_day, ''[]'') && daterange($1.from_day, $1.to_day, ''[]''))',
		TG_TABLE_NAME, array_to_string(TG_ARGV, ', other.'), array_to_string(TG_ARGV, ', $1.'))
		INTO clashes USING NEW;
	IF clashes THEN
		RAISE EXCEPTION 'days in % overlap', TG_TABLE_NAME USING ERRCODE = 'exclusion_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER role_held_apart BEFORE INSERT OR UPDATE ON role_held
	FOR EACH ROW EXECUTE FUNCTION refuse_overlap('person_id', 'role');
--> statement-breakpoint
CREATE TRIGGER team_membership_apart BEFORE INSERT OR UPDATE ON team_membership
	FOR EACH ROW EXECUTE FUNCTION refuse_overlap('person_id', 'team_id');
--> statement-breakpoint
CREATE TRIGGER team_manager_apart BEFORE INSERT OR UPDATE ON team_manager
	FOR EACH ROW EXECUTE FUNCTION refuse_overlap('person_id', 'team_id');
--> statement-breakpoint
CREATE TRIGGER condition_held_apart_person BEFORE INSERT OR UPDATE ON condition_held
	FOR EACH ROW WHEN (NEW.person_id IS NOT NULL)
	EXECUTE FUNCTION refuse_overlap('person_id', 'condition');
--> statement-breakpoint
CREATE TRIGGER condition_held_apart_role BEFORE INSERT OR UPDATE ON condition_held
	FOR EACH ROW WHEN (NEW.role IS NOT NULL)
	EXECUTE FUNCTION refuse_overlap('role', 'condition');
--> statement-breakpoint
CREATE TRIGGER absence_apart BEFORE INSERT OR UPDATE ON absence
	FOR EACH ROW EXECUTE FUNCTION refuse_overlap('person_id');
--> statement-breakpoint
-- No team lies below itself, however far down.
CREATE FUNCTION refuse_team_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.parent_id IS NOT NULL AND EXISTS (
		WITH RECURSIVE up AS (
			SELECT id, parent_id FROM team WHERE id = NEW.parent_id
			UNION
			SELECT t.id, t.parent_id FROM team t JOIN up ON t.id = up.parent_id
		)
		SELECT FROM up WHERE id = NEW.id
	) THEN
		RAISE EXCEPTION 'a team would lie below itself' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER team_tree BEFORE INSERT OR UPDATE OF parent_id ON team
	FOR EACH ROW EXECUTE FUNCTION refuse_team_cycle();
