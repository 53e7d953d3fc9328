import { localQuestion, type Holder } from '../../rules/local-question.ts';
import type { RandomInteger } from '../../rules/quiz.ts';
import type { Module, Question } from '../catalogue/index.ts';
import type { ReaderContacts } from '../people/contacts.ts';

/** Which of several questions there is does not matter to whoever only counts them. */
const ANY: RandomInteger = () => 0;

/** A question about the reader's own contacts for an attempt that begins now, or null. */
export function localQuestionFor(
	{ posts }: Pick<Module, 'posts'>,
	{ contacts }: ReaderContacts,
	random: RandomInteger
): Question | null {
	const holders = contacts.map(({ kind, name, phone, email, isOld }): Holder => {
		return { post: kind.key, title: kind.title, kind: kind.kind, name, phone, email, isOld };
	});
	return localQuestion(posts, holders, random);
}

/** How many questions an attempt would have that this reader began now. */
export function questionsAhead(
	module: Pick<Module, 'posts'>,
	inContent: number,
	reader: ReaderContacts
): number {
	return inContent + (localQuestionFor(module, reader, ANY) === null ? 0 : 1);
}
