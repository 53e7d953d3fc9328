import { desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import * as v from 'valibot';
import { needsChecking } from '../../rules/contact-check.ts';
import {
	isMissing,
	moduleGaps,
	type ModuleGaps,
	type PostState
} from '../../rules/contact-gaps.ts';
import type { Day } from '../../rules/day.ts';
import { reachOf, type Held, type PeopleInTeams } from '../../rules/nearest-contacts.ts';
import { isUuid } from '../../rules/uuid.ts';
import { modules, postKinds, type PostKind } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { organisation, person, post, team } from '../db/schema/index.ts';
import type { ContactDetails } from './contact-changes.ts';

/** A contact as those who keep the list see it. */
export type ListedContact = ContactDetails & {
	id: string;
	/** The team for which it holds; null: the whole organisation. */
	teamName: string | null;
	/** The team is no longer used, so nobody sees the contact. */
	teamClosed: boolean;
	checkedOn: Day;
	checkedBy: string | null;
	isOld: boolean;
	/** How many people see it. */
	people: number;
};

/** A post with all who hold it, and the modules that name it. */
export type ListedPost = PostKind & {
	contacts: ListedContact[];
	/** How many people have nobody for it. */
	without: number;
	isMissing: boolean;
	modules: { slug: string; title: string }[];
};

export type ContactList = {
	posts: ListedPost[];
	/** How many people there are. */
	people: number;
	gaps: ModuleGaps[];
};

const group = v.object({ team_ids: v.array(v.string()), people: v.number() });

/** Everybody who has not left, counted by the teams they are in. */
async function peopleByTeams(db: Database, today: Day): Promise<PeopleInTeams[]> {
	const rows = await db.execute(sql`
		with member as (
			select array_remove(array_agg(m.team_id::text order by m.team_id), null) as team_ids
			from person p
			left join team_membership m on m.person_id = p.id
				and m.from_day <= ${today} and (m.to_day is null or m.to_day >= ${today})
			where p.left_on is null or p.left_on >= ${today}
			group by p.id
		)
		select team_ids, count(*)::int as people from member group by team_ids`);
	return v
		.parse(v.array(group), rows)
		.map(({ team_ids: teamIds, people }) => ({ teamIds, people }));
}

async function nationOf(db: Database): Promise<string> {
	const [row] = await db.select({ nation: organisation.nation }).from(organisation);
	return row?.nation ?? 'england';
}

const checker = alias(person, 'checker');

async function currentContacts(db: Database) {
	const { id, kind, teamId, name, phone, email, url, note, checkedOn } = post;
	return (
		db
			.select({
				...{ id, kind, teamId, name, phone, email, url, note, checkedOn },
				...{ teamName: team.name, closedOn: team.closedOn, checkedBy: checker.name }
			})
			.from(post)
			.leftJoin(team, eq(team.id, post.teamId))
			.leftJoin(checker, eq(checker.id, post.checkedBy))
			.where(isNull(post.endedAt))
			// Those of the whole organisation come first.
			.orderBy(sql`${team.name} nulls first`, post.name)
	);
}

/** Every post with all who hold it now, for those who keep the list. */
export async function contactList(db: Database, today: Day): Promise<ContactList> {
	const [nation, rows, teams, groups] = await Promise.all([
		nationOf(db),
		currentContacts(db),
		db.select({ id: team.id, parentId: team.parentId }).from(team),
		peopleByTeams(db, today)
	]);
	const kinds = postKinds(nation);
	const keys = kinds.map(({ key }) => key);
	const { seenBy, without } = reachOf(teams, groups, rows, keys);
	const posts = kinds.map((kind): ListedPost => {
		const contacts = rows
			.filter((row) => row.kind === kind.key)
			.map(({ closedOn, ...row }) => ({
				...row,
				teamClosed: closedOn !== null,
				isOld: needsChecking(row.checkedOn, today),
				people: seenBy.get(row.id) ?? 0
			}));
		const state = { contacts: contacts.length, without: without.get(kind.key) ?? 0 };
		return {
			...kind,
			contacts,
			without: state.without,
			isMissing: isMissing({ ...kind, ...state, hasOld: false }),
			modules: modules()
				.filter((module) => module.posts.includes(kind.key))
				.map(({ slug, title }) => ({ slug, title }))
		};
	});
	const people = groups.reduce((sum, one) => sum + one.people, 0);
	return { posts, people, gaps: moduleGaps(modules(), posts.map(stateOf)) };
}

function stateOf({ key, title, contacts, without }: ListedPost): PostState {
	return {
		...{ key, title, without },
		contacts: contacts.length,
		hasOld: contacts.some(({ isOld }) => isOld)
	};
}

/** What has to be looked at, for a page about something else. */
export type ContactWarnings = {
	/** Posts that modules name and nobody holds, for some people or all. */
	missing: number;
	/** Contacts that nobody has checked for long. */
	old: number;
	gaps: ModuleGaps[];
};

/** The posts that nobody holds or nobody has checked for long, and the modules that name them. */
export async function contactWarnings(db: Database, today: Day): Promise<ContactWarnings> {
	const { posts, gaps } = await contactList(db, today);
	return {
		missing: posts.filter((one) => one.isMissing && one.modules.length > 0).length,
		old: posts.flatMap(({ contacts }) => contacts).filter(({ isOld }) => isOld).length,
		gaps
	};
}

/** Somebody who was a contact until a moment. */
export type FormerContact = {
	id: string;
	title: string;
	name: string;
	teamName: string | null;
	enteredAt: Date;
	endedAt: Date;
	endedBy: string | null;
};

/** The contacts as they were before: those that ended and those that were changed, newest first. */
export async function formerContacts(db: Database, most = 50): Promise<FormerContact[]> {
	const nation = await nationOf(db);
	const ender = alias(person, 'ender');
	const rows = await db
		.select({
			id: post.id,
			kind: post.kind,
			name: post.name,
			teamName: team.name,
			enteredAt: post.enteredAt,
			endedAt: post.endedAt,
			endedBy: ender.name
		})
		.from(post)
		.leftJoin(team, eq(team.id, post.teamId))
		.leftJoin(ender, eq(ender.id, post.endedBy))
		.where(isNotNull(post.endedAt))
		.orderBy(desc(post.endedAt), post.name)
		.limit(most);
	return rows.flatMap(({ kind, endedAt, ...row }) => {
		const title = postKinds(nation).find(({ key }) => key === kind)?.title ?? kind;
		return endedAt === null ? [] : [{ ...row, title, endedAt }];
	});
}

/** One contact, to change or end it; null when there is none or it has ended. */
export async function contactToChange(
	db: Database,
	id: string
): Promise<{ contact: ContactDetails & { id: string; checkedOn: Day }; post: PostKind } | null> {
	if (!isUuid(id)) return null;
	const [row] = await db.select().from(post).where(eq(post.id, id));
	if (row === undefined || row.endedAt !== null) return null;
	const found = postKinds(await nationOf(db)).find(({ key }) => key === row.kind);
	if (found === undefined) return null;
	const { kind, teamId, name, phone, email, url, note, checkedOn } = row;
	return {
		contact: { id, kind, teamId, name, phone, email, url, note, checkedOn },
		post: found
	};
}

/** Whom a change of the contacts would concern. */
export type ContactEffect = {
	/** People who would see the contact; none where it ends. */
	people: number;
	/** Names of those whom some of these people see for it now and would not then. */
	insteadOf: string[];
	/** People who would have nobody for this post. */
	without: number;
	/** Names that would be seen by more people than now. */
	takenOverBy: string[];
};

/**
 * What a change would do, without making it.
 *
 * @param ending id of the contact that is changed or ended; null for a new one
 * @param wanted the contact as it would be; null where it ends
 */
export async function contactEffect(
	db: Database,
	{
		ending,
		wanted
	}: { ending: string | null; wanted: Pick<ContactDetails, 'kind' | 'teamId'> | null },
	today: Day
): Promise<ContactEffect> {
	const [rows, teams, groups] = await Promise.all([
		currentContacts(db),
		db.select({ id: team.id, parentId: team.parentId }).from(team),
		peopleByTeams(db, today)
	]);
	const kind = wanted?.kind ?? rows.find(({ id }) => id === ending)?.kind ?? '';
	const before = rows.filter((row) => row.kind === kind);
	const NEW = 'new';
	const after: Held[] = before.filter(({ id }) => id !== ending);
	if (wanted) after.push({ id: NEW, ...wanted });
	const was = reachOf(teams, groups, before, [kind]);
	const then = reachOf(teams, groups, after, [kind]);
	const seenBefore = (id: string) => was.seenBy.get(id) ?? 0;
	const seenThen = (id: string) => then.seenBy.get(id) ?? 0;
	const others = before.filter(({ id }) => id !== ending);
	return {
		people: seenThen(NEW),
		insteadOf: others.filter(({ id }) => seenThen(id) < seenBefore(id)).map(({ name }) => name),
		without: then.without.get(kind) ?? 0,
		takenOverBy: others.filter(({ id }) => seenThen(id) > seenBefore(id)).map(({ name }) => name)
	};
}
