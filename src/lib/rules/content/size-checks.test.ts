import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ModuleFolder } from './module-checks.ts';
import type { Quiz } from './quiz.ts';
import { checkSize } from './size-checks.ts';
import { moduleFile } from './module.ts';

const few = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function found(
	outcomes: number,
	lessons: number,
	scenarios: number,
	questions: number | null
): string[] {
	const file = v.parse(moduleFile, {
		title: 'M',
		summary: 'S',
		version: '1',
		minutes: 10,
		pass_mark: 80,
		renewal_basis: 'B',
		reviewed: '2026-11-21',
		next_review: '2027-11-21',
		nation: 'England',
		nations: { wales: 'W', scotland: 'S', northern_ireland: 'N' },
		audience: ['all_staff'],
		posts: [],
		outcomes: few(outcomes).map((number) => ({ key: `lo${number}`, text: 'T' })),
		steps: [
			...few(lessons).map((number) => ({
				lesson: `${String(number).padStart(2, '0')}-l`,
				title: 'L',
				minutes: 1,
				outcomes: ['lo1']
			})),
			...few(scenarios).map((number) => ({ scenario: `s-${number}` }))
		],
		quiz_minutes: 4,
		changes: [{ version: '1', date: '2026-11-21', kind: 'minor', summary: 'S', points: ['P'] }],
		sources: [{ title: 'T', publisher: 'P', date: '2026', url: 'https://www.gov.uk/a' }]
	});
	// How many there are is all that is looked at.
	const quiz = questions === null ? null : ({ questions: Array(questions) } as Quiz);
	const module: ModuleFolder = {
		folder: 'modules/m',
		file,
		lessons: {},
		scenarios: {},
		quiz,
		card: null
	};
	const problems = checkSize(module);
	expect(problems.every(({ unfinished }) => unfinished)).toBe(true);
	return problems.map(({ file, path, message }) => `${file} ${path.join('.')}: ${message}`);
}

describe('a module', () => {
	it.each([
		[4, 5, 2, 10],
		[7, 12, 4, 20]
	])('may hold %i outcomes, %i lessons, %i scenarios, %i questions', (...counts) => {
		expect(found(...counts)).toEqual([]);
	});

	it('is not asked about questions that cannot be read', () => {
		expect(found(4, 5, 2, null)).toEqual([]);
	});

	it.each([
		[3, 5, 2, 10, 'module.yaml outcomes: A module has 4 to 7 outcomes, this one has 3: add some'],
		[8, 5, 2, 10, '4 to 7 outcomes, this one has 8: put some together or leave some out'],
		[4, 4, 2, 10, 'module.yaml steps: A module has 5 to 12 lessons, this one has 4'],
		[4, 13, 2, 10, '5 to 12 lessons, this one has 13'],
		[4, 5, 1, 10, 'module.yaml steps: A module has 2 to 4 scenarios, this one has 1'],
		[4, 5, 5, 10, '2 to 4 scenarios, this one has 5'],
		[4, 5, 2, 9, 'quiz.yaml questions: A module has 10 to 20 questions, this one has 9'],
		[4, 5, 2, 21, '10 to 20 questions, this one has 21']
	])('with %i outcomes, %i lessons, %i scenarios, %i questions is not whole', (...given) => {
		const [outcomes, lessons, scenarios, questions, message] = given;
		expect(found(outcomes, lessons, scenarios, questions)).toEqual([
			expect.stringContaining(message)
		]);
	});
});
