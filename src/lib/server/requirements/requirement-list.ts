import type { Day } from '../../rules/day.ts';
import { nationName } from '../../rules/nations.ts';
import { isAskedIn, lineKey, lineOn } from '../../rules/requirement-lines.ts';
import {
	basisInWords,
	dueInWords,
	renewalInWords,
	windowInWords
} from '../../rules/requirement-in-words.ts';
import type { RequirementTerms } from '../../rules/requirement-terms.ts';
import {
	conditionTitle,
	findItem,
	itemTitle,
	profileTitle,
	roles,
	roleTitle
} from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { requirement } from '../db/schema/index.ts';
import { circumstancesOf } from '../people/organisation.ts';
import { namesOf } from '../people/names.ts';
import { requirementOf, rowsOfLine } from './lines.ts';
import { statedRequirement, type StatedRequirement } from './requirements.ts';

/** Of whom something is asked, and what. */
export type ShownLine = {
	role: string;
	roleTitle: string;
	item: string;
	title: string;
	kind: 'module' | 'agreement' | 'external' | null;
	/** The statement that must hold; null: of everybody with the role. */
	condition: string | null;
	/** The kind of organisation or the nation for which it is meant; null: every one. */
	onlyFor: string | null;
};

/** When, how often and why something is asked, in words. */
export type TermsInWords = {
	due: string;
	renewal: string;
	window: string | null;
	gate: boolean;
	basis: string;
	basisText: string;
};

/** The same of a requirement, with since when and by whom. */
export type ShownTerms = TermsInWords & {
	id: string;
	fromDay: Day;
	toDay: Day | null;
	/** Null where it came with the platform or an import. */
	author: string | null;
};

/** A line of the matrix: what is asked now, or will be first, and what follows. */
export type ListedLine = ShownLine & { terms: ShownTerms; next: ShownTerms | null };

export type RequirementList = {
	/** In the order of the roles, then by title. */
	lines: ListedLine[];
	/** What is asked no longer, the latest end first. */
	ended: (ShownLine & { terms: ShownTerms })[];
};

/** All that the organisation asks of its roles on a day, will ask, and has asked. */
export async function requirementList(db: Database, today: Day): Promise<RequirementList> {
	const [rows, circumstances] = await Promise.all([
		db.select().from(requirement),
		circumstancesOf(db)
	]);
	const stated = rows.map(statedRequirement);
	const names = await authorsOf(db, stated);
	const byLine = new Map<string, StatedRequirement[]>();
	for (const row of stated) byLine.set(lineKey(row), [...(byLine.get(lineKey(row)) ?? []), row]);
	const lines: ListedLine[] = [];
	const ended: RequirementList['ended'] = [];
	for (const rowsOfOne of byLine.values()) {
		const { now, next, past } = lineOn(rowsOfOne, today);
		const shown = now ?? next[0];
		const [last] = past;
		if (shown && isAskedIn(shown, circumstances)) {
			const follows = now ? next[0] : next[1];
			lines.push({
				...shownLine(shown),
				terms: shownTerms(shown, names),
				next: follows ? shownTerms(follows, names) : null
			});
		} else if (last) {
			ended.push({ ...shownLine(last), terms: shownTerms(last, names) });
		}
	}
	return {
		lines: lines.sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'en-GB')),
		ended: ended.sort((a, b) => ((a.terms.toDay ?? '') < (b.terms.toDay ?? '') ? 1 : -1))
	};
}

export type RequirementPage = {
	line: ShownLine;
	now: ShownTerms | null;
	/** What is planned, the first first. */
	next: ShownTerms[];
	/** What was asked before, the latest first. */
	past: ShownTerms[];
	/** What a change begins from; null when it is over. */
	present: StatedRequirement | null;
};

/** Everything about one line, by any of its requirements; null when there is none. */
export async function requirementPage(
	db: Database,
	id: string,
	today: Day
): Promise<RequirementPage | null> {
	const row = await requirementOf(db, id);
	if (row === null) return null;
	const rows = await rowsOfLine(db, row);
	const names = await authorsOf(db, rows);
	const { now, next, past } = lineOn(rows, today);
	const terms = (one: StatedRequirement) => shownTerms(one, names);
	return {
		line: shownLine(row),
		now: now && terms(now),
		next: next.map(terms),
		past: past.map(terms),
		present: now ?? next[0] ?? null
	};
}

function authorsOf(db: Database, rows: readonly StatedRequirement[]) {
	return namesOf(
		db,
		rows.flatMap(({ authorId }) => authorId ?? [])
	);
}

/** Of whom something is asked, and what, with the titles of the content. */
export function shownLine({
	role,
	item,
	condition,
	profile,
	nation
}: Pick<StatedRequirement, 'role' | 'item' | 'condition' | 'profile' | 'nation'>): ShownLine {
	const meant = [profile && profileTitle(profile), nation && nationName(nation)].filter(Boolean);
	return {
		role,
		roleTitle: roleTitle(role),
		item,
		title: itemTitle(item),
		kind: findItem(item)?.kind ?? null,
		condition: condition && conditionTitle(condition),
		onlyFor: meant.join(', ') || null
	};
}

/** Terms in words. */
export function termsInWords(terms: RequirementTerms): TermsInWords {
	return {
		due: dueInWords(terms),
		renewal: renewalInWords(terms.renewal),
		window: windowInWords(terms),
		gate: terms.gate,
		basis: basisInWords(terms.basisKind),
		basisText: terms.basisText
	};
}

function shownTerms(row: StatedRequirement, names: ReadonlyMap<string, string>): ShownTerms {
	return {
		...termsInWords(row),
		id: row.id,
		fromDay: row.fromDay,
		toDay: row.toDay,
		author: row.authorId === null ? null : (names.get(row.authorId) ?? null)
	};
}

function rank({ role }: ShownLine): number {
	const place = roles().findIndex(({ key }) => key === role);
	return place === -1 ? Infinity : place;
}
