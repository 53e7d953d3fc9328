import { expect, it } from 'vitest';
import { causeInWords } from './cause-in-words.ts';

it.each([
	['requirement', 'overdue', null],
	['version', 'not_started', 'New version to do'],
	['version', 'expired', 'New version to do'],
	['version', 'complete', null],
	['return', 'due_soon', 'Back from a long absence'],
	['return', 'paused', null],
	['lapsed', 'not_started', 'What was done before ran out'],
	['return', 'waived', null],
	['return', 'not_required', null]
] as const)('of %s, when it is %s: %s', (cause, standing, words) => {
	expect(causeInWords(cause, standing)).toBe(words);
});
