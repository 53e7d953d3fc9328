import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	after,
	fileOf,
	OPTIONS,
	ROLES,
	someone,
	span,
	TEAMS,
	TODAY,
	YESTERDAY,
	type Cells
} from '../../../../tests/fixtures/imports.ts';
import { overlapOf } from '../span.ts';
import { inCircles } from './manager-circles.ts';
import { planImport, type Organisation, type PeopleFile } from './plan.ts';
import type { ImportOptions } from './planned.ts';

/* Laws that hold for every file: random people, random lines about them and about others. */

const me = someone('Olga Ivers', { access: 'administrator' });
const names = ['Asha Bello', 'Tom Adair', 'Mei Lin', 'Sam Lee', 'Rhys Parry', 'Bello, Asha', ''];
const emails = ['a@x.example', 'b@x.example', 'C@x.example', 'd@x.example', 'no address', ''];
const references = ['1', '2', '003', '3', 'E4', ''];
const days = ['5/1/2026', '21/11/2026', '20/11/2026', '1/12/2026', '31/2/2026', '', ''];
const roles = ['Tutor', 'tutor; volunteer', 'Manager/Trustee', 'wizard', ''];
const teams = [
	'Leeds',
	'North; South',
	'Hub',
	'North > Hub',
	'Atlantis',
	'North > York',
	'York',
	''
];

const line = (): fc.Arbitrary<Cells> =>
	fc.record({
		reference: fc.constantFrom(...references),
		name: fc.constantFrom(...names),
		email: fc.constantFrom(...emails),
		startedOn: fc.constantFrom(...days),
		leftOn: fc.constantFrom('', '', '', ...days),
		roles: fc.constantFrom(...roles),
		team: fc.constantFrom(...teams),
		manager: fc.constantFrom('', '', ...names, ...emails, ...references),
		contactFrom: fc.constantFrom('', '', '1/12/2026')
	});

const held = (keys: string[]) =>
	fc
		.uniqueArray(
			fc.record({
				key: fc.constantFrom(...keys),
				from: fc.constantFrom('2026-01-05', '2026-06-01', TODAY, '2026-12-10'),
				to: fc.constantFrom(null, null, '2026-06-30', TODAY, '2026-12-31')
			}),
			{ selector: ({ key }) => key, maxLength: 3 }
		)
		.map((spans) =>
			spans
				.filter(({ from, to }) => to === null || from <= to)
				.map(({ key, from, to }) => span(key, from, to))
		);

/** Some people with distinct references and addresses, who may have left or come back. */
const people = () =>
	fc
		.tuple(
			fc.shuffledSubarray(['1', '2', '003', 'E4']),
			fc.shuffledSubarray(['a@x.example', 'b@x.example', 'c@x.example']),
			fc.array(
				fc.record({
					name: fc.constantFrom('Asha Bello', 'Tom Adair', 'Mei Lin', 'Sam Lee'),
					leftOn: fc.constantFrom(null, null, null, '2026-05-01', '2026-12-24'),
					earlierStarts: fc.constantFrom([], [], ['2020-01-01']),
					access: fc.constantFrom('staff' as const, 'administrator' as const),
					roles: held(['tutor', 'volunteer', 'manager']),
					teams: held(['leeds', 'north', 'hub-s'])
				}),
				{ maxLength: 4 }
			)
		)
		.map(([refs, mails, list]) => [
			me,
			...list.map(({ leftOn, roles: r, teams: t, ...rest }, n) => {
				const within = <S extends { fromDay: string; toDay: string | null }>(spans: S[]) =>
					spans
						.filter(({ fromDay }) => leftOn === null || fromDay <= leftOn)
						.map((s) => ({
							...s,
							toDay: leftOn !== null && (s.toDay === null || s.toDay > leftOn) ? leftOn : s.toDay
						}));
				return someone(rest.name, {
					...rest,
					leftOn,
					id: `p${n}`,
					email: mails[n] ?? null,
					reference: refs[n] ?? null,
					// Each manages the one before, so there are no circles to begin with.
					managerId: n % 2 === 1 ? `p${n - 1}` : null,
					roles: within(r),
					teams: within(t)
				});
			})
		]);

const options = (): fc.Arbitrary<ImportOptions> =>
	fc
		.record({
			startedOn: fc.constantFrom(null, '2026-11-02'),
			createTeams: fc.boolean(),
			missingLeftOn: fc.constantFrom(null, null, YESTERDAY, TODAY),
			countsFrom: fc.constantFrom(TODAY, '2026-11-02')
		})
		.map((chosen) => ({ ...OPTIONS, ...chosen }));

const everything = () =>
	fc.record({
		file: fc.array(line(), { maxLength: 7 }).map((lines) => fileOf(...lines)),
		organisation: people().map((list): Organisation => ({
			people: list,
			teams: TEAMS,
			roles: ROLES
		})),
		options: options()
	});

const who = { importerId: me.id, today: TODAY };

describe('the plan of a file', () => {
	it('changes nothing a second time', () => {
		fc.assert(
			fc.property(everything(), ({ file, organisation, options }) => {
				const first = planImport(file, organisation, options, who);
				const second = planImport(file, after(organisation, first), options, who);
				expect(second.changed).toEqual([]);
				expect(second.newTeams).toEqual([]);
			}),
			{ numRuns: 600 }
		);
	});

	it('says of every line once what becomes of it', () => {
		fc.assert(
			fc.property(everything(), ({ file, organisation, options }) => {
				const { changed, unchanged, repeats, leftOut, refused } = planImport(
					file,
					organisation,
					options,
					who
				);
				const told = [...changed, ...unchanged, ...repeats, ...leftOut, ...refused]
					.flatMap(({ line }) => line ?? [])
					.sort((a, b) => a - b);
				expect(told).toEqual(file.lines.map(({ line }) => line));
				for (const { problems } of refused) expect(problems.length).toBeGreaterThan(0);
			}),
			{ numRuns: 400 }
		);
	});

	it('does not depend on the order of the lines', () => {
		const shuffled = everything().chain((all) =>
			fc.record({
				all: fc.constant(all),
				lines: fc.shuffledSubarray([...all.file.lines], { minLength: all.file.lines.length })
			})
		);
		fc.assert(
			fc.property(shuffled, ({ all: { file, organisation, options }, lines }) => {
				const said = (one: PeopleFile) => {
					const { changed, unchanged, repeats, leftOut, refused, kept } = planImport(
						one,
						organisation,
						options,
						who
					);
					const by = (list: { line: number | null }[]) =>
						[...list].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
					return [by(changed), by(unchanged), repeats, by(leftOut), by(refused), kept];
				};
				expect(said({ ...file, lines })).toEqual(said(file));
			}),
			{ numRuns: 300 }
		);
	});

	it('keeps addresses and references apart, spans too, and nobody manages themselves', () => {
		fc.assert(
			fc.property(everything(), ({ file, organisation, options }) => {
				const plan = planImport(file, organisation, options, who);
				const { people: all } = after(organisation, plan);
				for (const mark of ['email', 'reference'] as const) {
					const given = all.flatMap((person) => person[mark] ?? []);
					expect(new Set(given).size).toBe(given.length);
				}
				for (const { roles, teams, startedOn, leftOn } of all) {
					for (const spans of [roles, teams]) {
						const clash = spans.some((a, i) =>
							spans.slice(i + 1).some((b) => a.key === b.key && overlapOf(a, b) !== null)
						);
						expect(clash).toBe(false);
						expect(spans.every(({ fromDay, toDay }) => toDay === null || toDay >= fromDay)).toBe(
							true
						);
					}
					expect(leftOn === null || leftOn >= startedOn).toBe(true);
				}
				const managers = all.flatMap(({ id, managerId }) =>
					managerId === null ? [] : [[id, managerId] as const]
				);
				expect(inCircles(new Map(managers))).toEqual(new Set());
			}),
			{ numRuns: 600 }
		);
	});

	it('never has administrators or oneself leave because they are missing', () => {
		fc.assert(
			fc.property(everything(), ({ file, organisation, options }) => {
				const { changed } = planImport(file, organisation, options, who);
				const missing = new Set(changed.flatMap((one) => (one.line === null ? one.key : [])));
				for (const { id, access } of organisation.people) {
					if (access === 'administrator') expect(missing.has(id)).toBe(false);
				}
				const mine = changed.find(({ key }) => key === me.id);
				expect(mine?.values.leftOn ?? null).toBeNull();
			}),
			{ numRuns: 300 }
		);
	});
});
