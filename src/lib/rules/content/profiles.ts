import * as v from 'valibot';
import { nations, snakeKey, text } from './fields.ts';

const profile = v.strictObject({ key: snakeKey, title: text, description: text, nations });

/** What `profiles.yaml` holds. */
export const profilesFile = v.strictObject({
	profiles: v.pipe(v.array(profile), v.minLength(1, 'must hold at least one profile'))
});

/** What an organisation is, where that asks more of its people; `nations` are those it exists in. */
export type Profile = v.InferOutput<typeof profilesFile>['profiles'][number];
