import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { delivery, settleDelivery } from '../../src/lib/server/mail/delivery.ts';
import { failureOf } from '../../src/lib/server/mail/failure.ts';
import { composeLetter } from '../../src/lib/server/mail/letter.ts';
import { openMailer, type Mail } from '../../src/lib/server/mail/mailer.ts';
import { readMailSettings } from '../../src/lib/server/mail/settings.ts';
import { readSettings } from '../../src/lib/server/settings.ts';
import { mailServer, refusal } from './mail-server.ts';

const FROM = 'Harbour Lane training <training@harbourlane.example>';
const LINK = 'https://training.example.org/invitation/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';

const letter = composeLetter({
	subject: 'Your training at Harbour Lane',
	before: ['Hello Zoë Łucka,', 'choose a password:'],
	link: { address: LINK, text: 'Choose a password & begin' },
	after: ['It works once. Ask <Priya> if "it" fails.']
});

const to = { name: 'Zoë Łucka', address: 'zoe@harbourlane.example' };

/** Sends a mail over a server, with little patience. */
async function send(url: string, mail: Partial<Mail> = {}, step = 5000) {
	const settings = readMailSettings(url, FROM);
	if (!settings) throw new Error('There are settings');
	const mailer = openMailer(settings, { step, mail: 2 * step });
	onTestFinished(() => mailer.close());
	return mailer.send({ ...letter, to, ...mail });
}

describe('a mail', () => {
	it('arrives in plain text and in HTML, from the sender of the settings', async () => {
		const { url, received } = await mailServer();
		const replyTo = { name: 'Priya Nair', address: 'priya@harbourlane.example' };
		expect(await send(url, { replyTo })).toEqual({ kind: 'taken' });
		expect(received).toHaveLength(1);
		const [mail] = received;
		expect(mail).toMatchObject({
			from: 'training@harbourlane.example',
			to: ['zoe@harbourlane.example']
		});
		expect(mail?.headers.get('from')).toBe(FROM);
		expect(mail?.headers.get('reply-to')).toBe('Priya Nair <priya@harbourlane.example>');
		expect(mail?.headers.get('subject')).toBe('Your training at Harbour Lane');
		expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
		expect(mail?.text).toBe(
			`Hello Zoë Łucka,\n\nchoose a password:\n\n${LINK}\n\nIt works once. Ask <Priya> if "it" fails.\n`
		);
		expect(mail?.html).toContain(`<a href="${LINK}"`);
		expect(mail?.html).toContain('<p>Hello Zoë Łucka,</p>');
		expect(mail?.html).toContain('Choose a password &amp; begin</a>');
		expect(mail?.html).toContain('Ask &lt;Priya&gt; if &quot;it&quot; fails.');
	});

	it('loads nothing from anywhere and tells nobody that it was read', async () => {
		const { url, received } = await mailServer();
		await send(url);
		const html = received[0]?.html ?? '';
		expect(html).not.toMatch(/<(img|link|script|iframe|style)\b|url\(|\bsrc=|@import/i);
		const addresses = [...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(([address]) => address);
		expect(new Set(addresses)).toEqual(new Set([LINK]));
		expect(received[0]?.headers.has('disposition-notification-to')).toBe(false);
	});

	it.each([
		'\r\nBcc: eve@elsewhere.example',
		'\nX-Evil: 1',
		'\u2028Cc: eve@elsewhere.example',
		'\r\n\r\nHi'
	])('keeps its head whatever is written into it: %j', async (evil) => {
		const { url, received } = await mailServer();
		const result = await send(url, {
			subject: `Training${evil}`,
			to: { name: `Zoë${evil}`, address: to.address },
			replyTo: { name: `Priya${evil}`, address: 'priya@harbourlane.example' }
		});
		expect(result).toEqual({ kind: 'taken' });
		const [mail] = received;
		expect(mail?.to).toEqual([to.address]);
		const names = [...(mail?.headers.keys() ?? [])].sort();
		expect(names).toEqual([
			'auto-submitted',
			'content-type',
			'date',
			'from',
			'message-id',
			'mime-version',
			'reply-to',
			'subject',
			'to',
			'x-auto-response-suppress'
		]);
		expect(mail?.headers.get('subject')).not.toContain('\n');
		expect(mail?.text).toBe(letter.text);
	});

	it.each([
		'zoe@harbourlane.example, eve@elsewhere.example',
		'zoe@harbourlane.example\r\nRCPT TO:<eve@elsewhere.example>',
		'"zoe <eve@elsewhere.example>"@harbourlane.example',
		'zoe',
		''
	])('is not even begun for what is not one address: %j', async (address) => {
		const { url, received } = await mailServer();
		expect(await send(url, { to: { name: 'Zoë', address } })).toEqual({
			kind: 'failed',
			lies: 'address',
			reason: 'This is not an email address'
		});
		expect(received).toEqual([]);
	});

	it('shares one connection with those that follow it', async () => {
		let connections = 0;
		const { url, received } = await mailServer({
			onConnect: (_session, callback) => {
				connections++;
				callback();
			}
		});
		const settings = readMailSettings(url, FROM);
		const mailer = settings && openMailer(settings);
		onTestFinished(() => mailer?.close());
		for (let n = 0; n < 5; n++) await mailer?.send({ ...letter, to });
		expect(received).toHaveLength(5);
		expect(connections).toBe(1);
	});
});

describe('a mail that is not taken', () => {
	it('says that the address was refused, in the words of the server', async () => {
		const { url, received } = await mailServer({
			onRcptTo: (_address, _session, callback) => callback(refusal(550, 'No such user here'))
		});
		expect(await send(url)).toEqual({
			kind: 'failed',
			lies: 'address',
			reason: 'The mail server refused the address (550 No such user here)'
		});
		expect(received).toEqual([]);
	});

	it('says that the sender was refused, which helps nobody else either', async () => {
		const { url } = await mailServer({
			onMailFrom: (_address, _session, callback) => callback(refusal(553, 'Not yours'))
		});
		expect(await send(url)).toEqual({
			kind: 'failed',
			lies: 'server',
			reason: 'The mail server refused the sender in MAIL_FROM (553 Not yours)'
		});
	});

	it('does not repeat the link when the server quotes it', async () => {
		const { url } = await mailServer({
			onData: (stream, _session, callback) => {
				stream.resume();
				stream.on('end', () => callback(refusal(554, `Blocked: ${LINK} looks bad`)));
			}
		});
		const result = await send(url);
		expect(result).toEqual({
			kind: 'failed',
			lies: 'address',
			reason: 'The mail server refused the mail (554 Blocked: … looks bad)'
		});
	});

	it('says that user and password were refused', async () => {
		const { port } = await mailServer({
			authOptional: false,
			onAuth: (_auth, _session, callback) => callback(new Error('Invalid username or password'))
		});
		const result = await send(`smtp://training:wrong@127.0.0.1:${port}`);
		expect(result).toMatchObject({ kind: 'failed', lies: 'server' });
		expect(JSON.stringify(result)).toContain('does not accept the user and password in SMTP_URL');
		expect(JSON.stringify(result)).not.toContain('wrong');
	});

	it('says that a user and a password are wanted', async () => {
		const { url } = await mailServer({ authOptional: false });
		expect(await send(url)).toMatchObject({ kind: 'failed', lies: 'server' });
	});

	it('says that nothing answers at the port', async () => {
		const port = await closedPort();
		expect(await send(`smtp://127.0.0.1:${port}`)).toEqual({
			kind: 'failed',
			lies: 'server',
			reason: 'The mail server could not be reached'
		});
	});

	it('says that there is no such server', async () => {
		expect(await send('smtp://mail.nowhere.invalid')).toMatchObject({
			kind: 'failed',
			lies: 'server',
			reason: expect.stringMatching(/^(There is no mail server|The mail server)/)
		});
	});

	it('does not wait for a server that takes the connection and says nothing', async () => {
		const url = await silentServer();
		expect(await send(url, {}, 200)).toEqual({
			kind: 'failed',
			lies: 'server',
			reason: 'The mail server did not answer in time'
		});
	});

	it('does not wait for a server that stops answering after the mail has been handed over', async () => {
		const { url } = await mailServer({ onData: (stream) => void stream.resume() });
		expect(await send(url, {}, 300)).toMatchObject({
			kind: 'failed',
			lies: 'server',
			reason: 'The mail server did not answer in time'
		});
	});

	it('does not wait for a server that answers every question a little too late', async () => {
		const { url } = await mailServer({
			onConnect: (_session, callback) => void setTimeout(callback, 240),
			onMailFrom: (_address, _session, callback) => void setTimeout(callback, 240),
			onRcptTo: (_address, _session, callback) => void setTimeout(callback, 240)
		});
		expect(await send(url, {}, 250)).toMatchObject({ kind: 'failed', lies: 'server' });
	});

	it('says that the server broke off', async () => {
		const server = createServer((socket) => socket.end('421 Going home\r\n'));
		const url = await listening(server);
		expect(await send(url)).toMatchObject({ kind: 'failed', lies: 'server' });
	});

	it('knows no fault that it cannot tell', () => {
		for (const strange of [undefined, null, 'x', new Error(LINK), { code: 7 }]) {
			expect(failureOf(strange)).toEqual({
				lies: 'server',
				reason: 'The mail server could not take the mail'
			});
		}
	});

	it('never holds a password that could be read on the way', async () => {
		const tried: string[] = [];
		const { port } = await mailServer({
			authOptional: false,
			onAuth: (auth, _session, callback) => {
				tried.push(auth.method);
				callback(null, { user: 'training' });
			}
		});
		const settings = readMailSettings('smtp://training:secret@mail.example.org', FROM);
		if (!settings) throw new Error('There are settings');
		// As if the far server were here: it offers no encryption.
		const mailer = openMailer({ ...settings, host: '127.0.0.1', port });
		onTestFinished(() => mailer.close());
		expect(await mailer.send({ ...letter, to })).toMatchObject({
			kind: 'failed',
			reason: expect.stringContaining('could not be encrypted')
		});
		expect(tried).toEqual([]);
	});

	it('is taken with the right user and password', async () => {
		const { port, received } = await mailServer({
			authOptional: false,
			onAuth: ({ username, password }, _session, callback) =>
				password === 'p@ss/w%rd'
					? callback(null, { user: username })
					: callback(new Error('Invalid username or password'))
		});
		const url = `smtp://training%40harbourlane.example:p%40ss%2Fw%25rd@127.0.0.1:${port}`;
		expect(await send(url)).toEqual({ kind: 'taken' });
		expect(received).toHaveLength(1);
	});
});

describe('the settings', () => {
	it('are none without a server, whatever else there is', () => {
		expect(readMailSettings('', '')).toBeNull();
		expect(readMailSettings('', 'nonsense')).toBeNull();
	});

	it.each([
		['smtps://mail.example.org', { port: 465, secure: true, startTls: 'when offered', auth: null }],
		['smtp://mail.example.org', { port: 587, secure: false, startTls: 'when offered' }],
		['SMTP://mail.example.org/', { host: 'mail.example.org', port: 587 }],
		['smtp://mail.example.org:25', { host: 'mail.example.org', port: 25 }],
		['smtp://u:p@mail.example.org', { startTls: 'required', auth: { user: 'u', pass: 'p' } }],
		['smtp://u:p@127.0.0.1:1025', { startTls: 'never', host: '127.0.0.1' }],
		['smtp://localhost', { startTls: 'never', host: 'localhost' }],
		['smtp://[::1]:25', { startTls: 'never', host: '::1' }]
	])('understand %s', (url, expected) => {
		expect(readMailSettings(url, FROM)).toMatchObject(expected);
	});

	it.each([
		'mail.example.org',
		'http://mail.example.org',
		'smtp:mail.example.org',
		'smtp://',
		'smtp://secret:secret@',
		'smtp://user:se/cret@mail.example.org',
		'smtp://user:1/secret@mail.example.org',
		'smtp://mail.example.org?secret=1',
		'smtp://mail.example.org#secret',
		'smtp://mail.example.org:99999',
		'smtp://secret@mail.example.org',
		'smtp://user:%E0secret@mail.example.org',
		'smtp://mail .example.org'
	])('refuse %s in a sentence, without the password', (url) => {
		const read = () => readMailSettings(url, FROM);
		expect(read).toThrow(/^SMTP_URL [a-z].{10,}/);
		expect(read).not.toThrow(/secret/);
	});

	it.each([
		['training@harbourlane.example', { name: '', address: 'training@harbourlane.example' }],
		['<training@harbourlane.example>', { name: '', address: 'training@harbourlane.example' }],
		[FROM, { name: 'Harbour Lane training', address: 'training@harbourlane.example' }],
		[
			'"Lane, Harbour" <training@harbourlane.example>',
			{ name: 'Lane, Harbour', address: 'training@harbourlane.example' }
		]
	])('understand the sender %s', (from, expected) => {
		expect(readMailSettings('smtp://localhost', from)?.from).toEqual(expected);
	});

	it.each(['', 'Harbour Lane', 'a@b.example, c@d.example', 'A <a>', 'A\r\nBcc: x <a@b.example>'])(
		'refuse the sender %j',
		(from) => {
			expect(() => readMailSettings('smtp://localhost', from)).toThrow(/^MAIL_FROM must say whom/);
		}
	);

	it('of the demonstration never send mail, whatever the machine is set to', () => {
		const environment = { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@b.example' };
		expect(readSettings(environment).mail).toMatchObject({ host: 'localhost' });
		expect(readSettings({ ...environment, SAFEHANDS_DEMO: '1' }).mail).toBeNull();
	});

	it('are settled once for requests and for background work', () => {
		expect(() => delivery()).toThrow('not been settled');
		settleDelivery({ mail: null, origin: 'https://training.example.org' });
		expect(delivery()).toEqual({ mailer: null, origin: 'https://training.example.org' });
		settleDelivery({ mail: readMailSettings('smtp://localhost', FROM), origin: 'http://x' });
		expect(delivery().mailer).not.toBeNull();
		settleDelivery({ mail: null, origin: 'http://x' });
	});
});

/** A server that takes every connection and never says a word. */
async function silentServer(): Promise<string> {
	return listening(createServer(() => undefined));
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
	const sockets = new Set<{ destroy(): void }>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closedPort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
