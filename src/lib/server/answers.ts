import { constants, createGzip } from 'node:zlib';

/** What every answer says to the browser about what it may do with it. */
export function secure(
	response: Response,
	{ isHttps, isPrivate }: { isHttps: boolean; isPrivate: boolean }
): Response {
	// The headers of an answer that came from elsewhere cannot be changed; a copy's can.
	const answer = new Response(response.body, response);
	const { headers } = answer;
	headers.set('X-Content-Type-Options', 'nosniff');
	// A page whose address is a secret asks for more.
	if (!headers.has('Referrer-Policy')) headers.set('Referrer-Policy', 'same-origin');
	headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
	headers.set('X-Frame-Options', 'DENY');
	headers.set('Cross-Origin-Resource-Policy', 'same-origin');
	if (isHttps) {
		headers.set('Strict-Transport-Security', 'max-age=31536000');
		// Browsers take no notice of it elsewhere, and complain in the console.
		headers.set('Cross-Origin-Opener-Policy', 'same-origin');
	}
	if (isPrivate) {
		// The next person at a shared computer must not find the page with the Back button.
		headers.set('Cache-Control', 'private, no-store');
		headers.delete('ETag');
	}
	return answer;
}

const COMPRESSIBLE = /^(text\/(?!event-stream)|application\/(json|javascript|xml)\b|image\/svg)/i;
/** Below this an answer fits into one packet anyway; in bytes. */
const WORTH_IT = 1000;

/**
 * The answer, compressed when it is a text and the browser takes gzip: adapter-node compresses
 * files, but no pages. Every piece is passed on as it comes, so that a streamed page still streams.
 *
 * Compression can give away a secret that stands on a page beside text of an attacker's choosing
 * (BREACH). No page of ours carries one: the session is in a cookie that is never shown, and other
 * sites cannot make a browser ask for a page with it from within theirs (SameSite).
 */
export function compress(request: Request, response: Response): Response {
	const { headers, body, status } = response;
	if (!COMPRESSIBLE.test(headers.get('content-type') ?? '')) return response;
	headers.append('Vary', 'Accept-Encoding');
	const length = headers.get('content-length');
	if (
		body === null ||
		request.method === 'HEAD' ||
		status === 206 ||
		headers.has('content-encoding') ||
		(length !== null && Number(length) < WORTH_IT) ||
		!takesGzip(request.headers.get('accept-encoding') ?? '')
	) {
		return response;
	}
	headers.set('Content-Encoding', 'gzip');
	headers.delete('Content-Length');
	return new Response(body.pipeThrough(gzip()), response);
}

function takesGzip(accepted: string): boolean {
	return accepted.split(',').some((entry) => {
		const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
		return name === 'gzip' && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
	});
}

/** Like the platform's CompressionStream, which however keeps back what it has until it is full. */
function gzip(): TransformStream<Uint8Array, Uint8Array> {
	const zlib = createGzip({ flush: constants.Z_SYNC_FLUSH });
	let gone = false;
	return new TransformStream<Uint8Array, Uint8Array>({
		start(controller) {
			zlib.on('data', (chunk: Uint8Array) => {
				// Whoever asked may have gone away meanwhile. Nobody waits for the rest then, and an error
				// thrown here would be nobody's and end the whole app.
				if (gone) return;
				try {
					controller.enqueue(chunk);
				} catch {
					gone = true;
					zlib.destroy();
				}
			});
			zlib.on('error', (error) => controller.error(error));
		},
		transform(chunk) {
			if (gone) return;
			return new Promise<void>((resolve) => void zlib.write(chunk, () => resolve()));
		},
		flush() {
			return new Promise((resolve) => void zlib.once('end', resolve).end());
		}
	});
}
