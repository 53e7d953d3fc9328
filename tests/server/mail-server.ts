import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A mail as it arrived: whom it is for, its head, and its two forms of the same text. */
export type Received = {
	from: string;
	to: string[];
	/** By their names in lower case; one that comes twice has its values after each other. */
	headers: Map<string, string>;
	raw: string;
	text: string;
	html: string;
};

/** A mail server of its own on this machine, without encryption; it ends with the test. */
export type MailServer = { url: string; port: number; received: Received[] };

/** An answer with which a mail server says no. */
export function refusal(responseCode: number, message: string): Error {
	return Object.assign(new Error(message), { responseCode });
}

/** Starts a real mail server that keeps what it is given, or does what the options say. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
	const received: Received[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onData(stream, session, callback) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				const { mailFrom, rcptTo } = session.envelope;
				received.push({
					from: mailFrom ? mailFrom.address : '',
					to: rcptTo.map(({ address }) => address),
					...read(Buffer.concat(chunks).toString('utf8'))
				});
				callback();
			});
		},
		...options
	});
	// What goes wrong on a connection is the sender's to tell.
	server.on('error', () => undefined);
	const listening = server.listen(0, '127.0.0.1');
	await once(listening, 'listening');
	onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
	const { port } = listening.address() as AddressInfo;
	return { url: `smtp://127.0.0.1:${port}`, port, received };
}

function read(raw: string): Pick<Received, 'headers' | 'raw' | 'text' | 'html'> {
	const { headers, body } = parted(raw);
	const [, boundary = ''] = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '') ?? [];
	const parts = body.split(`--${boundary}`).slice(1, -1).map(parted);
	const form = (type: string) => {
		const part = parts.find((one) => one.headers.get('content-type')?.startsWith(type));
		const isQuoted = part?.headers.get('content-transfer-encoding') === 'quoted-printable';
		const written = part?.body.replace(/\r\n$/, '') ?? '';
		const plain = isQuoted ? unquoted(written) : written;
		return plain.replaceAll('\r\n', '\n');
	};
	return { headers, raw, text: form('text/plain'), html: form('text/html') };
}

/** Quoted-printable text as it was before. */
function unquoted(text: string): string {
	const bytes = text
		.replaceAll('=\r\n', '')
		.replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

function parted(raw: string): { headers: Map<string, string>; body: string } {
	const [head = '', ...rest] = raw.replace(/^\r\n/, '').split('\r\n\r\n');
	const headers = new Map<string, string>();
	for (const line of head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')) {
		const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
		const before = headers.get(name.toLowerCase());
		headers.set(name.toLowerCase(), before === undefined ? value : `${before}\n${value}`);
	}
	return { headers, body: rest.join('\r\n\r\n') };
}
