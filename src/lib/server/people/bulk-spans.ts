import { inArray, sql } from 'drizzle-orm';
import type { SpanChanges } from '../../rules/import/spans.ts';
import { roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { roleHeld, team, teamMembership } from '../db/schema/index.ts';
import { recordEvents, type NewEvent } from '../evidence/events.ts';
import type { Making } from './making.ts';

/** What changes for one person; `isTold` says whether events of their own tell it. */
export type SpansOfPerson = { personId: string; spans: SpanChanges; isTold: boolean };

/** Gives and ends roles of many people in a few statements. The keys are those of roles. */
export async function changeRoles(
	tx: Database,
	people: readonly SpansOfPerson[],
	making: Making
): Promise<void> {
	await endAndRemove(tx, roleHeld, people);
	const begun = people.flatMap(({ personId, spans }) =>
		spans.begin.map(({ key: role, fromDay, toDay }) => ({ personId, role, fromDay, toDay }))
	);
	if (begun.length > 0) await tx.insert(roleHeld).values(begun);
	const titles = new Map(roles().map(({ key, title }) => [key, title]));
	const named = (role: string) => ({ role, title: titles.get(role) ?? role });
	await record(tx, people, making, ({ begin, end, remove }) => [
		...begin.map(({ key, fromDay, toDay }) => ({
			kind: 'person.role_given',
			data: { ...named(key), fromDay, toDay }
		})),
		...end.map(({ key, toDay }) => ({ kind: 'person.role_ended', data: { ...named(key), toDay } })),
		...remove.map(({ key, fromDay }) => ({
			kind: 'person.role_taken_back',
			data: { ...named(key), fromDay }
		}))
	]);
}

/** Puts many people into teams and out of them. The keys are ids of teams. */
export async function changeTeams(
	tx: Database,
	people: readonly SpansOfPerson[],
	making: Making
): Promise<void> {
	await endAndRemove(tx, teamMembership, people);
	const begun = people.flatMap(({ personId, spans }) =>
		spans.begin.map(({ key: teamId, fromDay, toDay }) => ({ personId, teamId, fromDay, toDay }))
	);
	if (begun.length > 0) await tx.insert(teamMembership).values(begun);
	const names = await teamNamesOf(tx, people);
	const named = (teamId: string) => ({ teamId, team: names.get(teamId) ?? teamId });
	await record(tx, people, making, ({ begin, end, remove }) => {
		const [to, ...others] = begin;
		const [from, ...more] = end;
		if (to && from && others.length + more.length + remove.length === 0) {
			const [fromTeam, toTeam] = [named(from.key), named(to.key)];
			const data = {
				...{ fromTeamId: fromTeam.teamId, from: fromTeam.team },
				...{ toTeamId: toTeam.teamId, to: toTeam.team },
				onDay: to.fromDay
			};
			return [{ kind: 'person.moved', data }];
		}
		return [
			...begin.map(({ key, fromDay, toDay }) => ({
				kind: 'person.joined_team',
				data: { ...named(key), fromDay, toDay }
			})),
			...end.map(({ key, toDay }) => ({
				kind: 'person.left_team',
				data: { ...named(key), toDay }
			})),
			...remove.map(({ key, fromDay }) => ({
				kind: 'person.team_taken_back',
				data: { ...named(key), fromDay }
			}))
		];
	});
}

/** What ends before what begins, so that the days of one thing never overlap. */
async function endAndRemove(
	tx: Database,
	table: typeof roleHeld | typeof teamMembership,
	people: readonly SpansOfPerson[]
): Promise<void> {
	const removed = people.flatMap(({ spans }) => spans.remove.map(({ id }) => id));
	if (removed.length > 0) {
		await tx.execute(sql`delete from ${table} where ${inArray(table.id, removed)}`);
	}
	const ended = people.flatMap(({ spans }) => spans.end.map(({ id, toDay }) => ({ id, toDay })));
	if (ended.length === 0) return;
	await tx.execute(sql`
		update ${table} set to_day = v."toDay"
		from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as v (id uuid, "toDay" date)
		where ${table.id} = v.id`);
}

async function record(
	tx: Database,
	people: readonly SpansOfPerson[],
	{ actorId, now }: Making,
	tell: (spans: SpanChanges) => Pick<NewEvent, 'kind' | 'data'>[]
): Promise<void> {
	await recordEvents(
		tx,
		people.flatMap(({ personId, spans, isTold }) =>
			isTold ? tell(spans).map((said) => ({ at: now, actorId, subjectId: personId, ...said })) : []
		)
	);
}

async function teamNamesOf(
	tx: Database,
	people: readonly SpansOfPerson[]
): Promise<Map<string, string>> {
	const ids = new Set(
		people.flatMap(({ spans: { begin, end, remove } }) =>
			[...begin, ...end, ...remove].map(({ key }) => key)
		)
	);
	if (ids.size === 0) return new Map();
	const rows = await tx
		.select({ id: team.id, name: team.name })
		.from(team)
		.where(inArray(team.id, [...ids]));
	return new Map(rows.map(({ id, name }) => [id, name]));
}
