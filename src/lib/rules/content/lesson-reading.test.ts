import { describe, expect, it } from 'vitest';
import { checkLessonReading } from './lesson-reading.ts';
import type { ModuleFolder } from './module-checks.ts';

const EASY = 'We can all help. '.repeat(20);
const HARD =
	'Organisational safeguarding responsibilities necessitate comprehensive multidisciplinary documentation. '.repeat(
		20
	);

function found(lessons: Record<string, string>, readingExceptions: Record<string, string> = {}) {
	const file = { readingExceptions } as unknown as ModuleFolder['file'];
	const module: ModuleFolder = {
		folder: 'modules/m',
		file,
		lessons,
		scenarios: {},
		quiz: null,
		card: null
	};
	return checkLessonReading(module).map(
		({ file, path, message }) => `${file.slice(10)} ${path.join('.')}: ${message}`
	);
}

const REASON = 'It quotes the words of the Act itself.';

describe('a lesson that is hard to read', () => {
	it('is reported, unless module.yaml says why it has to be', () => {
		expect(found({ '01-a': EASY })).toEqual([]);
		expect(found({ '01-a': HARD })).toEqual([expect.stringContaining('lessons/01-a.md : Reading')]);
		expect(found({ '01-a': HARD }, { '01-a': REASON })).toEqual([]);
	});

	it.each([
		['a lesson that is easy by now', { '01-a': REASON }, 'The reading grade of 01-a is fine'],
		['a lesson that is gone', { '02-b': REASON }, 'There is no lesson 02-b']
	])('is not excused for %s', (_, exceptions, message) => {
		expect(found({ '01-a': EASY }, exceptions)).toEqual([
			expect.stringContaining(
				`module.yaml reading_exceptions.${Object.keys(exceptions)[0]}: ${message}`
			)
		]);
	});

	it.each([
		['It quotes the Act.', [expect.stringContaining('Say in at least 5 words why 01-a cannot')]],
		['It quotes the old Act.', []]
	])('is excused with at least five words: %s', (reason, messages) => {
		expect(found({ '01-a': HARD }, { '01-a': reason })).toEqual(messages);
	});
});
