import { momentInWords } from '../../rules/dates-in-words.ts';
import type { Letter } from '../mail/letter.ts';
import type { MadeLink } from './invitations.ts';

/** What a letter with a link says besides the link. */
export type AboutLetter = {
	organisation: { name: string; timeZone: string };
	/** The administrator who made the link; null when the person asked for it. */
	inviter: { name: string } | null;
	/** Where the link leads. */
	address: string;
};

/** The mail that carries a link to the person whom it belongs to. */
export function invitationLetter(
	{ name, purpose, expiresAt }: Pick<MadeLink, 'name' | 'purpose' | 'expiresAt'>,
	{ organisation, inviter, address }: AboutLetter
): Letter {
	const until = momentInWords(expiresAt, organisation.timeZone);
	const asker = inviter?.name ?? 'whoever looks after Safehands for you';
	const holds =
		`The link works once, until ${until}. It is meant for you alone, so please do not pass it on. ` +
		`If it has run out, or if you have a question, ask ${asker}.`;
	if (purpose === 'account') {
		return {
			subject: `Your safeguarding training at ${organisation.name}`,
			before: [
				`Hello ${name},`,
				(inviter ? `${inviter.name} has invited you to` : 'Here is your way into') +
					` Safehands, where ${organisation.name} keeps its safeguarding training. There you see ` +
					'what is due for you and by when, do it in short sittings, and keep your certificates.',
				'To begin, choose a password:'
			],
			link: { address, text: 'Choose a password and begin' },
			after: [holds]
		};
	}
	return {
		subject: `A new password for your training at ${organisation.name}`,
		before: [
			`Hello ${name},`,
			inviter
				? `${inviter.name} has made you a link to choose a new password for Safehands, where ` +
					`${organisation.name} keeps its safeguarding training:`
				: `Somebody asked for a new password for your account at Safehands, where ` +
					`${organisation.name} keeps its safeguarding training. If it was you, choose one here:`
		],
		link: { address, text: 'Choose a new password' },
		after: [
			holds,
			inviter
				? 'Your old password works until you have chosen a new one.'
				: 'If it was not you, you need not do anything: your password stays as it is.'
		]
	};
}
