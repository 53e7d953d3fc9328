import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { needsChecking } from '../../rules/contact-check.ts';
import { contactFor, type Contact as ContactInWords } from '../../rules/content/local.ts';
import type { Day } from '../../rules/day.ts';
import { postKinds, type Local, type LocalPost, type PostKind } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';

const readerRow = v.object({
	nation: v.nullable(v.string()),
	kind: v.nullable(v.string()),
	name: v.nullable(v.string()),
	phone: v.nullable(v.string()),
	email: v.nullable(v.string()),
	url: v.nullable(v.string()),
	note: v.nullable(v.string()),
	checked_on: v.nullable(v.string()),
	team_name: v.nullable(v.string())
});

/** One safeguarding contact as it holds for a reader. */
export type Contact = {
	/** In the words of the organisation's nation. */
	kind: PostKind;
	name: string;
	phone: string | null;
	email: string | null;
	url: string | null;
	note: string | null;
	checkedOn: Day;
	/** Nobody has checked it for so long that texts do not name it any more. */
	isOld: boolean;
	/** The team it is kept for; null: the whole organisation. */
	teamName: string | null;
};

/** Everything that a page needs to name the contacts of a reader. */
export type ReaderContacts = {
	/** Where the organisation works: it decides what posts are called. */
	nation: string;
	contacts: Contact[];
};

/**
 * The contacts that hold for a person: for each kind of post those of the nearest team, going up
 * from the person's own teams, and else those of the whole organisation; all of them where several
 * hold the post there. In the order of `content/posts.yaml`. `rules/nearest-contacts.ts` is the same
 * rule for many people at once.
 */
export async function contactsFor(
	db: Database,
	personId: string,
	today: Day
): Promise<ReaderContacts> {
	const rows = v.parse(
		v.array(readerRow),
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
			where p.ended_at is null and (p.team_id is null or r.id is not null)
		)
		select place.nation, kind, name, phone, email, url, note, checked_on::text, team_name
		from (select (select nation from organisation) as nation) place
		left join ranked on nearest = 1 order by name`)
	);
	const nation = rows[0]?.nation ?? 'england';
	const contacts = postKinds(nation).flatMap((kind) =>
		rows.flatMap(({ kind: key, name, checked_on, team_name, phone, email, url, note }) => {
			if (key !== kind.key || name === null || checked_on === null) return [];
			const ways = { phone, email, url, note };
			const isOld = needsChecking(checked_on, today);
			return [{ kind, name, ...ways, checkedOn: checked_on, isOld, teamName: team_name }];
		})
	);
	return { nation, contacts };
}

/** The contacts that hold for a person, as a list: see `contactsFor`. */
export async function contactsOf(db: Database, personId: string, today: Day): Promise<Contact[]> {
	return (await contactsFor(db, personId, today)).contacts;
}

/** The same contacts in the form in which lessons and agreements name them. */
export async function localContacts(
	db: Database,
	personId: string,
	organisationName: string,
	today: Day
): Promise<Local> {
	return localFrom(await contactsFor(db, personId, today), organisationName);
}

/**
 * Contacts as lessons and agreements name them. What is not recorded has its fallback, and so has
 * what nobody has checked for long: a text must not send anybody to a number that is no longer right.
 */
export function localFrom(reader: ReaderContacts, organisationName: string): Local {
	const posts: Local['posts'] = {};
	for (const kind of postKinds(reader.nation)) posts[kind.key] = localPost(kind, reader);
	return { organisation: organisationName, posts };
}

function localPost(
	kind: PostKind,
	{ contacts }: ReaderContacts,
	{ evenOld = false } = {}
): LocalPost {
	const holders = contacts.filter((one) => one.kind.key === kind.key && (evenOld || !one.isOld));
	const [first, other] = holders;
	return {
		title: kind.title,
		fallback: kind.fallback,
		name: first?.name ?? null,
		phone: first?.phone ?? null,
		url: first?.url ?? null,
		other: other && { name: other.name, phone: other.phone }
	};
}

/** A post in a list of contacts, with all who hold it for this reader. */
export type PanelPost = {
	key: string;
	title: string;
	description: string;
	contacts: Pick<Contact, 'name' | 'phone' | 'email' | 'url' | 'isOld' | 'checkedOn'>[];
};

/** The posts with these keys as this reader's panel or card shows them, in the order of the file. */
export function panelOf(keys: readonly string[], reader: ReaderContacts): PanelPost[] {
	return postKinds(reader.nation)
		.filter((kind) => keys.includes(kind.key))
		.map(({ key, title, description }) => ({
			key,
			title,
			description,
			contacts: reader.contacts
				.filter((contact) => contact.kind.key === key)
				.map(({ name, phone, email, url, isOld, checkedOn }) => {
					return { name, phone, email, url, isOld, checkedOn };
				})
		}));
}

/** Whom the strip at the foot of every page names, and what every page calls them. */
export type FrameContacts = {
	/** Their names, whenever they were last checked: a name is better than none here. */
	dsl: ContactInWords | null;
	/** "your designated safeguarding lead", as the nation calls the post. */
	yourLead: string;
	concernForm: string | null;
};

/** The reader's safeguarding lead and concern form, for the foot of every page. */
export async function frameContacts(
	db: Database,
	personId: string,
	today: Day
): Promise<FrameContacts> {
	const reader = await contactsFor(db, personId, today);
	const kind = postKinds(reader.nation).find(({ key }) => key === 'dsl');
	if (kind === undefined) throw new Error('content/posts.yaml has no dsl');
	const dsl = localPost(kind, reader, { evenOld: true });
	return {
		dsl: dsl.name === null ? null : contactFor('dsl', { organisation: '', posts: { dsl } }),
		yourLead: kind.fallback,
		concernForm: reader.contacts.find((one) => one.kind.key === 'concern_form')?.url ?? null
	};
}
