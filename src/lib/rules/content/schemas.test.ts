import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { agreementFile } from './agreement.ts';
import { cardFile } from './card.ts';
import { conditionsFile } from './conditions.ts';
import { coverageFile } from './coverage.ts';
import { explain } from './explain.ts';
import { externalCertificatesFile } from './external-certificates.ts';
import { helplinesFile } from './helplines.ts';
import { additionsFile, inductionFile, sharedStepsFile } from './induction.ts';
import { lawFile } from './law-facts.ts';
import { moduleFile } from './module.ts';
import { postsFile } from './posts.ts';
import { profilesFile } from './profiles.ts';
import { quizFile } from './quiz.ts';
import { requirementsFile } from './requirements.ts';
import { rolesFile } from './roles.ts';
import { scenarioFile } from './scenario.ts';

const four = ['One', 'Two', 'Three', 'Four'];
const options = four.map((text) => ({ key: text.toLowerCase(), text, feedback: 'Because.' }));
const choices = ['stay', 'go', 'call'].map((key) => ({ key, text: 'T', consequence: 'C' }));
const step = { key: 'tour', title: 'Tour', description: 'A walk round.', owner: 'starter' };
const stages = [{ key: 'day-1', title: 'The first day', due_days: 0, steps: [step] }];
const confirm = { prompt: 'Was it done?', answers: ['Yes'] };

/** Every file of the content folder with no more than it must hold, lists of one where they may be. */
const FILES: Record<string, { schema: v.GenericSchema; least: object }> = {
	'roles.yaml': {
		schema: rolesFile,
		least: { roles: [{ key: 'tutor', title: 'Tutor', description: 'Teaches.' }] }
	},
	'conditions.yaml': {
		schema: conditionsFile,
		least: { conditions: [{ key: 'drives', title: 'Drives', you: 'You drive', for: 'Drivers' }] }
	},
	'profiles.yaml': {
		schema: profilesFile,
		least: {
			profiles: [{ key: 'club', title: 'Club', description: 'Plays.', nations: ['wales'] }]
		}
	},
	'posts.yaml': {
		schema: postsFile,
		least: {
			posts: [
				{ key: 'dsl', title: 'Lead', fallback: 'the lead', description: 'Leads.', kind: 'person' }
			]
		}
	},
	'helplines.yaml': {
		schema: helplinesFile,
		least: {
			helplines: [{ key: 'lamp', name: 'Lamp', contact: '999', for: 'All', nations: ['england'] }]
		}
	},
	'external-certificates.yaml': {
		schema: externalCertificatesFile,
		least: { certificates: [{ key: 'first-aid', title: 'First aid', description: 'A day.' }] }
	},
	'law.yaml': {
		schema: lawFile,
		least: {
			facts: [
				{
					key: 'edition',
					title: 'The edition',
					statement: 'It is in force.',
					nations: ['england'],
					status: 'confirmed',
					source: { title: 'Guide', publisher: 'Office', date: '2026' },
					checked: '2026-11-21',
					check_by: '2027-11-21',
					modules: ['small'],
					when_changed: 'Correct it.'
				}
			],
			superseded: [
				{
					key: 'old',
					title: 'Old',
					names: ['Old guide'],
					now: ['Guide'],
					replaced_by: 'the guide',
					since: '2026-09-01'
				}
			]
		}
	},
	'coverage.yaml': {
		schema: coverageFile,
		least: { register: { FUT: ['1'] }, clauses: [{ id: 'FUT-1', what: 'One' }] }
	},
	'requirements.yaml': {
		schema: requirementsFile,
		least: {
			return_to_work: { after_months: 6, within_days: 28, items: [] },
			requirements: [
				{
					role: 'tutor',
					item: 'module:small',
					due: { from: 'start' },
					basis: { kind: 'guidance', text: 'The guide.' }
				}
			]
		}
	},
	'induction/core.yaml': {
		schema: inductionFile,
		least: { title: 'Induction', summary: 'Begins.', stages }
	},
	'induction/additions/tutor.yaml': {
		schema: additionsFile,
		least: { steps: [{ stage: 'day-1', same_as: 'tour' }] }
	},
	'induction/shared/steps.yaml': { schema: sharedStepsFile, least: { steps: [step] } },
	'modules/small/module.yaml': {
		schema: moduleFile,
		least: {
			title: 'Small',
			summary: 'Little.',
			version: '1',
			minutes: 9,
			pass_mark: 80,
			renewal_basis: 'Ours.',
			reviewed: '2026-11-21',
			next_review: '2027-11-21',
			nation: 'England',
			nations: { wales: 'W', scotland: 'S', northern_ireland: 'N' },
			audience: ['tutor'],
			posts: [],
			outcomes: [{ key: 'lo1', text: 'Do it.' }],
			steps: [
				{ lesson: '01-why', title: 'Why', minutes: 3, outcomes: ['lo1'] },
				{ scenario: 'the-gate' }
			],
			quiz_minutes: 6,
			changes: [
				{ version: '1', date: '2026-11-21', kind: 'minor', summary: 'New.', points: ['All.'] }
			],
			sources: [{ title: 'Guide', publisher: 'Office', date: '2026', url: 'https://x.example' }]
		}
	},
	'modules/small/quiz.yaml': {
		schema: quizFile,
		least: { questions: [{ key: 'q', outcome: 'lo1', kind: 'single', text: 'Who?', options }] }
	},
	'modules/small/card.yaml': {
		schema: cardFile,
		least: {
			title: 'Card',
			when: 'Now.',
			steps: four,
			never: ['Shout', 'Run'],
			posts: ['dsl'],
			helplines: ['lamp']
		}
	},
	'modules/small/scenarios/the-gate.yaml': {
		schema: scenarioFile,
		least: {
			title: 'Gate',
			minutes: 2,
			outcomes: ['lo1'],
			setup: 'A gate.',
			start: 'first',
			decisions: [{ key: 'first', question: 'What now?', choices }],
			debrief: 'Well done.'
		}
	},
	'agreements/promise/agreement.yaml': {
		schema: agreementFile,
		least: {
			title: 'Promise',
			summary: 'Ours.',
			minutes: 2,
			audience: ['tutor'],
			on_decline: 'We talk.',
			versions: [
				{
					version: '1',
					published: '2026-11-21',
					changes: 'New.',
					question: { text: 'Who?', options: options.slice(1) }
				}
			]
		}
	}
};

const at = (path: string) => path.split('.').filter((step) => step !== '');

/** The file with something else at a place, like `roles.0.title`. */
function changed(file: string, path: string, value: unknown): unknown {
	const data: unknown = structuredClone(FILES[file]?.least);
	const steps = at(path);
	const last = String(steps.pop());
	const group = steps.reduce<unknown>((inner, key) => Object(inner)[key] as unknown, data);
	Object.assign(Object(group) as object, { [last]: value });
	return data;
}

/** What the check tells the author of a file, each with its place. */
function told(file: string, data: unknown): string[] {
	const schema = FILES[file]?.schema ?? v.never();
	return (v.safeParse(schema, data).issues ?? [])
		.map((issue) => explain(file, issue))
		.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function read(file: string, path: string, value: unknown): unknown {
	const output: unknown = v.parse(FILES[file]?.schema ?? v.never(), changed(file, path, value));
	return output;
}

describe('a file of the content', () => {
	it.each(Object.keys(FILES))('%s may hold no more than it must', (file) => {
		expect(told(file, FILES[file]?.least)).toEqual([]);
	});

	it.each([
		['roles.yaml', '', 'roles.0'],
		['conditions.yaml', '', 'conditions.0'],
		['profiles.yaml', '', 'profiles.0'],
		['posts.yaml', '', 'posts.0'],
		['helplines.yaml', '', 'helplines.0'],
		['external-certificates.yaml', '', 'certificates.0'],
		['law.yaml', '', 'facts.0', 'facts.0.source', 'superseded.0'],
		['coverage.yaml', '', 'clauses.0'],
		['requirements.yaml', '', 'return_to_work', 'requirements.0', 'requirements.0.due'],
		['requirements.yaml', 'requirements.0.basis'],
		['induction/core.yaml', '', 'stages.0', 'stages.0.steps.0'],
		['induction/shared/steps.yaml', '', 'steps.0'],
		['modules/small/module.yaml', '', 'nations', 'outcomes.0', 'steps.0', 'changes.0', 'sources.0'],
		['modules/small/quiz.yaml', '', 'questions.0', 'questions.0.options.0'],
		['modules/small/card.yaml', ''],
		['modules/small/scenarios/the-gate.yaml', '', 'decisions.0', 'decisions.0.choices.0'],
		['agreements/promise/agreement.yaml', '', 'versions.0', 'versions.0.question']
	])('%s takes no line that nobody reads', (file, ...groups) => {
		for (const group of groups) {
			const path = [...at(group), 'colour'].join('.');
			expect(told(file, changed(file, path, 'red'))).toEqual([
				`${path}: "colour" is not a line this file knows: check its spelling or take it out`
			]);
		}
	});
});

describe('the author of a file is told what is wrong:', () => {
	const none: unknown[] = [];
	const module = 'modules/small/module.yaml';
	const scenario = 'modules/small/scenarios/the-gate.yaml';
	const agreement = 'agreements/promise/agreement.yaml';

	it.each<[file: string, path: string, value: unknown, message: string]>([
		['roles.yaml', 'roles', none, 'must hold at least one role'],
		['roles.yaml', 'roles.0.base', 'yes', 'must be true or false, not "yes"'],
		['roles.yaml', 'roles.0.contact', 'often', 'must be none, supervised, unsupervised or remote'],
		['conditions.yaml', 'conditions', none, 'must hold at least one condition'],
		['profiles.yaml', 'profiles', none, 'must hold at least one profile'],
		['profiles.yaml', 'profiles.0.nations', none, 'must name at least one nation'],
		['posts.yaml', 'posts', none, 'must hold at least one post'],
		['posts.yaml', 'posts.0.kind', 'place', 'must be person, service or link'],
		['helplines.yaml', 'helplines', none, 'must hold at least one helpline'],
		[
			'helplines.yaml',
			'helplines.0.key',
			'Lamp!',
			'must be small letters and digits, like report_remove'
		],
		['external-certificates.yaml', 'certificates', none, 'must hold at least one certificate'],
		['law.yaml', 'facts', none, 'must hold at least one fact'],
		['law.yaml', 'facts.0.status', 'sure', 'must be confirmed, reported or unknown'],
		['law.yaml', 'facts.0.modules', none, 'must name at least one module'],
		['law.yaml', 'superseded.0.names', none, 'must hold at least one'],
		['law.yaml', 'superseded.0.before', 2026.5, 'must be a year'],
		['coverage.yaml', 'clauses.0.id', 'FUT 1', 'must be a clause like FUT-5.3'],
		['coverage.yaml', 'clauses.0.id', 'XFUT-1', 'must be a clause like FUT-5.3'],
		['coverage.yaml', 'clauses.0.id', 'FUT-1 and 2', 'must be a clause like FUT-5.3'],
		['coverage.yaml', 'register.FUTS', ['1'], 'must be three capitals'],
		['coverage.yaml', 'register.xFUT', ['1'], 'must be three capitals'],
		['requirements.yaml', 'requirements', none, 'must hold at least one requirement'],
		[
			'requirements.yaml',
			'requirements.0.basis.kind',
			'rumour',
			'must be statute, guidance, contract or organisation'
		],
		['requirements.yaml', 'return_to_work.after_months', 1.5, 'must be whole months'],
		['induction/core.yaml', 'occasion', 'moving', 'must be joining, returning or leaving'],
		['induction/core.yaml', 'stages', none, 'must hold at least one stage'],
		['induction/core.yaml', 'stages.0.steps', none, 'must hold at least one step'],
		['induction/core.yaml', 'stages.0.steps.0.owner', 'lead', 'must be starter or manager'],
		['induction/core.yaml', 'stages.0.steps.0.profiles', none, 'must name at least one'],
		['induction/core.yaml', 'stages.0.steps.0.nations', none, 'must name at least one'],
		['induction/additions/tutor.yaml', 'steps', none, 'must hold at least one step'],
		[module, 'draft', 'yes', 'must be true or false, not "yes"'],
		[module, 'pass_mark', 49, 'must be at least 50 (percent)'],
		[module, 'pass_mark', 101, 'must be at most 100 (percent)'],
		[
			module,
			'renewal_months',
			0,
			'must be at least 1 month: leave the line out if it never renews'
		],
		[module, 'renewal_months', 61, 'must be at most 60 months'],
		[module, 'audience', none, 'must name at least one role'],
		[module, 'outcomes', none, 'must hold at least one outcome'],
		[module, 'steps', none, 'must hold at least one lesson'],
		[module, 'steps.0.lesson', '1-why', 'must be two digits and a name, like 01-why-this-matters'],
		[
			module,
			'steps.0.lesson',
			'101-why',
			'must be two digits and a name, like 01-why-this-matters'
		],
		[
			module,
			'steps.0.lesson',
			'01-why!',
			'must be two digits and a name, like 01-why-this-matters'
		],
		[module, 'steps.0.lesson', '01-Why', 'must be two digits and a name, like 01-why-this-matters'],
		[
			module,
			'steps.1.scenario',
			'The gate',
			'must be small letters and digits joined by single hyphens, like easy-money'
		],
		[module, 'steps.0.outcomes', none, 'must name at least one outcome'],
		[module, 'changes', none, 'must say what has changed in the current version'],
		[module, 'changes.0.kind', 'big', 'must be minor or material'],
		[module, 'changes.0.points', none, 'must hold at least one point'],
		[module, 'sources', none, 'must name at least one source'],
		['modules/small/quiz.yaml', 'questions', none, 'must hold at least one question'],
		['modules/small/quiz.yaml', 'questions.0.kind', 'open', 'must be single or multiple'],
		[
			'modules/small/quiz.yaml',
			'questions.0.options',
			options.slice(1),
			'must hold at least four options'
		],
		['modules/small/card.yaml', 'steps', four.slice(1), 'must hold 4 to 7 lines'],
		['modules/small/card.yaml', 'steps', [...four, ...four], 'must hold 4 to 7 lines'],
		['modules/small/card.yaml', 'never', ['Shout'], 'must hold 2 to 4 lines'],
		['modules/small/card.yaml', 'words', [...four, 'Five'], 'must hold 0 to 4 lines'],
		['modules/small/card.yaml', 'posts', none, 'must name at least one post'],
		['modules/small/card.yaml', 'helplines', none, 'must name at least one helpline'],
		[scenario, 'outcomes', none, 'must name at least one outcome'],
		[scenario, 'decisions', none, 'must hold at least one decision'],
		[scenario, 'decisions.0.choices', choices.slice(1), 'must hold at least three choices'],
		[agreement, 'audience', none, 'must name at least one role'],
		[agreement, 'versions', none, 'must hold at least one version'],
		[agreement, 'versions.0.change', 'big', 'must be minor or material'],
		[agreement, 'versions.0.question.options', options.slice(2), 'must hold three or four options'],
		[
			agreement,
			'versions.0.question.options',
			[...options, ...options.slice(3)],
			'must hold three or four options'
		]
	])('%s, %s: %j', (file, path, value, message) => {
		expect(told(file, changed(file, path, value))).toEqual([
			`${path}: "${String(at(path).at(-1))}" ${message}`
		]);
	});

	it('a scenario among the steps with lines that its own file holds', () => {
		const data = changed(module, 'steps.1', { scenario: 'the-gate', minutes: 3 });
		expect(told(module, data)).toEqual([
			'steps.1: Entry 2 of "steps" takes title, minutes and outcomes from the file of the scenario: take those lines out here'
		]);
	});

	it.each([
		[null, 'null'],
		['the-gate', '"the-gate"']
	])('a step that is no group of lines: %j', (step, shown) => {
		expect(told(module, changed(module, 'steps.1', step))).toEqual([
			`steps.1: Entry 2 of "steps" must be a group of lines, not ${shown}`
		]);
	});

	it('a step of a role that is neither written out nor one written elsewhere', () => {
		const file = 'induction/additions/tutor.yaml';
		expect(told(file, changed(file, 'steps.0', { stage: 'day-1', key: 'tour' }))).toEqual([
			'steps.0: Entry 1 of "steps" needs a stage, and either all of a step (key, title, description, owner and the rest) or "same_as" with the key of a step that is written elsewhere'
		]);
	});

	it('a manager asked to confirm without an answer to give', () => {
		const file = 'induction/core.yaml';
		const data = changed(file, 'stages.0.steps.0.confirm', { ...confirm, answers: [] });
		expect(told(file, data)).toEqual([
			'stages.0.steps.0.confirm.answers: "answers" must hold at least one answer'
		]);
	});

	it('something in place of the whole file', () => {
		const issue = v.safeParse(rolesFile, null).issues?.[0];
		expect(issue && explain('roles.yaml', issue)).toEqual({
			file: 'roles.yaml',
			path: [],
			message: 'The file must be a group of lines, not null'
		});
	});
});

describe('what a file may hold', () => {
	it.each<[file: string, path: string, values: unknown[]]>([
		['roles.yaml', 'roles.0.contact', ['none', 'supervised', 'unsupervised', 'remote']],
		['posts.yaml', 'posts.0.kind', ['person', 'service', 'link']],
		[
			'posts.yaml',
			'posts.0.nations',
			[{ wales: { title: 'T' }, scotland: { fallback: 'F' } }, { northern_ireland: {} }]
		],
		['helplines.yaml', 'helplines.0.key', ['report-remove', 'report_remove', 'lamp']],
		['law.yaml', 'facts.0.status', ['confirmed', 'reported', 'unknown']],
		['coverage.yaml', 'clauses.0.id', ['FUT-5.3', 'MPS-O1a', 'PAC-A2-3.9', 'FUT-1']],
		['coverage.yaml', 'clauses.0.covered_by', [['card:small', 'page:/team', 'post:dsl']]],
		[
			'requirements.yaml',
			'requirements.0.basis.kind',
			['statute', 'guidance', 'contract', 'organisation']
		],
		['requirements.yaml', 'requirements.0.due.from', ['start', 'role', 'contact']],
		['induction/core.yaml', 'occasion', ['joining', 'returning', 'leaving']],
		['induction/core.yaml', 'stages.0.steps.0.owner', ['starter', 'manager']],
		['induction/core.yaml', 'stages.0.steps.0.confirm', [confirm]],
		['modules/small/module.yaml', 'steps.0.lesson', ['01-why', '10-why-this-matters-2']],
		['modules/small/module.yaml', 'pass_mark', [50, 100]],
		['modules/small/module.yaml', 'renewal_months', [1, 60]],
		['modules/small/module.yaml', 'changes.0.kind', ['minor', 'material']],
		['modules/small/quiz.yaml', 'questions.0.kind', ['single', 'multiple']],
		['modules/small/card.yaml', 'steps', [[...four, ...four.slice(1)]]],
		['modules/small/card.yaml', 'never', [four]],
		['modules/small/card.yaml', 'words', [[], four]],
		['agreements/promise/agreement.yaml', 'versions.0.change', ['minor', 'material']],
		['agreements/promise/agreement.yaml', 'versions.0.question.options', [options]]
	])('%s, %s: each of %j', (file, path, values) => {
		for (const value of values) expect(told(file, changed(file, path, value))).toEqual([]);
	});
});

describe('what a file leaves out', () => {
	it.each<[what: string, file: string, least: object]>([
		[
			'a role is no base, works for us, has an account, and nothing is said of its contact',
			'roles.yaml',
			{ roles: [{ base: false, workforce: true, account: true, contact: null }] }
		],
		['a post is called the same everywhere', 'posts.yaml', { posts: [{ nations: {} }] }],
		['a helpline has no page', 'helplines.yaml', { helplines: [{ url: null }] }],
		['a clause is covered by nothing', 'coverage.yaml', { clauses: [{ covered_by: [] }] }],
		[
			'a requirement holds for everybody in the role, at once, for good, and stops nobody',
			'requirements.yaml',
			{
				planned: [],
				requirements: [
					{
						roles: ['tutor'],
						profiles: [null],
						nations: [null],
						condition: null,
						due: { days: 0, on: null },
						renewal: null,
						windowDays: 0,
						gate: false
					}
				]
			}
		],
		[
			'an induction is for who joins, and its steps stop nobody',
			'induction/core.yaml',
			{ occasion: 'joining', stages: [{ steps: [{ gate: false, last: false }] }] }
		],
		[
			'a module is no draft, never renews and has no exception',
			'modules/small/module.yaml',
			{ draft: false, renewalMonths: null, contentNote: null, readingExceptions: {} }
		],
		[
			'an answer is wrong and a question not critical',
			'modules/small/quiz.yaml',
			{ questions: [{ critical: false, options: four.map(() => ({ correct: false })) }] }
		],
		['a card has no words to say', 'modules/small/card.yaml', { words: [] }],
		[
			'a choice is not the best, does no harm and leads back',
			'modules/small/scenarios/the-gate.yaml',
			{
				decisions: [
					{
						situation: null,
						choices: choices.map(() => ({ best: false, critical: false, next: null }))
					}
				]
			}
		],
		[
			'an agreement is no draft and is signed once',
			'agreements/promise/agreement.yaml',
			{ draft: false, renewalMonths: null }
		]
	])('%s', (_, file, least) => {
		const { schema, least: data } = FILES[file] ?? { schema: v.never(), least: {} };
		expect(v.parse(schema, data)).toMatchObject(least);
	});

	it('loses the space around a text', () => {
		expect(read('modules/small/card.yaml', 'title', ' Card\n')).toMatchObject({ title: 'Card' });
	});
});
