import { expect, test } from 'vitest';
import { organisation, person, requirement } from '../../src/lib/server/db/schema/index.ts';
import { changeRequirement } from '../../src/lib/server/requirements/change-requirement.ts';
import { statedRequirement } from '../../src/lib/server/requirements/requirements.ts';
import { simulate } from '../../src/lib/server/requirements/simulate.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from '../server/database.ts';
import { addManyPeople } from './many-people.ts';

const PEOPLE = 10_000;
const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');

test(`simulating a change for ${PEOPLE} people`, async () => {
	const db = await testDatabase();
	await db.insert(organisation).values({ name: 'Bench', createdAt: now });
	await addManyPeople(db, PEOPLE);
	await adoptStandardRequirements(db, '2024-01-01', now);
	const asked = Array.from({ length: 6 }, (_, n) => ({
		...{ role: 'tutor', item: `module:m${n + 1}`, dueDays: 7, dueFrom: 'start' },
		...{ renewalMonths: 12, windowDays: 65, gate: n < 3, fromDay: '2024-01-01' },
		...{ basisKind: 'organisation', basisText: 'Bench' }
	}));
	const [row] = await db.insert(requirement).values(asked).returning();
	const [actor] = await db.select({ id: person.id }).from(person).limit(1);
	if (!row || !actor) throw new Error('Nobody is there');
	const terms = {
		...statedRequirement(row),
		renewal: { kind: 'months' as const, months: 6 }
	};
	const making = { actorId: actor.id, now, today };
	const runs: number[] = [];
	for (let i = 0; i < 3; i++) {
		const start = performance.now();
		const answer = await simulate(
			db,
			(tx) => changeRequirement(tx, { id: row.id, terms, fromDay: today }, making),
			making
		);
		runs.push(performance.now() - start);
		expect(answer).toMatchObject({ simulation: { everybody: PEOPLE } });
	}
	console.log(`a changed renewal: ${(Math.min(...runs) / 1000).toFixed(1)} s`);
});
