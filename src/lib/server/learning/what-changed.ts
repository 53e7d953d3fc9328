import type { Day } from '../../rules/day.ts';
import { changesSince } from '../../rules/refresher.ts';
import { fillPlain, findModule, type Local } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { courseOf, type Work } from './course.ts';

/** What has changed in a module since a person did it last. */
export type WhatChanged = {
	/** When they did it, and which version; the version is null where it was done elsewhere. */
	since: { completedOn: Day; version: string | null };
	/** The newest first; empty when nothing has changed. */
	changes: { version: string; date: Day; summary: string; points: string[] }[];
	/** What the module teaches: where nothing has changed it is all still true. */
	outcomes: string[];
};

/**
 * What has changed in a module since this person did it last, with their own contacts written in.
 * Null when there is no such module or they have never done it.
 */
export async function whatChanged(
	db: Database,
	{ local, ...reader }: Omit<Work, 'now'> & { local: Local }
): Promise<WhatChanged | null> {
	const module = findModule(reader.slug);
	const { last } = await courseOf(db, reader);
	if (module === undefined || last === null) return null;
	const { completedOn, version } = last;
	return {
		since: { completedOn, version },
		changes: changesSince(module.changes, last).map((entry) => ({
			version: entry.version,
			date: entry.date,
			summary: fillPlain(entry.summary, local),
			points: entry.points.map((point) => fillPlain(point, local))
		})),
		outcomes: module.outcomes.map(({ text }) => text)
	};
}
