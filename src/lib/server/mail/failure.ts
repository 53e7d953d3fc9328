import { oneLine } from './letter.ts';

/** Why a mail was not taken. */
export type Failure = {
	/** A sentence without full stop, for whoever wanted it sent. */
	reason: string;
	/** Whether it is this one address, or the mail server, so that others will fare no better. */
	lies: 'address' | 'server';
};

/** What nodemailer tells of a failure, as far as it is of use here. */
type Told = { code: string; command: string; response: string };

const server = new Map([
	['EAUTH', 'The mail server does not accept the user and password in SMTP_URL'],
	['ENOAUTH', 'The mail server wants a user and a password; add them to SMTP_URL'],
	['EDNS', 'There is no mail server of the name in SMTP_URL'],
	['ETIMEDOUT', 'The mail server did not answer in time'],
	['EABORT', 'The mail server did not answer in time'],
	['ETLS', 'The connection to the mail server could not be encrypted'],
	['ECONNECTION', 'The mail server broke the connection off'],
	['ESOCKET', 'The mail server could not be reached']
]);

/** A failure in words that an administrator can act on. Whatever the mail said stays out of it. */
export function failureOf(error: unknown): Failure {
	const told = toldBy(error);
	const answer = answerOf(told.response);
	if (told.code === 'EENVELOPE' && told.command.startsWith('RCPT')) {
		return { lies: 'address', reason: `The mail server refused the address${answer}` };
	}
	if (told.code === 'EENVELOPE' && told.command.startsWith('MAIL')) {
		return { lies: 'server', reason: `The mail server refused the sender in MAIL_FROM${answer}` };
	}
	if (told.code === 'EMESSAGE' || told.code === 'EENVELOPE') {
		return { lies: 'address', reason: `The mail server refused the mail${answer}` };
	}
	const reason = server.get(told.code) ?? 'The mail server could not take the mail';
	return { lies: 'server', reason: `${reason}${answer}` };
}

function toldBy(error: unknown): Told {
	const text = (key: string): string => {
		if (typeof error !== 'object' || error === null || !(key in error)) return '';
		const value: unknown = Reflect.get(error, key);
		return typeof value === 'string' ? value : '';
	};
	return { code: text('code'), command: text('command'), response: text('response') };
}

/**
 * What the server answered, e.g. ` (550 5.1.1 No such user)`. Some quote the addresses of web pages
 * that they found in a mail, and ours holds a secret, so nothing that looks like one is repeated.
 */
function answerOf(response: string): string {
	const answer = oneLine(response)
		.replaceAll(/\S*(?:https?:|\/)\S*|\S{40,}/gi, '…')
		.slice(0, 160);
	return answer === '' ? '' : ` (${answer})`;
}
