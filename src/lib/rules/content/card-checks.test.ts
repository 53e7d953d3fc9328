import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkCard } from './card-checks.ts';
import { cardFile } from './card.ts';

const step = 'Tell {{dsl}} at once, and stay with them as long as you can.';
const card = {
	title: 'If it happens',
	when: 'When it happens.',
	steps: Array<string>(6).fill(step),
	never: Array<string>(3).fill('Wait for a day, or keep it to yourself.'),
	words: ['I am glad you told me.'],
	posts: ['dsl'],
	helplines: ['emergency']
};

function found(changed: object = {}): string[] {
	const file = v.parse(cardFile, { ...card, ...changed });
	return checkCard('card.yaml', file, ['dsl', 'lado'], new Set(['emergency'])).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);
}

const count = (words: number) => Array<string>(words).fill('go').join(' ');

describe('an action card', () => {
	it('is fine as authors are asked to write it', () => {
		expect(found()).toEqual([]);
		expect(found({ words: undefined })).toEqual([]);
		expect(found({ steps: [count(25), ...card.steps.slice(1)] })).toEqual([]);
		expect(found({ never: [count(20), ...card.never.slice(1)] })).toEqual([]);
	});

	it('may say "never" anywhere else', () => {
		expect(found({ steps: ['Never leave them alone.', ...card.steps] })).toEqual([]);
		expect(found({ never: ['Say that you will never tell.', ...card.never] })).toEqual([]);
	});

	it.each([
		[79, { steps: Array<string>(4).fill(count(15)), never: [count(9), count(8)], words: [] }],
		[80, { steps: Array<string>(4).fill(count(15)), never: [count(9), count(9)], words: [] }],
		[
			240,
			{ steps: Array<string>(7).fill(count(25)), never: [20, 20, 20].map(count), words: ['go'] }
		],
		[
			241,
			{ steps: Array<string>(7).fill(count(25)), never: [20, 20, 20].map(count), words: ['I go'] }
		]
	])('has 80 to 240 words in all: %i', (words, lines) => {
		const title = words < 100 ? 'Go' : 'Go on now';
		const fits = words === 80 || words === 240;
		expect(found({ title, when: 'Go.', ...lines })).toEqual(
			fits ? [] : [`: A card has 80 to 240 words, this one has ${words}`]
		);
	});

	it.each([
		['a post that is not of the module', { posts: ['boss'] }, 'posts.0: "boss" is not known'],
		[
			'an unknown helpline',
			{ helplines: ['x'] },
			'helplines.0: "x" is not known: use a key of helplines.yaml'
		],
		[
			'a long step',
			{ steps: [count(26), ...card.steps] },
			'steps.0: At most 25 words, here are 26'
		],
		['a long "never"', { never: [count(21), 'Wait.'] }, 'never.0: At most 20 words, here are 21'],
		['long words to say', { words: [count(26)] }, 'words.0: At most 25 words'],
		['a doubled "never"', { never: ['Never wait.', 'Wait.'] }, 'never.0: The card says "Never"'],
		['a doubled "do not"', { never: ['Do not wait.', 'Wait.'] }, 'never.0: The card says "Never"'],
		['a doubled "don’t"', { never: ['Wait.', 'Don’t wait.'] }, 'never.1: The card says "Never"'],
		['a doubled "don\'t"', { never: ['Wait.', "Don't wait."] }, 'never.1: The card says "Never"'],
		[
			'too few words',
			{ steps: Array<string>(4).fill('Go.') },
			': A card has 80 to 240 words, this one has '
		],
		[
			'too many words',
			{ steps: Array<string>(7).fill(count(25)), never: Array<string>(4).fill(count(20)) },
			': A card has 80 to 240 words, this one has '
		],
		[
			'hard words',
			{
				steps: Array<string>(7).fill(
					'Incomprehensible organisational accountabilities necessitate it.'
				)
			},
			': Reading grade'
		]
	])('is reported for %s', (_, changed, message) => {
		expect(found(changed).join('\n')).toContain(message);
	});

	it.each([
		['steps', 3],
		['steps', 8],
		['never', 1],
		['never', 5],
		['words', 5]
	])('does not take so many lines of "%s": %i', (list, lines) => {
		expect(v.is(cardFile, { ...card, [list]: Array<string>(lines).fill('Go.') })).toBe(false);
	});
});
