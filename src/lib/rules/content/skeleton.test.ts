import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkAgreement } from './agreement-checks.ts';
import { agreementFile } from './agreement.ts';
import { cardFile } from './card.ts';
import { checkModule, type ModuleFolder } from './module-checks.ts';
import { moduleFile } from './module.ts';
import { quizFile } from './quiz.ts';
import { scenarioFile } from './scenario.ts';
import { agreementSkeleton, moduleSkeleton } from './skeleton.ts';

describe('a new module', () => {
	const files = moduleSkeleton('2028-02-29');

	it('has a file of every kind', () => {
		expect(Object.keys(files)).toEqual([
			'module.yaml',
			'lessons/01-first-lesson.md',
			'lessons/02-second-lesson.md',
			'scenarios/first-scenario.yaml',
			'quiz.yaml',
			'card.yaml'
		]);
	});

	it('is a draft of today, looked over again in a year', () => {
		const yaml = String(files['module.yaml']);
		expect(yaml).toMatch(/^draft: true$/m);
		expect(yaml).toMatch(/^version: '2028\.02'$/m);
		expect(yaml).toMatch(/^reviewed: 2028-02-29$/m);
		expect(yaml).toMatch(/^next_review: 2029-02-28$/m);
		expect(yaml).toMatch(/^ {4}date: 2028-02-29$/m);
	});

	it('asks ten questions, the last with two right answers', () => {
		const { questions } = v.parse(quizFile, parse(String(files['quiz.yaml'])));
		const right = questions.map(({ options }) =>
			options.flatMap(({ key, correct }) => (correct ? [key] : [])).join('')
		);
		expect(right).toEqual(['b', 'c', 'd', 'a', 'b', 'c', 'd', 'a', 'b', 'ac']);
		expect(questions.map(({ kind }) => kind).lastIndexOf('single')).toBe(8);
		expect(questions.map(({ outcome }) => outcome).slice(0, 5)).toEqual([
			...['lo1', 'lo2', 'lo3', 'lo4', 'lo1']
		]);
		expect(questions.filter(({ critical }) => critical).map(({ key }) => key)).toEqual([
			'question-1'
		]);
	});

	it('has no problem but what is left to write', () => {
		const yaml = (name: string): unknown => parse(String(files[name]));
		const file = v.parse(moduleFile, yaml('module.yaml'));
		const module: ModuleFolder = {
			...{ folder: 'modules/new', file },
			lessons: {
				'01-first-lesson': String(files['lessons/01-first-lesson.md']),
				'02-second-lesson': String(files['lessons/02-second-lesson.md'])
			},
			scenarios: {
				'first-scenario': v.parse(scenarioFile, yaml('scenarios/first-scenario.yaml'))
			},
			quiz: v.parse(quizFile, yaml('quiz.yaml')),
			card: v.parse(cardFile, yaml('card.yaml'))
		};
		const known = {
			...{ roles: new Set(['all_staff']), posts: new Set(['dsl']), items: new Set<string>() },
			...{ helplines: new Set(['emergency']), diagrams: new Set<string>() }
		};
		expect(checkModule(module, known).filter(({ unfinished }) => !unfinished)).toEqual([]);
	});

	it.each(Object.entries(files))('leaves something to write in %s', (_, text) => {
		expect(text).toContain('TODO');
	});

	it.each([
		['module.yaml', '../../schemas/module'],
		['quiz.yaml', '../../schemas/quiz'],
		['card.yaml', '../../schemas/card'],
		['scenarios/first-scenario.yaml', '../../../schemas/scenario']
	])('tells an editor what may stand in %s', (name, schema) => {
		expect(files[name]).toMatch(
			new RegExp(`^# yaml-language-server: \\$schema=${schema}\\.schema\\.json\\n`)
		);
	});

	it('shows the boxes that most lessons have', () => {
		const lessons = `${files['lessons/01-first-lesson.md']}${files['lessons/02-second-lesson.md']}`;
		for (const box of ['EXAMPLE', 'REMEMBER', 'LAW england', 'CHECKLIST', 'TRY']) {
			expect(lessons).toContain(`> [!${box}]`);
		}
	});
});

describe('a new agreement', () => {
	it('is a draft whose first version has its text', () => {
		const files = agreementSkeleton('2026-11-22');
		expect(Object.keys(files)).toEqual(['agreement.yaml', '1.md']);
		expect(files['agreement.yaml']).toMatch(/^draft: true$/m);
		expect(files['agreement.yaml']).toMatch(/^ {4}published: 2026-11-22$/m);
		expect(files['agreement.yaml']).toMatch(
			/^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/agreement\.schema\.json\n/
		);
		const file = v.parse(agreementFile, parse(String(files['agreement.yaml'])));
		const known = {
			...{ roles: new Set(['all_staff']), posts: new Set(['dsl']), items: new Set<string>() },
			...{ helplines: new Set<string>(), diagrams: new Set<string>() }
		};
		const problems = checkAgreement(
			{ folder: 'agreements/new', file, texts: { '1': String(files['1.md']) } },
			known
		);
		expect(problems.filter(({ unfinished }) => !unfinished)).toEqual([]);
		expect(files['1.md']).toContain('TODO');
	});
});
