import { asc, eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import type { ItemName } from '../../rules/import/item-words.ts';
import type { PersonNow, SpanNow } from '../../rules/import/people-now.ts';
import type { Organisation } from '../../rules/import/plan.ts';
import { roleNames } from '../../rules/import/role-words.ts';
import { accesses } from '../../rules/permissions.ts';
import { agreements, externalCertificates, modules, roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { completion, event, person, roleHeld, team, teamMembership } from '../db/schema/index.ts';
import { completionKey } from '../../rules/import/history.ts';

/** Everybody, every team and every role, as a plan starts from them. Five queries. */
export async function organisationNow(db: Database): Promise<Organisation> {
	const [people, teams] = await Promise.all([
		peopleNow(db),
		db.select().from(team).orderBy(asc(team.createdAt), asc(team.id))
	]);
	return {
		people,
		teams: teams.map(({ id, name, parentId, closedOn }) => ({
			...{ id, name, parentId },
			isClosed: closedOn !== null
		})),
		roles: roleNames(roles())
	};
}

const access = v.picklist(accesses);

async function peopleNow(db: Database): Promise<PersonNow[]> {
	const [rows, held, memberships, returns] = await Promise.all([
		db.select().from(person).orderBy(asc(person.name), asc(person.id)),
		db.select().from(roleHeld).orderBy(asc(roleHeld.fromDay), asc(roleHeld.id)),
		db.select().from(teamMembership).orderBy(asc(teamMembership.fromDay), asc(teamMembership.id)),
		earlierStarts(db)
	]);
	const rolesOf = grouped(held, ({ role }) => role);
	const teamsOf = grouped(memberships, ({ teamId }) => teamId);
	return rows.map((row) => ({
		...{ id: row.id, name: row.name, email: row.email, reference: row.reference },
		...{ startedOn: row.startedOn, leftOn: row.leftOn, contactFrom: row.contactFrom },
		managerId: row.lineManagerId,
		access: v.parse(access, row.access),
		earlierStarts: returns.get(row.id) ?? [],
		roles: rolesOf.get(row.id) ?? [],
		teams: teamsOf.get(row.id) ?? []
	}));
}

type SpanRow = { id: string; personId: string; fromDay: Day; toDay: Day | null };

function grouped<Row extends SpanRow>(rows: readonly Row[], keyOf: (row: Row) => string) {
	const spans = new Map<string, SpanNow[]>();
	for (const row of rows) {
		const { id, personId, fromDay, toDay } = row;
		const span = { id, key: keyOf(row), fromDay, toDay };
		const list = spans.get(personId);
		if (list) list.push(span);
		else spans.set(personId, [span]);
	}
	return spans;
}

const Returned = v.object({ before: v.object({ startedOn: v.string() }) });

/** The first days of the earlier times of those who left and came back, which only events keep. */
async function earlierStarts(db: Database): Promise<Map<string, Day[]>> {
	const rows = await db
		.select({ subjectId: event.subjectId, data: event.data })
		.from(event)
		.where(eq(event.kind, 'person.returned'));
	const starts = new Map<string, Day[]>();
	for (const { subjectId, data } of rows) {
		const parsed = v.safeParse(Returned, data);
		if (subjectId === null || !parsed.success) continue;
		const { startedOn } = parsed.output.before;
		starts.set(subjectId, [...(starts.get(subjectId) ?? []), startedOn]);
	}
	return starts;
}

/** Everything that a file of training history may name, by its title. */
export function itemsNow(): ItemName[] {
	return [
		...modules().map(({ slug, title }) => ({ item: `module:${slug}`, title })),
		...agreements().map(({ slug, title }) => ({ item: `agreement:${slug}`, title })),
		...externalCertificates().map(({ key, title }) => ({ item: `external:${key}`, title }))
	];
}

/** Every completion that there is, as a plan of training history compares it. */
export async function completedNow(db: Database): Promise<Set<string>> {
	const { personId, item, completedOn } = completion;
	const rows = await db.select({ personId, item, completedOn }).from(completion);
	return new Set(rows.map(completionKey));
}
