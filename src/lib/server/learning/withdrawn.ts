import { sql, type SQL } from 'drizzle-orm';
import { completion, recordWithdrawal } from '../db/schema/index.ts';

/**
 * That a row of `completion` counts: the record on which it rests, if it rests on one, has not been
 * withdrawn. Whoever asks what somebody has done asks with it.
 */
export const stands: SQL = sql`not exists (select from ${recordWithdrawal}
	where ${recordWithdrawal.recordId} = ${completion.recordId})`;
