import { beforeEach, expect, it } from 'vitest';
import { fillPlain, findScenario, modules } from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { organisation, person, roleHeld } from '../../src/lib/server/db/schema/index.ts';
import { choose, scenarioPage } from '../../src/lib/server/learning/scenarios.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

/* A scenario in which a poor choice is played out, and mended, in a decision of its own. */

const today = '2026-11-21';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const local = { organisation: 'Harbour Lane', posts: {} };

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test content lacks something');
	return value;
}

/** The first scenario of the content whose first decision has such a choice. */
const { slug, name, scenario } = found(
	modules()
		.flatMap((module) =>
			module.steps.flatMap((step) => {
				const known = step.kind === 'scenario' && findScenario(module.slug, step.name);
				return known ? [{ slug: module.slug, name: step.name, scenario: known }] : [];
			})
		)
		.find(({ scenario: one }) =>
			one.decisions
				.find(({ key }) => key === one.start)
				?.choices.some(({ best, next }) => !best && next !== null)
		)
);
const decisionOf = (key: string) => found(scenario.decisions.find((one) => one.key === key));
const first = decisionOf(scenario.start);
const poor = found(first.choices.find(({ best, next }) => !best && next !== null));
const best = found(first.choices.find((choice) => choice.best));

let db: Database;
let personId: string;

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: at(0) });
	await adoptStandardRequirements(db, '2026-01-01', at(0));
	const [row] = await db
		.insert(person)
		.values({ name: 'Asha', startedOn: today, createdAt: at(0) })
		.returning({ id: person.id });
	personId = found(row).id;
	await db.insert(roleHeld).values({ personId, role: 'volunteer', fromDay: today });
	await reconcilePerson(db, personId, { today, now: at(0), actorId: null });
});

const page = async () =>
	found(await scenarioPage(db, { personId, slug, scenario: name, today, local }));
const make = (decision: string, choice: string, minute: number) =>
	choose(db, { personId, slug, today, now: at(minute), scenario: name, decision, choice });

it('goes on from the poor choice, to be mended there', async () => {
	expect(await make(first.key, poor.key, 1)).toEqual({ ok: true });
	const shown = await page();
	expect(shown.last).toMatchObject({ best: false, leadsOn: true });
	expect(shown.current).toMatchObject({ key: poor.next, tried: [] });
	expect(shown.past.map(({ key }) => key)).toEqual([first.key]);
	expect(await make(first.key, best.key, 2)).toEqual({ ok: false, reason: 'not_current' });
});

it('tells only at the end what would have been better', async () => {
	let minute = 1;
	await make(first.key, poor.key, minute++);
	expect((await page()).past[0]?.better).toBeNull();
	expect(JSON.stringify(await page())).not.toContain(best.consequence.slice(0, 40));
	for (let key = found(poor.next); key !== 'end'; minute++) {
		const good = found(decisionOf(key).choices.find((choice) => choice.best));
		expect(await make(key, good.key, minute)).toEqual({ ok: true });
		key = found(good.next);
	}
	const { past, current, debrief } = await page();
	expect(current).toBeNull();
	expect(debrief).not.toBeNull();
	expect(past[0]).toMatchObject({ key: first.key, tried: [{ best: false, leadsOn: true }] });
	expect(past[0]?.better).toBe(fillPlain(best.text, local));
	expect(past.slice(1).map(({ better }) => better)).toEqual(past.slice(1).map(() => null));
});
