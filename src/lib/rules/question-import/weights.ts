/** Which kind of question the weights of its answers make, or why they make none. */
export type Weighed =
	{ kind: 'single' | 'multiple'; note: string | null } | { kind: 'refused'; reason: string };

/** How far from 100 the shares may add up to: three of 33 % are meant as all. */
const LEEWAY = 1;

/**
 * Reads the weights of a question's answers.
 *
 * @param weights per cent for each answer; what is no number was not readable
 * @param chooseOne whether a person could choose only one
 */
export function weigh(weights: readonly number[], chooseOne: boolean): Weighed {
	if (!weights.every(Number.isFinite)) return refused('the weight of an answer is not a number');
	const right = weights.filter((weight) => weight > 0);
	if (right.length === 0) return refused('no answer is marked as right');
	const full = right.filter(isFull);
	if (right.length === 1) {
		if (full.length === 0) {
			return refused(`its only right answer counts ${shown(right)}: make it 100 %`);
		}
		const note = 'could be answered with several ticks; here one answer is chosen';
		return { kind: 'single', note: chooseOne ? null : note };
	}
	if (chooseOne) return severalForOne(right, full.length);
	if (right.length === weights.length) {
		return refused('all its answers are right: at least one must be wrong');
	}
	const sum = right.reduce((total, weight) => total + weight, 0);
	if (full.length === right.length || Math.abs(sum - 100) <= LEEWAY) {
		return { kind: 'multiple', note: null };
	}
	return refused(
		`its right answers count ${shown(right)}, which is not 100 % together. An answer here is right or wrong: give each right one its share of 100 %`
	);
}

function severalForOne(right: readonly number[], full: number): Weighed {
	if (full === right.length) {
		return refused(
			`${full} answers are each fully right, and one would do. Here one answer is right, or all of several: leave one right, or give each its share with tick boxes (in GIFT ~%50% for each of two)`
		);
	}
	return refused(
		`some answers are partly right (${shown(right)}). An answer here is right or wrong: decide which`
	);
}

function isFull(weight: number): boolean {
	return Math.abs(weight - 100) <= LEEWAY;
}

function shown(weights: readonly number[]): string {
	return weights.map((weight) => `${Number(weight.toFixed(2))} %`).join(', ');
}

function refused(reason: string): Weighed {
	return { kind: 'refused', reason };
}
