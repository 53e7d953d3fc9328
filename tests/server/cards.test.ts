import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { cardOf, helplines } from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { organisation, person, post, roleHeld } from '../../src/lib/server/db/schema/index.ts';
import { cardPage, cardsOf } from '../../src/lib/server/learning/cards.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');
const slug = 'online-safety-essentials';

let db: Database;

async function newPerson(roles: string[]): Promise<string> {
	const startedOn = '2026-11-16';
	const [row] = await db
		.insert(person)
		.values({ name: 'Asha', startedOn, createdAt: now })
		.returning({ id: person.id });
	const id = row?.id ?? '';
	for (const role of roles) {
		await db.insert(roleHeld).values({ personId: id, role, fromDay: startedOn });
	}
	await reconcilePerson(db, id, { today, now, actorId: null });
	return id;
}

const reader = (personId: string, nation = 'england') => ({
	personId,
	organisation: { name: 'Harbour Lane', nation },
	today
});

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
});

describe('an action card', () => {
	it('names the reader’s own contacts, in its steps and beside them', async () => {
		const id = await newPerson(['volunteer']);
		const entered = { checkedOn: today, enteredAt: now };
		await db
			.insert(post)
			.values({ kind: 'dsl', name: 'Ben Okafor', phone: '01632 960 110', ...entered });
		const page = await cardPage(db, slug, reader(id));
		expect(page?.steps.flat()).toContainEqual({
			known: true,
			parts: [
				{ text: 'Ben Okafor, designated safeguarding lead (', href: null },
				{ text: '01632 960 110', href: 'tel:01632960110' },
				{ text: ')', href: null }
			]
		});
		expect(page?.contacts.find(({ key }) => key === 'dsl')?.contacts).toMatchObject([
			{ name: 'Ben Okafor', phone: '01632 960 110' }
		]);
		expect(page?.contacts.map(({ key }) => key).sort()).toEqual(
			[...(cardOf(slug)?.posts ?? [])].sort()
		);
		expect(JSON.stringify(page)).not.toContain('{{');
	});

	it('has its helplines in its own order, as far as they serve the nation', async () => {
		const id = await newPerson([]);
		const keys = async (module: string, nation: string) => {
			await db.update(organisation).set({ nation }).where(eq(organisation.name, 'Harbour Lane'));
			return (await cardPage(db, module, reader(id, nation)))?.helplines.map(({ key }) => key);
		};
		expect(await keys(slug, 'england')).toEqual(cardOf(slug)?.helplines);
		const elsewhere = helplines().filter(({ nations }) => !nations.includes('scotland'));
		for (const { key } of elsewhere) expect(await keys(slug, 'scotland')).not.toContain(key);
	});

	it('is not made up', async () => {
		expect(await cardPage(db, 'gone', reader(await newPerson([])))).toBeNull();
	});
});

describe('the list of cards', () => {
	it('is that of the modules that are asked of the person', async () => {
		const cards = await cardsOf(db, reader(await newPerson(['volunteer'])));
		const slugs = cards.map((card) => card.slug);
		expect(slugs).toContain(slug);
		expect(slugs).not.toContain('governance-boards');
		expect(cards.find((card) => card.slug === slug)).toEqual({
			slug,
			module: cardOf(slug)?.module,
			title: cardOf(slug)?.title,
			when: cardOf(slug)?.when
		});
	});

	it('is empty where nothing is asked', async () => {
		expect(await cardsOf(db, reader(await newPerson(['learner_guest'])))).toEqual([]);
	});
});
