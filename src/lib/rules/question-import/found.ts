/** Something said about a place in the file, for the person who brought it. */
export interface Said {
	/** From 1. */
	line: number;
	message: string;
}

/** An answer that was read. */
export interface FoundOption {
	text: string;
	correct: boolean;
	feedback: string;
}

/** A question that can be carried over, in plain words. */
export interface FoundQuestion {
	/** Where it begins in the file, from 1. */
	line: number;
	/** What its author called it, if anything. */
	name: string | null;
	kind: 'single' | 'multiple';
	text: string;
	options: FoundOption[];
}

/** What was read of a file: what is carried, what is not and why, and what to look at again. */
export interface Found {
	questions: FoundQuestion[];
	refusals: Said[];
	notes: Said[];
}

/**
 * Stands where neither the answer nor the question says why. The content check refuses it, so that
 * it cannot reach a learner.
 */
export const UNWRITTEN = 'TODO: say why this is right or not, and what to do instead.';
