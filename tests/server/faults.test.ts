import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { person } from '../../src/lib/server/db/schema/index.ts';
import { describeFault } from '../../src/lib/server/faults.ts';
import { testDatabase } from './database.ts';

async function faultOf(work: () => Promise<unknown>): Promise<string> {
	try {
		await work();
	} catch (error) {
		return describeFault(error);
	}
	throw new Error('Nothing failed');
}

it('tells what a bug was, where, and what caused it', () => {
	const fault = describeFault(new Error('No such step', { cause: new RangeError('7') }));
	expect(fault).toMatch(/^Error: No such step\n\s+at .*faults\.test\.ts/);
	expect(fault).toContain('caused by RangeError: 7');
});

it('tells the statement and the constraint of a failed query, and nothing about the person', async () => {
	const db = await testDatabase();
	const values = {
		name: 'Asha Verma',
		email: 'asha@harbourlane.example',
		startedOn: '2026-11-01',
		createdAt: new Date('2026-11-21T10:00:00Z')
	};
	await db.insert(person).values(values);
	const fault = await faultOf(() => db.insert(person).values(values));
	expect(fault).toContain('insert into "person"');
	expect(fault).toContain('23505, person_email');
	expect(fault).not.toContain('asha');
	expect(fault).not.toContain('Asha');
});

it('does not repeat a value that the database refused', async () => {
	const db = await testDatabase();
	const fault = await faultOf(() => db.execute(sql`select ${'asha@harbourlane.example'}::uuid`));
	expect(fault).toContain('22P02');
	expect(fault).not.toContain('asha');
});

it('does not repeat a value that a schema refused', async () => {
	const fault = await faultOf(async () => v.parse(v.picklist(['a']), 'asha@harbourlane.example'));
	expect(fault).toContain('ValiError');
	expect(fault).not.toContain('asha');
});

it('copes with what is no error', () => {
	expect(describeFault('asha@harbourlane.example')).toBe(
		'something thrown that is no error (string)'
	);
	const endless = new Error('round');
	endless.cause = endless;
	expect(describeFault(endless).match(/round/g)).toHaveLength(5);
});
