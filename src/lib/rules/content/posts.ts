import * as v from 'valibot';
import { snakeKey, text } from './fields.ts';

const post = v.strictObject({
	key: snakeKey,
	title: text,
	fallback: text,
	description: text,
	kind: v.picklist(['person', 'service', 'link'], 'must be person, service or link')
});

/** What `posts.yaml` holds. */
export const postsFile = v.strictObject({
	posts: v.pipe(v.array(post), v.minLength(1, 'must hold at least one post'))
});

/** A post an organisation can fill; `fallback` stands in a sentence while it has not. */
export type PostKind = v.InferOutput<typeof postsFile>['posts'][number];
