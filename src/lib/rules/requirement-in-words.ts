import { longDay } from './dates-in-words.ts';
import { howMany } from './how-many.ts';
import type { Renewal } from './renewal.ts';
import type { BasisKind, RequirementTerms } from './requirement-terms.ts';

/** By when somebody new must have done it. */
export function dueInWords({
	dueFrom,
	dueDays,
	dueOn
}: Pick<RequirementTerms, 'dueFrom' | 'dueDays' | 'dueOn'>): string {
	const within = `Within ${howMany(dueDays, 'day', 'days')} of`;
	switch (dueFrom) {
		case 'fixed':
			return dueOn === null ? 'On a fixed day' : `By ${longDay(dueOn)}`;
		case 'start':
			return dueDays === 0 ? 'On the first day with us' : `${within} the first day with us`;
		case 'role':
			return dueDays === 0 ? 'On the day the role begins' : `${within} getting the role`;
		case 'contact': {
			const until = dueDays === 0 ? 'on the first day' : `${within.toLowerCase()} the first day`;
			return `Before unsupervised contact begins; while that day is not known, ${until} with us`;
		}
	}
}

/** How often it is done again. */
export function renewalInWords(renewal: Renewal | null): string {
	if (renewal === null) return 'Done once';
	if (renewal.kind === 'months') {
		return renewal.months === 1 ? 'Every month' : `Every ${renewal.months} months`;
	}
	// The year falls away again; 2024 has every day there is.
	const day = longDay(`2024-${renewal.day}`).replace(' 2024', '');
	const { minimumMonths } = renewal;
	const yearly = `Every year by ${day}`;
	if (minimumMonths === 0) return yearly;
	return `${yearly}, never within ${howMany(minimumMonths, 'month', 'months')} of doing it`;
}

/** From when it can be renewed early; null where it is not renewed. */
export function windowInWords({
	renewal,
	windowDays
}: Pick<RequirementTerms, 'renewal' | 'windowDays'>): string | null {
	if (renewal === null) return null;
	if (windowDays === 0) return 'From the day it runs out';
	return `From ${howMany(windowDays, 'day', 'days')} before it runs out, keeping the date`;
}

const kinds: Record<BasisKind, string> = {
	statute: 'Law',
	guidance: 'Guidance',
	contract: 'Contract',
	organisation: 'Our own rule'
};

/** What a requirement rests on, so that a choice of ours never looks like law. */
export function basisInWords(kind: BasisKind): string {
	return kinds[kind];
}
