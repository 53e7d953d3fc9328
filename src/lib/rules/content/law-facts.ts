import * as v from 'valibot';
import { day, httpsUrl, kebabName, nations, text } from './fields.ts';

/**
 * How sure we are of a fact: `confirmed` by the publisher's own page or the statute, `reported` by
 * others, `unknown` where nobody has verified it and somebody has to look it up.
 */
export const lawStatuses = ['confirmed', 'reported', 'unknown'] as const;
export type LawStatus = (typeof lawStatuses)[number];

const source = v.pipe(
	v.strictObject({ title: text, publisher: text, date: text, url: v.optional(httpsUrl) }),
	v.transform((line) => ({
		...line,
		/** Null for a document that was not seen or has no public page. */
		url: line.url ?? null
	}))
);

const fact = v.pipe(
	v.strictObject({
		key: kebabName,
		title: text,
		statement: text,
		nations,
		status: v.picklist(lawStatuses, 'must be confirmed, reported or unknown'),
		source,
		/** When the content's authors looked at it last. */
		checked: day,
		/** By when somebody has to look again. */
		check_by: day,
		modules: v.pipe(v.array(kebabName), v.minLength(1, 'must name at least one module')),
		when_changed: text
	}),
	v.transform(({ check_by, when_changed, ...line }) => ({
		...line,
		checkBy: check_by,
		/** What has to be done when it changes. */
		whenChanged: when_changed
	}))
);

const phrases = v.pipe(v.array(text), v.minLength(1, 'must hold at least one'));

const replaced = v.pipe(
	v.strictObject({
		key: kebabName,
		title: text,
		names: phrases,
		before: v.optional(v.pipe(v.number(), v.integer('must be a year'))),
		urls: v.optional(phrases),
		now: phrases,
		replaced_by: text,
		since: day
	}),
	v.transform(({ replaced_by, before, urls, ...line }) => ({
		...line,
		/** With this, only an edition of an earlier year was replaced; null: the name itself was. */
		before: before ?? null,
		/** Parts of addresses. */
		urls: urls ?? [],
		replacedBy: replaced_by
	}))
);

/** What `law.yaml` holds. */
export const lawFile = v.strictObject({
	facts: v.pipe(v.array(fact), v.minLength(1, 'must hold at least one fact')),
	superseded: v.array(replaced)
});

export type LawFile = v.InferOutput<typeof lawFile>;

/** Something that the modules rest on and that can change. */
export type LawFact = LawFile['facts'][number];

/** Guidance that was replaced: how it is named, and what took its place. */
export type Superseded = LawFile['superseded'][number];
