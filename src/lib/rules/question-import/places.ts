import { ENOUGH_QUESTIONS, LARGEST_SHARE } from '../content/quiz-checks.ts';

/** A question whose answers can change places. */
interface Choice<Option> {
	kind: 'single' | 'multiple';
	options: Option[];
}

/** Places over which right answers are spread, as the content check counts them. */
const PLACES: readonly number[] = [0, 1, 2, 3];

/**
 * The questions with right answers spread over the places a to d as far as the content check asks
 * for it. Many files have the right answer first everywhere, because Moodle shuffles answers, as we
 * do. Answers change places only where a place would have too many.
 *
 * @param questions those that are new
 * @param before those that the quiz has already, which stay as they are
 */
export function spreadRight<Option extends { correct: boolean }, Question extends Choice<Option>>(
	questions: readonly (Question & Choice<Option>)[],
	before: readonly Choice<{ correct: boolean }>[]
): Question[] {
	const singles = [...before, ...questions].filter(({ kind }) => kind === 'single').length;
	if (singles < ENOUGH_QUESTIONS) return [...questions];
	const most = Math.floor(singles * LARGEST_SHARE);
	const counts = new Map<number, number>();
	const countOf = (place: number) => counts.get(place) ?? 0;
	for (const { kind, options } of before) {
		if (kind === 'single') counts.set(placeOf(options), countOf(placeOf(options)) + 1);
	}
	return questions.map((question) => {
		if (question.kind !== 'single') return question;
		const place = placeOf(question.options);
		const emptiest = PLACES.reduce((a, b) => (countOf(b) < countOf(a) ? b : a));
		const target = countOf(place) < most ? place : emptiest;
		counts.set(target, countOf(target) + 1);
		return { ...question, options: exchanged(question.options, place, target) };
	});
}

function placeOf(options: readonly { correct: boolean }[]): number {
	return options.findIndex(({ correct }) => correct);
}

function exchanged<Option>(options: readonly Option[], one: number, other: number): Option[] {
	return options.flatMap((_, at) => {
		const from = at === one ? other : at === other ? one : at;
		return options.slice(from, from + 1);
	});
}
