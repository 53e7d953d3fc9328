import { addMonths, daysBetween } from './day.ts';
import type { Renewal } from './renewal.ts';

/**
 * The longest window, in days, in which somebody may renew early: it is always shorter than the
 * time that a completion is valid, or the next renewal would open with the completion itself.
 */
export function longestWindow(renewal: Renewal): number {
	if (renewal.kind === 'yearly') return 364;
	// The months that begin in the February of a common year are the shortest.
	return daysBetween('2025-02-01', addMonths('2025-02-01', renewal.months)) - 1;
}
