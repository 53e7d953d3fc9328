import * as v from 'valibot';
import { day, days, flag, item, kebabName, nation, snakeKey, text } from './fields.ts';

const keys = v.optional(v.pipe(v.array(snakeKey), v.minLength(1, 'must name at least one')));

/** What a step says, wherever it is asked. */
const words = {
	key: kebabName,
	title: text,
	description: text,
	owner: v.picklist(['starter', 'manager'], 'must be starter or manager'),
	item: v.optional(item),
	confirm: v.optional(
		v.strictObject({
			prompt: text,
			answers: v.pipe(v.array(text), v.minLength(1, 'must hold at least one answer'))
		})
	)
};

/** Of whom a step is asked, and when; what is left out changes nothing. */
const asking = {
	gate: flag,
	gate_in: keys,
	condition: v.optional(snakeKey),
	profiles: keys,
	nations: v.optional(v.pipe(v.array(nation), v.minLength(1, 'must name at least one'))),
	since: v.optional(day),
	until: v.optional(day),
	due_days: v.optional(days)
};

/** How one role comes to be asked for a step. */
export interface InductionAsk {
	/** Null: everybody. */
	role: string | null;
	/** Only of those of whom this holds; null: of all in the role. */
	condition: string | null;
	/** Only in organisations with one of these profiles; null: in all. */
	profiles: readonly string[] | null;
	/** Only in these nations; null: in all. */
	nations: readonly string[] | null;
	/** The blueprint's star: nobody works unsupervised before it is done. */
	gate: boolean;
	/** It is a gate in organisations with one of these profiles. */
	gateIn: readonly string[];
	/** The day of the release that brought it; null: it was there from the beginning. */
	since: string | null;
	/** Nobody who begins on this day or later is asked; null: it goes on. */
	until: string | null;
	/** Days from the first day where they are not those of the stage. */
	dueDays: number | null;
}

type AskInFile = v.InferOutput<v.ObjectSchema<typeof asking, undefined>>;

function askOf(role: string | null, line: AskInFile): InductionAsk {
	return {
		role,
		condition: line.condition ?? null,
		profiles: line.profiles ?? null,
		nations: line.nations ?? null,
		gate: line.gate,
		gateIn: line.gate_in ?? [],
		since: line.since ?? null,
		until: line.until ?? null,
		dueDays: line.due_days ?? null
	};
}

const wordsOfStep = v.strictObject(words);
type WordsInFile = v.InferOutput<typeof wordsOfStep>;

/** What a step says. */
export interface StepWords {
	key: string;
	title: string;
	description: string;
	owner: 'starter' | 'manager';
	/** The module or agreement whose completion ticks this step. */
	item: WordsInFile['item'] | null;
	/** What the manager is asked when there is no item. */
	confirm: { prompt: string; answers: string[] } | null;
}

function wordsOf({ key, title, description, owner, item, confirm }: WordsInFile): StepWords {
	return { key, title, description, owner, item: item ?? null, confirm: confirm ?? null };
}

const stage = v.strictObject({
	key: kebabName,
	title: text,
	/** Days from the person's first day. */
	due_days: days,
	steps: v.pipe(
		v.array(v.strictObject({ ...words, ...asking, last: flag })),
		v.minLength(1, 'must hold at least one step')
	)
});

/** What `induction/<key>.yaml` holds. */
export const inductionFile = v.strictObject({
	title: text,
	summary: text,
	occasion: v.optional(
		v.picklist(['joining', 'returning', 'leaving'], 'must be joining, returning or leaving'),
		'joining'
	),
	role: v.optional(snakeKey),
	again_within_days: v.optional(days),
	later_roles_from: v.optional(day),
	stages: v.pipe(v.array(stage), v.minLength(1, 'must hold at least one stage'))
});
export type InductionFile = v.InferOutput<typeof inductionFile>;

const added = v.union(
	[
		v.strictObject({ stage: kebabName, same_as: kebabName, ...asking }),
		v.strictObject({ stage: kebabName, ...words, ...asking })
	],
	'needs a stage, and either all of a step (key, title, description, owner and the rest) or "same_as" with the key of a step that is written elsewhere'
);

/** What `induction/additions/<role>.yaml` holds: what a role adds to the base. */
export const additionsFile = v.strictObject({
	steps: v.pipe(v.array(added), v.minLength(1, 'must hold at least one step'))
});
export type AdditionsFile = v.InferOutput<typeof additionsFile>;

/** What `induction/shared/steps.yaml` holds: steps that several roles name with `same_as`. */
export const sharedStepsFile = v.strictObject({ steps: v.array(wordsOfStep) });
export type SharedStepsFile = v.InferOutput<typeof sharedStepsFile>;

/** A step of a stage, and how people come to be asked for it there. */
export interface InductionStep extends StepWords {
	asks: InductionAsk[];
}

export interface InductionStage {
	key: string;
	title: string;
	/** Days from the person's first day. */
	dueDays: number;
	steps: InductionStep[];
}

/** An induction programme; `key` is the name of its file. */
export interface InductionProgramme {
	key: string;
	title: string;
	summary: string;
	occasion: InductionFile['occasion'];
	/** Whose steps the base is; null: everybody's. */
	role: string | null;
	/** What was completed more than so many days before the first day is done again; null: what is still valid counts. */
	againWithinDays: number | null;
	/** A role taken up after all was due adds its steps when that is on this day or later. */
	laterRolesFrom: string | null;
	stages: InductionStage[];
}

/** Whether a line of additions takes the words of another step. */
export function isReference(
	line: AdditionsFile['steps'][number]
): line is Extract<AdditionsFile['steps'][number], { same_as: string }> {
	return 'same_as' in line;
}

/** The words of every step that is written out in these files, by key. */
export function stepsWritten(
	base: InductionFile,
	additions: Readonly<Record<string, AdditionsFile>>,
	shared: SharedStepsFile
): Map<string, StepWords> {
	const written = [
		...base.stages.flatMap(({ steps }) => steps),
		...shared.steps,
		...Object.values(additions).flatMap(({ steps }) =>
			steps.flatMap((line) => (isReference(line) ? [] : [line]))
		)
	];
	return new Map(written.map((line) => [line.key, wordsOf(line)]));
}

/**
 * A programme as one: the base, and what each role adds to its stages. A step that several roles
 * ask for stands in a stage once, with all of them. What names an unknown stage or step is left
 * out: the content check reports it.
 *
 * @param additions by role, in the order in which their steps come
 */
export function assembleProgramme(
	key: string,
	file: InductionFile,
	additions: Readonly<Record<string, AdditionsFile>> = {},
	shared: SharedStepsFile = { steps: [] }
): InductionProgramme {
	const written = stepsWritten(file, additions, shared);
	const role = file.role ?? null;
	const stages = file.stages.map((stage): InductionStage => {
		const steps = new Map<string, InductionStep>();
		const ask = (step: StepWords | undefined, one: InductionAsk) => {
			if (step === undefined) return;
			const known = steps.get(step.key);
			if (known) known.asks.push(one);
			else steps.set(step.key, { ...step, asks: [one] });
		};
		for (const line of stage.steps.filter(({ last }) => !last))
			ask(wordsOf(line), askOf(role, line));
		for (const [of, { steps: lines }] of Object.entries(additions)) {
			for (const line of lines.filter((one) => one.stage === stage.key)) {
				ask(written.get(isReference(line) ? line.same_as : line.key), askOf(of, line));
			}
		}
		// What closes a stage comes after all that the roles add to it.
		for (const line of stage.steps.filter(({ last }) => last))
			ask(wordsOf(line), askOf(role, line));
		return {
			key: stage.key,
			title: stage.title,
			dueDays: stage.due_days,
			steps: [...steps.values()]
		};
	});
	const { title, summary, occasion } = file;
	const againWithinDays = file.again_within_days ?? null;
	const laterRolesFrom = file.later_roles_from ?? null;
	return { key, title, summary, occasion, role, againWithinDays, laterRolesFrom, stages };
}
