import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InductionAsk, InductionStep } from './content/induction.ts';
import { addDays } from './day.ts';
import { confirmationRefusal, inductionOn, NOTE_LENGTH, type InductionFacts } from './induction.ts';
import type { StepConfirmation } from './induction-done.ts';
import type { ItemPeriod } from './induction-asks.ts';

const ask = (change: Partial<InductionAsk> = {}): InductionAsk => ({
	role: null,
	condition: null,
	profiles: null,
	nations: null,
	gate: false,
	gateIn: [],
	since: null,
	until: null,
	dueDays: null,
	...change
});
const asksOf = (roles: string[] | null) => roles?.map((role) => ask({ role })) ?? [ask()];
const itemStep = (
	key: string,
	item: `module:${string}`,
	asks: InductionAsk[] = [ask({ gate: true })]
): InductionStep => ({
	...{ key, title: key, description: key, owner: 'starter', item, confirm: null, asks }
});
const managerStep = (key: string, roles: string[] | null = null): InductionStep => ({
	key,
	title: key,
	description: key,
	owner: 'manager',
	item: null,
	confirm: { prompt: 'How?', answers: ['Asked', 'Shown'] },
	asks: asksOf(roles)
});
const programme = {
	role: null,
	laterRolesFrom: '2026-11-21',
	againWithinDays: null as number | null,
	stages: [
		{ key: 'day-1', title: 'Day 1', dueDays: 0, steps: [managerStep('told')] },
		{
			key: 'week-1',
			title: 'Week 1',
			dueDays: 7,
			steps: [itemStep('essentials', 'module:essentials'), managerStep('tutor-set-up', ['tutor'])]
		},
		{ key: 'month-1', title: 'Month 1', dueDays: 28, steps: [managerStep('review')] },
		{ key: 'board', title: 'Board', dueDays: 28, steps: [managerStep('board', ['trustee'])] }
	]
};
const start = '2026-11-02';
const person: InductionFacts = {
	startedOn: start,
	roles: [],
	conditions: [],
	circumstances: { nation: 'england', profiles: ['charity'] },
	completions: [],
	confirmations: [],
	periods: []
};
const confirmed = (step: string, on: string): StepConfirmation => ({
	step,
	on,
	by: 'manager',
	answer: 'Asked',
	note: null
});
const tutor = (fromDay: string, toDay: string | null = null) => ({ role: 'tutor', fromDay, toDay });

const stepIn = (facts: InductionFacts, key: string, today: string) =>
	inductionOn(programme, facts, today)
		.stages.flatMap(({ steps }) => steps)
		.find((step) => step.key === key);

describe('the standing of a step', () => {
	it.each([
		['before the first day', 'told', '2026-11-01', 'to_come', '2026-11-02'],
		['on the first day', 'told', '2026-11-02', 'due', '2026-11-02'],
		['the day after it was due', 'told', '2026-11-03', 'overdue', '2026-11-02'],
		['a later stage, before it begins', 'essentials', '2026-11-02', 'to_come', '2026-11-09'],
		['a later stage, when it begins', 'essentials', '2026-11-03', 'due', '2026-11-09'],
		['a later stage, on its last day', 'essentials', '2026-11-09', 'due', '2026-11-09'],
		['a later stage, after it', 'essentials', '2026-11-10', 'overdue', '2026-11-09'],
		['the last stage, before it begins', 'review', '2026-11-09', 'to_come', '2026-11-30'],
		['the last stage, when it begins', 'review', '2026-11-10', 'due', '2026-11-30']
	])('%s', (_, key, today, standing, dueOn) => {
		expect(stepIn(person, key, today)).toMatchObject({ standing, dueOn, done: null });
	});
});

describe('a step that applies to some roles', () => {
	it.each([
		['nobody of the role', [], '2026-11-05', null],
		['the role from before the first day', [tutor('2025-01-01')], '2026-11-05', '2026-11-09'],
		['the role taken up later', [tutor('2026-11-20')], '2026-11-20', '2026-11-27'],
		['the role not taken up yet', [tutor('2026-11-20')], '2026-11-19', null],
		['the role on its last day', [tutor(start, '2026-11-10')], '2026-11-10', '2026-11-09'],
		['the role given up', [tutor(start, '2026-11-10')], '2026-11-11', null],
		['the role taken up on the last due day', [tutor('2026-11-30')], '2026-12-24', '2026-12-07'],
		['the role taken up after all was due', [tutor('2026-12-01')], '2026-12-24', '2026-12-08'],
		['the role held and given up before', [tutor('2025-01-01', '2026-11-01')], '2026-11-05', null],
		['another role', [{ ...tutor(start), role: 'ict' }], '2026-11-05', null],
		[
			'two such roles: the earlier counts',
			[tutor('2026-11-08'), tutor('2026-11-04'), tutor('2026-11-06')],
			'2026-11-20',
			'2026-11-11'
		]
	])('%s', (_, roles, today, dueOn) => {
		expect(stepIn({ ...person, roles }, 'tutor-set-up', today)?.dueOn ?? null).toBe(dueOn);
	});

	it('stays in view once it was confirmed, even when the role has ended', () => {
		const facts = {
			...person,
			roles: [tutor(start, '2026-11-10')],
			confirmations: [confirmed('tutor-set-up', '2026-11-05')]
		};
		expect(stepIn(facts, 'tutor-set-up', '2026-12-24')).toMatchObject({
			standing: 'done',
			dueOn: '2026-11-09',
			done: { how: 'confirmed', on: '2026-11-05', by: 'manager', answer: 'Asked', note: null }
		});
	});

	it('counts where somebody confirmed it although nobody asked for it', () => {
		const facts = { ...person, confirmations: [confirmed('board', start)] };
		expect(stepIn(facts, 'board', '2026-11-20')).toMatchObject({
			...{ standing: 'done', dueOn: '2026-11-30', addedOn: null, roles: [] }
		});
	});

	it('leaves out a stage of which nothing applies', () => {
		const keys = inductionOn(programme, person, start).stages.map(({ key }) => key);
		expect(keys).toEqual(['day-1', 'week-1', 'month-1']);
	});
});

describe('a step with an item', () => {
	const today = '2026-11-20';
	it.each([
		['completed since', '2026-11-05', '2027-11-05', '2026-11-05'],
		['completed on the first day', start, null, start],
		['completed today', today, null, today],
		['completed tomorrow', '2026-11-21', null, null],
		['completed before and valid for good', '2024-01-01', null, '2024-01-01'],
		['completed before and valid on the first day', '2025-11-02', start, '2025-11-02'],
		['completed before and run out the day before', '2025-11-01', '2026-11-01', null],
		['completed since and run out again', start, '2026-11-10', start]
	])('%s', (_, completedOn, validUntil, on) => {
		const completions = [{ item: 'module:essentials', completedOn, validUntil }];
		const step = stepIn({ ...person, completions }, 'essentials', today);
		expect(step?.done ?? null).toEqual(on && { how: 'item', on });
	});

	it('takes the first completion that counts and none of another item', () => {
		const done = (item: string, completedOn: string) => ({ item, completedOn, validUntil: null });
		const completions = [
			done('module:other', '2026-11-03'),
			done('module:essentials', '2026-11-12'),
			done('module:essentials', '2026-11-06')
		];
		expect(stepIn({ ...person, completions }, 'essentials', today)?.done?.on).toBe('2026-11-06');
	});

	it('is not ticked by a confirmation', () => {
		const facts = { ...person, confirmations: [confirmed('essentials', start)] };
		expect(stepIn(facts, 'essentials', today)?.done).toBeNull();
	});
});

describe('a step whose item is asked of the person', () => {
	const asked = (dueOn: string, change: Partial<ItemPeriod> = {}): ItemPeriod => ({
		...{ item: 'module:essentials', cycle: 0, cause: 'requirement', dueOn, endsOn: null },
		...change
	});
	const of = (period: ItemPeriod, today: string) =>
		stepIn({ ...person, periods: [period] }, 'essentials', today);

	it.each([
		['sooner: the day before', '2026-11-05', '2026-11-05', 'due'],
		['sooner: the day after', '2026-11-05', '2026-11-06', 'overdue'],
		['on the first day', '2026-11-02', start, 'due'],
		['later: what would be its own last day', '2026-11-12', '2026-11-10', 'due'],
		['later: the day after', '2026-11-12', '2026-11-13', 'overdue'],
		['later: the stage begins when it did', '2026-11-12', '2026-11-03', 'due'],
		['later: before the stage begins', '2026-11-12', '2026-11-02', 'to_come']
	])('%s', (_, dueOn, today, standing) => {
		expect(of(asked(dueOn), today)).toMatchObject({ dueOn, standing });
	});

	it('makes the stage due on the first of the days that are left', () => {
		const dayOf = (dueOn: string) =>
			inductionOn(
				programme,
				{ ...person, roles: [tutor(start)], periods: [asked(dueOn)] },
				start
			).stages.find(({ key }) => key === 'week-1')?.dueOn;
		expect(dayOf('2026-11-05')).toBe('2026-11-05');
		expect(dayOf('2026-11-12')).toBe('2026-11-09');
	});

	it('is done as it was, whatever renews it', () => {
		const completions = [{ item: 'module:essentials', completedOn: start, validUntil: null }];
		const periods = [asked('2026-11-03', { cycle: 1 })];
		expect(stepIn({ ...person, completions, periods }, 'essentials', '2026-11-20')).toMatchObject({
			...{ standing: 'done', dueOn: '2026-11-09' }
		});
	});
});

describe('a role taken up when all was due', () => {
	const later = { ...person, roles: [tutor('2026-12-10')] };
	const all = [confirmed('told', start), confirmed('review', start)];
	const essentials = { item: 'module:essentials', completedOn: start, validUntil: null };
	const finished = { ...later, confirmations: all, completions: [essentials] };

	it('adds its steps, and only these are counted from its day', () => {
		expect(inductionOn(programme, finished, '2026-12-09').finishedOn).toBe(start);
		const induction = inductionOn(programme, finished, '2026-12-12');
		expect(induction).toMatchObject({ isNewRole: true, day: 3, finishedOn: null, done: 3 });
		expect(induction.stages[1]).toMatchObject({ dueOn: '2026-12-17', standing: 'due' });
	});

	it('is not what is left while something of the first weeks is', () => {
		expect(inductionOn(programme, later, '2026-12-12')).toMatchObject({
			isNewRole: false,
			day: 41
		});
	});

	it.each([
		['before there was this rule', { laterRolesFrom: '2026-12-11' }],
		['where the programme does not add them', { laterRolesFrom: null }],
		['when the role is the one of the base', { role: 'tutor' }]
	])('adds nothing %s', (_, change) => {
		const other = { ...programme, ...change };
		expect(inductionOn(other, finished, '2026-12-12').finishedOn).toBe(start);
	});
});

describe('how a step is asked', () => {
	/** The programme with one more step in week 1 and in month 1. */
	const asking = (week: InductionAsk[], month: InductionAsk[] = []) => ({
		...programme,
		stages: programme.stages.map((stage) => {
			const asks = { 'week-1': week, 'month-1': month }[stage.key] ?? [];
			const more = asks.length > 0 ? [itemStep('more', 'module:more', asks)] : [];
			return { ...stage, steps: [...stage.steps, ...more] };
		})
	});
	const moreIn = (
		week: InductionAsk[],
		{
			month,
			today = '2026-11-20',
			...facts
		}: Partial<InductionFacts> & {
			month?: InductionAsk[];
			today?: string;
		} = {}
	) => {
		const { stages } = inductionOn(asking(week, month), { ...person, ...facts }, today);
		return stages.flatMap(({ key: stage, steps }) =>
			steps.filter(({ key }) => key === 'more').map((step) => ({ stage, ...step }))
		);
	};
	const remote = (fromDay: string, toDay: string | null = null) => ({
		...{ condition: 'remote', fromDay, toDay }
	});

	it.each([
		['nowhere else', { profiles: ['school'] }, 0],
		['in organisations of a kind', { profiles: ['school', 'charity'] }, 1],
		['in another nation', { nations: ['wales'] }, 0],
		['in this nation', { nations: ['wales', 'england'], profiles: ['charity'] }, 1]
	])('%s', (_, change, times) => {
		expect(moreIn([ask(change)])).toHaveLength(times);
	});

	it('under a condition, from the day on which it and the role hold', () => {
		const week = [ask({ role: 'tutor', condition: 'remote' })];
		const roles = [tutor(start)];
		expect(moreIn(week, { roles })).toEqual([]);
		const before = [remote('2026-10-01', '2026-10-31')];
		expect(moreIn(week, { roles, conditions: before })).toEqual([]);
		expect(moreIn(week, { conditions: [remote('2026-11-05')] })).toEqual([]);
		expect(moreIn(week, { roles, conditions: [remote('2026-11-05')] })).toMatchObject([
			{ dueOn: '2026-11-12', roles: ['tutor'] }
		]);
		const ended = { roles, conditions: [remote('2026-11-05', '2026-11-09')] };
		expect(moreIn(week, ended)).toEqual([]);
		const completions = [{ item: 'module:more', completedOn: '2026-11-07', validUntil: null }];
		expect(moreIn(week, { ...ended, completions })).toMatchObject([
			{ standing: 'done', roles: [] }
		]);
	});

	it('of several roles makes one step, due on the earliest day', () => {
		const roles = [tutor(start), { ...tutor(start), role: 'ict' }, { ...tutor(start), role: 'hr' }];
		const month = ['ict', 'hr'].map((role) => ask({ role, gate: true }));
		const both = { roles, month };
		expect(moreIn([ask({ role: 'tutor' })], both)).toMatchObject([
			{ stage: 'week-1', dueOn: '2026-11-09', roles: ['tutor'], gate: false }
		]);
		expect(moreIn([ask({ role: 'dsl' })], both)).toMatchObject([
			{ stage: 'month-1', dueOn: '2026-11-30', roles: ['ict', 'hr'], gate: true }
		]);
		// What everybody does is not said to come from a role.
		expect(moreIn([ask(), ask({ role: 'tutor' })], both)[0]?.roles).toEqual([]);
	});

	it('goes to the stage of the role that is still held', () => {
		const completions = [{ item: 'module:more', completedOn: '2026-11-07', validUntil: null }];
		const roles = [tutor(start, '2026-11-08'), { ...tutor(start), role: 'ict' }];
		const month = [ask({ role: 'ict' })];
		expect(moreIn([ask({ role: 'tutor' })], { roles, month, completions })).toMatchObject([
			{ stage: 'month-1' }
		]);
		expect(moreIn([ask({ role: 'tutor' })], { roles: [], month, completions })).toEqual([]);
	});

	it('has days of its own', () => {
		expect(moreIn([ask({ dueDays: 42 })])[0]?.dueOn).toBe('2026-12-14');
	});

	it.each([
		['a star', {}, { gate: true }, true],
		['in such organisations alone', {}, { gateIn: ['charity'] }, true],
		['elsewhere', {}, { gateIn: ['school'] }, false]
	])('is a gate: %s', (_, facts, change, gate) => {
		expect(moreIn([ask(change)], facts)[0]?.gate).toBe(gate);
	});

	it.each([
		['there before the first day', '2026-11-02', '2026-11-20', '2026-11-09', null],
		['not there yet', '2026-11-21', '2026-11-20', null, null],
		['come while they are under way', '2026-11-21', '2026-11-21', '2026-11-28', '2026-11-21'],
		['come on the last due day', '2026-11-30', '2026-12-24', '2026-12-07', '2026-11-30'],
		['come when all was due', '2026-12-01', '2026-12-24', null, null]
	])('by a release that has %s', (_, since, today, dueOn, addedOn) => {
		const [step] = moreIn([ask({ since })], { today });
		expect(step?.dueOn ?? null).toBe(dueOn);
		expect(step?.addedOn ?? null).toBe(addedOn);
	});

	it.each([
		['the day after the first day', '2026-11-03', 1],
		['the first day', '2026-11-02', 0]
	])('no more of whoever begins after it was taken out: %s', (_, until, times) => {
		expect(moreIn([ask({ until })])).toHaveLength(times);
	});

	it('again: what was done long before does not count', () => {
		const again = { ...asking([ask()]), againWithinDays: 28 };
		const doneOn = (completedOn: string) => {
			const completions = [{ item: 'module:more', completedOn, validUntil: null }];
			return inductionOn(again, { ...person, completions }, '2026-11-20').done;
		};
		expect(doneOn('2026-10-04')).toBe(0);
		expect(doneOn('2026-10-05')).toBe(1);
	});
});

describe('an induction as a whole', () => {
	it('counts what is done and what waits, and names what comes next', () => {
		const facts = { ...person, confirmations: [confirmed('told', start)] };
		const induction = inductionOn(programme, facts, '2026-11-10');
		expect(induction).toMatchObject({
			day: 9,
			done: 1,
			total: 3,
			finishedOn: null,
			waitingForManager: 1
		});
		expect(induction.next?.key).toBe('essentials');
		expect(
			induction.stages.map(({ key, standing, done, total, dueOn }) => [
				key,
				standing,
				done,
				total,
				dueOn
			])
		).toEqual([
			['day-1', 'done', 1, 1, '2026-11-02'],
			['week-1', 'overdue', 0, 1, '2026-11-09'],
			['month-1', 'due', 0, 1, '2026-11-30']
		]);
	});

	it('names what is due first as the next thing, a gate before others on the same day', () => {
		const more = (key: string, gate: boolean) => itemStep(key, `module:${key}`, [ask({ gate })]);
		const stages = programme.stages.map((stage) =>
			stage.key === 'week-1'
				? { ...stage, steps: [more('plain', false), ...stage.steps, more('gate', true)] }
				: stage
		);
		const nextWith = (periods: ItemPeriod[]) =>
			inductionOn({ ...programme, stages }, { ...person, periods }, start).next?.key;
		const asked = { cycle: 0, cause: 'requirement', endsOn: null } as const;
		expect(nextWith([])).toBe('essentials');
		expect(nextWith([{ ...asked, item: 'module:plain', dueOn: '2026-11-08' }])).toBe('plain');
		expect(nextWith([{ ...asked, item: 'module:essentials', dueOn: '2026-11-10' }])).toBe('gate');
	});

	it('does not count steps to come as waiting', () => {
		expect(inductionOn(programme, person, start).waitingForManager).toBe(1);
	});

	it('names what the person does next, whatever waits for the manager', () => {
		expect(inductionOn(programme, person, start).next?.key).toBe('essentials');
	});

	it('is finished on the day of the last step', () => {
		const facts = {
			...person,
			completions: [{ item: 'module:essentials', completedOn: '2026-11-06', validUntil: null }],
			confirmations: [confirmed('told', start), confirmed('review', '2026-11-24')]
		};
		expect(inductionOn(programme, facts, '2026-11-23').finishedOn).toBeNull();
		expect(inductionOn(programme, facts, '2026-11-24')).toMatchObject({
			finishedOn: '2026-11-24',
			next: null,
			waitingForManager: 0
		});
	});

	it('is on day 0 the day before it begins', () => {
		expect(inductionOn(programme, person, '2026-11-01').day).toBe(0);
	});

	const days = fc.integer({ min: -30, max: 800 }).map((n) => addDays(start, n));
	const someFacts = fc.record({
		startedOn: fc.constant(start),
		conditions: fc.constant([]),
		circumstances: fc.constant(person.circumstances),
		roles: fc.array(
			fc.record({
				role: fc.constantFrom('tutor', 'trustee'),
				fromDay: days,
				toDay: fc.option(days)
			})
		),
		completions: fc.array(
			fc.record({
				item: fc.constantFrom('module:essentials', 'module:other'),
				completedOn: days,
				validUntil: fc.option(days)
			})
		),
		confirmations: fc.uniqueArray(
			fc
				.tuple(fc.constantFrom('told', 'tutor-set-up', 'review', 'board', 'gone'), days)
				.map(([step, on]) => confirmed(step, on)),
			{ selector: ({ step }) => step }
		),
		periods: fc.array(
			fc.record({
				item: fc.constantFrom('module:essentials', 'module:other'),
				cycle: fc.nat(2),
				cause: fc.constantFrom<ItemPeriod['cause']>('requirement', 'version', 'return', 'lapsed'),
				dueOn: fc.option(days),
				endsOn: fc.option(days)
			}),
			{ maxLength: 2 }
		)
	});

	it('adds up, whatever has happened', () => {
		fc.assert(
			fc.property(someFacts, days, (facts, today) => {
				const induction = inductionOn(programme, facts, today);
				const steps = induction.stages.flatMap((stage) => stage.steps);
				const isDone = steps.filter(({ standing }) => standing === 'done');
				expect(induction.total).toBe(steps.length);
				expect(induction.done).toBe(isDone.length);
				expect(isDone.every(({ done }) => done !== null && done.on <= today)).toBe(true);
				expect(induction.finishedOn !== null).toBe(induction.done === induction.total);
				expect(induction.stages.every(({ done, total }) => done <= total && total > 0)).toBe(true);
			})
		);
	});

	it('never takes back a step that was done', () => {
		fc.assert(
			fc.property(someFacts, days, fc.nat(400), (facts, today, later) => {
				const doneOn = (day: string) =>
					inductionOn(programme, facts, day)
						.stages.flatMap(({ steps }) => steps)
						.filter(({ done }) => done)
						.map(({ key }) => key);
				expect(doneOn(addDays(today, later))).toEqual(expect.arrayContaining(doneOn(today)));
			})
		);
	});
});

describe('confirming a step', () => {
	const today = '2026-11-05';
	const good = { personId: 'starter', ...confirmed('told', start) };
	it.each([
		['on the first day', {}, null],
		['today', { on: today }, null],
		['a step to come', { step: 'tutor-set-up', on: today }, null],
		['a note of the greatest length', { note: 'a'.repeat(NOTE_LENGTH) }, null],
		['a step that does not exist', { step: 'gone' }, 'does_not_apply'],
		['a step of another role', { step: 'board' }, 'does_not_apply'],
		['a step that ticks itself', { step: 'essentials' }, 'ticks_itself'],
		['of oneself', { by: 'starter' }, 'own_induction'],
		['a step that was confirmed before', { step: 'review', answer: 'x' }, 'already_confirmed'],
		['ninety days before the first day', { on: '2026-08-04' }, null],
		['too long before the first day', { on: '2026-08-03' }, 'too_early'],
		['in the future', { on: '2026-11-06' }, 'future_day'],
		['with an answer that is not offered', { answer: 'Maybe' }, 'unknown_answer'],
		['a note that is too long', { note: 'a'.repeat(NOTE_LENGTH + 1) }, 'note_too_long']
	])('%s', (_, change, expected) => {
		const before = { roles: [tutor(today)], confirmations: [confirmed('review', today)] };
		const induction = inductionOn(programme, { ...person, ...before }, today);
		expect(confirmationRefusal(induction, { ...good, ...change }, today)).toBe(expected);
	});
});
