import { and, eq } from 'drizzle-orm';
import { findModule } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { moduleSetting } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';

/** The slugs of the modules that the organisation renews by a refresher; none until it says so. */
export async function refresherModules(db: Database): Promise<Set<string>> {
	const rows = await db
		.select({ module: moduleSetting.module })
		.from(moduleSetting)
		.where(eq(moduleSetting.refresher, true));
	return new Set(rows.map(({ module }) => module));
}

/** `same`: it was so already, and nothing is recorded. */
export type RefresherSet = 'changed' | 'same' | 'no_module';

/**
 * Decides whether a module is renewed by a refresher, with its event `module.refresher_set`. It
 * holds for renewals begun from now on: what somebody has begun goes on as it was begun.
 * @param module the slug
 */
export async function setRefresher(
	db: Database,
	given: { module: string; refresher: boolean; actorId: string; now: Date }
): Promise<RefresherSet> {
	const { module, refresher, actorId, now } = given;
	if (findModule(module) === undefined) return 'no_module';
	return db.transaction(async (tx): Promise<RefresherSet> => {
		const set = { refresher, changedBy: actorId, changedAt: now };
		const changed = await (refresher ? turnOn(tx, module, set) : turnOff(tx, module, set));
		if (!changed) return 'same';
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: null,
			kind: 'module.refresher_set',
			data: { item: `module:${module}`, refresher }
		});
		return 'changed';
	});
}

type Setting = Omit<typeof moduleSetting.$inferInsert, 'module'>;

/** Answers whether it was off before. */
async function turnOn(tx: Database, module: string, set: Setting): Promise<boolean> {
	const changed = await tx
		.insert(moduleSetting)
		.values({ module, ...set })
		.onConflictDoUpdate({
			target: moduleSetting.module,
			set,
			setWhere: eq(moduleSetting.refresher, false)
		})
		.returning({ module: moduleSetting.module });
	return changed.length > 0;
}

/** Answers whether it was on before: what nobody has decided is off already. */
async function turnOff(tx: Database, module: string, set: Setting): Promise<boolean> {
	const changed = await tx
		.update(moduleSetting)
		.set(set)
		.where(and(eq(moduleSetting.module, module), eq(moduleSetting.refresher, true)))
		.returning({ module: moduleSetting.module });
	return changed.length > 0;
}
