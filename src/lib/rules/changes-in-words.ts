import type { PeriodChange } from './planning.ts';
import { shortDay } from './dates-in-words.ts';

/** What a change of what is asked of a person means to them, without the item's title. */
export function changeInWords(change: PeriodChange): string {
	if (change.kind === 'withdraw') return 'No longer asked for';
	const due = `due ${shortDay(change.dueOn)}`;
	const until = change.endsOn === null ? '' : `, asked for until ${shortDay(change.endsOn)}`;
	if (change.kind === 'move') {
		return change.dueBefore === change.dueOn ? `Still ${due}${until}` : `Now ${due}${until}`;
	}
	if (change.cycle === 0) return `New, ${due}${until}`;
	return `${change.cause === 'lapsed' ? 'To do again' : 'To renew'}, ${due}${until}`;
}
