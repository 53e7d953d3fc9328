import type { Day } from '../../rules/day.ts';
import type { ModuleProgress, StepState } from '../../rules/progress.ts';
import { rightAnswersNeeded } from '../../rules/quiz.ts';
import { isAway, type PersonFacts } from '../../rules/planning.ts';
import { itemStanding, type Standing } from '../../rules/standing.ts';
import { cardOf, findModule, quizOf, type CourseStep, type Module } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { contactsFor, panelOf, type PanelPost } from '../people/contacts.ts';
import { personFacts } from '../people/facts.ts';
import { datesOf } from '../requirements/periods.ts';
import { basesOf, type Basis } from '../requirements/requirements.ts';
import { requirementsOn } from '../requirements/rulebook.ts';
import { waiversOn } from '../requirements/waivers.ts';
import { courseOf, moduleItem, type Course, type LastCompletion, type Work } from './course.ts';
import { questionsAhead } from './local-questions.ts';
import { wayThrough, type Way } from './progress.ts';
import { refresherMinutes } from './refreshers.ts';

type Reader = Omit<Work, 'now'>;

export type StepLine = {
	name: string;
	title: string;
	kind: CourseStep['kind'];
	minutes: number;
	state: StepState;
};

/** A module as one person finds it: what it is, why they are asked, how far they have come. */
export type ModulePage = {
	module: Pick<
		Module,
		| 'slug'
		| 'title'
		| 'summary'
		| 'version'
		| 'minutes'
		| 'passMark'
		| 'renewalBasis'
		| 'reviewed'
		| 'nextReview'
		| 'nation'
		| 'nations'
		| 'contentNote'
		| 'sources'
	> & { outcomes: string[]; questions: number; rightNeeded: number };
	/** The way to go: the whole module, or its refresher. */
	steps: StepLine[];
	/** The other lessons and scenarios, open to read; empty where the way is the whole module. */
	others: Omit<StepLine, 'state'>[];
	progress: Omit<ModuleProgress, 'steps'>;
	/** Where it is renewed by a refresher: its minutes, and since when it tells what has changed. */
	refresher: { minutes: number; since: Day } | null;
	/** Null where nobody asks it of them and no completion is valid. */
	standing: { standing: Standing; day: Day | null } | null;
	/** Why they are asked; empty where they are not. */
	bases: Basis[];
	/** Set while the module is complete and its renewal not yet open. */
	restingOn: LastCompletion | null;
	/** The day from which renewing keeps the anniversary, while resting. */
	renewFrom: Day | null;
	panel: PanelPost[];
	/** The title of its action card. */
	card: string;
};

/** A module as one person finds it on a day; null when there is no such module. */
export async function modulePage(db: Database, reader: Reader): Promise<ModulePage | null> {
	const module = findModule(reader.slug);
	if (module === undefined) return null;
	const { personId, today } = reader;
	const course = await courseOf(db, reader);
	const way = wayThrough(module, course);
	const { done, total, percent, minutesLeft, next } = way.progress;
	const contacts = await contactsFor(db, personId, today);
	const inContent = quizOf(module.slug)?.questions.length ?? 0;
	const questions = questionsAhead(module, inContent, contacts);
	const facts = await personFacts(db, personId);
	return {
		module: {
			slug: module.slug,
			title: module.title,
			summary: module.summary,
			version: module.version,
			minutes: module.minutes,
			passMark: module.passMark,
			renewalBasis: module.renewalBasis,
			reviewed: module.reviewed,
			nextReview: module.nextReview,
			nation: module.nation,
			nations: module.nations,
			contentNote: module.contentNote,
			sources: module.sources,
			outcomes: module.outcomes.map((outcome) => outcome.text),
			questions,
			rightNeeded: rightAnswersNeeded(questions, module.passMark)
		},
		steps: linesOf(way),
		others: othersThan(way, module),
		progress: { done, total, percent, minutesLeft, next },
		refresher:
			course.refresher && course.last
				? {
						minutes: refresherMinutes(module.slug, course.refresher),
						since: course.last.completedOn
					}
				: null,
		standing: await standingNow(db, reader, course, facts),
		bases: basesOf(moduleItem(module.slug), facts, await requirementsOn(db, today), today),
		restingOn: course.resting ? course.last : null,
		renewFrom: course.resting && course.open?.dueOn ? course.open.opensOn : null,
		panel: panelOf(module.posts, contacts),
		card: titleOfCard(module.slug)
	};
}

/** A person's way through the steps of a module: for the bar above a lesson or a scenario. */
export type StepBar = {
	moduleTitle: string;
	contentNote: string | null;
	steps: StepLine[];
	/** The step's place, from 1. */
	number: number;
	step: StepLine;
	before: StepLine | null;
	/** Never null: the quiz is always the last step and has a page of its own. */
	after: StepLine;
	/** Where to go on when this step is done: the first after it that is not, or else `after`. */
	next: StepLine;
	/** A step outside the refresher that the person is in: there to be read, not to be done. */
	isExtra: boolean;
	/** What is done here is recorded; not while the module rests and was done elsewhere. */
	isRecorded: boolean;
};

/** The bar of one lesson or scenario; null when the module has no such step. */
export async function stepBar(
	db: Database,
	{ step: name, ...reader }: Reader & { step: string }
): Promise<StepBar | null> {
	const module = findModule(reader.slug);
	if (module === undefined) return null;
	const course = await courseOf(db, reader);
	const way = wayThrough(module, course);
	const isExtra = !way.steps.some((step) => step.name === name);
	const steps = isExtra ? linesOf({ ...way, steps: module.steps }) : linesOf(way);
	const index = steps.findIndex((line) => line.name === name);
	const [step, after] = steps.slice(index, index + 2);
	if (index < 0 || step === undefined || after === undefined) return null;
	return {
		moduleTitle: module.title,
		contentNote: index === 0 ? module.contentNote : null,
		steps,
		number: index + 1,
		step,
		before: steps[index - 1] ?? null,
		after,
		next: steps.slice(index + 1).find(({ state }) => state !== 'done') ?? after,
		isExtra,
		isRecorded: !course.resting || course.periodId !== null
	};
}

function linesOf({ steps, progress }: Pick<Way, 'steps' | 'progress'>): StepLine[] {
	return steps.map(({ name, title, kind, minutes }) => ({
		name,
		title,
		kind,
		minutes,
		state: progress.steps.find((line) => line.name === name)?.state ?? 'to_do'
	}));
}

function othersThan(way: Way, module: Module): ModulePage['others'] {
	return module.steps
		.filter(({ name }) => !way.steps.some((step) => step.name === name))
		.map(({ name, title, kind, minutes }) => ({ name, title, kind, minutes }));
}

/** Null where there is nothing to say: nobody asks it, and no completion is valid. */
async function standingNow(
	db: Database,
	{ personId, today }: Reader,
	{ open, last }: Course,
	facts: PersonFacts
): Promise<ModulePage['standing']> {
	const waivers = open && (await waiversOn(db, personId, today));
	const waivedUntil = (open && waivers?.get(open.item)) ?? null;
	const dates = open && datesOf(open, { waivedUntil, away: isAway(facts, today) });
	const found = itemStanding(dates, last, today);
	return found.standing === 'not_required' ? null : found;
}

/** The check refuses a module without a card, so that none is a bug here. */
function titleOfCard(slug: string): string {
	const card = cardOf(slug);
	if (card === undefined) throw new Error(`Module ${slug} has no card.`);
	return card.title;
}
