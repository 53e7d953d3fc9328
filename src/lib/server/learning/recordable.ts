import type { RecordKind } from '../../rules/entered-records.ts';
import type { Day } from '../../rules/day.ts';
import {
	agreements,
	externalCertificates,
	findAgreement,
	findItem,
	modules
} from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { itemsAsked, type ItemAsked } from '../requirements/asked.ts';

/** What evidence can be entered for: what is asked of the person, and then everything else. */
export type Recordable = {
	asked: ItemAsked[];
	others: { title: string; items: { item: string; title: string }[] }[];
};

/** The items for which evidence can be entered for a person on a day. */
export async function recordableFor(
	db: Database,
	personId: string,
	today: Day
): Promise<Recordable> {
	const asked = (await itemsAsked(db, personId, today)).filter(({ item }) => findItem(item));
	const known = new Set(asked.map(({ item }) => item));
	const rest = (list: readonly { item: string; title: string }[]) =>
		list
			.filter(({ item }) => !known.has(item))
			.sort((a, b) => a.title.localeCompare(b.title, 'en'));
	const named = (kind: string, list: readonly { slug: string; title: string }[]) =>
		rest(list.map(({ slug, title }) => ({ item: `${kind}:${slug}`, title })));
	const external = externalCertificates().map(({ key: slug, title }) => ({ slug, title }));
	return {
		asked,
		others: [
			{ title: 'Modules', items: named('module', modules()) },
			{ title: 'Agreements', items: named('agreement', agreements()) },
			{ title: 'Certificates from elsewhere', items: named('external', external) }
		].filter(({ items }) => items.length > 0)
	};
}

/** What the form asks about one item; null for an item that the content does not hold. */
export type RecordSubject = {
	item: string;
	title: string;
	kinds: RecordKind[];
	/** The versions that can have been signed, the newest first; null for what is no agreement. */
	versions: { version: string; published: Day }[] | null;
};

const kindsOf: Record<'module' | 'agreement' | 'external', RecordKind[]> = {
	module: ['external_certificate', 'other_organisation', 'paper', 'history'],
	agreement: ['paper', 'history'],
	external: ['external_certificate', 'other_organisation', 'history']
};

/** See `RecordSubject`. */
export function recordSubject(item: string): RecordSubject | null {
	const card = findItem(item);
	if (card === undefined) return null;
	const versions =
		card.kind === 'agreement' ? (findAgreement(card.slug)?.versions ?? []) : undefined;
	return {
		item,
		title: card.title,
		kinds: kindsOf[card.kind],
		versions: versions?.map(({ version, published }) => ({ version, published })).reverse() ?? null
	};
}
