import { desc, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import {
	isSameCheck,
	lawCheckRefusal,
	lawOutcomes,
	type LawCheck,
	type LawCheckRefusal,
	type LawOutcome
} from '../../rules/law-checks.ts';
import { lawFacts, type LawFact } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { lawCheck, person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';

const known = v.object({ outcome: v.picklist(lawOutcomes) });

export type NewLawCheck = {
	/** Key of the fact. */
	fact: string;
	onDay: Day;
	outcome: LawOutcome;
	note: string;
	actorId: string;
	now: Date;
	today: Day;
};

/** `unchanged`: the latest line says the same, as after a double click. */
export type LawCheckOutcome =
	| { kind: 'saved' | 'unchanged' | 'no_fact' }
	| { kind: 'refused'; field: 'checked_on' | 'note'; message: string };

/**
 * Records that somebody looked at a fact of the law again and what they found, with `law.checked`.
 * The note stays in the line; the event names the line only.
 */
export async function recordLawCheck(db: Database, check: NewLawCheck): Promise<LawCheckOutcome> {
	const { actorId, now, today, outcome, onDay, note } = check;
	const fact = lawFacts().find(({ key }) => key === check.fact);
	if (fact === undefined) return { kind: 'no_fact' };
	const line: LawCheck = { onDay, outcome, note, contentCheckedOn: fact.checked };
	return db.transaction(async (tx) => {
		await oneByOne(tx, fact.key);
		const [latest = null] = await linesOf(tx, fact.key);
		if (isSameCheck(line, latest)) return { kind: 'unchanged' };
		const refusal = lawCheckRefusal(line, fact, latest, today);
		if (refusal !== null) return inWords(refusal, fact, latest);
		const [row] = await tx
			.insert(lawCheck)
			.values({ fact: fact.key, ...line, recordedBy: actorId, recordedAt: now })
			.returning({ id: lawCheck.id });
		if (row === undefined) throw new Error('The check was not written');
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: null,
			kind: 'law.checked',
			data: { checkId: row.id, fact: fact.key, outcome, onDay }
		});
		return { kind: 'saved' };
	});
}

/** Two checks of one fact wait for each other, so that the second sees the first. */
async function oneByOne(tx: Database, fact: string): Promise<void> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`safehands law ${fact}`}, 0))`
	);
}

function inWords(
	refusal: LawCheckRefusal,
	{ checked, status }: LawFact,
	latest: LawCheck | null
): LawCheckOutcome {
	const refuse = (field: 'checked_on' | 'note', message: string): LawCheckOutcome => ({
		kind: 'refused',
		field,
		message
	});
	switch (refusal) {
		case 'future_day':
			return refuse('checked_on', 'Choose today or a day that has passed');
		case 'before_content': {
			const day = shortDay(checked);
			return refuse('checked_on', `Choose ${day} or a later day: our text was checked then`);
		}
		case 'before_latest': {
			const day = latest === null ? '' : ` ${shortDay(latest.onDay)}`;
			return refuse('checked_on', `Choose${day} or a later day: it was last checked then`);
		}
		case 'no_note': {
			const what = status === 'unknown' ? 'what you found out' : 'what has changed';
			return refuse('note', `Say ${what}, and where you read it`);
		}
	}
}

const columns = {
	id: lawCheck.id,
	fact: lawCheck.fact,
	onDay: lawCheck.onDay,
	outcome: lawCheck.outcome,
	note: lawCheck.note,
	contentCheckedOn: lawCheck.contentCheckedOn,
	recordedAt: lawCheck.recordedAt
};

async function linesOf(db: Database, fact: string): Promise<LawCheck[]> {
	const rows = await db
		.select(columns)
		.from(lawCheck)
		.where(eq(lawCheck.fact, fact))
		.orderBy(desc(lawCheck.onDay), desc(lawCheck.recordedAt));
	return rows.map((row) => ({ ...row, ...v.parse(known, row) }));
}

/** The latest check of each fact that has one, by the key of the fact. */
export async function latestLawChecks(db: Database): Promise<Map<string, LawCheck>> {
	const rows = await db
		.selectDistinctOn([lawCheck.fact], columns)
		.from(lawCheck)
		.orderBy(lawCheck.fact, desc(lawCheck.onDay), desc(lawCheck.recordedAt));
	return new Map(rows.map((row) => [row.fact, { ...row, ...v.parse(known, row) }]));
}

/** A recorded check, with who recorded it. */
export type RecordedLawCheck = LawCheck & { id: string; recordedBy: string; recordedAt: Date };

/** Every check of a fact, the newest first. */
export async function lawCheckHistory(db: Database, fact: string): Promise<RecordedLawCheck[]> {
	const rows = await db
		.select({ ...columns, recordedBy: person.name })
		.from(lawCheck)
		.innerJoin(person, eq(person.id, lawCheck.recordedBy))
		.where(eq(lawCheck.fact, fact))
		.orderBy(desc(lawCheck.onDay), desc(lawCheck.recordedAt));
	return rows.map((row) => ({ ...row, ...v.parse(known, row) }));
}
