import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CheckLine, Contact } from './checks.ts';
import {
	clearanceOf,
	clearanceOn,
	clearanceStatuses,
	withoutChecks,
	type ClearanceAnswer,
	type ClearanceFacts
} from './clearance.ts';
import { addDays, type Day } from './day.ts';
import type { Gate } from './gates.ts';
import type { Span } from './span.ts';
import type { SupervisionPlan } from './supervision-plan.ts';

const TODAY = '2026-11-21';
const since2025 = { fromDay: '2025-01-06', toDay: null };

const completed = (completedOn: Day) => ({
	completedOn,
	countsFrom: completedOn,
	monthsBefore: 0,
	statedUntil: null
});

/** A gate of twelve months: done on a day, or never. */
const gate = (doneOn: Day | null, rest: Partial<Gate> = {}): Gate => ({
	item: 'module:a',
	bearings: [
		{ span: since2025, rule: { renewal: { kind: 'months', months: 12 }, windowDays: 60 } }
	],
	asked: null,
	last: doneOn === null ? null : completed(doneOn),
	waivers: [],
	...rest
});

const check = (
	status: CheckLine['status'],
	onDay: Day,
	rest: Partial<CheckLine> = {}
): CheckLine => ({ kind: 'dbs', status, onDay, recheckOn: null, ...rest });

const plan = (rest: Partial<SupervisionPlan> = {}): SupervisionPlan => ({
	id: 'plan',
	ownerId: 'owner',
	fromDay: '2026-11-10',
	toDay: '2026-11-26',
	ownerAway: [],
	...rest
});

const contact = (kind: Contact, span: Span = since2025) => [{ ...span, contact: kind }];

/** Somebody with one gate that is met until March and a clear check: clear. */
const person = (rest: Partial<ClearanceFacts> = {}): ClearanceFacts => ({
	startedOn: '2025-01-06',
	leftOn: null,
	absences: [],
	contacts: contact('unsupervised'),
	regulatedActivity: 'yes',
	nation: 'england',
	gates: [gate('2026-03-09')],
	checks: [check('clear', '2024-12-20')],
	plans: [],
	...rest
});

const undone = { gates: [gate(null)] };
const statusOn = (facts: ClearanceFacts, day: Day) => clearanceOn(facts, day).status;
const kinds = (facts: ClearanceFacts, day = TODAY) =>
	clearanceOn(facts, day).reasons.map(({ kind }) => kind);

describe('gates', () => {
	it('all met and a clear check make somebody clear', () => {
		expect(clearanceOn(person(), TODAY)).toEqual({
			status: 'clear',
			reasons: [],
			remarks: [],
			check: 'met',
			planId: null
		});
	});

	it('one that is not met blocks, and says which', () => {
		const facts = person({ gates: [gate('2026-03-09'), gate(null, { item: 'module:b' })] });
		const { status, reasons } = clearanceOn(facts, TODAY);
		expect(status).toBe('blocked');
		expect(reasons).toEqual([{ kind: 'not_done', item: 'module:b', dueOn: null }]);
	});

	it('one that has run out blocks', () => {
		expect(statusOn(person(), '2027-03-09')).toBe('clear');
		expect(statusOn(person(), '2027-03-10')).toBe('blocked');
		expect(kinds(person(), '2027-03-10')).toEqual(['ran_out']);
	});

	it('one that is waived counts as met and is named', () => {
		const waivers = [{ fromDay: '2026-11-01', toDay: '2026-12-24' }];
		const facts = person({ gates: [gate(null, { waivers })] });
		expect(clearanceOn(facts, TODAY)).toMatchObject({
			status: 'clear',
			remarks: [{ kind: 'waived', item: 'module:a', until: '2026-12-24' }]
		});
		expect(clearanceOf(facts, TODAY)).toMatchObject({
			changesOn: '2026-12-25',
			changesTo: 'blocked'
		});
	});

	it('bear only on the days of the role', () => {
		const bearings = [{ span: { fromDay: '2026-12-01', toDay: '2026-12-31' }, rule: null }];
		const facts = person({ gates: [gate(null, { bearings })] });
		const days = ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'];
		expect(days.map((day) => statusOn(facts, day))).toEqual([
			'clear',
			'blocked',
			'blocked',
			'clear'
		]);
	});
});

describe('checks', () => {
	test.each([
		['none recorded', [], ['check_missing']],
		['one that is only requested', [check('requested', '2026-11-02')], ['check_requested']],
		['one of another nation', [check('clear', '2026-01-02', { kind: 'pvg' })], ['check_missing']],
		['one requested after another', [check('clear', '2025-01-02')], []]
	] as const)('%s', (_, checks, expected) => {
		const facts = person({ checks });
		expect(kinds(facts)).toEqual(expected);
		expect(clearanceOn(facts, TODAY).check).toBe(expected.length === 0 ? 'met' : 'not_met');
	});

	it('of another nation are named', () => {
		const pvg = check('clear', '2026-01-02', { kind: 'pvg' });
		const missing = { kind: 'check_missing', check: 'dbs' };
		expect(clearanceOn(person({ checks: [pvg] }), TODAY).reasons).toEqual([
			{ ...missing, other: 'pvg' }
		]);
		expect(clearanceOn(person({ checks: [] }), TODAY).reasons).toEqual([
			{ ...missing, other: null }
		]);
		const requested = check('requested', '2026-01-02', { kind: 'pvg' });
		expect(clearanceOn(person({ checks: [requested] }), TODAY).reasons).toEqual([
			{ ...missing, other: null }
		]);
	});

	test.each([
		['england', 'dbs'],
		['wales', 'dbs'],
		['scotland', 'pvg'],
		['northern_ireland', 'access_ni']
	] as const)('in %s only %s counts', (nation, right) => {
		for (const kind of ['dbs', 'pvg', 'access_ni'] as const) {
			const facts = person({ nation, checks: [check('clear', '2026-01-02', { kind })] });
			expect(statusOn(facts, TODAY)).toBe(kind === right ? 'clear' : 'blocked');
		}
	});

	it('are requested since a day', () => {
		const checks = [check('requested', '2026-11-02')];
		expect(clearanceOn(person({ checks }), TODAY).reasons).toEqual([
			{ kind: 'check_requested', check: 'dbs', on: '2026-11-02' }
		]);
	});

	it('count from the day on which they were given', () => {
		const facts = person({ checks: [check('clear', '2026-11-10')] });
		expect(statusOn(facts, '2026-11-09')).toBe('blocked');
		expect(statusOn(facts, '2026-11-10')).toBe('clear');
	});

	test.each([
		['2029-02-28', []],
		['2029-03-01', ['recheck']],
		['2029-03-02', ['recheck']]
	])('past the day to look again are remarked on, and count: %s', (day, expected) => {
		const checks = [check('clear', '2026-03-01', { recheckOn: '2029-03-01' })];
		const facts = person({ gates: [gate('2026-03-09', { bearings: [] })], checks });
		const { status, remarks } = clearanceOn(facts, day);
		expect(status).toBe('clear');
		expect(remarks.map(({ kind }) => kind)).toEqual(expected);
		expect(remarks).toEqual(expected.map((kind) => ({ kind, check: 'dbs', on: '2029-03-01' })));
	});

	it('that are requested again still count', () => {
		const old = check('clear', '2020-03-01', { recheckOn: '2026-03-01' });
		const facts = person({ checks: [old, check('requested', '2026-11-02')] });
		expect(clearanceOn(facts, TODAY)).toMatchObject({
			status: 'clear',
			remarks: [{ kind: 'requested_again', check: 'dbs', on: '2026-11-02' }]
		});
	});

	describe('that are not clear', () => {
		const notClear = check('not_clear', '2026-11-10');

		it('block, plan or not', () => {
			const facts = person({ checks: [notClear], plans: [plan()] });
			expect(clearanceOn(facts, TODAY)).toEqual({
				status: 'blocked',
				reasons: [{ kind: 'check_not_clear', check: 'dbs', on: '2026-11-10' }],
				remarks: [],
				check: 'not_met',
				planId: 'plan'
			});
		});

		it('block in every nation, and where no check is needed', () => {
			expect(statusOn(person({ checks: [notClear], nation: 'scotland' }), TODAY)).toBe('blocked');
			const unneeded = person({ checks: [notClear], regulatedActivity: 'no', gates: [] });
			expect(clearanceOn(unneeded, TODAY)).toMatchObject({ status: 'blocked', check: 'not_met' });
		});

		it('block although another kind is clear, or a new one is requested', () => {
			const pvg = check('clear', '2026-11-12', { kind: 'pvg' });
			const again = check('requested', '2026-11-14');
			const facts = person({ checks: [notClear, pvg, again], nation: 'scotland' });
			expect(kinds(facts)).toEqual(['check_not_clear']);
		});

		it('block until a later one is clear', () => {
			const facts = person({ checks: [notClear, check('clear', '2026-11-20')] });
			expect(statusOn(facts, '2026-11-19')).toBe('blocked');
			expect(statusOn(facts, '2026-11-20')).toBe('clear');
		});
	});

	describe('while nobody has decided on regulated activity', () => {
		const undecided = { regulatedActivity: 'unknown' } as const;

		test.each(['unsupervised', 'remote'] as const)('are needed for %s contact', (kind) => {
			const facts = person({ ...undecided, checks: [], contacts: contact(kind) });
			expect(kinds(facts)).toEqual(['check_missing', 'undecided']);
			const clear = person({ ...undecided, contacts: contact(kind) });
			expect(clearanceOn(clear, TODAY)).toMatchObject({
				status: 'clear',
				check: 'met',
				remarks: [{ kind: 'undecided' }]
			});
		});

		it('are not needed for supervised contact, but the question stands', () => {
			const facts = person({ ...undecided, checks: [], contacts: contact('supervised') });
			expect(clearanceOn(facts, TODAY)).toMatchObject({
				status: 'clear',
				check: 'not_needed',
				remarks: [{ kind: 'undecided' }]
			});
		});

		it('are not needed without contact, and there is no question', () => {
			for (const contacts of [contact('none'), []]) {
				const facts = person({ ...undecided, checks: [], contacts });
				expect(clearanceOn(facts, TODAY)).toMatchObject({ status: 'clear', remarks: [] });
			}
		});

		it('are needed only while the role lasts', () => {
			const contacts = contact('remote', { fromDay: '2026-11-10', toDay: '2026-11-30' });
			const facts = person({ ...undecided, checks: [], contacts });
			const days = ['2026-11-09', '2026-11-10', '2026-11-30', '2026-12-01'];
			expect(days.map((day) => statusOn(facts, day))).toEqual([
				'clear',
				'blocked',
				'blocked',
				'clear'
			]);
		});
	});

	it('are not needed where the decision is no, and one that is there hurts nobody', () => {
		const facts = person({ regulatedActivity: 'no', checks: [] });
		expect(clearanceOn(facts, TODAY)).toMatchObject({ status: 'clear', check: 'not_needed' });
		const held = person({ regulatedActivity: 'no' });
		expect(clearanceOn(held, TODAY)).toMatchObject({ status: 'clear', check: 'not_needed' });
	});
});

describe('a supervision plan', () => {
	test.each([
		['2026-11-09', 'blocked', null],
		['2026-11-10', 'supervised_only', 'plan'],
		['2026-11-26', 'supervised_only', 'plan'],
		['2026-11-27', 'blocked', null]
	])('lets somebody work with supervision on its days: %s', (day, status, planId) => {
		const facts = person({ ...undone, plans: [plan()] });
		expect(clearanceOn(facts, day)).toMatchObject({ status, planId });
		expect(kinds(facts, day)).toEqual(['not_done']);
	});

	it('covers a check that is missing', () => {
		expect(statusOn(person({ checks: [], plans: [plan()] }), TODAY)).toBe('supervised_only');
	});

	it('does not keep anybody back who is clear', () => {
		expect(clearanceOn(person({ plans: [plan()] }), TODAY)).toMatchObject({
			status: 'clear',
			planId: 'plan'
		});
	});

	it('does not hold while its owner is not here', () => {
		const ownerAway = [{ fromDay: '2026-11-20', toDay: '2026-11-22' }];
		const facts = person({ ...undone, plans: [plan({ ownerAway })] });
		expect(kinds(facts)).toEqual(['not_done', 'supervisor_away']);
		expect(clearanceOn(facts, TODAY).reasons[1]).toEqual({
			kind: 'supervisor_away',
			ownerId: 'owner'
		});
		const days = ['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'];
		expect(days.map((day) => statusOn(facts, day))).toEqual([
			'supervised_only',
			'blocked',
			'blocked',
			'supervised_only'
		]);
		expect(kinds(person({ plans: [plan({ ownerAway })] }))).toEqual([]);
	});
});

describe('being here', () => {
	it('whoever is away is blocked, and nobody learns why', () => {
		const absences = [{ fromDay: '2026-11-21', toDay: '2027-01-10' }];
		const facts = person({ absences, plans: [plan()] });
		expect(clearanceOn(facts, TODAY)).toMatchObject({
			status: 'blocked',
			reasons: [{ kind: 'away', until: '2027-01-10' }]
		});
		expect(statusOn(facts, '2026-11-20')).toBe('clear');
		expect(statusOn(facts, '2027-01-10')).toBe('blocked');
		expect(statusOn(facts, '2027-01-11')).toBe('clear');
	});

	it('an absence without an end, and two on end, are told as one', () => {
		const open = person({ absences: [{ fromDay: '2026-11-21', toDay: null }] });
		expect(clearanceOn(open, TODAY).reasons).toEqual([{ kind: 'away', until: null }]);
		const two = [
			{ fromDay: '2026-11-01', toDay: '2026-11-30' },
			{ fromDay: '2026-12-01', toDay: '2026-12-24' }
		];
		expect(clearanceOn(person({ absences: two }), TODAY).reasons).toEqual([
			{ kind: 'away', until: '2026-12-24' }
		]);
	});

	it('whoever starts later is blocked until then, and told what is missing for that day', () => {
		const startedOn = '2026-12-03';
		const bearings = [{ span: { fromDay: startedOn, toDay: null }, rule: null }];
		const facts = person({
			startedOn,
			gates: [gate(null, { bearings })],
			contacts: contact('remote', { fromDay: startedOn, toDay: null }),
			regulatedActivity: 'unknown',
			checks: [],
			plans: [plan({ fromDay: startedOn, toDay: '2026-12-20' })]
		});
		expect(clearanceOf(facts, TODAY)).toEqual({
			status: 'blocked',
			reasons: [
				{ kind: 'not_started', from: startedOn },
				{ kind: 'not_done', item: 'module:a', dueOn: null },
				{ kind: 'check_missing', check: 'dbs', other: null },
				{ kind: 'undecided' }
			],
			remarks: [],
			check: 'not_met',
			planId: null,
			changesOn: startedOn,
			changesTo: 'supervised_only'
		});
		expect(statusOn(facts, '2026-12-02')).toBe('blocked');
		expect(statusOn(facts, startedOn)).toBe('supervised_only');
	});

	it('whoever has left is not listed from the day after their last', () => {
		const facts = person({ leftOn: '2026-11-30' });
		expect(statusOn(facts, '2026-11-30')).toBe('clear');
		expect(clearanceOn(facts, '2026-12-01')).toEqual({
			status: 'unlisted',
			reasons: [],
			remarks: [],
			check: 'not_needed',
			planId: null
		});
		expect(clearanceOf(facts, TODAY)).toMatchObject({
			changesOn: '2026-12-01',
			changesTo: 'unlisted'
		});
	});

	it('whoever needs nothing is not listed, away or not', () => {
		const free = { gates: [], regulatedActivity: 'no', absences: [] } as const;
		expect(statusOn(person(free), TODAY)).toBe('unlisted');
		const away = person({ ...free, absences: [{ fromDay: TODAY, toDay: null }] });
		expect(statusOn(away, TODAY)).toBe('unlisted');
		expect(statusOn(person({ ...free, regulatedActivity: 'yes' }), TODAY)).toBe('clear');
	});
});

describe('what changes next', () => {
	test.each<[string, Partial<ClearanceFacts>, Day | null, ClearanceAnswer | null]>([
		['a completion runs out', {}, '2027-03-10', 'blocked'],
		['nothing ends', { gates: [] }, null, null],
		['a role ends', { contacts: [], leftOn: null, ...undone }, null, null],
		[
			'a renewal is due by a new version',
			{
				gates: [gate('2026-03-09', { asked: { cycle: 1, dueOn: '2026-12-01', cause: 'version' } })]
			},
			'2026-12-02',
			'blocked'
		],
		['a plan ends', { ...undone, plans: [plan()] }, '2026-11-27', 'blocked'],
		[
			'a plan begins',
			{ ...undone, plans: [plan({ fromDay: '2026-11-23' })] },
			'2026-11-23',
			'supervised_only'
		],
		[
			'an owner goes away',
			{
				...undone,
				plans: [plan({ ownerAway: [{ fromDay: '2026-11-24', toDay: null }] })]
			},
			'2026-11-24',
			'blocked'
		],
		[
			'an absence begins',
			{ absences: [{ fromDay: '2026-11-24', toDay: null }] },
			'2026-11-24',
			'blocked'
		],
		[
			'an absence ends',
			{ absences: [{ fromDay: '2026-11-01', toDay: '2026-11-24' }] },
			'2026-11-25',
			'clear'
		],
		[
			'a role that brings contact begins',
			{
				regulatedActivity: 'unknown',
				checks: [],
				contacts: contact('remote', { fromDay: '2026-12-24', toDay: null })
			},
			'2026-12-24',
			'blocked'
		],
		['the day to look again comes', { gates: [], checks: [recheckable()] }, null, null]
	])('%s', (_, rest, changesOn, changesTo) => {
		expect(clearanceOf(person(rest), TODAY)).toMatchObject({ changesOn, changesTo });
	});

	function recheckable() {
		return check('clear', '2026-03-01', { recheckOn: '2026-12-01' });
	}

	it('is the first day of all', () => {
		const facts = person({
			absences: [
				{ fromDay: '2027-02-01', toDay: '2027-02-10' },
				{ fromDay: '2026-12-01', toDay: '2026-12-03' }
			]
		});
		expect(clearanceOf(facts, TODAY).changesOn).toBe('2026-12-01');
	});
});

describe('for those who do not see checks', () => {
	it('a check is met or not, and no more', () => {
		const facts = person({
			...undone,
			regulatedActivity: 'unknown',
			checks: [check('requested', '2026-11-02')]
		});
		const shown = withoutChecks(clearanceOf(facts, TODAY));
		expect(shown).toMatchObject({ status: 'blocked', check: 'not_met', changesOn: null });
		expect(shown.reasons).toEqual([
			{ kind: 'not_done', item: 'module:a', dueOn: null },
			{ kind: 'check_not_met', planHelps: true },
			{ kind: 'undecided' }
		]);
	});

	it('two checks that are not clear are told as one, which no plan lifts', () => {
		const checks = [
			check('not_clear', '2026-11-10'),
			check('not_clear', '2026-11-10', { kind: 'pvg' })
		];
		expect(withoutChecks(clearanceOn(person({ checks }), TODAY)).reasons).toEqual([
			{ kind: 'check_not_met', planHelps: false }
		]);
	});

	it('no plan lifts a check that is not clear, whatever else is missing', () => {
		const facts = person({ ...undone, checks: [check('not_clear', '2026-11-10')] });
		expect(withoutChecks(clearanceOn(facts, TODAY)).reasons).toEqual([
			{ kind: 'not_done', item: 'module:a', dueOn: null },
			{ kind: 'check_not_met', planHelps: false }
		]);
	});

	it('remarks about checks are left out, and others stay', () => {
		const waivers = [{ fromDay: '2026-11-01', toDay: '2026-12-24' }];
		const facts = person({
			gates: [gate(null, { waivers })],
			regulatedActivity: 'unknown',
			checks: [check('clear', '2020-03-01', { recheckOn: '2026-03-01' })]
		});
		const kindsOf = (c: { remarks: { kind: string }[] }) => c.remarks.map(({ kind }) => kind);
		const all = clearanceOn(facts, TODAY);
		expect(kindsOf(all)).toEqual(['waived', 'recheck', 'undecided']);
		expect(kindsOf(withoutChecks(all))).toEqual(['waived', 'undecided']);
	});
});

describe('laws', () => {
	const DAYS = Array.from({ length: 160 }, (_, n) => addDays('2026-09-01', n));
	const today = DAYS[20] ?? '';
	const anyDay = () => fc.constantFrom(...DAYS);
	const anySpan = () =>
		fc
			.record({ fromDay: anyDay(), length: fc.option(fc.nat(60)) })
			.map(({ fromDay, length }): Span => ({
				fromDay,
				toDay: length === null ? null : addDays(fromDay, length)
			}));
	const anyEndedSpan = () =>
		fc
			.record({ fromDay: anyDay(), length: fc.nat(60) })
			.map(({ fromDay, length }) => ({ fromDay, toDay: addDays(fromDay, length) }));
	const anyRule = () =>
		fc.record({
			renewal: fc.oneof(
				fc.record({ kind: fc.constant('months' as const), months: fc.integer({ min: 1, max: 5 }) }),
				fc.record({
					kind: fc.constant('yearly' as const),
					day: fc.constantFrom('09-01', '11-30', '02-29'),
					minimumMonths: fc.nat(3)
				})
			),
			windowDays: fc.nat(60)
		});
	const anyGate = (): fc.Arbitrary<Gate> =>
		fc.record({
			item: fc.constantFrom('module:a', 'module:b'),
			bearings: fc.array(fc.record({ span: anySpan(), rule: fc.option(anyRule()) }), {
				minLength: 1,
				maxLength: 3
			}),
			asked: fc.option(
				fc.record({
					cycle: fc.nat(2),
					dueOn: anyDay(),
					cause: fc.constantFrom('requirement' as const, 'version' as const, 'return' as const)
				})
			),
			last: fc.option(
				fc
					.record({ doneOn: anyDay(), statedUntil: fc.option(anyDay(), { freq: 2 }) })
					.map(({ doneOn, statedUntil }) => ({ ...completed(doneOn), statedUntil })),
				{ freq: 4 }
			),
			waivers: fc.array(anyEndedSpan(), { maxLength: 2 })
		});
	const anyFacts = (): fc.Arbitrary<ClearanceFacts> =>
		fc.record({
			startedOn: anyDay(),
			leftOn: fc.option(anyDay(), { freq: 2 }),
			absences: fc.array(anySpan(), { maxLength: 2 }),
			contacts: fc.array(
				fc
					.tuple(
						anySpan(),
						fc.constantFrom<Contact>('none', 'supervised', 'unsupervised', 'remote')
					)
					.map(([span, kind]) => ({ ...span, contact: kind })),
				{ maxLength: 2 }
			),
			regulatedActivity: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
			nation: fc.constantFrom('england' as const, 'scotland' as const),
			gates: fc.array(anyGate(), { maxLength: 3 }),
			checks: fc.array(
				fc.record({
					kind: fc.constantFrom('dbs' as const, 'pvg' as const),
					status: fc.constantFrom('requested' as const, 'clear' as const, 'not_clear' as const),
					onDay: anyDay(),
					recheckOn: fc.option(anyDay())
				}),
				{ maxLength: 3 }
			),
			plans: fc.array(
				fc
					.record({
						span: anyEndedSpan(),
						ownerAway: fc.array(anySpan(), { maxLength: 1 })
					})
					.map(({ span, ...rest }) => ({ id: 'plan', ownerId: 'owner', ...span, ...rest })),
				{ maxLength: 2 }
			)
		});

	it('the status stays as it is until the day on which it changes, and is another one then', () => {
		fc.assert(
			fc.property(anyFacts(), (facts) => {
				const { status, changesOn, changesTo } = clearanceOf(facts, today);
				const until = changesOn ?? '9999';
				const others = DAYS.filter((day) => day > today && day < until).filter(
					(day) => statusOn(facts, day) !== status
				);
				expect(others).toEqual([]);
				expect(changesTo).toBe(changesOn === null ? null : statusOn(facts, changesOn));
				expect(changesTo).not.toBe(status);
			}),
			{ numRuns: 150 }
		);
	});

	it('somebody is clear just when nothing speaks against it', () => {
		fc.assert(
			fc.property(anyFacts(), anyDay(), (facts, day) => {
				const { status, reasons } = clearanceOn(facts, day);
				if (status === 'clear') expect(reasons).toEqual([]);
				else if (status !== 'unlisted') expect(reasons).not.toEqual([]);
			})
		);
	});

	it('a plan never makes anybody clear, nor blocks anybody', () => {
		const order: ClearanceAnswer[] = ['unlisted', ...clearanceStatuses];
		fc.assert(
			fc.property(anyFacts(), anyDay(), (facts, day) => {
				const without = statusOn({ ...facts, plans: [] }, day);
				const withPlans = statusOn(facts, day);
				expect(without).not.toBe('supervised_only');
				if (withPlans !== without) {
					expect([order.indexOf(without), withPlans]).toEqual([3, 'supervised_only']);
				}
			})
		);
	});

	it('who does not see checks sees the same status', () => {
		fc.assert(
			fc.property(anyFacts(), anyDay(), (facts, day) => {
				const all = clearanceOn(facts, day);
				const shown = withoutChecks(all);
				expect(shown.status).toBe(all.status);
				expect(shown.reasons.length === 0).toBe(all.reasons.length === 0);
				expect(JSON.stringify(shown)).not.toMatch(/dbs|pvg|not_clear|requested/);
			})
		);
	});
});
