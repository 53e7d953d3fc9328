import * as v from 'valibot';
import { flag, kebabName, snakeKey, text } from './fields.ts';

/** An answer a person can tick. */
export const option = v.strictObject({ key: kebabName, text, correct: flag, feedback: text });

const question = v.strictObject({
	key: kebabName,
	outcome: snakeKey,
	kind: v.picklist(['single', 'multiple'], 'must be single or multiple'),
	critical: flag,
	text,
	options: v.pipe(v.array(option), v.minLength(4, 'must hold at least four options'))
});

/** What `modules/<slug>/quiz.yaml` holds. */
export const quizFile = v.strictObject({
	questions: v.pipe(v.array(question), v.minLength(1, 'must hold at least one question'))
});

/** The quiz of a module with its answers: for the server only. */
export type Quiz = v.InferOutput<typeof quizFile>;
export type Question = Quiz['questions'][number];
export type Option = Question['options'][number];

/** A question as a page may show it before the person has answered. */
export interface QuestionForPerson {
	key: string;
	kind: 'single' | 'multiple';
	text: string;
	options: { key: string; text: string }[];
}

/**
 * The question without its answers and feedback, in the file's order: shuffle before showing.
 * Takes an agreement's question too, which has one right answer.
 */
export function questionForPerson(
	question: Pick<Question, 'text' | 'options'> & Partial<Pick<Question, 'key' | 'kind'>>
): QuestionForPerson {
	return {
		key: question.key ?? 'question',
		kind: question.kind ?? 'single',
		text: question.text,
		options: question.options.map(({ key, text }) => ({ key, text }))
	};
}
