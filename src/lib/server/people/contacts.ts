import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { postKinds, type Local, type PostKind } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';

const postRow = v.object({
	kind: v.string(),
	name: v.string(),
	phone: v.nullable(v.string()),
	email: v.nullable(v.string()),
	url: v.nullable(v.string()),
	note: v.nullable(v.string()),
	checked_on: v.string(),
	team_name: v.nullable(v.string())
});

/** One safeguarding contact as it holds for a reader. */
export type Contact = {
	kind: PostKind;
	name: string;
	phone: string | null;
	email: string | null;
	url: string | null;
	note: string | null;
	checkedOn: Day;
	/** The team it is kept for; null: the whole organisation. */
	teamName: string | null;
};

/**
 * The contacts that hold for a person: for each kind of post those of the nearest team, going up
 * from the person's own teams, and else those of the whole organisation. In the order of
 * `content/posts.yaml`.
 */
export async function contactsOf(db: Database, personId: string, today: Day): Promise<Contact[]> {
	const rows = v.parse(
		v.array(postRow),
		await db.execute(sql`
		with recursive up as (
			select m.team_id as id, 0 as distance from team_membership m
			where m.person_id = ${personId}
				and m.from_day <= ${today} and (m.to_day is null or m.to_day >= ${today})
			union
			select t.parent_id, up.distance + 1 from up join team t on t.id = up.id
			where t.parent_id is not null
		), reach as (
			select id, min(distance) as distance from up group by id
		), ranked as (
			select p.*, t.name as team_name,
				rank() over (partition by p.kind order by coalesce(r.distance, 1000000)) as nearest
			from post p
			left join reach r on r.id = p.team_id
			left join team t on t.id = p.team_id
			where p.team_id is null or r.id is not null
		)
		select kind, name, phone, email, url, note, checked_on::text, team_name
		from ranked where nearest = 1 order by name`)
	);
	return postKinds().flatMap((kind) =>
		rows
			.filter((row) => row.kind === kind.key)
			.map(({ checked_on, team_name, ...row }) => ({
				...row,
				kind,
				checkedOn: checked_on,
				teamName: team_name
			}))
	);
}

/** The same contacts in the form in which lessons and agreements name them. */
export async function localContacts(
	db: Database,
	personId: string,
	organisationName: string,
	today: Day
): Promise<Local> {
	return localFrom(await contactsOf(db, personId, today), organisationName);
}

/** Contacts as lessons and agreements name them; what is not recorded has its fallback. */
export function localFrom(contacts: readonly Contact[], organisationName: string): Local {
	const posts: Local['posts'] = {};
	for (const kind of postKinds()) {
		const contact = contacts.find((c) => c.kind.key === kind.key);
		posts[kind.key] = {
			title: kind.title,
			fallback: kind.fallback,
			name: contact?.name ?? null,
			phone: contact?.phone ?? null,
			url: contact?.url ?? null
		};
	}
	return { organisation: organisationName, posts };
}

/** Whom the strip at the foot of every page names. */
export type FrameContacts = {
	dsl: { name: string; title: string; phone: string | null } | null;
	concernForm: string | null;
};

/** The reader's safeguarding lead and concern form, for the foot of every page. */
export async function frameContacts(
	db: Database,
	personId: string,
	today: Day
): Promise<FrameContacts> {
	const contacts = await contactsOf(db, personId, today);
	const dsl = contacts.find((c) => c.kind.key === 'dsl');
	return {
		dsl: dsl ? { name: dsl.name, title: dsl.kind.title, phone: dsl.phone } : null,
		concernForm: contacts.find((c) => c.kind.key === 'concern_form')?.url ?? null
	};
}
