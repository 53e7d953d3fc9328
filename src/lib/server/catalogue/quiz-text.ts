import { isMap, isNode, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import * as v from 'valibot';
import { explain } from '../../rules/content/explain.ts';
import { quizFile, type Quiz } from '../../rules/content/quiz.ts';

/** A question as `quiz.yaml` holds it; flags that are off are left out. */
export interface WrittenQuestion {
	key: string;
	outcome: string;
	kind: 'single' | 'multiple';
	text: string;
	options: { key: string; text: string; correct?: true; feedback: string }[];
}

/** The questions as a whole `quiz.yaml`, as Prettier would write it. */
export function quizText(questions: readonly WrittenQuestion[]): string {
	return stringify(
		{ questions },
		{ lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false }
	);
}

/** How far the list of a quiz is indented, and how its lines end. */
export interface Place {
	indent: number;
	end: string;
}

type Opened =
	({ kind: 'quiz'; quiz: Quiz } & Place) | { kind: 'wrong'; line: number; message: string };

/**
 * A quiz that stands in a file, with what is needed to append to it: how far its list is indented
 * and how its lines end.
 */
export function openQuiz(text: string): Opened {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const [error] = document.errors;
	if (error) {
		const { line } = lines.linePos(error.pos[0]);
		return { kind: 'wrong', line, message: `The YAML cannot be read here: ${error.message}` };
	}
	const result = v.safeParse(quizFile, document.toJS());
	if (!result.success) {
		const { message } = explain('quiz.yaml', result.issues[0]);
		return { kind: 'wrong', line: 1, message: `Mend the quiz first: ${message}` };
	}
	const list = isMap(document.contents) ? document.contents.get('questions', true) : null;
	const [first] = isSeq(list) ? list.items : [];
	if (!isSeq(list) || list.flow || !isNode(first) || !first.range || list.anchor) {
		const message =
			'The questions stand in brackets: write each after a hyphen on lines of its own';
		return { kind: 'wrong', line: 1, message };
	}
	if (/^(?:\.\.\.|---)(?:\s|$)/m.test(text.slice(list.range?.[1]))) {
		return { kind: 'wrong', line: 1, message: 'Take the line “...” at the end out' };
	}
	const { col } = lines.linePos(first.range[0]);
	const end = text.includes('\r\n') ? '\r\n' : '\n';
	// The hyphen and the space after it stand before the first line of a question.
	const hyphen = text.lastIndexOf('-', first.range[0]);
	const indent = col - 1 - (first.range[0] - hyphen);
	return { kind: 'quiz', quiz: result.output, indent, end };
}

/**
 * The text of a quiz with questions after those it has. What stands there already, comments too,
 * stays as it is, byte for byte.
 */
export function appendQuestions(
	text: string,
	{ indent, end }: Place,
	questions: readonly WrittenQuestion[]
): string {
	const [, ...lines] = quizText(questions).trimEnd().split('\n');
	// `quizText` indents by two; every text of a question is on one line.
	const moved = lines.map((line) => ' '.repeat(indent) + line.slice(2));
	const gap = text.endsWith('\n') ? '' : end;
	return text + gap + moved.join(end) + end;
}
