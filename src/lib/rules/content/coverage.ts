import * as v from 'valibot';
import { text } from './fields.ts';

const clauseId = v.pipe(
	v.string(),
	v.regex(/^[A-Z]{3}-[A-Za-z0-9.-]+$/, 'must be a clause like FUT-5.3')
);

/** The kinds of things that can meet a clause, each with an example of how it is named. */
export const REFERENCES = {
	module: 'module:prevent-duty/notice-check-share',
	scenario: 'scenario:prevent-duty/the-protest',
	question: 'question:prevent-duty/fairest-basis',
	card: 'card:prevent-duty',
	agreement: 'agreement:aup-staff',
	induction: 'induction:core/told-who-the-dsl-is',
	role: 'role:online_safety_coordinator',
	post: 'post:dsl',
	page: 'page:/team/clearance'
} as const;

const reference = v.pipe(
	v.string(),
	v.regex(
		/^(?:module|scenario|question|card|agreement|induction|role|post|page):\S+$/,
		`must be one of ${Object.values(REFERENCES).join(', ')}`
	)
);

const clause = v.strictObject({
	id: clauseId,
	/** What the clause is about, in a few words of our own. */
	what: text,
	covered_by: v.optional(v.array(reference), []),
	/** Which part of it a learning platform cannot meet, and why. */
	not_covered: v.optional(text)
});

/** What `coverage.yaml` holds: where each clause of the policies we started from is met. */
export const coverageFile = v.strictObject({
	/** Every clause there is, by policy; `S1..S7` stands for seven of them. */
	register: v.record(
		v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be three capitals')),
		v.array(text)
	),
	clauses: v.array(clause)
});

export type CoverageFile = v.InferOutput<typeof coverageFile>;
export type Clause = CoverageFile['clauses'][number];

/**
 * The clauses that an entry of the register stands for: itself, or all from its first to its last.
 * `S1..S7` counts in numbers, `O1a..O1i` in letters. Null where the two ends do not fit together.
 */
export function clausesOf(policy: string, entry: string): string[] | null {
	const [first = '', last, ...more] = entry.split('..');
	if (last === undefined) return [`${policy}-${entry}`];
	const from = /^(.*?)(\d+|[a-z])$/.exec(first);
	const to = /^(.*?)(\d+|[a-z])$/.exec(last);
	if (!from || !to || from[1] !== to[1] || more.length > 0) return null;
	const [start, end] = [ordinal(String(from[2])), ordinal(String(to[2]))];
	const isLetters = /[a-z]/.test(String(from[2]));
	if (start >= end || isLetters !== /[a-z]/.test(String(to[2]))) return null;
	return Array.from({ length: end - start + 1 }, (_, index) => {
		const here = start + index;
		return `${policy}-${from[1]}${isLetters ? String.fromCharCode(here) : here}`;
	});
}

function ordinal(written: string): number {
	return /[a-z]/.test(written) ? written.charCodeAt(0) : Number(written);
}
