import type { Day } from '../../rules/day.ts';
import type { PeriodChange } from '../../rules/planning.ts';

/** Who makes a change of people and teams, and when. */
export type Making = {
	/** Null for the platform itself. */
	actorId: string | null;
	now: Date;
	today: Day;
};

/** A change was made; what it changed in what the person must do. */
export type Saved = { kind: 'saved'; changes: PeriodChange[] };

/** A change that cannot be made as it was asked for: the field to put right, and what to say there. */
export type Refused = { kind: 'refused'; field: string; message: string };

export type Outcome = Saved | Refused;

export function refused(field: string, message: string): Refused {
	return { kind: 'refused', field, message };
}
