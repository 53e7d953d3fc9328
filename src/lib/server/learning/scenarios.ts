import { and, asc, eq } from 'drizzle-orm';
import {
	choiceRefusal,
	placeInScenario,
	type Choice as MadeChoice,
	type ChoiceMade,
	type ChoiceRefusal,
	type ScenarioPlace
} from '../../rules/scenario.ts';
import {
	decisionForPerson,
	fillLinked,
	fillPlain,
	findDecision,
	findScenario,
	paragraphs,
	type Decision,
	type LinkedText,
	type Local,
	type Scenario
} from '../catalogue/index.ts';
import { steadyOrder } from '../catalogue/steady-order.ts';
import type { Database } from '../db/connect.ts';
import { scenarioChoice } from '../db/schema/index.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { courseOf, periodToRecordIn, type Work } from './course.ts';
import { recordStepDone } from './steps.ts';

/** What came of a choice that the person has made; never of one they have not. */
export type Consequence = {
	/** The words of the choice. */
	choice: string;
	paragraphs: LinkedText[];
	best: boolean;
	/** It could have put someone in danger: the page says so without blame. */
	critical: boolean;
	/** It leads on to another decision or the end; otherwise the same decision waits again. */
	leadsOn: boolean;
};

/** A decision that lies behind the person, with all they tried in it. */
export type PastDecision = {
	key: string;
	situation: LinkedText[];
	question: string;
	tried: Consequence[];
	/** The best choice where they went on without finding it: told only at the end. */
	better: string | null;
};

/** A scenario as far as the person has come. */
export type ScenarioPage = {
	title: string;
	setup: LinkedText[];
	past: PastDecision[];
	/** The decision that waits for a choice; null at the end. */
	current: {
		key: string;
		situation: LinkedText[];
		question: string;
		choices: { key: string; text: string; tried: boolean }[];
		tried: Consequence[];
	} | null;
	/** What came of the choice made last. */
	last: Consequence | null;
	/** Null until the scenario is finished. */
	debrief: LinkedText[] | null;
};

/**
 * A scenario as far as this person has come in it, with their own contacts written in. Consequences
 * are there only for choices that were made, and the debrief only at the end.
 * Null when the module has no such scenario.
 */
export async function scenarioPage(
	db: Database,
	{ local, scenario: name, ...reader }: Omit<Work, 'now'> & { scenario: string; local: Local }
): Promise<ScenarioPage | null> {
	const scenario = findScenario(reader.slug, name);
	if (scenario === undefined) return null;
	const course = await courseOf(db, reader);
	const place = placeInScenario(scenario, await choicesMade(db, course.periodId, name));
	const words = (text: string | null) => (text === null ? [] : linkedParagraphs(text, local));
	const told = (made: ChoiceMade) => consequenceOf(scenario, made, local);
	const pastKeys = [...new Set(place.path.map((made) => made.decision))].filter(
		(key) => key !== place.current
	);
	const shown = (decision: Decision) => ({
		key: decision.key,
		situation: words(decision.situation),
		question: fillPlain(decision.question, local),
		tried: place.path.filter((made) => made.decision === decision.key).map(told)
	});
	const shownPast = (decision: Decision) => ({
		...shown(decision),
		better: place.finished ? betterChoice(decision, place, local) : null
	});
	const waiting = place.current === null ? undefined : findDecision(scenario, place.current);
	return {
		title: scenario.title,
		setup: words(scenario.setup),
		past: pastKeys.flatMap((key) => findDecision(scenario, key) ?? []).map(shownPast),
		current: waiting
			? { ...shown(waiting), choices: shuffledChoices(waiting, place, reader.personId, local) }
			: null,
		last: place.last && told(place.last),
		debrief: place.finished ? words(scenario.debrief) : null
	};
}

/**
 * `already_made` is a second click: nothing has changed, and nothing is wrong. `resting`: the module
 * was done elsewhere and need not be renewed yet, so there is no path on which to record a choice.
 */
export type ChooseAnswer =
	{ ok: true } | { ok: false; reason: ChoiceRefusal | 'no_scenario' | 'resting' };

/**
 * Records a choice on the person's path, and the step as done when the scenario ends with it.
 * Refuses a choice that is not offered or belongs to a decision that is not the current one.
 */
export async function choose(
	db: Database,
	{ scenario: name, decision, choice, ...work }: Work & MadeChoice & { scenario: string }
): Promise<ChooseAnswer> {
	const scenario = findScenario(work.slug, name);
	if (scenario === undefined) return { ok: false, reason: 'no_scenario' };
	const known = findDecision(scenario, decision)?.choices.some((one) => one.key === choice);
	// Nothing is begun for a choice that does not exist.
	if (known !== true) return { ok: false, reason: 'not_offered' };
	return db.transaction(async (tx): Promise<ChooseAnswer> => {
		await oneAtATime(tx, work.personId);
		const periodId = await periodToRecordIn(tx, work, await courseOf(tx, work));
		if (periodId === null) return { ok: false, reason: 'resting' };
		const made = await choicesMade(tx, periodId, name);
		const reason = choiceRefusal(scenario, placeInScenario(scenario, made), { decision, choice });
		if (reason !== null) return { ok: false, reason };
		const place = placeInScenario(scenario, [...made, { decision, choice }]);
		await tx.insert(scenarioChoice).values({
			periodId,
			scenario: name,
			decision,
			choice,
			best: place.last?.best === true,
			chosenAt: work.now
		});
		if (place.finished) await recordStepDone(tx, { ...work, periodId, step: name });
		return { ok: true };
	});
}

async function choicesMade(
	db: Database,
	periodId: string | null,
	scenario: string
): Promise<MadeChoice[]> {
	if (periodId === null) return [];
	return db
		.select({ decision: scenarioChoice.decision, choice: scenarioChoice.choice })
		.from(scenarioChoice)
		.where(and(eq(scenarioChoice.periodId, periodId), eq(scenarioChoice.scenario, scenario)))
		.orderBy(asc(scenarioChoice.chosenAt));
}

function consequenceOf(scenario: Scenario, made: ChoiceMade, local: Local): Consequence {
	const choice = findDecision(scenario, made.decision)?.choices.find(
		(one) => one.key === made.choice
	);
	if (choice === undefined) throw new Error(`The path holds an unknown choice ${made.choice}.`);
	return {
		choice: fillPlain(choice.text, local),
		paragraphs: linkedParagraphs(choice.consequence, local),
		best: choice.best,
		critical: choice.critical,
		leadsOn: choice.next !== null
	};
}

function linkedParagraphs(text: string, local: Local): LinkedText[] {
	return paragraphs(text).map((paragraph) => fillLinked(paragraph, local));
}

/** The best choice of a decision that the person left by another way; null where they found it. */
function betterChoice(decision: Decision, { path }: ScenarioPlace, local: Local): string | null {
	if (path.some((made) => made.decision === decision.key && made.best)) return null;
	const best = decision.choices.find((choice) => choice.best);
	return best ? fillPlain(best.text, local) : null;
}

/** The choices without what comes of them, in an order of this person's own. */
function shuffledChoices(
	decision: Decision,
	place: ScenarioPlace,
	personId: string,
	local: Local
): { key: string; text: string; tried: boolean }[] {
	const { choices } = decisionForPerson(decision);
	return steadyOrder(choices, `${personId}/${decision.key}`).map(({ key, text }) => ({
		key,
		text: fillPlain(text, local),
		tried: place.tried.includes(key)
	}));
}
