import { sql, type SQL } from 'drizzle-orm';
import { completion, period, recordWithdrawal } from '../db/schema/index.ts';

const counts = (alias: SQL) => sql`not exists (select from ${recordWithdrawal} withdrawn
	where withdrawn.record_id = ${alias}.record_id)`;

/**
 * Where the record that had closed a period was withdrawn, the completion that stands in for it: the
 * latest that had closed nothing, because the wrong one had. A query with the columns period_id, id,
 * completed_on and valid_until. It begins with the withdrawals, of which there are few.
 */
export const standIns: SQL = sql`
	select distinct on (p.id) p.id as period_id, c.id, c.completed_on, c.valid_until
	from ${recordWithdrawal} w
	join ${completion} wrong on wrong.record_id = w.record_id
	join ${period} p on p.id = wrong.period_id and p.closed_how = 'completed'
	join ${completion} c on c.person_id = p.person_id and c.item = p.item
		and c.period_id is null and ${counts(sql`c`)}
	where not exists (select from ${completion} other
		where other.period_id = p.id and ${counts(sql`other`)})
	order by p.id, c.completed_at desc`;

/** What closed each period that something completed, with the same columns; for all of them at once. */
export const closers: SQL = sql`
	select c.period_id, c.id, c.completed_on, c.valid_until
	from ${completion} c where c.period_id is not null and ${counts(sql`c`)}
	union all (${standIns})`;
