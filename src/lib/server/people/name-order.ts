import { sql, type Column, type SQL } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';

/** The order of the Unicode standard: é beside e, small letters beside capitals. */
const UNICODE = 'und-x-icu';

type NameOrder = (name: Column | SQL) => SQL;

const byUnicode: NameOrder = (name) => sql`${name} collate ${sql.identifier(UNICODE)}`;
const byLetters: NameOrder = (name) => sql`lower(${name})`;

const known = new WeakMap<Database, NameOrder>();

/**
 * How to sort by a column of names, for `order by`. The embedded server and nearly every other has
 * the order of the Unicode standard; one built without it sorts small letters like capitals, and
 * accents as its own setting has them. Asked of the server once.
 */
export async function nameOrder(db: Database): Promise<NameOrder> {
	const found = known.get(db);
	if (found !== undefined) return found;
	const order = (await hasUnicodeOrder(db)) ? byUnicode : byLetters;
	known.set(db, order);
	return order;
}

async function hasUnicodeOrder(db: Database): Promise<boolean> {
	const rows = await db.execute(sql`
		select from pg_collation c join pg_namespace n on n.oid = c.collnamespace
		where n.nspname = 'pg_catalog' and c.collname = ${UNICODE}`);
	return rows.length > 0;
}
