import { describe, expect, it } from 'vitest';
import { typographic, typographicTexts } from './typographic.ts';

describe('a text', () => {
	it.each([
		[
			"Don't. It is the tutors' room, and Ben's too.",
			'Don’t. It is the tutors’ room, and Ben’s too.'
		],
		[
			'Use only "tell me", "explain" or "describe".',
			'Use only “tell me”, “explain” or “describe”.'
		],
		['"I can\'t," he said.', '“I can’t,” he said.'],
		['Level "now"? (See "Who to contact".)', 'Level “now”? (See “Who to contact”.)'],
		['She wrote, "He said \'no\'"', 'She wrote, “He said ‘no’”'],
		['"\'Not now\' is an answer," says Bea.', '“‘Not now’ is an answer,” says Bea.'],
		['a half-"joke" - "as they say" –"so"—"there"', 'a half-“joke” - “as they say” –“so”—“there”'],
		['One.\n"Two."', 'One.\n“Two.”'],
		['Ask {{dsl}}\'s deputy about "{{platform}}"', 'Ask {{dsl}}’s deputy about “{{platform}}”'],
		['The Office’s “own” marks stay', 'The Office’s “own” marks stay'],
		['', '']
	])('%j becomes %j', (written, shown) => {
		expect(typographic(written)).toBe(shown);
	});
});

describe('what a file holds', () => {
	it('has its texts changed, and nothing else', () => {
		const written = {
			"it's": ["Ben's", { minutes: 4, draft: false, until: null }],
			url: "https://example.org/ben's"
		};
		expect(typographicTexts(written)).toEqual({
			"it's": ['Ben’s', { minutes: 4, draft: false, until: null }],
			url: "https://example.org/ben's"
		});
	});
});
