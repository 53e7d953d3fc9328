import { isEmailAddress } from '../../rules/email-address.ts';

export type Sender = { name: string; address: string };

/** How to reach the mail server, and whom mail comes from. */
export type MailSettings = {
	host: string;
	port: number;
	/** Whether the connection is encrypted from its first byte (`smtps:`). */
	secure: boolean;
	/** What to do about encryption where it begins in clear text (`smtp:`). */
	startTls: 'required' | 'when offered' | 'never';
	auth: { user: string; pass: string } | null;
	from: Sender;
};

const EXAMPLE = 'smtps://user:password@mail.example.org';

/**
 * Reads `SMTP_URL` and `MAIL_FROM`; null when no mail server is named. Throws an error with a
 * sentence for whoever runs the server; it never repeats the address, which may hold a password.
 *
 * A password is only sent over an encrypted connection, unless the server is this very machine.
 */
export function readMailSettings(smtpUrl: string, mailFrom: string): MailSettings | null {
	if (smtpUrl === '') return null;
	const url = parsed(smtpUrl);
	const secure = url.protocol === 'smtps:';
	const user = decoded(url.username);
	const pass = decoded(url.password);
	if ((user === '') !== (pass === '')) {
		throw new Error(`SMTP_URL needs both a user and a password, or neither, like ${EXAMPLE}`);
	}
	const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
	const auth = user === '' ? null : { user, pass };
	return {
		host,
		port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
		secure,
		startTls: isThisMachine(host) ? 'never' : auth ? 'required' : 'when offered',
		auth,
		from: readSender(mailFrom)
	};
}

function parsed(smtpUrl: string): URL {
	const url = /^smtps?:\/\//i.test(smtpUrl) && URL.canParse(smtpUrl) ? new URL(smtpUrl) : null;
	const more = url === null ? '' : url.pathname.replace(/^\/$/, '') + url.search + url.hash;
	if (url === null || url.hostname === '' || more !== '') {
		throw new Error(
			`SMTP_URL must be the address of a mail server and nothing more, like ${EXAMPLE}. ` +
				'In a password write / as %2F, ? as %3F, # as %23 and @ as %40'
		);
	}
	return url;
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw new Error('SMTP_URL holds a % that begins no code; write it as %25');
	}
}

/** `Name <address>` or a bare address. */
function readSender(mailFrom: string): Sender {
	const [, quoted, plain, bracketed] =
		/^(?:"([^"<>]*)"|([^"<>]*?))\s*<([^<>]*)>$/.exec(mailFrom) ?? [];
	const address = bracketed ?? mailFrom;
	const name = (quoted ?? plain ?? '').trim();
	if (!isEmailAddress(address) || /\p{C}/u.test(name)) {
		throw new Error(
			'MAIL_FROM must say whom mail comes from when SMTP_URL is set, like ' +
				'"Harbour Lane training <training@example.org>"'
		);
	}
	return { name, address };
}

function isThisMachine(host: string): boolean {
	return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
