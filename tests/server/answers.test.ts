import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compress, secure } from '../../src/lib/server/answers.ts';

const ask = (encoding = 'br, gzip', method = 'GET') =>
	new Request('http://localhost/', { method, headers: { 'accept-encoding': encoding } });
const page = (headers: Record<string, string> = {}, body = 'Safe hands. '.repeat(500)) =>
	new Response(body, { headers: { 'content-type': 'text/html', ...headers } });

describe('compression', () => {
	it('makes a page smaller and says so', async () => {
		const answer = compress(ask(), page({ 'content-length': '6000' }));
		expect(answer.headers.get('content-encoding')).toBe('gzip');
		expect(answer.headers.get('vary')).toBe('Accept-Encoding');
		expect(answer.headers.has('content-length')).toBe(false);
		const bytes = new Uint8Array(await answer.arrayBuffer());
		expect(bytes.length).toBeLessThan(200);
		expect(gunzipSync(bytes).toString()).toBe('Safe hands. '.repeat(500));
	});

	it('keeps the status and the other headers', () => {
		const answer = compress(
			ask(),
			new Response('x', { status: 404, headers: { 'content-type': 'text/html', etag: '"1"' } })
		);
		expect(answer.status).toBe(404);
		expect(answer.headers.get('etag')).toBe('"1"');
		expect(answer.headers.get('content-encoding')).toBe('gzip');
	});

	it.each([
		['the browser does not take gzip', ask('br'), page()],
		['the browser refuses gzip', ask('gzip;q=0, br'), page()],
		['nothing is said of encodings', new Request('http://localhost/'), page()],
		['only the headers are wanted', ask('gzip', 'HEAD'), page()],
		['it is compressed already', ask(), page({ 'content-encoding': 'br' })],
		['it is small', ask(), page({ 'content-length': '20' }, 'x'.repeat(20))],
		['it is no text', ask(), page({ 'content-type': 'application/pdf' })],
		['it has no body', ask(), new Response(null, { status: 303, headers: { location: '/' } })],
		[
			'it is a part',
			ask(),
			new Response('x', { status: 206, headers: { 'content-type': 'text/html' } })
		]
	])('is left out when %s', (_, request, response) => {
		const before = response.headers.get('content-encoding');
		expect(compress(request, response).headers.get('content-encoding')).toBe(before);
	});

	it.each([
		'text/html; charset=utf-8',
		'application/json',
		'text/csv',
		'image/svg+xml',
		'text/css'
	])('is made for %s', (type) => {
		const answer = compress(ask('GZIP'), page({ 'content-type': type }));
		expect(answer.headers.get('content-encoding')).toBe('gzip');
	});

	it('passes on each piece of a stream as it comes', async () => {
		let release: () => void = () => undefined;
		const gate = new Promise<void>((resolve) => (release = resolve));
		const pieces = [new TextEncoder().encode('first'), new TextEncoder().encode('second')];
		const body = new ReadableStream<Uint8Array>({
			async pull(controller) {
				const piece = pieces.shift();
				if (pieces.length === 0) await gate;
				if (piece) controller.enqueue(piece);
				else controller.close();
			}
		});
		const answer = compress(
			ask(),
			new Response(body, { headers: { 'content-type': 'text/html' } })
		);
		const reader = answer.body?.getReader();
		let received = 0;
		// The second piece is held back until bytes of the first have arrived.
		while (received < 12) received += (await reader?.read())?.value?.length ?? 0;
		release();
		let done = false;
		while (!done) done = (await reader?.read())?.done ?? true;
		expect(received).toBeGreaterThanOrEqual(12);
	});

	it('fails with the stream that it compresses', async () => {
		const body = new ReadableStream({ start: (controller) => controller.error(new Error('cut')) });
		const answer = compress(
			ask(),
			new Response(body, { headers: { 'content-type': 'text/html' } })
		);
		await expect(answer.text()).rejects.toThrow('cut');
	});
});

describe('security headers', () => {
	it('are on every answer', () => {
		const { headers } = secure(page(), { isHttps: false, isPrivate: false });
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		expect(headers.get('x-frame-options')).toBe('DENY');
		expect(headers.get('permissions-policy')).toContain('camera=()');
		expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
		expect(headers.has('strict-transport-security')).toBe(false);
		expect(headers.has('cross-origin-opener-policy')).toBe(false);
		expect(headers.has('cache-control')).toBe(false);
	});

	it('leave a page whose address is a secret its stricter word about what others are told', () => {
		const strict = new Response('', { headers: { 'referrer-policy': 'strict-origin' } });
		const { headers } = secure(strict, { isHttps: false, isPrivate: false });
		expect(headers.get('referrer-policy')).toBe('strict-origin');
	});

	it('ask for https where it is in use', () => {
		const { headers } = secure(page(), { isHttps: true, isPrivate: false });
		expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
	});

	it('keep private pages out of every cache, whatever the page itself said', () => {
		const own = page({ 'cache-control': 'public, max-age=600', etag: '"1"' });
		const { headers } = secure(own, { isHttps: false, isPrivate: true });
		expect(headers.get('cache-control')).toBe('private, no-store');
		expect(headers.has('etag')).toBe(false);
	});

	it('fit on an answer whose headers cannot be changed', () => {
		const moved = secure(Response.redirect('http://localhost/', 303), {
			isHttps: false,
			isPrivate: true
		});
		expect(moved.status).toBe(303);
		expect(moved.headers.get('location')).toBe('http://localhost/');
		expect(moved.headers.get('x-frame-options')).toBe('DENY');
	});
});

it('goes on when the visitor has gone away in the middle of an answer', async () => {
	const request = new Request('http://localhost/', { headers: { 'accept-encoding': 'gzip' } });
	const page = new TextEncoder().encode('A page that is long enough. '.repeat(4000));
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			controller.enqueue(page);
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
	});
	const answer = compress(
		request,
		new Response(body, { headers: { 'content-type': 'text/html' } })
	);
	const reader = answer.body?.getReader();
	await reader?.read();
	await reader?.cancel();
	// An error that nobody catches would come now, and fail the run.
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(answer.headers.get('content-encoding')).toBe('gzip');
});
