import type { Day } from '$lib/rules/day.ts';
import type { SignedIn } from '$lib/server/access.ts';
import type { Database } from '$lib/server/db/connect.ts';

declare global {
	namespace App {
		interface Locals {
			db: Database;
			/** The moment of the request; everything takes time from here. */
			now: Date;
			/** The day of `now` in the organisation's time zone. */
			today: Day;
			/** Null until somebody has set the organisation up. */
			organisation: {
				name: string;
				nation: string;
				timeZone: string;
				isDemonstration: boolean;
			} | null;
			/** Who is signed in. */
			person: SignedIn | null;
		}
		interface Error {
			message: string;
			/** Names the line in the log, so that the person can quote it. */
			id?: string;
		}
	}
}

export {};
