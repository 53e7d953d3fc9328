import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { cardFile } from './card.ts';
import { checkModule, type Known, type ModuleFolder } from './module-checks.ts';
import { assembleModule, moduleFile, wordsForNation } from './module.ts';
import { quizFile } from './quiz.ts';
import { scenarioFile, type Scenario } from './scenario.ts';

const known: Known = {
	roles: new Set(['all_staff']),
	posts: new Set(['dsl', 'lado']),
	items: new Set(),
	helplines: new Set(['emergency']),
	diagrams: new Set(['flow'])
};

const words = 'We can all help. '.repeat(60);
const options = ['a', 'b', 'c', 'd'].map((key) => ({
	key,
	text: key,
	correct: key === 'a',
	feedback: `So it is with ${key} here.`
}));
const question = { key: 'q', outcome: 'lo1', kind: 'single', critical: true, text: words, options };
const quiz = v.parse(quizFile, { questions: [question] });
const scenario: Scenario = v.parse(scenarioFile, {
	title: 'The offer',
	minutes: 3,
	outcomes: ['lo1'],
	setup: words,
	start: 'first',
	decisions: [
		{
			key: 'first',
			question: 'Q',
			choices: [
				{ key: 'a', text: 'A', consequence: 'So.', best: true, next: 'end' },
				{ key: 'b', text: 'B', consequence: 'So.' },
				{ key: 'c', text: 'C', consequence: 'So.' }
			]
		}
	],
	debrief: 'D'
});
const lesson = { lesson: '01-first', title: 'First', minutes: 3, outcomes: ['lo1'] };
const yaml = {
	title: 'M',
	summary: 'S',
	version: '2026.11',
	minutes: 10,
	pass_mark: 80,
	renewal_months: 12,
	renewal_basis: 'B',
	reviewed: '2026-11-21',
	next_review: '2027-11-21',
	nation: 'England',
	nations: { wales: 'W.', scotland: 'S.', northern_ireland: 'N.' },
	audience: ['all_staff'],
	posts: ['dsl'],
	outcomes: [{ key: 'lo1', text: 'One' }],
	steps: [lesson, { scenario: 'offer' }] as unknown[],
	quiz_minutes: 4,
	changes: [
		{
			version: '2026.11',
			date: '2026-11-21',
			kind: 'material',
			summary: 'New.',
			points: ['We can all help.']
		}
	],
	sources: [{ title: 'T', publisher: 'P', date: '2026', url: 'https://www.gov.uk/a' }]
};
const card = v.parse(cardFile, {
	title: 'If it happens',
	when: 'When it happens.',
	steps: Array<string>(5).fill('We can all help them as soon as we can and stay with them.'),
	never: Array<string>(3).fill('Wait until the day after, or keep it to yourself.'),
	posts: ['dsl'],
	helplines: ['emergency']
});
function folder(changed: object = {}, rest: Partial<ModuleFolder> = {}): ModuleFolder {
	return {
		folder: 'modules/m',
		file: v.parse(moduleFile, { ...yaml, ...changed }),
		lessons: { '01-first': words },
		scenarios: { offer: scenario },
		quiz,
		card,
		...rest
	};
}

function found(module: ModuleFolder): string[] {
	// How much a module holds is looked at in size-checks.test.ts: this one holds one of each.
	return checkModule(module, known)
		.filter(({ message }) => !message.startsWith('A module has'))
		.map(({ file, path, message }) => `${file} ${path.join('.')}: ${message}`);
}

describe('a module', () => {
	it('is fine when its parts fit together', () => {
		expect(found(folder())).toEqual([]);
		expect(
			found(folder({}, { lessons: { '01-first': `${words}[x](https://www.gov.uk/a/)` } }))
		).toEqual([]);
	});

	it('says three sentences to readers in another nation', () => {
		expect(found(folder({ nations: { ...yaml.nations, wales: 'One. Two. Three.' } }))).toEqual([]);
	});

	const twice = { ...lesson, lesson: '02-first' };
	const named = { ...lesson, lesson: '02-quiz' };
	const refreshed = { ...lesson, lesson: '02-what-changed' };

	it.each([
		[
			'an unknown role',
			folder({ audience: ['boss'] }),
			'module.yaml audience.0: "boss" is not known: add the role to roles.yaml'
		],
		[
			'an unknown post',
			folder({ posts: ['boss'] }),
			'module.yaml posts.0: "boss" is not known: add the post to posts.yaml'
		],
		[
			'an outcome used twice',
			folder({ outcomes: [...yaml.outcomes, ...yaml.outcomes] }),
			'outcomes.1.key: "lo1" is used twice'
		],
		[
			'an address used twice',
			folder({ steps: [...yaml.steps, twice] }),
			'steps.2.lesson: Two steps'
		],
		[
			'a step called quiz',
			folder({ steps: [...yaml.steps, named] }),
			'steps.2.lesson: The address "quiz" belongs to the quiz'
		],
		[
			'a step with the address of the refresher',
			folder({ steps: [...yaml.steps, refreshed] }),
			'steps.2.lesson: The address "what-changed" belongs to the refresher'
		],
		[
			'a version of which nothing is said',
			folder({ version: '2026.12' }),
			'modules/m/module.yaml changes.0.version: The newest change belongs to version 2026.11'
		],
		[
			'a review in the past of the last one',
			folder({ next_review: '2026-11-21' }),
			'next_review: "next_review" must be later than "reviewed"'
		],
		[
			'a missing lesson',
			folder({}, { lessons: {} }),
			'modules/m/module.yaml steps.0.lesson: There is no file lessons/01-first.md'
		],
		[
			'a missing scenario',
			folder({}, { scenarios: {} }),
			'steps.1.scenario: There is no file scenarios/offer.yaml'
		],
		[
			'a lesson no step names',
			folder({}, { lessons: { '01-first': words, '02-x': words } }),
			'lessons/02-x.md : No step'
		],
		[
			'a step with the address of the card',
			folder({ steps: [...yaml.steps, { ...lesson, lesson: '02-card' }] }),
			'steps.2.lesson: The address "card" belongs to the action card'
		],
		[
			'too much about a nation',
			folder({ nations: { ...yaml.nations, wales: 'One. Two. Three. Four.' } }),
			'modules/m/module.yaml nations.wales: At most 3 sentences, here are 4'
		],
		[
			'a contact in the words for a nation',
			folder({ nations: { ...yaml.nations, scotland: 'Ask {{dsl}}.' } }),
			'nations.scotland: These words stand beside'
		],
		[
			'a diagram that is not there',
			folder({}, { lessons: { '01-first': `> [!DIAGRAM gone]\n>\n> A list.\n\n${words}` } }),
			'lessons/01-first.md : There is no diagrams/gone.svg'
		],
		[
			'the card',
			folder({}, { card: { ...card, posts: ['lado'] } }),
			'card.yaml posts.0: "lado" is not known: add it to "posts" in module.yaml'
		],
		[
			'a source named twice',
			folder({ sources: [...yaml.sources, ...yaml.sources] }),
			'modules/m/module.yaml sources.1.url'
		],
		['a scenario no step names', folder({ steps: [lesson] }), 'scenarios/offer.yaml : No step'],
		[
			'an unknown outcome of a lesson',
			folder({ steps: [{ ...lesson, outcomes: ['lo1', 'lo9'] }, { scenario: 'offer' }] }),
			'steps.0.outcomes.1: "lo9" is not known: add it to "outcomes" above or correct the key'
		],
		[
			'an outcome that no lesson teaches',
			folder({ outcomes: [...yaml.outcomes, { key: 'lo2', text: 'Two' }] }),
			'modules/m/module.yaml outcomes.1: No lesson teaches "lo2"'
		],
		[
			'an outcome that no question tests',
			folder({ outcomes: [...yaml.outcomes, { key: 'lo2', text: 'Two' }] }),
			'outcomes.1: No question tests "lo2"'
		],
		[
			'too few minutes',
			folder({ minutes: 12 }),
			'minutes: The steps and the quiz take 10 minutes, not 12'
		],
		[
			'text that takes longer',
			folder(
				{ minutes: 8, steps: [{ ...lesson, minutes: 1 }, { scenario: 'offer' }] },
				{ lessons: { '01-first': words.repeat(2) } }
			),
			'steps.0.minutes: 480 words take about 3 minutes: raise'
		],
		[
			'text that takes less',
			folder({}, { lessons: { '01-first': 'We can all help.' } }),
			'steps.0.minutes: 4 words take about 1 minute: lower'
		],
		[
			'hard text',
			folder(
				{},
				{
					lessons: {
						'01-first': words.replaceAll(
							'help',
							'incomprehensibility organisationally accountabilities'
						)
					}
				}
			),
			'lessons/01-first.md : Reading grade'
		],
		['Markdown', folder({}, { lessons: { '01-first': `# T\n\n${words}` } }), 'begin with ##'],
		[
			'a scenario',
			folder({}, { scenarios: { offer: { ...scenario, start: 'x' } } }),
			'scenarios/offer.yaml start'
		],
		[
			'the quiz',
			folder(
				{},
				{
					quiz: {
						questions: [
							{ ...v.parse(quizFile, { questions: [question] }).questions[0], critical: false }
						] as typeof quiz.questions
					}
				}
			),
			'quiz.yaml questions: No question is critical'
		]
	])('is reported for %s', (_, module, message) => {
		expect(found(module).join('\n')).toContain(message);
	});

	it('is quiet about parts whose own problems are reported already', () => {
		expect(
			found(folder({ minutes: 7 }, { scenarios: { offer: null }, quiz: null, card: null }))
		).toEqual([]);
	});

	it('does not take a scenario with lines of its own', () => {
		const result = v.safeParse(moduleFile, {
			...yaml,
			steps: [lesson, { scenario: 'x', title: 'T' }]
		});
		expect(result.issues?.map(({ message }) => message)).toEqual([
			expect.stringContaining('take those lines out here')
		]);
		expect(v.is(moduleFile, { ...yaml, steps: ['first', null] })).toBe(false);
	});
});

describe('a module as the app uses it', () => {
	it('has the quiz as its last step and the scenario’s own title', () => {
		const module = assembleModule('m', folder().file, new Map([['offer', scenario]]));
		expect(module).toMatchObject({ slug: 'm', passMark: 80, renewalMonths: 12, contentNote: null });
		expect(module.steps).toEqual([
			{
				kind: 'lesson',
				file: '01-first',
				name: 'first',
				title: 'First',
				minutes: 3,
				outcomes: ['lo1']
			},
			{ kind: 'scenario', name: 'offer', title: 'The offer', minutes: 3, outcomes: ['lo1'] },
			{ kind: 'quiz', name: 'quiz', title: 'Check what you know', minutes: 4 }
		]);
	});

	it('says what differs in the other nations', () => {
		const { file } = folder();
		expect(wordsForNation(file, 'wales')).toBe('W.');
		expect(wordsForNation(file, 'england')).toBeNull();
	});

	it('may be done once and carry a note', () => {
		const file = { ...yaml, renewal_months: undefined, content_note: 'Take care.' };
		expect(v.parse(moduleFile, file)).toMatchObject({
			renewalMonths: null,
			contentNote: 'Take care.'
		});
	});

	it('does not come from a folder without its scenario', () => {
		expect(() => assembleModule('m', folder().file, new Map())).toThrow('no scenario offer');
	});
});
