import { describe, expect, it } from 'vitest';
import type { Requirement, Rulebook } from './planning.ts';
import { rulesAbout, touchedItems } from './touched-items.ts';

const asked = (item: string, rest: Partial<Requirement> = {}): Requirement => ({
	...{ role: 'tutor', item, condition: null, dueDays: 7, dueFrom: 'start', dueOn: null },
	...{ renewal: null, windowDays: 0, fromDay: '2026-01-01', toDay: null, ...rest }
});
const book = (requirements: Requirement[], mandates: Rulebook['mandates'] = []): Rulebook => ({
	...{ requirements, mandates },
	returnToWork: { afterMonths: 6, withinDays: 28, items: [] }
});
const mandate = {
	...{ item: 'b', version: '2', announcedOn: '2026-01-01', mandatoryFrom: '2026-02-01' }
};
const none = new Set<string>();

describe('what a change of the rules touches', () => {
	it.each([
		['nothing', book([asked('a')]), book([asked('a')]), []],
		['what is added', book([]), book([asked('a')]), ['a']],
		['what is ended', book([asked('a')]), book([asked('a', { toDay: '2026-05-01' })]), ['a']],
		['a new version', book([asked('b')]), book([asked('b')], [mandate]), ['b']],
		['only that', book([asked('a'), asked('b')]), book([asked('a')]), ['b']]
	])('is %s', (_, before, after, items) => {
		expect([...touchedItems(before, after, none)]).toEqual(items);
		expect([...touchedItems(after, before, none)]).toEqual(items);
	});

	it('is also what depends on a condition that holds for others now', () => {
		const same = book([asked('a', { condition: 'flies' }), asked('b', { condition: 'swims' })]);
		expect([...touchedItems(same, same, new Set(['flies']))]).toEqual(['a']);
	});
});

it('the rules about some items are the others left out', () => {
	const rules = book([asked('a'), asked('b')], [mandate]);
	expect(rulesAbout(rules, new Set(['a']))).toEqual(book([asked('a')]));
	expect(rulesAbout(rules, new Set(['b']))).toEqual(book([asked('b')], [mandate]));
});
