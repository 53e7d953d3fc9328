import { desc, eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { inductionProgramme, inductionProgrammes } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { induction, person } from '../db/schema/index.ts';
import { confirmationsOf } from './inductions.ts';

/** An induction, a return or a leaving that another has taken the place of. */
export type EarlierInduction = {
	id: string;
	title: string;
	startedOn: Day;
	/** What somebody confirmed of it; what was completed is among the completions. */
	confirmed: { step: string; title: string; on: Day; answer: string; by: string }[];
};

/**
 * What a person went through before, as evidence, the latest first: all but the induction that is
 * shown as theirs, and the leaving of the time that is theirs now.
 * One query, and a second where there is something.
 *
 * @param currentId the induction that is shown as theirs
 */
export async function earlierInductions(
	db: Database,
	personId: string,
	currentId: string | null
): Promise<EarlierInduction[]> {
	const { id, programme, startedOn } = induction;
	const rows = await db
		.select({ id, programme, startedOn, hereFrom: person.startedOn })
		.from(induction)
		.innerJoin(person, eq(person.id, induction.personId))
		.where(eq(induction.personId, personId))
		.orderBy(desc(startedOn));
	const earlier = rows.filter((row) => {
		const isLeavingNow =
			inductionProgramme(row.programme)?.occasion === 'leaving' && row.startedOn >= row.hereFrom;
		return row.id !== currentId && !isLeavingNow;
	});
	if (earlier.length === 0) return [];
	const confirmed = await confirmationsOf(db, eq(induction.personId, personId));
	const titles = stepTitles();
	return earlier.map((row) => {
		const { confirmations, names } = confirmed(row.id);
		const steps = confirmations.map(({ step, on, answer, by }) => {
			return { step, on, answer, title: titles.get(step) ?? step, by: names[by] ?? '' };
		});
		steps.sort((a, b) => a.on.localeCompare(b.on) || a.title.localeCompare(b.title, 'en'));
		const title = inductionProgramme(row.programme)?.title ?? row.programme;
		return { id: row.id, title, startedOn: row.startedOn, confirmed: steps };
	});
}

function stepTitles(): Map<string, string> {
	const stages = inductionProgrammes().flatMap((programme) => programme.stages);
	return new Map(stages.flatMap(({ steps }) => steps.map(({ key, title }) => [key, title])));
}
