import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { typographicTexts } from '../../src/lib/rules/content/typographic.ts';

/*
 * What the authors wrote, read straight from their files, with the quotation marks that pages show:
 * the journeys know the right answers from here, and know what must not be on a page.
 */
const CONTENT = join(import.meta.dirname, '../../content');

const Option = v.object({
	key: v.string(),
	text: v.string(),
	feedback: v.string(),
	correct: v.optional(v.boolean(), false)
});
const Question = v.object({
	key: v.string(),
	text: v.string(),
	outcome: v.string(),
	kind: v.picklist(['single', 'multiple']),
	critical: v.optional(v.boolean(), false),
	options: v.array(Option)
});
const Quiz = v.object({ questions: v.array(Question) });
export type Question = v.InferOutput<typeof Question>;

const Module = v.object({
	title: v.string(),
	pass_mark: v.number(),
	steps: v.array(
		v.union([
			v.object({ lesson: v.string(), title: v.string(), outcomes: v.array(v.string()) }),
			v.object({ scenario: v.string() })
		])
	)
});

const Choice = v.object({
	key: v.string(),
	text: v.string(),
	consequence: v.string(),
	best: v.optional(v.boolean(), false),
	critical: v.optional(v.boolean(), false),
	next: v.optional(v.string())
});
const Scenario = v.object({
	title: v.string(),
	start: v.string(),
	debrief: v.string(),
	decisions: v.array(v.object({ key: v.string(), question: v.string(), choices: v.array(Choice) }))
});
export type Scenario = v.InferOutput<typeof Scenario>;

const Agreement = v.object({
	title: v.string(),
	versions: v.array(
		v.object({
			version: v.string(),
			question: v.object({ text: v.string(), options: v.array(Option) })
		})
	)
});

const Card = v.object({ title: v.string(), never: v.array(v.string()) });

function read<T extends v.GenericSchema>(schema: T, ...path: string[]): v.InferOutput<T> {
	const written: unknown = parse(readFileSync(join(CONTENT, ...path), 'utf8'));
	return v.parse(schema, typographicTexts(written));
}

export function quizOf(slug: string): Question[] {
	return read(Quiz, 'modules', slug, 'quiz.yaml').questions;
}

export function moduleOf(slug: string): v.InferOutput<typeof Module> {
	return read(Module, 'modules', slug, 'module.yaml');
}

export function scenarioOf(slug: string, name: string): Scenario {
	return read(Scenario, 'modules', slug, 'scenarios', `${name}.yaml`);
}

/** The folder of every module. */
export const slugs = readdirSync(join(CONTENT, 'modules')).sort();

export function cardOf(slug: string): v.InferOutput<typeof Card> {
	return read(Card, 'modules', slug, 'card.yaml');
}

/** A scenario whose first decision has a poor choice that leads on, and where it leads. */
export const branchingScenario = first(
	slugs.flatMap((slug) => {
		const folder = join(CONTENT, 'modules', slug, 'scenarios');
		if (!existsSync(folder)) return [];
		return readdirSync(folder).flatMap((file) => {
			const name = file.replace('.yaml', '');
			const { decisions, start: startKey } = scenarioOf(slug, name);
			const start = decisions.find(({ key }) => key === startKey);
			const poor = start?.choices.find(({ best, next, text }) => {
				return !best && next !== undefined && !text.includes('{{');
			});
			const after = decisions.find(({ key }) => key === poor?.next);
			return start && poor && after ? [{ slug, name, start, poor, after }] : [];
		});
	})
);

/** The title, the newest version and its question. */
export function agreementOf(slug: string) {
	const { title, versions } = read(Agreement, 'agreements', slug, 'agreement.yaml');
	const newest = versions.at(-1);
	if (!newest) throw new Error(`${slug} has no version`);
	return { title, ...newest };
}

/** The first of them; a test that has none is wrong itself. */
export function first<T>(all: readonly T[], which: (one: T) => boolean = () => true): T {
	const found = all.find(which);
	if (found === undefined) throw new Error('There is no such thing in the content');
	return found;
}

/**
 * The longest stretch of an author's text that stands in a page's source just as it was written:
 * without names that are filled in, and without signs that HTML and JSON write differently.
 */
export function telltale(text: string): string {
	const stretches = text
		.replaceAll(/\{\{.*?\}\}/g, '"')
		.replaceAll(/\s+/g, ' ')
		.split(/["'&<>\\‘’“”]/);
	const longest = stretches.reduce((a, b) => (b.length > a.length ? b : a)).trim();
	if (longest.length < 25) throw new Error(`Too short to be told apart: ${longest}`);
	return longest;
}
