import { howMany } from '../how-many.ts';
import type { ModuleFolder } from './module-checks.ts';
import type { Path, Problem } from './problem.ts';
import type { Quiz } from './quiz.ts';
import { reading, WORDS_A_MINUTE } from './reading.ts';
import type { Decision, Scenario } from './scenario.ts';

/** Somebody who knows the subject reads in three quarters of the plain time. */
const QUICK = 0.75;
/** With its exercises, or going down every way of a scenario, it takes up to twice as long. */
const SLOW = 2;
/** A question is read, thought about and answered. */
const SLOW_QUIZ = 3;

/** How many words somebody reads: on the shortest way, and if they look at everything. */
interface Words {
	least: number;
	most: number;
}

/** What is wrong with the minutes that a module says it takes, as a whole and step by step. */
export function checkMinutes(module: ModuleFolder): Problem[] {
	const { folder, file, lessons, scenarios, quiz } = module;
	const yaml = `${folder}/module.yaml`;
	const ofLessons = file.steps.flatMap((step, index) => {
		const markdown = step.kind === 'lesson' ? lessons[step.file] : undefined;
		if (step.kind !== 'lesson' || markdown === undefined) return [];
		const { words } = reading(markdown);
		const range = { least: words, most: words };
		return checkStep(yaml, ['steps', index, 'minutes'], step.minutes, range, 'lesson');
	});
	const ofScenarios = Object.entries(scenarios).flatMap(([name, scenario]) => {
		if (!scenario) return [];
		const path = `${folder}/scenarios/${name}.yaml`;
		return checkStep(path, ['minutes'], scenario.minutes, wordsOf(scenario), 'scenario');
	});
	const ofQuiz = quiz
		? checkStep(yaml, ['quiz_minutes'], file.quizMinutes, wordsOfQuiz(quiz), 'quiz', SLOW_QUIZ)
		: [];
	return [...checkSum(module), ...ofLessons, ...ofScenarios, ...ofQuiz];
}

function checkSum({ folder, file, scenarios }: ModuleFolder): Problem[] {
	const parts = file.steps.map((step) =>
		step.kind === 'lesson' ? step.minutes : (scenarios[step.name]?.minutes ?? 0)
	);
	const sum = parts.reduce((total, minutes) => total + minutes, file.quizMinutes);
	if (Math.abs(sum - file.minutes) <= file.minutes / 10) return [];
	const message = `The steps and the quiz take ${sum} minutes, not ${file.minutes}: correct "minutes" here or there`;
	return [{ file: `${folder}/module.yaml`, path: ['minutes'], message }];
}

/** A minute is free, because nothing takes none. */
function checkStep(
	file: string,
	path: Path,
	minutes: number,
	{ least, most }: Words,
	kind: 'lesson' | 'scenario' | 'quiz',
	slow = SLOW
): Problem[] {
	const name = path.at(-1);
	const about = (words: number) =>
		`${words} words take about ${howMany(Math.max(1, Math.round(words / WORDS_A_MINUTE)), 'minute', 'minutes')}`;
	if ((least / WORDS_A_MINUTE) * QUICK > minutes) {
		return [{ file, path, message: `${about(least)}: raise "${name}" or cut the ${kind}` }];
	}
	if (minutes > (most / WORDS_A_MINUTE) * slow + 1) {
		return [{ file, path, message: `${about(most)}: lower "${name}" or add to the ${kind}` }];
	}
	return [];
}

function wordsOf({ setup, debrief, start, decisions }: Scenario): Words {
	const frame = count([setup, debrief]);
	const all = decisions.map((decision) =>
		count([...shown(decision), ...decision.choices.map(({ consequence }) => consequence)])
	);
	return {
		least: frame + count(bestWay(decisions, start)),
		most: all.reduce((sum, words) => sum + words, frame)
	};
}

/** What somebody reads who chooses best each time; `behind` ends a way that goes in a circle. */
function bestWay(
	decisions: Scenario['decisions'],
	next: string | null,
	behind: readonly string[] = []
): string[] {
	const decision = decisions.find(({ key }) => key === next && !behind.includes(key));
	const best = decision?.choices.find((choice) => choice.best);
	if (!decision || !best) return [];
	const onward = bestWay(decisions, best.next, [...behind, decision.key]);
	return [...shown(decision), best.consequence, ...onward];
}

function shown({ situation, question, choices }: Decision): string[] {
	return [situation ?? '', question, ...choices.map(({ text }) => text)];
}

function wordsOfQuiz({ questions }: Quiz): Words {
	const asked = count(questions.flatMap(({ text, options }) => [text, ...options.map(textOf)]));
	const feedback = questions.flatMap(({ options }) => options.filter(({ correct }) => correct));
	return { least: asked, most: asked + count(feedback.map((option) => option.feedback)) };
}

function textOf({ text }: { text: string }): string {
	return text;
}

function count(texts: readonly string[]): number {
	return texts.reduce((sum, text) => sum + reading(text).words, 0);
}
