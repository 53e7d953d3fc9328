import type { Day } from '../../rules/day.ts';
import {
	cardOf,
	fillLinked,
	fillPlain,
	helplines,
	modules,
	type ActionCard,
	type Helpline,
	type LinkedText
} from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { contactsFor, localFrom, panelOf, type PanelPost } from '../people/contacts.ts';
import { myTraining } from '../requirements/my-training.ts';

/** An action card with the reader's own contacts. */
export type CardPage = Pick<ActionCard, 'slug' | 'module' | 'title' | 'when'> & {
	steps: LinkedText[];
	never: string[];
	words: string[];
	contacts: PanelPost[];
	/** Those of the reader's nation. */
	helplines: Helpline[];
};

/** Who reads a card: their person, and their organisation's name and nation. */
export type CardReader = {
	personId: string;
	organisation: { name: string; nation: string } | null;
	today: Day;
};

/** The card of a module for this reader; null when there is no such module. */
export async function cardPage(
	db: Database,
	slug: string,
	{ personId, organisation, today }: CardReader
): Promise<CardPage | null> {
	const card = cardOf(slug);
	if (card === undefined) return null;
	const contacts = await contactsFor(db, personId, today);
	const local = localFrom(contacts, organisation?.name ?? '');
	const filled = (lines: readonly string[]) => lines.map((line) => fillPlain(line, local));
	const nation = organisation?.nation ?? 'england';
	return {
		slug,
		module: card.module,
		title: card.title,
		when: fillPlain(card.when, local),
		steps: card.steps.map((line) => fillLinked(line, local)),
		never: filled(card.never),
		words: filled(card.words),
		contacts: panelOf(card.posts, contacts),
		// In the order of the card, which is that of urgency.
		helplines: card.helplines.flatMap((key) =>
			helplines().filter((line) => line.key === key && line.nations.some((one) => one === nation))
		)
	};
}

/** A card in a list. */
export type CardLine = Pick<ActionCard, 'slug' | 'module' | 'title' | 'when'>;

/** The cards of the modules that a person is asked to do or has done, in the order of the content. */
export async function cardsOf(
	db: Database,
	{ personId, organisation, today }: CardReader
): Promise<CardLine[]> {
	const { due, comingUp, upToDate, optional } = await myTraining(db, { id: personId }, today);
	const done = optional.filter(({ completedOn }) => completedOn !== null);
	const items = new Set([...due, ...comingUp, ...upToDate, ...done].map(({ item }) => item));
	const local = localFrom(await contactsFor(db, personId, today), organisation?.name ?? '');
	return modules().flatMap(({ slug }) => {
		const card = items.has(`module:${slug}`) ? cardOf(slug) : undefined;
		if (card === undefined) return [];
		const { module, title, when } = card;
		return [{ slug, module, title, when: fillPlain(when, local) }];
	});
}
