import { earlier, type Day } from '../day.ts';
import type { ItemHistory, OpenPeriod, PeriodChange, RoleHeld } from '../planning.ts';
import type { PlannedRecord } from './history.ts';
import type { PersonNow } from './people-now.ts';
import type { Planned } from './planned.ts';

/** What a file does to what is asked of one item, over everybody. */
export type ItemEffect = {
	item: string;
	/** Asked of somebody anew, or again. */
	opened: number;
	/** Due on another day than before. */
	moved: number;
	/** Asked no longer. */
	withdrawn: number;
	/** Done with what the file records. */
	done: number;
	/** Opened or moved, and due before today. */
	overdue: number;
	/** The first day on which one that was opened or moved is due. */
	firstDue: Day | null;
};

/** The effect of many people's changes of periods, by item, those asked of most people first. */
export function effectOf(
	changes: Iterable<PeriodChange>,
	done: Iterable<string>,
	today: Day
): ItemEffect[] {
	const effects = new Map<string, ItemEffect>();
	const of = (item: string): ItemEffect => {
		const known = effects.get(item);
		if (known) return known;
		const none = { opened: 0, moved: 0, withdrawn: 0, done: 0, overdue: 0, firstDue: null };
		const effect: ItemEffect = { item, ...none };
		effects.set(item, effect);
		return effect;
	};
	for (const change of changes) {
		const effect = of(change.item);
		if (change.kind === 'withdraw') {
			effect.withdrawn += 1;
			continue;
		}
		effect[change.kind === 'open' ? 'opened' : 'moved'] += 1;
		if (change.dueOn < today) effect.overdue += 1;
		effect.firstDue = earlier(effect.firstDue ?? change.dueOn, change.dueOn);
	}
	for (const item of done) of(item).done += 1;
	return [...effects.values()].sort(
		(a, b) => b.opened + b.moved - a.opened - a.moved || a.item.localeCompare(b.item)
	);
}

/** The roles that somebody holds, has held and will hold after a plan. */
export function rolesAfter(
	person: PersonNow | undefined,
	planned: Planned,
	today: Day
): RoleHeld[] {
	const { values, roles: changes, returned } = planned;
	const { begin = [], end = [], remove = [] } = changes ?? {};
	const ends = new Map(end.map(({ id, toDay }) => [id, toDay]));
	const gone = new Set(remove.map(({ id }) => id));
	const kept = (person?.roles ?? [])
		.filter(({ id }) => !gone.has(id))
		.map(({ id, key, fromDay, toDay }) => {
			// What is to begin or to end with a day that moves goes with it.
			const isOfStart = fromDay > today && fromDay === person?.startedOn;
			const isOfEnd = returned === null && (toDay === null || toDay === person?.leftOn);
			return {
				role: key,
				fromDay: isOfStart ? values.startedOn : fromDay,
				toDay: ends.get(id) ?? (isOfEnd ? values.leftOn : toDay)
			};
		});
	return [...kept, ...begin.map(({ key, fromDay, toDay }) => ({ role: key, fromDay, toDay }))];
}

/** What somebody has done and what is still open when records have been entered for them. */
export function afterRecords(
	histories: readonly ItemHistory[],
	open: readonly OpenPeriod[],
	records: readonly PlannedRecord[]
): { histories: ItemHistory[]; open: OpenPeriod[]; done: string[] } {
	const byItem = new Map(histories.map((history) => [history.item, history]));
	const closed = new Set<string>();
	for (const { item, completedOn, statedUntil } of records) {
		const known = byItem.get(item);
		const last = known?.lastCompletion ?? null;
		const isNewest = last === null || completedOn > last.completedOn;
		if (isNewest) closed.add(item);
		const entered = { completedOn, version: null, countsFrom: completedOn, monthsBefore: 0 };
		byItem.set(item, {
			item,
			completions: (known?.completions ?? 0) + 1,
			lastCompletion: isNewest ? { ...entered, statedUntil } : last
		});
	}
	return {
		histories: [...byItem.values()],
		open: open.filter(({ item }) => !closed.has(item)),
		done: open.filter(({ item }) => closed.has(item)).map(({ item }) => item)
	};
}
