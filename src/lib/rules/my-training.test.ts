import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	actionOf,
	bySoonest,
	groupOf,
	isLate,
	kindOf,
	leadSentence,
	mostPressing,
	type LeadFacts,
	type Pressing
} from './my-training.ts';
import { standings } from './standing.ts';

describe('where a line stands', () => {
	it.each([
		['due', ['due_soon', 'expiring', 'overdue', 'expired']],
		['coming_up', ['not_yet_open', 'not_started', 'in_progress', 'paused']],
		['up_to_date', ['complete', 'waived']],
		['optional', ['not_required']]
	])('%s', (group, expected) => {
		expect(standings.filter((standing) => groupOf(standing) === group)).toEqual(expected);
	});
});

describe('what a link offers', () => {
	it.each([
		['external', 'overdue', false, false, null],
		['external', 'expiring', false, true, null],
		['module', 'overdue', false, false, 'Start'],
		['module', 'due_soon', true, false, 'Continue'],
		['module', 'not_started', false, false, 'Start early'],
		['module', 'in_progress', true, false, 'Continue'],
		['module', 'expiring', false, true, 'Renew'],
		['module', 'expired', false, true, 'Renew'],
		['module', 'complete', false, true, null],
		['module', 'complete', true, true, 'Continue'],
		['module', 'waived', false, false, null],
		['module', 'not_required', false, false, 'Take a look'],
		['module', 'not_required', false, true, 'Take it again'],
		['agreement', 'overdue', false, false, 'Read and sign'],
		['agreement', 'expiring', false, true, 'Read and sign again'],
		['agreement', 'complete', false, true, null]
	] as const)(
		'%s, %s, started %s, done before %s',
		(kind, standing, started, doneBefore, words) => {
			expect(actionOf({ kind, standing, started, doneBefore })).toBe(words);
		}
	);
});

describe('soonest first', () => {
	it.each([
		['the earlier day', '2026-11-01', 'B', '2026-11-02', 'A', -1],
		['the later day', '2026-11-02', 'A', '2026-11-01', 'B', 1],
		['no day', null, 'A', '2026-11-01', 'B', 1],
		['against no day', '2026-11-01', 'B', null, 'A', -1],
		['the same day', '2026-11-01', 'A', '2026-11-01', 'B', -1],
		['twice no day', null, 'B', null, 'A', 1]
	])('%s', (_, aDay, aTitle, bDay, bTitle, expected) => {
		const order = bySoonest({ day: aDay, title: aTitle }, { day: bDay, title: bTitle });
		expect(Math.sign(order)).toBe(expected);
	});

	it('is the same for any order at first', () => {
		const day = fc.option(fc.constantFrom('2026-11-01', '2026-11-02', '2027-01-01'));
		const line = fc.record({ day, title: fc.constantFrom('A', 'B', 'C') });
		fc.assert(
			fc.property(fc.array(line), (lines) => {
				expect([...lines].reverse().sort(bySoonest)).toEqual([...lines].sort(bySoonest));
			})
		);
	});
});

describe('the thing to do now', () => {
	const today = '2026-11-21';
	const line = (item: string, change: Partial<Pressing> = {}): Pressing => ({
		...{ item, title: item, standing: 'due_soon', day: '2026-11-26', gate: false },
		...{ href: `/${item}`, progress: null, declinedAt: null, ...change }
	});
	const late = { standing: 'overdue', day: '2026-11-20' } as const;
	const begun = { progress: {} };
	const later = { standing: 'not_started', day: '2026-12-18' } as const;
	const first = (lines: Pressing[], order: string[] = []) => {
		const item = mostPressing(lines, order, today)?.item;
		expect(mostPressing(lines.toReversed(), order, today)?.item).toBe(item);
		return item;
	};

	it.each<[string, Partial<Pressing>, Partial<Pressing>]>([
		['what is overdue, before what is begun', late, begun],
		['what has run out, before what is begun', { ...late, standing: 'expired' }, begun],
		['what was due first', { ...late, day: '2026-11-19' }, { ...late, ...begun }],
		['what is due first', { day: '2026-11-25' }, { ...begun, gate: true }],
		['of the same day what is begun', begun, { gate: true }],
		['of the same day a gate', { gate: true }, {}],
		[
			'what is due in two weeks, before what is begun',
			{ day: '2026-12-05' },
			{ ...later, ...begun }
		],
		[
			'what renews in two weeks',
			{ standing: 'expiring', day: '2026-12-05' },
			{ ...later, ...begun }
		],
		['what is begun', { ...later, ...begun }, { standing: 'expiring', day: '2026-12-06' }],
		[
			'what is begun of their own choice',
			{ ...begun, standing: 'not_required', day: null },
			{ ...later, day: '2026-12-06' }
		],
		['of what is begun the soonest', { ...later, ...begun }, { ...later, ...begun, day: null }],
		['the soonest of the rest', later, { ...later, day: '2026-12-19', gate: true }],
		['what can be done here', later, { ...late, href: null }],
		['what they have not declined', later, { ...late, declinedAt: new Date() }],
		['what is asked', later, { standing: 'not_required', day: null }],
		['what is not done', later, { standing: 'complete', day: '2026-11-22' }]
	])('is %s', (_, pressing, other) => {
		expect(first([line('b', pressing), line('a', other)])).toBe('b');
	});

	it('is what the induction has first, when nothing else decides', () => {
		expect(first([line('a'), line('b'), line('c')], ['c', 'a'])).toBe('c');
		expect(first([line('a'), line('b')], ['b'])).toBe('b');
		expect(first([line('b'), line('a')])).toBe('a');
	});

	it('is nothing when nothing is left', () => {
		expect(mostPressing([], [], today)).toBeNull();
		expect(mostPressing([line('a', { standing: 'complete' })], [], today)).toBeNull();
	});

	it('is never anything else while something that can be done here is late', () => {
		const some = fc.record({
			item: fc.constantFrom('a', 'b', 'c'),
			title: fc.constantFrom('A', 'B'),
			standing: fc.constantFrom(...standings),
			day: fc.option(fc.constantFrom('2026-11-01', '2026-11-21', '2026-12-05', '2027-01-01')),
			gate: fc.boolean(),
			href: fc.option(fc.constant('/a')),
			progress: fc.option(fc.constant({})),
			declinedAt: fc.constant(null)
		});
		fc.assert(
			fc.property(fc.array(some), (lines) => {
				const main = mostPressing(lines, [], today);
				const isOpen = ({ standing, href, progress }: Pressing) =>
					isLate(standing) && (href !== null || progress !== null);
				expect(main !== null && isLate(main.standing)).toBe(lines.some(isOpen));
			})
		);
	});
});

describe('the sentence below the heading', () => {
	const asha: LeadFacts = {
		name: 'Asha Bello',
		organisation: 'Harbour Lane',
		inductionDay: null,
		due: [],
		nextDueOn: null,
		asked: true,
		today: '2026-11-21'
	};
	it.each<[string, Partial<LeadFacts>, string]>([
		[
			'a new starter',
			{ inductionDay: 3, due: ['2026-11-21', '2026-11-24', '2026-11-28'] },
			'Welcome to Harbour Lane, Asha. Three things are due this week; each can be done in short sittings.'
		],
		[
			'on the last day of being new',
			{ inductionDay: 28, due: ['2026-11-28'] },
			'Welcome to Harbour Lane, Asha. One thing is due this week; it can be done in short sittings.'
		],
		[
			'the day after',
			{ inductionDay: 29, due: ['2026-11-29'] },
			'Hello, Asha. Nothing is due this week; the next thing is due on 29 November 2026.'
		],
		[
			'one thing overdue',
			{ due: ['2026-11-20'] },
			'Hello, Asha. One thing is overdue; it can be done in short sittings.'
		],
		[
			'some overdue and one due',
			{ due: ['2026-11-01', '2026-11-20', '2026-11-25'] },
			'Hello, Asha. Two things are overdue and one more is due this week; each can be done in short sittings.'
		],
		[
			'one overdue and some due',
			{ due: ['2026-11-20', '2026-11-25', '2026-11-25'] },
			'Hello, Asha. One thing is overdue and two more are due this week; each can be done in short sittings.'
		],
		[
			'a great deal',
			{ due: Array.from({ length: 12 }, () => '2026-11-22') },
			'Hello, Asha. 12 things are due this week; each can be done in short sittings.'
		],
		...['Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'].map(
			(word, index): [string, Partial<LeadFacts>, string] => [
				`${word} things`,
				{ due: Array.from({ length: index + 4 }, () => '2026-11-22') },
				`Hello, Asha. ${word} things are due this week; each can be done in short sittings.`
			]
		),
		[
			'several things later',
			{ due: ['2027-02-01', '2027-01-05'], nextDueOn: '2027-01-20' },
			'Hello, Asha. Nothing is due this week; the next thing is due on 5 January 2027.'
		],
		[
			'something later',
			{ nextDueOn: '2026-12-24' },
			'Hello, Asha. Nothing is due this week; the next thing is due on 24 December 2026.'
		],
		['nothing left', {}, 'Hello, Asha. You are up to date.'],
		['nothing asked', { asked: false }, 'Hello, Asha. Nothing is asked of you at the moment.'],
		['a person with one name', { name: ' Asha ' }, 'Hello, Asha. You are up to date.']
	])('%s', (_, change, expected) => {
		expect(leadSentence({ ...asha, ...change })).toBe(expected);
	});
});

it.each([
	['module:prevent-duty', 'module'],
	['agreement:aup-staff', 'agreement'],
	['external:dsl-training', 'external']
])('%s is of the kind %s', (item, kind) => {
	expect(kindOf(item)).toBe(kind);
});
