import { momentInWords } from '../rules/dates-in-words.ts';
import { dayOf } from '../rules/day.ts';
import { openDatabase } from './db/open.ts';
import { linkAddress, makeLinks, noLinkInWords } from './people/invitations.ts';
import { readOrganisation } from './people/organisation.ts';
import { personWithEmail } from './people/person-with-email.ts';
import { readSettings } from './settings.ts';

/** A link for whoever runs the server, or why there is none; both in whole sentences. */
export type ConsoleLink = { kind: 'made'; lines: string[] } | { kind: 'refused'; message: string };

/**
 * Makes a link to choose a password for the account with an address, to be printed at the console:
 * the way in for an organisation none of whose administrators can sign in. Whoever can run this can
 * read the database anyway. The app may be running meanwhile.
 */
export async function consoleLink(
	environment: Record<string, string | undefined>,
	email: string,
	now: Date
): Promise<ConsoleLink> {
	const settings = readSettings(environment);
	const { db, close } = await openDatabase({ ...settings, max: 2 });
	try {
		const organisation = await readOrganisation(db);
		if (organisation === null) {
			return { kind: 'refused', message: 'Nothing has been set up yet. Open /setup in a browser.' };
		}
		const { timeZone } = organisation;
		const personId = await personWithEmail(db, email);
		if (personId === null) return { kind: 'refused', message: `Nobody has the address ${email}.` };
		const by = { actorId: null, now, today: dayOf(now, timeZone) };
		const { made, refused } = await db.transaction((tx) => makeLinks(tx, [personId], by));
		const [link] = made;
		if (!link) {
			return { kind: 'refused', message: `${noLinkInWords(refused[0]?.reason ?? 'unknown')}.` };
		}
		const until = momentInWords(link.expiresAt, timeZone);
		return {
			kind: 'made',
			lines: [
				`With this link ${link.name} chooses a password, once, until ${until}:`,
				linkAddress(settings.origin, link.token)
			]
		};
	} finally {
		await close();
	}
}
