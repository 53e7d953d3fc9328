import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { ImportKind } from '../../src/lib/rules/import/fields.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { organisation, period, person, team } from '../../src/lib/server/db/schema/index.ts';
import { applyImport, importJob } from '../../src/lib/server/imports/apply.ts';
import { effectOn } from '../../src/lib/server/imports/effect.ts';
import { planFile } from '../../src/lib/server/imports/plan-file.ts';
import {
	choicesOf,
	guessedMapping,
	saveChoices,
	saveMapping
} from '../../src/lib/server/imports/remembered.ts';
import { importOf, keepFile } from '../../src/lib/server/imports/stored.ts';
import { prepareQueue } from '../../src/lib/server/jobs/queue.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from '../server/database.ts';

const PEOPLE = 10_000;
const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');
const ROLES = ['Tutor', 'Volunteer', 'Practitioner', 'Manager; Tutor', 'ICT'];

let unit = 1;

async function measured<T>(name: string, run: () => Promise<T>): Promise<T> {
	const start = performance.now();
	const answer = await run();
	const taken = performance.now() - start;
	console.log(
		`${name}: ${(taken / 1000).toFixed(2)} s, ${(taken / unit).toFixed(1)} times the baseline`
	);
	return answer;
}

/** A file of everybody, as a personnel system writes it; `turn` changes what it says of each. */
function fileOf(turn: number): string {
	const lines = [
		'Payroll no,Forename,Surname,Work email,Start date,Job role,Department,Line manager'
	];
	for (let n = 0; n < PEOPLE; n++) {
		const day = `${(n % 28) + 1}/${(n % 12) + 1}/${2018 + (n % 8)}`;
		const role = ROLES[(n + turn) % ROLES.length];
		const manager = n % 25 === 0 ? '' : `p${n - (n % 25)}@harbourlane.example`;
		const unitName = `Unit ${(n + turn) % 200}`;
		lines.push(
			`E${n},First${n},Last${n},p${n}@harbourlane.example,${day},"${role}",${unitName},${manager}`
		);
	}
	return lines.join('\r\n');
}

function historyOf(): string {
	const lines = ['Work email,Course,Date completed,Expiry date,Provider'];
	for (let n = 0; n < PEOPLE; n++) {
		lines.push(
			`p${n}@harbourlane.example,prevent-duty,${(n % 28) + 1}/${(n % 9) + 1}/2026,,Quay Training`
		);
	}
	return lines.join('\n');
}

test(`a file of ${PEOPLE} people, from the upload to the last period`, async () => {
	const db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
	await db.insert(team).values({ name: 'Harbour Lane', createdAt: now });
	const [me] = await db
		.insert(person)
		.values({ name: 'Olga Ivers', access: 'administrator', startedOn: today, createdAt: now })
		.returning();
	const actorId = me?.id ?? '';
	await prepareQueue(db);

	const start = performance.now();
	await db.execute(sql`
		create table scratch as
		select gen_random_uuid() as id, n::text as item, current_date + n % 400 as day
		from generate_series(1, 100000) n`);
	unit = performance.now() - start;
	console.log(`writing 100,000 rows in one statement: ${(unit / 1000).toFixed(2)} s, the baseline`);

	await through(db, actorId, 'everybody is new', fileOf(0), 'people');
	console.log(`${await db.$count(period)} periods are open`);
	await through(db, actorId, 'the same file again', fileOf(0), 'people');
	await through(db, actorId, 'everybody has another role and team', fileOf(1), 'people');
	await through(db, actorId, 'a completion for everybody', historyOf(), 'history');
});

async function through(
	db: Database,
	actorId: string,
	name: string,
	text: string,
	kind: ImportKind
): Promise<void> {
	console.log(`\n${name}`);
	const bytes = new TextEncoder().encode(text);
	const kept = await measured('  reading and keeping the file', () =>
		keepFile(db, { bytes, fileName: 'staff.csv', kind, actorId, now })
	);
	if (kept.kind === 'wrong') throw new Error(kept.message);
	const file = await importOf(db, kept.id);
	if (file === null) throw new Error('The file is gone');
	await saveMapping(db, file, await guessedMapping(db, file));
	const choices = await choicesOf(db, file, today);
	await saveChoices(db, kept.id, { ...choices, createTeams: true });
	const ready = await importOf(db, kept.id);
	if (ready === null) throw new Error('The file is gone');
	const plan = await measured('  the dry run', () =>
		planFile(db, ready, { importerId: actorId, today })
	);
	expect(plan.plan.refused).toEqual([]);
	await measured('  what becomes due', () => effectOn(db, plan, today));
	const applied = await applyImport(db, kept.id, plan.fingerprint, { actorId, now, today });
	if (applied.kind !== 'job') return console.log(`  ${applied.kind}`);
	const job = {
		id: applied.jobId,
		data: { importId: kept.id, fingerprint: plan.fingerprint },
		createdBy: actorId
	};
	await measured('  applying it in the background', () =>
		importJob(db, job, async () => undefined, { now, today })
	);
}
