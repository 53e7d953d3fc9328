/**
 * `npm run content:preview [slug]`: shows modules and agreements to their authors, with every answer
 * and every consequence, on this machine only; the page reloads when a file is saved. It knows no
 * database and nobody signs in: it is no part of the app, and a build has nothing of it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { URL } from 'node:url';
import { parseArgs } from 'node:util';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import svelteConfig from '../../svelte.config.js';

/** @typedef {typeof import('../preview/page.ts')} Preview */

const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, 'content');
const HOST = '127.0.0.1';
/** Several strokes of an editor make one reload, in ms. */
const QUIET = 100;

const { values, positionals } = parseArgs({
	options: { port: { type: 'string', default: '4180' } },
	allowPositionals: true
});
const slug = positionals[0];
const start = startOf(slug);
if (start === null) {
	console.error(`There is neither a module nor an agreement "${slug}".`);
	process.exit(1);
}

// TypeScript is read with our tsconfig.json, which extends one that SvelteKit writes.
if (!existsSync(path.join(root, '.svelte-kit/tsconfig.json'))) {
	const kit = path.join(root, 'node_modules/@sveltejs/kit/svelte-kit.js');
	spawnSync(process.execPath, [kit, 'sync'], { cwd: root, stdio: 'inherit' });
}

const http = createHttp((request, response) => {
	if (!isFromHere(request)) {
		response.writeHead(403).end();
		return;
	}
	vite.middlewares(request, response, () => void answer(request, response));
});
const vite = await createServer({
	configFile: false,
	root,
	// The catalogue leaves drafts out in every other mode.
	mode: 'authors',
	appType: 'custom',
	logLevel: 'warn',
	cacheDir: path.join(root, '.svelte-kit/preview'),
	resolve: { alias: { $lib: path.join(root, 'src/lib') } },
	// Nothing runs in the browser but the reloading.
	optimizeDeps: { noDiscovery: true, include: [] },
	server: { middlewareMode: true, hmr: { server: http }, watch: { ignored: ['**/data/**'] } },
	plugins: [
		svelte({
			configFile: false,
			extensions: svelteConfig.extensions,
			preprocess: svelteConfig.preprocess,
			// So that a page carries the styles of its components.
			compilerOptions: { css: 'injected' }
		})
	]
});
reloadOnSave();
http.on('error', giveUp).listen(Number(values.port), HOST, () => {
	console.log(`Preview: http://${HOST}:${values.port}${start}\nStop with Ctrl+C.`);
});
process.on('SIGINT', stop).on('SIGTERM', stop);

/**
 * The address of a module or an agreement; null where there is none of this name.
 *
 * @param {string | undefined} name
 */
function startOf(name) {
	if (name === undefined) return '/';
	const kind = ['modules', 'agreements'].find((one) => existsSync(path.join(folder, one, name)));
	return kind === undefined ? null : `/${kind}/${name}`;
}

/**
 * A page elsewhere could point a name of its own at this machine and read the answers.
 *
 * @param {import('node:http').IncomingMessage} request
 */
function isFromHere({ headers }) {
	return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.host ?? '');
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer({ url = '/' }, response) {
	try {
		const address = new URL(url, `http://${HOST}`);
		const { previewPage } = /** @type {Preview} */ (
			await vite.ssrLoadModule('/src/preview/page.ts')
		);
		const { status, head, body } = await previewPage(address, folder);
		response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
		response.end(page(head, body));
	} catch (error) {
		if (error instanceof Error) vite.ssrFixStacktrace(error);
		console.error(error);
		response.writeHead(500, { 'content-type': 'text/html; charset=utf-8' });
		response.end(page('', `<pre>${escaped(String(error))}</pre>`));
	}
}

/**
 * @param {string} head
 * @param {string} body
 */
function page(head, body) {
	const styles = [
		'src/app.css',
		'src/lib/components/content/diagrams.css',
		'src/preview/preview.css'
	];
	const links = styles.map((file) => `<link rel="stylesheet" href="/${file}">`).join('');
	return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">${links}
<script type="module" src="/@vite/client"></script>${head}</head>
<body><div class="app"><aside class="demo" aria-label="About this page">Preview for authors: all answers show. Nothing is recorded.</aside>
<main id="main">${body}</main></div></body></html>`;
}

/** @param {string} text */
function escaped(text) {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function reloadOnSave() {
	/** @type {NodeJS.Timeout | undefined} */
	let soon;
	vite.watcher.on('all', (_, file) => {
		if (!file.startsWith(folder) && !file.startsWith(path.join(root, 'src'))) return;
		clearTimeout(soon);
		soon = setTimeout(() => {
			vite.environments.ssr.moduleGraph.invalidateAll();
			vite.ws.send({ type: 'full-reload', path: '*' });
		}, QUIET);
	});
}

/** @param {NodeJS.ErrnoException} error */
function giveUp(error) {
	const taken = `Port ${values.port} is taken: say another one with -- --port 4181`;
	console.error(error.code === 'EADDRINUSE' ? taken : error);
	process.exit(1);
}

function stop() {
	void vite.close().finally(() => process.exit());
}
