import * as v from 'valibot';
import { diagramsIn } from './boxes.js';
import {
	day,
	flag,
	httpsUrl,
	kebabName,
	minutes,
	months,
	snakeKey,
	text,
	version
} from './fields.ts';
import type { Scenario } from './scenario.ts';

const lessonLine = v.pipe(
	v.strictObject({
		lesson: v.pipe(
			v.string(),
			v.regex(
				/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/,
				'must be two digits and a name, like 01-why-this-matters'
			)
		),
		title: text,
		minutes,
		outcomes: v.pipe(v.array(snakeKey), v.minLength(1, 'must name at least one outcome'))
	}),
	v.transform((line) => ({
		kind: 'lesson' as const,
		/** The file's name without its ending. */
		file: line.lesson,
		/** The page's address: the file's name without its number. */
		name: line.lesson.slice(3),
		title: line.title,
		minutes: line.minutes,
		outcomes: line.outcomes
	}))
);

const scenarioLine = v.pipe(
	v.looseObject({ scenario: kebabName }),
	v.check(
		(line) => Object.keys(line).length === 1,
		'takes title, minutes and outcomes from the file of the scenario: take those lines out here'
	),
	v.transform((line) => ({ kind: 'scenario' as const, name: line.scenario }))
);

/** A step as the schema for editors shows it: one of these two. */
export const stepLines = [lessonLine, scenarioLine] as const;

/** By what the line holds, so that the problem is told about the kind of step that was meant. */
export const stepLine = v.lazy((line) =>
	typeof line === 'object' && line !== null && 'scenario' in line ? scenarioLine : lessonLine
);

/** What a reader in an organisation of each of the other nations should know of the module. */
const otherNations = v.strictObject({ wales: text, scotland: text, northern_ireland: text });

const changeEntry = v.strictObject({
	version,
	/** The day on which the version was finished. */
	date: day,
	kind: v.picklist(['minor', 'material'], 'must be minor or material'),
	summary: text,
	/** What has changed, and what that means for the learner. */
	points: v.pipe(v.array(text), v.minLength(1, 'must hold at least one point'))
});

/** What `modules/<slug>/module.yaml` holds. */
export const moduleFile = v.pipe(
	v.strictObject({
		/** Not ready yet: checked and previewed, but never offered. */
		draft: flag,
		title: text,
		summary: text,
		version,
		minutes,
		pass_mark: v.pipe(
			v.number(),
			v.minValue(50, 'must be at least 50 (percent)'),
			v.maxValue(100, 'must be at most 100 (percent)')
		),
		renewal_months: v.optional(months),
		renewal_basis: text,
		reviewed: day,
		next_review: day,
		nation: text,
		nations: otherNations,
		content_note: v.optional(text),
		/** Lessons that may be harder to read than others, each with the reason. */
		reading_exceptions: v.optional(v.record(v.string(), text), {}),
		audience: v.pipe(v.array(snakeKey), v.minLength(1, 'must name at least one role')),
		posts: v.array(snakeKey),
		outcomes: v.pipe(
			v.array(v.strictObject({ key: snakeKey, text })),
			v.minLength(1, 'must hold at least one outcome')
		),
		steps: v.pipe(v.array(stepLine), v.minLength(1, 'must hold at least one lesson')),
		quiz_minutes: minutes,
		changes: v.pipe(
			v.array(changeEntry),
			v.minLength(1, 'must say what has changed in the current version')
		),
		sources: v.pipe(
			v.array(v.strictObject({ title: text, publisher: text, date: text, url: httpsUrl })),
			v.minLength(1, 'must name at least one source')
		)
	}),
	v.transform((file) => ({
		draft: file.draft,
		title: file.title,
		summary: file.summary,
		version: file.version,
		minutes: file.minutes,
		/** Percent of the questions. */
		passMark: file.pass_mark,
		/** Null where the module is done once. */
		renewalMonths: file.renewal_months ?? null,
		renewalBasis: file.renewal_basis,
		reviewed: file.reviewed,
		nextReview: file.next_review,
		/** For which nations it is written, and what differs. */
		nation: file.nation,
		nations: file.nations,
		contentNote: file.content_note ?? null,
		/** By the lesson's file without its ending. */
		readingExceptions: file.reading_exceptions,
		/** Keys of roles. */
		audience: file.audience,
		/** Keys of posts for the module's panel of local contacts. */
		posts: file.posts,
		outcomes: file.outcomes,
		steps: file.steps,
		quizMinutes: file.quiz_minutes,
		/** The newest first. */
		changes: file.changes,
		sources: file.sources
	}))
);

/** module.yaml, read; its steps in the file's order and without the quiz. */
export type ModuleFile = v.InferOutput<typeof moduleFile>;

/** What a person can do after the module. */
export type Outcome = ModuleFile['outcomes'][number];

/** What is new in a version, as the author sees it; the organisation decides what follows. */
export type ModuleChange = ModuleFile['changes'][number];

/** A nation for which the module says what differs there. */
export type OtherNation = keyof ModuleFile['nations'];

/** What the module says to organisations in a nation; null where nothing has to be said. */
export function wordsForNation({ nations }: Pick<ModuleFile, 'nations'>, nation: string) {
	const all: Readonly<Record<string, string | undefined>> = nations;
	return all[nation] ?? null;
}

/** A source as the learner sees it. */
export type Source = ModuleFile['sources'][number];

/** A lesson as a step of its module; `name` is its address, `file` the Markdown file's name. */
export type LessonStep = Extract<ModuleFile['steps'][number], { kind: 'lesson' }>;

/** A scenario as a step of its module. */
export interface ScenarioStep {
	kind: 'scenario';
	name: string;
	title: string;
	minutes: number;
	outcomes: string[];
}

/** The quiz, always the last step, at the address `quiz`. */
export interface QuizStep {
	kind: 'quiz';
	name: 'quiz';
	title: string;
	minutes: number;
}

export type ModuleStep = LessonStep | ScenarioStep | QuizStep;

/** The address of the first step of a refresher; no step of a module has it. */
export const WHAT_CHANGED = 'what-changed';

/** The first step of a refresher: what has changed since the person did the module last. */
export interface ChangesStep {
	kind: 'changes';
	name: typeof WHAT_CHANGED;
	title: string;
	minutes: number;
}

/** A step of somebody's way through a module, be it in full or as a refresher. */
export type CourseStep = ModuleStep | ChangesStep;

/**
 * The files that a version of a module counts: its own, and the drawings that its lessons show.
 *
 * @param own by their address in the module's folder
 * @param drawing the text of the drawing of that name
 */
export function filesOfModule(
	own: Readonly<Record<string, string>>,
	drawing: (name: string) => string
): Record<string, string> {
	const shown = Object.entries(own)
		.filter(([file]) => file.startsWith('lessons/'))
		.flatMap(([, markdown]) => diagramsIn(markdown))
		.map((name) => [`diagrams/${name}.svg`, drawing(name)]);
	return { ...own, ...Object.fromEntries(shown) };
}

/** A module as the app uses it. `steps` is the whole way through it, the quiz last. */
export interface Module extends Omit<ModuleFile, 'steps' | 'quizMinutes'> {
	slug: string;
	steps: ModuleStep[];
}

/**
 * A module from its file and its scenarios, by name. A scenario that is missing is a bug here,
 * because the check has refused such content before.
 */
export function assembleModule(
	slug: string,
	file: ModuleFile,
	scenarios: ReadonlyMap<string, Scenario>
): Module {
	const { quizMinutes, steps, ...rest } = file;
	const lessonsAndScenarios = steps.map((step): ModuleStep => {
		if (step.kind === 'lesson') return step;
		const scenario = scenarios.get(step.name);
		if (!scenario) throw new Error(`Module ${slug} has no scenario ${step.name}.`);
		const { title, minutes, outcomes } = scenario;
		return { kind: 'scenario', name: step.name, title, minutes, outcomes };
	});
	const quiz: QuizStep = {
		kind: 'quiz',
		name: 'quiz',
		title: 'Check what you know',
		minutes: quizMinutes
	};
	return { slug, ...rest, steps: [...lessonsAndScenarios, quiz] };
}
