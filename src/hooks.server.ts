import { building, dev } from '$app/environment';
import { env } from '$env/dynamic/private';
import { dayOf } from '$lib/rules/day';
import { broughtToken, dropSession, signedInPerson } from '$lib/server/access';
import { compress, secure } from '$lib/server/answers';
import { openDatabase, type OpenDatabase } from '$lib/server/db/open';
import { describeFault } from '$lib/server/faults';
import { startJobs, type Jobs } from '$lib/server/jobs/worker';
import { settleDelivery } from '$lib/server/mail/delivery';
import { readOrganisation } from '$lib/server/people/organisation';
import { validateSession } from '$lib/server/people/sessions';
import { ensureSetupCode } from '$lib/server/people/setup';
import { readSettings, type Settings } from '$lib/server/settings';
import {
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';

const HEALTH = '/(public)/healthz';
const SETUP = '/(public)/setup';
/** Holds until the organisation says otherwise. */
const TIME_ZONE = 'Europe/London';

let database: OpenDatabase | undefined;

export const init: ServerInit = async () => {
	if (building) return;
	const log = (line: string) => console.log(line);
	let settings: Settings;
	try {
		settings = readSettings({ ...(dev && { PORT: '5173' }), ...env });
		settleDelivery(settings);
		database = await openDatabase({ ...settings, log });
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
	const { db } = database;
	let jobs: Jobs | undefined;
	// What runs in the background must end before the database goes.
	const close = async () => {
		await jobs?.stop();
		await database?.close();
	};
	process.once('sveltekit:shutdown', () => void close());
	// The development server knows no shutdown of its own: without this it leaves PostgreSQL running.
	if (dev) {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => void close().finally(() => process.exit()));
		}
	}
	if (settings.isDemonstration) {
		const { loadDemonstration } = await import('$lib/server/demonstration');
		await loadDemonstration(db, new Date(), log);
		log(`Open ${settings.origin} in a browser.\n`);
	}
	try {
		jobs = await startJobs(db, { log: (line) => console.error(line) });
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		await close();
		process.exit(1);
	}
	const code = await ensureSetupCode(db, new Date());
	if (code) log(`\nSet Safehands up at ${settings.origin}/setup with this code: ${code}\n`);
};

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, route, request, url } = event;
	if (!database) throw new Error('The database has not been opened');
	const now = new Date();
	const today = dayOf(now, TIME_ZONE);
	Object.assign(locals, { db: database.db, now, today, organisation: null, person: null });
	// Whoever asks how we are must get an answer when the database does not give any.
	if (route.id !== HEALTH) {
		await identify(event);
		if (!locals.organisation) leadToSetup(event);
		else if (route.id !== null && !isPublic(route.id)) signedInPerson(event);
	}
	const response = await resolve(event);
	const isPrivate = locals.person !== null || !isPublic(route.id ?? '');
	const answer = secure(response, { isHttps: url.protocol === 'https:', isPrivate });
	return event.isSubRequest ? answer : compress(request, answer);
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	// What somebody asked wrongly is no fault of ours, and a log of it would be one of addresses.
	if (status < 500) return { message };
	const id = crypto.randomUUID().slice(0, 8);
	const where = `${event.request.method} ${event.route.id ?? 'no route'}`;
	console.error(
		`${new Date().toISOString()} fault ${id} (${status}) in ${where}\n${describeFault(error)}`
	);
	return { message, id };
};

async function identify(event: RequestEvent): Promise<void> {
	const { locals } = event;
	const { db, now } = locals;
	locals.organisation = await readOrganisation(db);
	if (!locals.organisation) return;
	locals.today = dayOf(now, locals.organisation.timeZone);
	const token = broughtToken(event);
	if (!token) return;
	locals.person = await validateSession(db, { token, now, today: locals.today });
	if (!locals.person) dropSession(event);
}

/** Before there is an organisation only its setup page can be used. */
function leadToSetup({ route, url }: RequestEvent): void {
	const isFile = route.id === null && /\.\w+$/.test(url.pathname);
	if (route.id !== SETUP && !isFile) redirect(303, '/setup');
}

/** A route is public because of the folder that it lies in, and for no other reason. */
function isPublic(routeId: string): boolean {
	return routeId.startsWith('/(public)/');
}
