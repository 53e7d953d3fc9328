import { and, asc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { changeLineFrom, lineKey, type RequirementLine } from '../../rules/requirement-lines.ts';
import type { RequirementTerms } from '../../rules/requirement-terms.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { requirement } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import type { Making } from '../people/making.ts';
import { statedRequirement, type StatedRequirement } from './requirements.ts';

/** Makes changes of what the organisation asks wait for one another until the transaction ends. */
export async function lockRequirements(tx: Database): Promise<void> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended('safehands requirements', 0))`
	);
}

/** A requirement, in force or not; null when there is none of this id. */
export async function requirementOf(db: Database, id: string): Promise<StatedRequirement | null> {
	if (!isUuid(id)) return null;
	if (!isUuid(id)) return null;
	const [row] = await db.select().from(requirement).where(eq(requirement.id, id));
	return row ? statedRequirement(row) : null;
}

/** All that a line has been, is and will be, the oldest first. */
export async function rowsOfLine(
	db: Database,
	{ role, item, condition, profile, nation }: RequirementLine
): Promise<StatedRequirement[]> {
	const rows = await db
		.select()
		.from(requirement)
		.where(
			and(
				eq(requirement.role, role),
				eq(requirement.item, item),
				condition === null ? isNull(requirement.condition) : eq(requirement.condition, condition),
				profile === null ? isNull(requirement.profile) : eq(requirement.profile, profile),
				nation === null ? isNull(requirement.nation) : eq(requirement.nation, nation)
			)
		)
		.orderBy(asc(requirement.fromDay));
	return rows.map(statedRequirement);
}

/** The lines that are asked on a day, or will be later, each once. */
export async function openLines(db: Database, today: Day): Promise<StatedRequirement[]> {
	const rows = await db
		.select()
		.from(requirement)
		.where(or(isNull(requirement.toDay), gte(requirement.toDay, today)))
		.orderBy(asc(requirement.fromDay));
	const lines = new Map(rows.map((row) => [lineKey(row), statedRequirement(row)]));
	return [...lines.values()];
}

/** The columns of a requirement that holds from a day on. */
export function columnsOf(
	{ role, item, condition, profile, nation }: RequirementLine,
	terms: RequirementTerms,
	{ fromDay, authorId }: { fromDay: Day; authorId: string | null }
): typeof requirement.$inferInsert {
	const { renewal, ...rest } = termsOf(terms);
	return {
		...{ role, item, condition, profile, nation },
		...rest,
		renewalMonths: renewal?.kind === 'months' ? renewal.months : null,
		renewalDay: renewal?.kind === 'yearly' ? renewal.day : null,
		renewalMinimumMonths: renewal?.kind === 'yearly' ? renewal.minimumMonths : null,
		fromDay,
		authorId
	};
}

/** The terms of a requirement by themselves. */
export function termsOf({
	dueDays,
	dueFrom,
	dueOn,
	renewal,
	windowDays,
	gate,
	basisKind,
	basisText
}: RequirementTerms): RequirementTerms {
	return { dueDays, dueFrom, dueOn, renewal, windowDays, gate, basisKind, basisText };
}

/** Begins a line, with its event; answers the id of the new requirement. */
export async function beginLine(
	tx: Database,
	line: RequirementLine,
	terms: RequirementTerms,
	fromDay: Day,
	making: Making
): Promise<string> {
	const id = await append(tx, line, terms, fromDay, making);
	await record(tx, 'requirement.added', line, making, { fromDay, after: termsOf(terms) });
	return id;
}

/** Lets a line hold on other terms from a day on, with the event; answers the id of the new one. */
export async function replaceLine(
	tx: Database,
	line: StatedRequirement,
	terms: RequirementTerms,
	fromDay: Day,
	making: Making
): Promise<string> {
	await makeRoom(tx, line, fromDay);
	const id = await append(tx, line, terms, fromDay, making);
	const data = { fromDay, before: termsOf(line), after: termsOf(terms) };
	await record(tx, 'requirement.changed', line, making, data);
	return id;
}

/** Ends a line on the day before, with the event. */
export async function endLine(
	tx: Database,
	line: StatedRequirement,
	fromDay: Day,
	making: Making
): Promise<void> {
	await makeRoom(tx, line, fromDay);
	await record(tx, 'requirement.ended', line, making, { fromDay, before: termsOf(line) });
}

async function append(
	tx: Database,
	line: RequirementLine,
	terms: RequirementTerms,
	fromDay: Day,
	{ actorId }: Making
): Promise<string> {
	const [row] = await tx
		.insert(requirement)
		.values(columnsOf(line, terms, { fromDay, authorId: actorId }))
		.returning({ id: requirement.id });
	if (row === undefined) throw new Error('The requirement was not written');
	return row.id;
}

/** Ends what a line asks on the day before, and takes away what it was to ask from then on. */
async function makeRoom(tx: Database, line: RequirementLine, day: Day): Promise<void> {
	const { replaced, ended, lastDay } = changeLineFrom(await rowsOfLine(tx, line), day);
	if (replaced.length > 0) await tx.delete(requirement).where(inArray(requirement.id, replaced));
	if (ended.length > 0) {
		await tx.update(requirement).set({ toDay: lastDay }).where(inArray(requirement.id, ended));
	}
}

async function record(
	tx: Database,
	kind: `requirement.${'added' | 'changed' | 'ended'}`,
	{ role, item, condition, profile, nation }: RequirementLine,
	{ actorId, now }: Making,
	data: Record<string, unknown>
): Promise<void> {
	const what = { role, item, condition, profile, nation, ...data };
	await recordEvent(tx, { at: now, actorId, subjectId: null, kind, data: what });
}
