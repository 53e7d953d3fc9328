import { expect, it } from 'vitest';
import { howMany } from './how-many.ts';

it.each([
	[0, '0 people'],
	[1, '1 person'],
	[2, '2 people'],
	[10000, '10,000 people']
])('%i is %s', (n, words) => {
	expect(howMany(n, 'person', 'people')).toBe(words);
});
