import nodemailer from 'nodemailer';
import { isEmailAddress } from '../../rules/email-address.ts';
import { failureOf, type Failure } from './failure.ts';
import { oneLine, type ComposedLetter } from './letter.ts';
import type { MailSettings, Sender } from './settings.ts';

export type Mail = ComposedLetter & {
	to: Sender;
	/** Who gets the answer when somebody replies; without it the sender of all mail does. */
	replyTo?: Sender | undefined;
};

/** Whether a mail server has taken a mail, and else why not. */
export type Delivered = { kind: 'taken' } | ({ kind: 'failed' } & Failure);

export type Mailer = {
	/** Hands one mail to the mail server. What goes wrong on the way is an answer, not an error. */
	send(mail: Mail): Promise<Delivered>;
	/** Ends the connections that are open. */
	close(): void;
};

/** How long to wait, in milliseconds. */
export type Patience = {
	/** For the connection, its greeting, and any one answer after it. */
	step: number;
	/** For a mail as a whole. */
	mail: number;
};

const PATIENCE: Patience = { step: 10_000, mail: 45_000 };

/** Opens nothing yet: connections to the mail server are made when there is something to send. */
export function openMailer(settings: MailSettings, patience = PATIENCE): Mailer {
	const { host, port, secure, startTls, auth, from } = settings;
	const transport = nodemailer.createTransport({
		host,
		port,
		secure,
		requireTLS: startTls === 'required',
		ignoreTLS: startTls === 'never',
		...(auth && { auth }),
		connectionTimeout: patience.step,
		greetingTimeout: patience.step,
		dnsTimeout: patience.step,
		socketTimeout: patience.step,
		// Several mails after each other share a connection, which does not outlive them for long.
		pool: true,
		maxConnections: 2,
		maxRequeues: 1,
		idleTimeout: 5000,
		disableFileAccess: true,
		disableUrlAccess: true,
		logger: false
	});
	return {
		async send({ to, replyTo, subject, text, html }) {
			if (!isEmailAddress(to.address)) {
				return { kind: 'failed', lies: 'address', reason: 'This is not an email address' };
			}
			try {
				await transport.sendMail({
					from: named(from),
					to: named(to),
					...(replyTo && isEmailAddress(replyTo.address) && { replyTo: named(replyTo) }),
					subject: oneLine(subject),
					text,
					html,
					headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
					signal: AbortSignal.timeout(patience.mail)
				});
				return { kind: 'taken' };
			} catch (error) {
				return { kind: 'failed', ...failureOf(error) };
			}
		},
		close: () => transport.close()
	};
}

function named({ name, address }: Sender): Sender {
	return { name: oneLine(name), address };
}
