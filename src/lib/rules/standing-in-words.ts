import type { Day } from './day.ts';
import { shortDay } from './dates-in-words.ts';
import type { Standing } from './standing.ts';

const words: Record<Standing, { word: string; before: string }> = {
	complete: { word: 'Complete', before: 'until' },
	not_yet_open: { word: 'Not yet open', before: 'opens' },
	not_started: { word: 'Not started', before: 'due' },
	in_progress: { word: 'In progress', before: 'due' },
	due_soon: { word: 'Due soon', before: 'due' },
	expiring: { word: 'Renew now', before: 'valid until' },
	overdue: { word: 'Overdue', before: 'was due' },
	expired: { word: 'Expired', before: 'ran out' },
	waived: { word: 'Waived', before: 'until' },
	paused: { word: 'Paused: away', before: '' },
	not_required: { word: 'Not required', before: '' }
};

/** The word for a standing, e.g. `Due soon`. */
export function standingWord(standing: Standing): string {
	return words[standing].word;
}

/** What the day of a standing means, e.g. `due 27 Nov 2026`; empty without a day. */
export function standingDay(standing: Standing, day: Day | null): string {
	const { before } = words[standing];
	return day === null || before === '' ? '' : `${before} ${shortDay(day)}`;
}

/** Word and day together, e.g. `Overdue · was due 19 Nov 2026` or `Not started · due 18 Dec 2026`. */
export function standingInWords(standing: Standing, day: Day | null): string {
	const { word } = words[standing];
	const when = standingDay(standing, day);
	if (when === '') return word;
	if (standing === 'due_soon') return `Due ${when.slice('due '.length)}`;
	return standing === 'waived' ? `${word} ${when}` : `${word} · ${when}`;
}
