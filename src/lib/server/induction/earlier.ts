import type { Day } from '../../rules/day.ts';
import { inductionProgramme, inductionProgrammes } from '../catalogue/index.ts';
import type { Begun } from './inductions.ts';

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
 *
 * @param hereFrom the first day of the time that is theirs now
 * @param currentId the induction that is shown as theirs
 */
export function earlierInductions(
	{ rows, confirmed }: Begun,
	hereFrom: Day,
	currentId: string | null
): EarlierInduction[] {
	const titles = stepTitles();
	return rows.flatMap(({ induction: { id, programme: key, startedOn } }) => {
		const programme = inductionProgramme(key);
		const isLeavingNow = programme?.occasion === 'leaving' && startedOn >= hereFrom;
		if (id === currentId || isLeavingNow) return [];
		const { confirmations, names } = confirmed(id);
		const steps = confirmations.map(({ step, on, answer, by }) => {
			return { step, on, answer, title: titles.get(step) ?? step, by: names[by] ?? '' };
		});
		steps.sort((a, b) => a.on.localeCompare(b.on) || a.title.localeCompare(b.title, 'en'));
		return [{ id, title: programme?.title ?? key, startedOn, confirmed: steps }];
	});
}

function stepTitles(): Map<string, string> {
	const stages = inductionProgrammes().flatMap((programme) => programme.stages);
	return new Map(stages.flatMap(({ steps }) => steps.map(({ key, title }) => [key, title])));
}
