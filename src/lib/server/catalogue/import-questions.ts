import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { kebabName, snakeKey } from '../../rules/content/fields.ts';
import { moduleFile } from '../../rules/content/module.ts';
import type { Quiz } from '../../rules/content/quiz.ts';
import { UNWRITTEN, type Found, type FoundQuestion } from '../../rules/question-import/found.ts';
import { keysFor, optionKey } from '../../rules/question-import/keys.ts';
import { spreadRight } from '../../rules/question-import/places.ts';
import { readQuestions } from '../../rules/question-import/read-questions.ts';
import { knownBinary, textOf } from '../imports/decode.ts';
import { YamlFile } from './folder.ts';
import {
	appendQuestions,
	openQuiz,
	quizText,
	type Place,
	type WrittenQuestion
} from './quiz-text.ts';

/** The largest file that is read, in bytes: pictures within a file make it large. */
const MOST_BYTES = 100 * 1024 * 1024;

/** What to bring in, and where to. */
export interface QuestionImport {
	/** The file in GIFT or Moodle XML. */
	file: string;
	/** The content folder. */
	folder: string;
	/** The module whose quiz gets the questions; null to only have them as YAML. */
	slug: string | null;
	/** The outcome they test; null for the module's first. */
	outcome: string | null;
}

/** What became of a file. */
export type ImportedQuestions =
	| { kind: 'wrong'; message: string }
	| ({
			kind: 'read';
			/** How many questions are carried, and how many were in the quiz already. */
			carried: number;
			alreadyThere: number;
			/** How many texts are still to be written. */
			unwritten: number;
			outcome: string;
			/** The quiz they were added to; null without a module. */
			quiz: string | null;
			/** The questions as a quiz of their own; empty when there are none. */
			yaml: string;
	  } & Pick<Found, 'refusals' | 'notes'>);

/** Reads a file with questions and adds those that can be carried to a module's quiz. */
export async function importQuestions(order: QuestionImport): Promise<ImportedQuestions> {
	const file = await textOfFile(order.file);
	if (file.kind === 'wrong') return file;
	const target = order.slug === null ? null : await targetOf(order.folder, order.slug);
	if (target?.kind === 'wrong') return target;
	const outcome = order.outcome ?? target?.outcomes[0] ?? 'lo1';
	const problem = problemOfOutcome(outcome, target?.outcomes ?? null);
	if (problem !== null) return { kind: 'wrong', message: problem };

	const found = readQuestions(file.text);
	const before = target?.quiz.questions ?? [];
	const there = new Set(before.map(signatureOf));
	const fresh = found.questions.filter((question) => isFirst(there, question));
	const questions = written(fresh, before, outcome);
	if (target && questions.length > 0) {
		await writeFile(target.file, appendQuestions(target.text, target, questions));
	}
	const texts = questions.flatMap(({ options }) => options);
	return {
		kind: 'read',
		carried: questions.length,
		alreadyThere: found.questions.length - fresh.length,
		unwritten: texts.filter(({ feedback }) => feedback === UNWRITTEN).length,
		outcome,
		quiz: target?.file ?? null,
		yaml: questions.length > 0 ? quizText(questions) : '',
		refusals: [...found.refusals].sort((a, b) => a.line - b.line),
		notes: [...found.notes].sort((a, b) => a.line - b.line)
	};
}

type Wrong = { kind: 'wrong'; message: string };

async function textOfFile(file: string): Promise<{ kind: 'text'; text: string } | Wrong> {
	const bytes = await readFile(file).catch(() => null);
	if (bytes === null) return wrong(`${file} cannot be read: is the name right?`);
	if (bytes.length === 0) return wrong('The file is empty.');
	if (bytes.length > MOST_BYTES) {
		return wrong(`The file is larger than ${MOST_BYTES / 1024 / 1024} MB: divide it.`);
	}
	const known = knownBinary(bytes);
	const text = known === null ? textOf(bytes) : null;
	if (text !== null) return { kind: 'text', text };
	return wrong(
		`This is ${known ?? 'no text file'}. Export the questions from Moodle as GIFT or Moodle XML.`
	);
}

interface Target extends Place {
	kind: 'target';
	file: string;
	text: string;
	quiz: Quiz;
	outcomes: string[];
}

/** The module's quiz and its outcomes, when both are in order. */
async function targetOf(folder: string, slug: string): Promise<Target | Wrong> {
	// Also keeps the name from leading out of the folder.
	if (!v.is(kebabName, slug)) return wrong(`“${slug}” is no name of a module.`);
	const place = path.join(folder, 'modules', slug);
	const read = (name: string) => readFile(path.join(place, name), 'utf8').catch(() => null);
	const [module, text] = [await read('module.yaml'), await read('quiz.yaml')];
	if (module === null || text === null) {
		return wrong(`${place} has no module.yaml and quiz.yaml: is the name right?`);
	}
	const outcomes = new YamlFile('module.yaml', module).read(moduleFile)?.outcomes;
	if (!outcomes) return wrong(`Mend ${path.join(place, 'module.yaml')} first.`);
	const file = path.join(place, 'quiz.yaml');
	const opened = openQuiz(text);
	if (opened.kind === 'wrong') return wrong(`${file}:${opened.line}: ${opened.message}`);
	return { ...opened, kind: 'target', file, text, outcomes: outcomes.map(({ key }) => key) };
}

function problemOfOutcome(outcome: string, known: readonly string[] | null): string | null {
	if (known) {
		if (known.includes(outcome)) return null;
		return `“${outcome}” is no outcome of the module: choose one of ${known.join(', ')}.`;
	}
	return v.is(snakeKey, outcome) ? null : `“${outcome}” is no key of an outcome, like lo1.`;
}

function written(
	fresh: readonly FoundQuestion[],
	before: Quiz['questions'],
	outcome: string
): WrittenQuestion[] {
	const keys = keysFor(
		fresh,
		before.map(({ key }) => key)
	);
	return spreadRight(fresh, before).map(({ kind, text, options }, at) => ({
		key: keys[at] ?? '',
		outcome,
		kind,
		text,
		options: options.map((option, place) => ({
			key: optionKey(place),
			text: option.text,
			...(option.correct ? { correct: true as const } : {}),
			feedback: option.feedback
		}))
	}));
}

/** Whether this is the first question that says this; remembers it. */
function isFirst(seen: Set<string>, question: Asked): boolean {
	const signature = signatureOf(question);
	if (seen.has(signature)) return false;
	seen.add(signature);
	return true;
}

type Asked = { text: string; options: readonly { text: string; correct: boolean }[] };

/** The same for questions that ask the same, in whichever order their answers stand. */
function signatureOf({ text, options }: Asked): string {
	return JSON.stringify([text, ...options.map((o) => `${o.correct ? '=' : '~'}${o.text}`).sort()]);
}

function wrong(message: string): Wrong {
	return { kind: 'wrong', message };
}
