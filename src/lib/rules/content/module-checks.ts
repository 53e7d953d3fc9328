import { checkCard } from './card-checks.ts';
import type { CardFile } from './card.ts';
import { checkChanges } from './change-checks.ts';
import { checkLessonReading } from './lesson-reading.ts';
import { placeholdersIn } from './local.ts';
import { checkMarkdown, bare } from './markdown-checks.ts';
import { checkMinutes } from './minutes-checks.ts';
import { WHAT_CHANGED, type ModuleFile } from './module.ts';
import type { Problem } from './problem.ts';
import { checkQuiz } from './quiz-checks.ts';
import type { Quiz } from './quiz.ts';
import { reading } from './reading.ts';
import { checkScenario } from './scenario-checks.ts';
import type { Scenario } from './scenario.ts';
import { checkSize } from './size-checks.ts';
import { checkSources } from './source-checks.ts';
import { checkKnown, checkUnique } from './unique.ts';

/** A module's folder, read. Null stands for a file whose own problems are reported already. */
export interface ModuleFolder {
	/** `modules/<slug>` */
	folder: string;
	file: ModuleFile;
	/** Markdown by file name without its ending. */
	lessons: Readonly<Record<string, string>>;
	/** Scenarios by name. */
	scenarios: Readonly<Record<string, Scenario | null>>;
	quiz: Quiz | null;
	card: CardFile | null;
}

/** What else the content knows. */
export interface Known {
	roles: ReadonlySet<string>;
	posts: ReadonlySet<string>;
	items: ReadonlySet<string>;
	helplines: ReadonlySet<string>;
	diagrams: ReadonlySet<string>;
}

/** The most sentences for readers in another nation. */
const NATION_SENTENCES = 3;

/** Addresses that every module has besides its own steps. */
const TAKEN: ReadonlyMap<string, string> = new Map([
	['quiz', 'the quiz'],
	['card', 'the action card'],
	[WHAT_CHANGED, 'the refresher']
]);

/** What is wrong with a module as a whole and with each of its parts. */
export function checkModule(module: ModuleFolder, known: Known): Problem[] {
	const { folder, file, quiz, card } = module;
	const outcomes = new Set(file.outcomes.map(({ key }) => key));
	return [
		...checkHead(module, known),
		...checkChanges(`${folder}/module.yaml`, file),
		...checkNations(`${folder}/module.yaml`, file),
		...checkStepFiles(module),
		...checkOutcomes(module, outcomes),
		...checkSize(module),
		...checkMinutes(module),
		...checkSources(`${folder}/module.yaml`, file.sources),
		...checkLessons(module, known),
		...checkLessonReading(module),
		...Object.entries(module.scenarios).flatMap(([name, scenario]) =>
			scenario ? checkScenario(`${folder}/scenarios/${name}.yaml`, scenario, outcomes) : []
		),
		...(quiz ? checkQuiz(`${folder}/quiz.yaml`, quiz, outcomes) : []),
		...(card ? checkCard(`${folder}/card.yaml`, card, file.posts, known.helplines) : [])
	];
}

function checkHead({ folder, file }: ModuleFolder, { roles, posts }: Known): Problem[] {
	const yaml = `${folder}/module.yaml`;
	const names = file.steps.map(({ name }) => name);
	const problems = [
		...checkKnown(yaml, ['audience'], file.audience, roles, 'add the role to roles.yaml'),
		...checkKnown(yaml, ['posts'], file.posts, posts, 'add the post to posts.yaml'),
		...checkUnique(
			yaml,
			['outcomes'],
			file.outcomes.map(({ key }) => key)
		)
	];
	file.steps.forEach(({ kind, name }, index) => {
		const path = ['steps', index, kind];
		if (names.indexOf(name) !== index) {
			const message = `Two steps have the address "${name}": rename one and its file`;
			problems.push({ file: yaml, path, message });
		}
		const owner = TAKEN.get(name);
		if (owner !== undefined) {
			const message = `The address "${name}" belongs to ${owner}: rename the step and its file`;
			problems.push({ file: yaml, path, message });
		}
	});
	if (file.nextReview <= file.reviewed) {
		const message = '"next_review" must be later than "reviewed"';
		problems.push({ file: yaml, path: ['next_review'], message });
	}
	return problems;
}

/** What another nation's readers are told is short, because it stands beside everything else. */
function checkNations(yaml: string, { nations }: ModuleFile): Problem[] {
	return Object.entries(nations).flatMap(([nation, words]) => {
		const { sentences } = reading(words);
		const messages: string[] = [];
		if (sentences > NATION_SENTENCES) {
			messages.push(
				`At most ${NATION_SENTENCES} sentences, here are ${sentences}: keep what a reader there has to know`
			);
		}
		if (placeholdersIn(words).length > 0) {
			messages.push(
				'These words stand beside the contacts: write "your safeguarding lead" instead'
			);
		}
		return messages.map((message) => ({ file: yaml, path: ['nations', nation], message }));
	});
}

function checkStepFiles({ folder, file, lessons, scenarios }: ModuleFolder): Problem[] {
	const yaml = `${folder}/module.yaml`;
	const missing = file.steps.flatMap((step, index) => {
		const there = step.kind === 'lesson' ? step.file in lessons : step.name in scenarios;
		if (there) return [];
		const wanted =
			step.kind === 'lesson' ? `lessons/${step.file}.md` : `scenarios/${step.name}.yaml`;
		const message = `There is no file ${wanted}: write it or correct the name`;
		return [{ file: yaml, path: ['steps', index, step.kind], message }];
	});
	const listed = new Set(
		file.steps.map((step) => (step.kind === 'lesson' ? step.file : step.name))
	);
	const all = [
		...Object.keys(lessons).map((name) => ({ name, file: `${folder}/lessons/${name}.md` })),
		...Object.keys(scenarios).map((name) => ({ name, file: `${folder}/scenarios/${name}.yaml` }))
	];
	const message = 'No step of module.yaml names this file: list it there or take it away';
	const left = all
		.filter(({ name }) => !listed.has(name))
		.map((one) => ({ file: one.file, path: [], message }));
	return [...missing, ...left];
}

function checkOutcomes({ folder, file, quiz }: ModuleFolder, outcomes: Set<string>): Problem[] {
	const yaml = `${folder}/module.yaml`;
	const taught = new Set<string>();
	const problems: Problem[] = [];
	file.steps.forEach((step, index) => {
		if (step.kind !== 'lesson') return;
		const path = ['steps', index, 'outcomes'];
		const mend = 'add it to "outcomes" above or correct the key';
		problems.push(...checkKnown(yaml, path, step.outcomes, outcomes, mend));
		for (const key of step.outcomes) taught.add(key);
	});
	const tested = new Set(quiz?.questions.map((question) => question.outcome));
	file.outcomes.forEach(({ key }, index) => {
		const path = ['outcomes', index];
		if (!taught.has(key)) {
			const message = `No lesson teaches "${key}": add it to the "outcomes" of a lesson`;
			problems.push({ file: yaml, path, message });
		}
		if (quiz && !tested.has(key)) {
			const message = `No question tests "${key}": add one to quiz.yaml`;
			problems.push({ file: yaml, path, message });
		}
	});
	return problems;
}

function checkLessons(
	{ folder, file, lessons }: ModuleFolder,
	{ posts, diagrams }: Known
): Problem[] {
	const links = new Set(file.sources.map(({ url }) => bare(url)));
	const rules = { known: posts, panel: new Set(file.posts), links, diagrams };
	return Object.entries(lessons).flatMap(([name, markdown]) =>
		checkMarkdown(`${folder}/lessons/${name}.md`, markdown, rules)
	);
}
