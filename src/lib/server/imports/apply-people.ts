import type { Day } from '../../rules/day.ts';
import { indexOf, type PeopleIndex } from '../../rules/import/people-now.ts';
import type { Planned } from '../../rules/import/planned.ts';
import type { SpanChanges } from '../../rules/import/spans.ts';
import type { Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { writePeople, type NewPerson } from '../people/add-person.ts';
import { changePeople, type PersonChange, type PersonRecord } from '../people/bulk.ts';
import type { Making } from '../people/making.ts';
import { addTeam } from '../people/team-tree.ts';
import { reconcilePeople } from '../requirements/reconcile.ts';
import { rulebookOf } from '../requirements/rulebook.ts';
import type { FilePlan } from './plan-file.ts';

/** Says how many of the people of a plan are done. */
export type Tell = (done: number, total: number) => Promise<void>;

/** People who are written together; small enough that progress shows. */
const CHUNK = 500;

/** What an import gives to somebody new or who comes back: it never lets anybody into more. */
const ACCESS: Access = 'staff';

/**
 * Carries a plan out: teams, new people, changes, and then what each of them must do. In a
 * transaction that has locked the structure and everybody whom the plan changes. Answers the ids of
 * those who were added.
 */
export async function applyPeople(
	tx: Database,
	{ plan, organisation }: Extract<FilePlan, { kind: 'people' }>,
	making: Making,
	tell: Tell
): Promise<string[]> {
	const { changed } = plan;
	const ids = await addTeams(tx, plan.newTeams, making);
	/** What stands for a team or a person in the plan, and the id that it has. */
	const idOf = (key: string) => ids.get(key) ?? key;
	// Writing is about half of the work, what everybody must do the other.
	const total = changed.length;
	let written = 0;
	const told = async (count: number) => {
		written += count;
		await tell(Math.floor(written / 2), total);
	};
	const added = await addPeople(tx, changed, ids, making, told);
	const index = indexOf(organisation.people);
	const changes = changed.flatMap((one) => changeOf(one, index, idOf));
	for (let from = 0; from < changes.length; from += CHUNK) {
		const some = changes.slice(from, from + CHUNK);
		await changePeople(tx, some, making);
		await told(some.length);
	}
	await reconcileAll(
		tx,
		changed.map(({ key }) => idOf(key)),
		making,
		told
	);
	return added;
}

async function addTeams(
	tx: Database,
	teams: readonly { key: string; name: string; parentKey: string | null }[],
	making: Making
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const { key, name, parentKey } of teams) {
		const parentId = parentKey === null ? null : (ids.get(parentKey) ?? parentKey);
		const added = await addTeam(tx, { name, parentId }, making);
		if (added.kind === 'refused') throw new Error(`Team ${name}: ${added.message}`);
		ids.set(key, added.teamId);
	}
	return ids;
}

/** Writes new people, line managers before those whom they manage; notes their ids in `ids`. */
async function addPeople(
	tx: Database,
	changed: readonly Planned[],
	ids: Map<string, string>,
	making: Making,
	told: (count: number) => Promise<void>
): Promise<string[]> {
	const added: string[] = [];
	let waiting = changed.filter(({ personId }) => personId === null);
	while (waiting.length > 0) {
		const isReady = ({ manager }: Planned) =>
			manager === null || !manager.key.startsWith('line:') || ids.has(manager.key);
		const ready = waiting.filter(isReady);
		if (ready.length === 0) throw new Error('New people manage each other in a circle');
		waiting = waiting.filter((one) => !isReady(one));
		for (let from = 0; from < ready.length; from += CHUNK) {
			const some = ready.slice(from, from + CHUNK);
			const written = await writePeople(
				tx,
				some.map((one) => newPerson(one, ids)),
				making
			);
			written.forEach((id, at) => ids.set(some[at]?.key ?? '', id));
			added.push(...written);
			await told(some.length);
		}
	}
	return added;
}

function newPerson(
	{ values, manager, roles, teams, induction }: Planned,
	ids: ReadonlyMap<string, string>
): NewPerson {
	const { name, email, reference, startedOn, contactFrom } = values;
	return {
		...{ name, email, reference, startedOn, contactFrom },
		teamIds: teams?.begin.map(({ key }) => ids.get(key) ?? key) ?? [],
		roles: roles?.begin.map(({ key }) => key) ?? [],
		lineManagerId: manager === null ? null : (ids.get(manager.key) ?? manager.key),
		access: ACCESS,
		regulatedActivity: 'unknown',
		induction
	};
}

/** What is changed about somebody known, or recorded of somebody new who will leave. */
function changeOf(one: Planned, index: PeopleIndex, idOf: (key: string) => string): PersonChange[] {
	const { values, manager, returned, roles, teams, induction } = one;
	const person = one.personId === null ? undefined : index.byId(one.personId);
	if (person === undefined) return lastDayOf(one, idOf);
	const { name, email, reference, startedOn, leftOn, contactFrom, access } = person;
	const lineManagerId = person.managerId;
	const before: PersonRecord = {
		...{ name, email, reference, startedOn, leftOn, contactFrom, access, lineManagerId }
	};
	return [
		{
			personId: person.id,
			before,
			after: {
				...values,
				access: returned === null ? access : ACCESS,
				lineManagerId: manager === null ? lineManagerId : idOf(manager.key)
			},
			returned: returned !== null,
			roles,
			teams: teams && withIds(teams, idOf),
			induction
		}
	];
}

function lastDayOf({ key, values, manager }: Planned, idOf: (key: string) => string) {
	if (values.leftOn === null) return [];
	const after: PersonRecord = {
		...values,
		access: ACCESS,
		lineManagerId: manager === null ? null : idOf(manager.key)
	};
	const before = { ...after, leftOn: null };
	const nothing = { returned: false, roles: null, teams: null, induction: false };
	return [{ personId: idOf(key), before, after, ...nothing }];
}

function withIds({ begin, end, remove }: SpanChanges, idOf: (key: string) => string): SpanChanges {
	return { begin: begin.map((span) => ({ ...span, key: idOf(span.key) })), end, remove };
}

async function reconcileAll(
	tx: Database,
	personIds: readonly string[],
	{ actorId, now, today }: { actorId: string | null; now: Date; today: Day },
	told: (count: number) => Promise<void>
): Promise<void> {
	const rulebook = await rulebookOf(tx);
	for (let from = 0; from < personIds.length; from += CHUNK) {
		const some = personIds.slice(from, from + CHUNK);
		await reconcilePeople(tx, some, { actorId, now, today, rulebook });
		await told(some.length);
	}
}
