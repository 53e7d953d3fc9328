import { inArray, isNotNull, or, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { conditionsHeld, type ConditionOfRole } from '../../rules/conditions-held.ts';
import type { Absence, ConditionHeld, PersonFacts, RoleHeld } from '../../rules/planning.ts';
import { roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { absence, conditionHeld, person, roleHeld } from '../db/schema/index.ts';

/** The workforce roles bring the base role with them for as long as they are held. */
export function withBaseRole(held: readonly RoleHeld[]): RoleHeld[] {
	const catalogue = roles();
	const workforce = new Set(catalogue.filter((r) => r.workforce && !r.base).map((r) => r.key));
	const base = catalogue.filter((r) => r.base).map((r) => r.key);
	return [
		...held,
		...held
			.filter(({ role }) => workforce.has(role))
			.flatMap((span) => base.map((role) => ({ ...span, role })))
	];
}

/**
 * Roles, conditions and absences of some people, and the conditions of all roles, as a person may
 * hold any of them; by their first days. One query.
 */
function spansOf(db: Database, personIds: string[]) {
	const none = sql<string | null>`null::text`;
	const what = (word: 'role' | 'condition' | 'absence') =>
		sql<'role' | 'condition' | 'absence'>`${word}::text`.as('what');
	const roles = db
		.select({
			what: what('role'),
			personId: sql<string | null>`${roleHeld.personId}`.as('person_id'),
			name: sql<string>`${roleHeld.role}`.as('name'),
			ofRole: none.as('of_role'),
			fromDay: roleHeld.fromDay,
			toDay: roleHeld.toDay
		})
		.from(roleHeld)
		.where(inArray(roleHeld.personId, personIds));
	const conditions = db
		.select({
			what: what('condition'),
			personId: sql<string | null>`${conditionHeld.personId}`.as('person_id'),
			name: sql<string>`${conditionHeld.condition}`.as('name'),
			ofRole: sql<string | null>`${conditionHeld.role}`.as('of_role'),
			fromDay: conditionHeld.fromDay,
			toDay: conditionHeld.toDay
		})
		.from(conditionHeld)
		.where(or(inArray(conditionHeld.personId, personIds), isNotNull(conditionHeld.role)));
	const absences = db
		.select({
			what: what('absence'),
			personId: sql<string | null>`${absence.personId}`.as('person_id'),
			name: sql<string>`''::text`.as('name'),
			ofRole: none.as('of_role'),
			fromDay: absence.fromDay,
			toDay: absence.toDay
		})
		.from(absence)
		.where(inArray(absence.personId, personIds));
	return unionAll(roles, conditions, absences).orderBy(sql`from_day`);
}

type Spans = Pick<PersonFacts, 'roles' | 'conditions' | 'absences'>;
type Gathered = { roles: RoleHeld[]; conditions: ConditionHeld[]; absences: Absence[] };

/** The spans of each person, with what the roles bring along. */
function spansByPerson(rows: Awaited<ReturnType<typeof spansOf>>): (personId: string) => Spans {
	const byPerson = new Map<string, Gathered>();
	const ofRoles: ConditionOfRole[] = [];
	for (const { what, personId, name, ofRole, fromDay, toDay } of rows) {
		if (ofRole !== null) ofRoles.push({ condition: name, role: ofRole, fromDay, toDay });
		if (personId === null) continue;
		const own = byPerson.get(personId) ?? { roles: [], conditions: [], absences: [] };
		byPerson.set(personId, own);
		if (what === 'role') own.roles.push({ role: name, fromDay, toDay });
		else if (what === 'condition') own.conditions.push({ condition: name, fromDay, toDay });
		else own.absences.push({ fromDay, toDay });
	}
	return (personId) => {
		const own = byPerson.get(personId);
		const roles = withBaseRole(own?.roles ?? []);
		const conditions = conditionsHeld(own?.conditions ?? [], ofRoles, roles);
		return { roles, conditions, absences: own?.absences ?? [] };
	};
}

/**
 * The facts about people from which what they must do follows, by person id; ids that are none of
 * ours are left out. Two queries, however many people.
 */
export async function factsOf(
	db: Database,
	personIds: readonly string[]
): Promise<Map<string, PersonFacts>> {
	if (personIds.length === 0) return new Map();
	const ids = [...personIds];
	const { id, startedOn, leftOn, contactFrom } = person;
	const [people, rows] = await Promise.all([
		db.select({ id, startedOn, leftOn, contactFrom }).from(person).where(inArray(id, ids)),
		spansOf(db, ids)
	]);
	const heldBy = spansByPerson(rows);
	return new Map(people.map(({ id, ...dates }) => [id, { ...dates, ...heldBy(id) }]));
}

/** The facts about one person. Throws when there is no such person. */
export async function personFacts(db: Database, personId: string): Promise<PersonFacts> {
	const facts = (await factsOf(db, [personId])).get(personId);
	if (facts === undefined) throw new Error(`There is no person ${personId}`);
	return facts;
}
