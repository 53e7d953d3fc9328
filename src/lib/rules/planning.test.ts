import { describe, expect, it, test } from 'vitest';
import {
	planPeriods,
	renewalsOf,
	requirementsFor,
	type ItemHistory,
	type LastCompletion,
	type Mandate,
	type OpenPeriod,
	type PersonFacts,
	type Requirement,
	type Rulebook
} from './planning.ts';

const today = '2026-11-21';
const person: PersonFacts = {
	startedOn: '2026-11-02',
	leftOn: null,
	roles: [{ role: 'tutor', fromDay: '2026-11-02', toDay: null }],
	conditions: [],
	contactFrom: null,
	absences: []
};
const requirement: Requirement = {
	role: 'tutor',
	item: 'module:a',
	condition: null,
	dueDays: 7,
	dueFrom: 'start',
	dueOn: null,
	renewal: { kind: 'months', months: 12 },
	windowDays: 60,
	fromDay: '2025-01-01',
	toDay: null
};
const returnToWork = { afterMonths: 6, withinDays: 28, items: ['module:a'] };
const asks = (...requirements: Partial<Requirement>[]): Rulebook => ({
	requirements: requirements.map((one) => ({ ...requirement, ...one })),
	mandates: [],
	returnToWork
});
const done = (completedOn: string, more: Partial<LastCompletion> = {}): ItemHistory => ({
	item: 'module:a',
	completions: 1,
	lastCompletion: {
		completedOn,
		version: '1',
		countsFrom: completedOn,
		monthsBefore: 0,
		statedUntil: null,
		...more
	}
});
const plan = (
	who: Partial<PersonFacts>,
	rulebook: Rulebook,
	histories: ItemHistory[] = [],
	day = today
) => planPeriods({ ...person, ...who }, rulebook, [], histories, day);
/** Opening day, due day and last day of the only period that is planned. */
const days = (...given: Parameters<typeof plan>) =>
	plan(...given).map((change) =>
		change.kind === 'withdraw' ? [] : [change.opensOn, change.dueOn, change.endsOn]
	);

describe('what a person must do', () => {
	it('opens a first cycle from the first day', () => {
		expect(plan({}, asks({}))).toEqual([
			{
				kind: 'open',
				item: 'module:a',
				cycle: 0,
				opensOn: '2026-11-02',
				dueOn: '2026-11-09',
				endsOn: null,
				cause: 'requirement'
			}
		]);
	});

	it('takes the earliest due day of several roles', () => {
		const roles = [...person.roles, { role: 'manager', fromDay: '2026-11-02', toDay: null }];
		const rulebook = asks({}, { role: 'manager', dueDays: 3 });
		expect(days({ roles }, rulebook)).toEqual([['2026-11-02', '2026-11-05', null]]);
		const turned = { ...rulebook, requirements: rulebook.requirements.toReversed() };
		expect(days({ roles }, turned)).toEqual([['2026-11-02', '2026-11-05', null]]);
	});

	it('is what the roles of the day ask', () => {
		const ended = { roles: [{ role: 'tutor', fromDay: '2026-11-02', toDay: '2026-11-20' }] };
		const { requirements } = asks({});
		const on = (who: Partial<PersonFacts>, day: string) =>
			requirementsFor({ ...person, ...who }, requirements, day);
		expect(on(ended, '2026-11-20')).toEqual(requirements);
		expect(on(ended, today)).toEqual([]);
		expect(on({}, '2026-11-01')).toEqual([]);
		expect(on({ leftOn: '2026-11-20' }, today)).toEqual([]);
		expect(on({ leftOn: today }, today)).toHaveLength(1);
	});

	it('names a requirement once, however it comes to bear', () => {
		const conditions = [
			{ condition: 'c', fromDay: '2026-11-02', toDay: '2026-11-10' },
			{ condition: 'c', fromDay: '2026-11-12', toDay: null }
		];
		const { requirements } = asks({ condition: 'c' });
		expect(requirementsFor({ ...person, conditions }, requirements, today)).toHaveLength(1);
	});

	it('is known before it begins', () => {
		const roles = [{ role: 'tutor', fromDay: '2027-01-04', toDay: null }];
		expect(days({ roles }, asks({ dueFrom: 'role' }))).toEqual([
			['2027-01-04', '2027-01-11', null]
		]);
		expect(days({}, asks({ fromDay: '2027-01-04' }))).toEqual([['2027-01-04', '2027-01-11', null]]);
		expect(days({ startedOn: '2027-01-04' }, asks({}))).toEqual([
			['2027-01-04', '2027-01-11', null]
		]);
	});

	it('ends on a day that is known before', () => {
		const roles = [{ role: 'tutor', fromDay: '2026-11-02', toDay: '2026-12-31' }];
		expect(days({ roles }, asks({}))).toEqual([['2026-11-02', '2026-11-09', '2026-12-31']]);
		expect(days({ leftOn: '2026-12-31' }, asks({}))).toEqual([
			['2026-11-02', '2026-11-09', '2026-12-31']
		]);
	});

	it('gives the renewals of an item', () => {
		const { requirements } = asks({}, { renewal: null }, { item: 'module:b' });
		expect(renewalsOf('module:a', requirements)).toEqual([
			{ renewal: { kind: 'months', months: 12 }, windowDays: 60 }
		]);
	});
});

describe('a change of role or requirement', () => {
	it('keeps the day that was set when another role asks for the same', () => {
		const roles = [
			{ role: 'tutor', fromDay: '2026-11-02', toDay: '2026-11-15' },
			{ role: 'manager', fromDay: '2026-11-16', toDay: null }
		];
		const rulebook = asks({}, { role: 'manager', dueFrom: 'role', dueDays: 28 });
		expect(days({ roles }, rulebook)).toEqual([['2026-11-02', '2026-11-09', null]]);
	});

	it('lets go of a day that would have come after the end', () => {
		const roles = [
			{ role: 'tutor', fromDay: '2026-11-02', toDay: '2026-11-05' },
			{ role: 'manager', fromDay: '2026-11-06', toDay: null }
		];
		const rulebook = asks({}, { role: 'manager', dueFrom: 'role', dueDays: 28 });
		expect(days({ roles }, rulebook)).toEqual([['2026-11-02', '2026-12-04', null]]);
	});

	it('begins anew after a break', () => {
		const roles = [
			{ role: 'tutor', fromDay: '2026-11-02', toDay: '2026-11-10' },
			{ role: 'tutor', fromDay: '2026-11-20', toDay: null }
		];
		expect(days({ roles }, asks({ dueFrom: 'role' }))).toEqual([
			['2026-11-20', '2026-11-27', null]
		]);
		expect(days({ roles }, asks({ dueFrom: 'role' }), [], '2026-11-05')).toEqual([
			['2026-11-02', '2026-11-09', '2026-11-10']
		]);
	});

	it('gives more time only to those whose time had not run out', () => {
		const changed = (from: string, to: string) =>
			asks({ toDay: to }, { fromDay: from, dueDays: 28 });
		expect(days({}, changed('2026-11-10', '2026-11-09'))).toEqual([
			['2026-11-02', '2026-11-09', null]
		]);
		expect(days({}, changed('2026-11-09', '2026-11-08'))).toEqual([
			['2026-11-02', '2026-11-30', null]
		]);
	});

	it('that asks sooner is due on its first day at the earliest', () => {
		const rulebook = asks({ dueDays: 60, toDay: '2026-11-20' }, { fromDay: today, dueDays: 7 });
		expect(days({}, rulebook)).toEqual([['2026-11-02', today, null]]);
	});
});

describe('what was done before', () => {
	it('opens the renewal by the day the completion runs out', () => {
		expect(plan({}, asks({}), [done('2026-11-12')])).toEqual([
			{
				kind: 'open',
				item: 'module:a',
				cycle: 1,
				opensOn: '2027-09-13',
				dueOn: '2027-11-12',
				endsOn: null,
				cause: 'requirement'
			}
		]);
	});

	it('counts from the anniversary', () => {
		const history = done('2026-11-12', { countsFrom: '2023-12-31', monthsBefore: 36 });
		expect(days({}, asks({}), [history])).toEqual([['2027-11-01', '2027-12-31', null]]);
	});

	it('never opens on the day of the completion, however wide the window', () => {
		const rulebook = asks({ renewal: { kind: 'months', months: 1 }, windowDays: 120 });
		expect(days({}, rulebook, [done('2026-11-12')])).toEqual([['2026-11-13', '2026-12-12', null]]);
	});

	it('is renewed by the shortest of several intervals, also one that came later', () => {
		const six = { kind: 'months', months: 6 } as const;
		const rulebook = asks({}, { role: 'tutor', renewal: six, fromDay: '2026-11-20' });
		expect(days({}, rulebook, [done('2026-11-12')])).toEqual([['2027-03-13', '2027-05-12', null]]);
		// Not before the shorter interval exists.
		const late = asks({}, { renewal: six, fromDay: '2027-06-01' });
		expect(days({}, late, [done('2026-11-12')])).toEqual([['2027-04-02', '2027-06-01', null]]);
	});

	it('is renewed by the longer interval once that has taken the place of the shorter', () => {
		const six = { kind: 'months', months: 6 } as const;
		const rulebook = asks({ renewal: six, toDay: '2027-01-31' }, { fromDay: '2027-02-01' });
		expect(days({}, rulebook, [done('2026-11-12')])).toEqual([['2027-09-13', '2027-11-12', null]]);
		expect(days({}, rulebook, [done('2026-06-12')])).toEqual([['2026-10-13', '2026-12-12', null]]);
	});

	it('is open until its requirement ends, even if it never falls due', () => {
		const roles = [{ role: 'tutor', fromDay: '2026-11-02', toDay: '2026-12-31' }];
		expect(days({ roles }, asks({}), [done('2026-11-12')])).toEqual([
			['2027-09-13', '2027-11-12', '2026-12-31']
		]);
	});

	it('runs out on the day that the evidence states, if that is sooner', () => {
		const stated = (statedUntil: string) => [done('2026-11-12', { statedUntil })];
		expect(days({}, asks({}), stated('2027-01-31'))).toEqual([['2026-12-02', '2027-01-31', null]]);
		expect(days({}, asks({}), stated('2028-01-31'))).toEqual([['2027-09-13', '2027-11-12', null]]);
		expect(days({}, asks({ renewal: null }), stated('2027-01-31'))).toEqual([
			['2026-12-02', '2027-01-31', null]
		]);
	});

	it('is asked as new of somebody whose completion had run out before it was asked', () => {
		expect(days({}, asks({}), [done('2025-11-01')])).toEqual([['2026-11-02', '2026-11-09', null]]);
		expect(days({}, asks({}), [done('2025-10-31')])).toEqual([['2026-11-01', '2026-11-09', null]]);
		expect(days({}, asks({}), [done('2025-11-02')])).toEqual([['2026-09-03', '2026-11-02', null]]);
		expect(plan({}, asks({}), [done('2025-11-01')])).toMatchObject([{ cause: 'lapsed' }]);
		expect(plan({}, asks({}), [done('2025-11-02')])).toMatchObject([{ cause: 'requirement' }]);
	});

	it('stays as new when a new version or a return decides the day', () => {
		const version = { item: 'module:a', version: '2', announcedOn: '2026-10-01' };
		const sooner = { ...asks({}), mandates: [{ ...version, mandatoryFrom: '2026-11-04' }] };
		expect(plan({}, sooner, [done('2025-11-01')])).toMatchObject([
			{ dueOn: '2026-11-04', cause: 'lapsed' }
		]);
		const away = { absences: [{ fromDay: '2026-11-05', toDay: '2026-11-20' }] };
		expect(plan(away, asks({}), [done('2025-11-01')])).toMatchObject([
			{ dueOn: '2026-12-19', cause: 'lapsed' }
		]);
	});

	it('is asked no more when it is done once for good', () => {
		expect(plan({}, asks({ renewal: null }), [done('2026-11-12')])).toEqual([]);
	});
});

describe('a material version', () => {
	const mandate: Mandate = {
		item: 'module:a',
		version: '2',
		announcedOn: '2026-11-20',
		mandatoryFrom: '2027-01-01'
	};
	const withVersion = (rulebook: Rulebook, more: Partial<Mandate> = {}) => ({
		...rulebook,
		mandates: [{ ...mandate, ...more }]
	});

	it('is due by its day for everybody who has an older one', () => {
		expect(plan({}, withVersion(asks({})), [done('2026-11-12')])).toMatchObject([
			{ opensOn: '2026-11-20', dueOn: '2027-01-01', cause: 'version', cycle: 1 }
		]);
		expect(days({}, withVersion(asks({ renewal: null })), [done('2026-11-12')])).toEqual([
			['2026-11-20', '2027-01-01', null]
		]);
	});

	it('leaves a renewal that is due sooner as it is', () => {
		expect(plan({}, withVersion(asks({})), [done('2025-12-31')])).toMatchObject([
			{ dueOn: '2026-12-31', cause: 'requirement' }
		]);
		expect(plan({}, withVersion(asks({})), [done('2026-01-01')])).toMatchObject([
			{ opensOn: '2026-11-02', dueOn: '2027-01-01', cause: 'requirement' }
		]);
	});

	test.each(['2', '3', '10'])('is met by version %s', (version) => {
		expect(days({}, withVersion(asks({})), [done('2026-11-12', { version })])).toEqual([
			['2027-09-13', '2027-11-12', null]
		]);
	});

	it('is met by a completion elsewhere from the day it was announced', () => {
		const elsewhere = (on: string) => [done(on, { version: null })];
		expect(plan({}, withVersion(asks({})), elsewhere('2026-11-19'))).toMatchObject([
			{ cause: 'version' }
		]);
		expect(plan({}, withVersion(asks({})), elsewhere('2026-11-20'))).toMatchObject([
			{ cause: 'requirement' }
		]);
	});

	it('is nothing to somebody who has done none, or another item', () => {
		expect(plan({}, withVersion(asks({})))).toMatchObject([{ cause: 'requirement', cycle: 0 }]);
		const other = withVersion(asks({}), { item: 'module:b' });
		expect(plan({}, other, [done('2026-11-12')])).toMatchObject([{ cause: 'requirement' }]);
	});

	it('is due for those who come later on the day they come', () => {
		const roles = [{ role: 'tutor', fromDay: '2027-03-01', toDay: null }];
		expect(days({ roles }, withVersion(asks({})), [done('2026-11-12')])).toEqual([
			['2027-03-01', '2027-03-01', null]
		]);
	});

	it('opens on the day after the older one was done, if that was later', () => {
		const late = withVersion(asks({}), { mandatoryFrom: '2026-11-25' });
		expect(days({}, late, [done('2026-11-23')])).toEqual([['2026-11-24', '2026-11-25', null]]);
		expect(days({}, late, [done('2026-11-25')])).toEqual([['2026-11-25', '2026-11-25', null]]);
	});
});

describe('a long time away', () => {
	const away = (fromDay: string, toDay: string | null) => ({ absences: [{ fromDay, toDay }] });

	it('moves what fell due in it, or in the weeks after it, to four weeks after the return', () => {
		// Due on 9 November; back on the day after the last day away.
		expect(days(away('2026-11-09', '2026-11-20'), asks({}))).toEqual([
			['2026-11-02', '2026-12-19', null]
		]);
		expect(days(away('2026-11-10', '2026-11-20'), asks({}))).toEqual([
			['2026-11-02', '2026-11-09', null]
		]);
		expect(days(away('2026-10-01', '2026-10-12'), asks({}))).toEqual([
			['2026-11-02', '2026-11-10', null]
		]);
		expect(days(away('2026-10-01', '2026-10-11'), asks({}))).toEqual([
			['2026-11-02', '2026-11-09', null]
		]);
	});

	it('says that the return is the cause', () => {
		expect(plan(away('2026-11-09', '2026-11-20'), asks({}))).toMatchObject([{ cause: 'return' }]);
	});

	it('moves nothing while the return is not known', () => {
		expect(days(away('2026-11-03', null), asks({}))).toEqual([['2026-11-02', '2026-11-09', null]]);
	});

	it('counts one absence after another', () => {
		const absences = [
			{ fromDay: '2026-12-01', toDay: '2026-12-31' },
			{ fromDay: '2026-11-05', toDay: '2026-11-14' }
		];
		// Due on 13 December after the first, which lies in the second: 29 January.
		expect(days({ absences }, asks({}))).toEqual([['2026-11-02', '2027-01-29', null]]);
	});

	const started = {
		startedOn: '2025-01-01',
		roles: [{ ...person.roles[0], role: 'tutor', fromDay: '2025-01-01', toDay: null }]
	};

	test.each([
		['of six months asks for the set again', '2026-05-15', 'module:a', '2026-11-15'],
		['of a day less does not', '2026-05-16', 'module:a', null],
		['asks for nothing that is not in the set', '2026-05-15', 'module:b', null]
	])('%s', (_, fromDay, item, opensOn) => {
		const rulebook = { ...asks({}), returnToWork: { ...returnToWork, items: [item] } };
		const found = plan({ ...started, ...away(fromDay, '2026-11-14') }, rulebook, [
			done('2026-05-01')
		]);
		expect(found).toMatchObject([
			opensOn === null
				? { dueOn: '2027-05-01', cause: 'requirement' }
				: { opensOn, dueOn: '2026-12-13', cause: 'return' }
		]);
	});

	it('asks for what is done once for good as well', () => {
		const who = { ...started, ...away('2026-05-01', '2026-11-14') };
		expect(days(who, asks({ renewal: null }), [done('2026-04-01')])).toEqual([
			['2026-11-15', '2026-12-13', null]
		]);
	});

	it('asks no more of who did it in the last weeks away or since', () => {
		const who = { ...started, ...away('2026-05-01', '2026-11-14') };
		expect(plan(who, asks({}), [done('2026-10-18')])).toMatchObject([{ cause: 'requirement' }]);
		expect(plan(who, asks({}), [done('2026-10-17')])).toMatchObject([{ cause: 'return' }]);
	});

	it('is past for somebody who has come to be asked only later', () => {
		const roles = [{ role: 'tutor', fromDay: '2026-11-16', toDay: null }];
		const who = { ...started, roles, ...away('2026-05-01', '2026-11-14') };
		expect(plan(who, asks({}), [done('2026-04-01')])).toMatchObject([{ cause: 'requirement' }]);
		const sameDay = { ...who, roles: [{ role: 'tutor', fromDay: '2026-11-15', toDay: null }] };
		expect(plan(sameDay, asks({}), [done('2026-04-01')])).toMatchObject([{ cause: 'return' }]);
	});
});

describe('what is open already', () => {
	const open: OpenPeriod = {
		id: 'p1',
		item: 'module:a',
		cycle: 0,
		opensOn: '2026-11-02',
		dueOn: '2026-11-09',
		endsOn: null,
		cause: 'requirement'
	};
	const planFrom = (period: Partial<OpenPeriod>, rulebook: Rulebook) =>
		planPeriods(person, rulebook, [{ ...open, ...period }], [], today);

	it('is left alone when it fits', () => {
		expect(planFrom({}, asks({}))).toEqual([]);
	});

	test.each([
		[{ opensOn: '2026-11-01' }],
		[{ dueOn: '2026-11-08' }],
		[{ endsOn: '2026-12-31' }],
		[{ cause: 'return' as const }],
		[{ dueOn: null }]
	])('is moved when it is %o', (period) => {
		expect(planFrom(period, asks({}))).toEqual([
			{
				kind: 'move',
				periodId: 'p1',
				item: 'module:a',
				dueBefore: 'dueOn' in period ? period.dueOn : '2026-11-09',
				opensOn: '2026-11-02',
				dueOn: '2026-11-09',
				endsOn: null,
				cause: 'requirement'
			}
		]);
	});

	it('is withdrawn when nothing asks for it, but never what the person chose', () => {
		expect(planFrom({}, asks())).toEqual([{ kind: 'withdraw', periodId: 'p1', item: 'module:a' }]);
		expect(planFrom({ dueOn: null }, asks())).toEqual([]);
		expect(planFrom({}, asks({ toDay: '2026-11-20' }))).toMatchObject([{ kind: 'withdraw' }]);
	});
});
