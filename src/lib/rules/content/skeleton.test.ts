import { describe, expect, it } from 'vitest';
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
		const quiz = String(files['quiz.yaml']);
		expect(quiz.match(/^ {2}- key: /gm)).toHaveLength(10);
		expect(quiz.match(/kind: multiple/g)).toHaveLength(1);
		expect(quiz.match(/correct: true/g)).toHaveLength(11);
	});
});

describe('a new agreement', () => {
	it('is a draft whose first version has its text', () => {
		const files = agreementSkeleton('2026-11-22');
		expect(Object.keys(files)).toEqual(['agreement.yaml', '1.md']);
		expect(files['agreement.yaml']).toMatch(/^draft: true$/m);
		expect(files['agreement.yaml']).toMatch(/^ {4}published: 2026-11-22$/m);
	});
});
