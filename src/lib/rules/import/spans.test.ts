import { describe, expect, it } from 'vitest';
import { newSpans, spanChanges } from './spans.ts';

const today = '2026-11-21';
const context = { today, countsFrom: today, startedOn: '2026-01-05', leftOn: null };
const held = (key: string, fromDay: string, toDay: string | null = null) => ({
	id: `${key} ${fromDay}`,
	...{ key, fromDay, toDay }
});

describe('what somebody holds', () => {
	it('is left alone while it is wanted, its end too', () => {
		expect(spanChanges([held('a', '2026-01-05', '2026-12-31')], ['a'], context)).toBeNull();
		expect(spanChanges([held('a', '2026-12-01')], ['a'], context)).toBeNull();
		expect(spanChanges([held('a', '2026-01-05', today)], ['a'], context)).toBeNull();
	});

	it('begins again on the day after it ended', () => {
		const spans = [held('a', '2026-01-05', '2026-11-10'), held('b', '2026-01-05', '2026-11-12')];
		expect(spanChanges(spans, ['a'], { ...context, countsFrom: '2026-11-02' })).toEqual({
			begin: [{ key: 'a', fromDay: '2026-11-11', toDay: null }],
			end: [],
			remove: []
		});
	});

	it('ends on the day before, or on its own first day', () => {
		const spans = [
			held('a', '2026-01-05'),
			held('b', today),
			held('c', '2026-01-05', '2026-12-31')
		];
		expect(spanChanges(spans, ['d'], context)?.end).toEqual([
			{ id: 'a 2026-01-05', key: 'a', toDay: '2026-11-20' },
			{ id: `b ${today}`, key: 'b', toDay: today },
			{ id: 'c 2026-01-05', key: 'c', toDay: '2026-11-20' }
		]);
	});

	it('is not ended again when it ends anyway', () => {
		const spans = [held('a', '2026-01-05'), held('b', today, today)];
		expect(spanChanges(spans, ['a'], context)).toBeNull();
	});

	it('that was never to begin before the first day goes', () => {
		const future = { ...context, startedOn: '2026-12-01' };
		expect(spanChanges([held('a', '2026-12-01')], ['b'], future)).toEqual({
			begin: [{ key: 'b', fromDay: '2026-12-01', toDay: null }],
			end: [],
			remove: [{ id: 'a 2026-12-01', key: 'a', fromDay: '2026-12-01' }]
		});
	});

	it('stays until the move that is planned already', () => {
		const planned = [held('a', '2026-01-05', '2026-11-30'), held('b', '2026-12-01')];
		expect(spanChanges(planned, ['b'], context)).toBeNull();
		expect(spanChanges(planned, ['a'], context)).toBeNull();
		const open = [held('a', '2026-01-05'), held('b', '2026-12-01')];
		expect(spanChanges(open, ['b'], context)?.end).toHaveLength(1);
	});

	it('does not wait for a move to something else, or for one that was today', () => {
		const ended = [{ id: 'a 2026-01-05', key: 'a', toDay: '2026-11-20' }];
		const ending = held('a', '2026-01-05', '2026-11-30');
		expect(spanChanges([ending, held('b', '2026-12-01')], ['c'], context)?.end).toEqual(ended);
		expect(spanChanges([ending, held('b', today)], ['b'], context)?.end).toEqual(ended);
	});

	it('ends with the last day', () => {
		const leaving = { ...context, leftOn: '2026-12-24' };
		expect(spanChanges([], ['a'], leaving)?.begin).toEqual([
			{ key: 'a', fromDay: today, toDay: '2026-12-24' }
		]);
	});
});

it('somebody new holds what is wanted from the first day on', () => {
	const dates = { startedOn: '2026-12-01', leftOn: null };
	expect(newSpans([], dates)).toBeNull();
	expect(newSpans(['a'], dates)).toEqual({
		begin: [{ key: 'a', fromDay: '2026-12-01', toDay: null }],
		end: [],
		remove: []
	});
});
