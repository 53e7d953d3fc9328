import * as v from 'valibot';
import { snakeKey, text } from './fields.ts';

/** What differs in a nation; what is left out is as in England. */
const wordsInNation = v.strictObject({
	title: v.optional(text),
	fallback: v.optional(text),
	description: v.optional(text)
});

const post = v.strictObject({
	key: snakeKey,
	title: text,
	fallback: text,
	description: text,
	kind: v.picklist(['person', 'service', 'link'], 'must be person, service or link'),
	// Who is needed in an emergency, or with a worry that cannot wait, stands open and first.
	urgent: v.optional(v.boolean('must be true or false'), false),
	nations: v.optional(
		v.strictObject({
			wales: v.optional(wordsInNation),
			scotland: v.optional(wordsInNation),
			northern_ireland: v.optional(wordsInNation)
		}),
		{}
	)
});

/** What `posts.yaml` holds. */
export const postsFile = v.strictObject({
	posts: v.pipe(v.array(post), v.minLength(1, 'must hold at least one post'))
});

/** A post as its author wrote it: in the words of England, with what differs elsewhere. */
export type PostEntry = v.InferOutput<typeof postsFile>['posts'][number];

/** A post an organisation can fill; `fallback` stands in a sentence while it has not. */
export type PostKind = Omit<PostEntry, 'nations'>;

/**
 * The posts in the words of a nation: a designated safeguarding lead is a designated safeguarding
 * person in Wales, and only England has a LADO. A nation that is none of ours gets England's words.
 */
export function postsIn(posts: readonly PostEntry[], nation: string): PostKind[] {
	return posts.map(({ nations, ...post }) => {
		const all: Readonly<Record<string, v.InferOutput<typeof wordsInNation> | undefined>> = nations;
		const { title, fallback, description } = all[nation] ?? {};
		return {
			...post,
			title: title ?? post.title,
			fallback: fallback ?? post.fallback,
			description: description ?? post.description
		};
	});
}
