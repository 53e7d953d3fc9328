import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { agreementSkeleton, moduleSkeleton } from '../../src/lib/rules/content/skeleton.ts';
import { smallContent } from './small-content.ts';

const PORT = 4187;
let clone = '';
let server: ChildProcess | undefined;
let said = '';

/** The project with a small content of its own, in which a module and an agreement are drafts. */
beforeAll(async () => {
	clone = await mkdtemp(path.join(tmpdir(), 'preview-'));
	for (const part of ['src', 'svelte.config.js', 'tsconfig.json', 'package.json']) {
		await cp(part, path.join(clone, part), { recursive: true });
	}
	await symlink(path.resolve('node_modules'), path.join(clone, 'node_modules'));
	const draft = (folder: string, files: Record<string, string>) =>
		Object.entries(files).map(([file, text]): [string, string] => [`${folder}/${file}`, text]);
	const files: Record<string, string> = {
		...smallContent(),
		'induction/shared/steps.yaml': 'steps: []\n',
		...Object.fromEntries(draft('modules/my-subject', moduleSkeleton('2026-11-22'))),
		...Object.fromEntries(draft('agreements/my-rules', agreementSkeleton('2026-11-22')))
	};
	for (const [file, text] of Object.entries(files)) {
		const place = path.join(clone, 'content', file);
		await mkdir(path.dirname(place), { recursive: true });
		await writeFile(place, text);
	}
	server = spawn('node', ['src/bin/content-preview.js', 'my-subject', '--port', String(PORT)], {
		cwd: clone
	});
	server.stdout?.on('data', (chunk) => (said += String(chunk)));
	server.stderr?.on('data', (chunk) => (said += String(chunk)));
	await vi.waitUntil(() => said.includes('Stop with Ctrl+C.'), { timeout: 60_000 });
}, 90_000);

afterAll(async () => {
	server?.kill();
	await rm(clone, { recursive: true, force: true });
});

function get(
	address: string,
	host = `127.0.0.1:${PORT}`
): Promise<{ status: number; html: string }> {
	return new Promise((resolve, reject) => {
		const asked = { host: '127.0.0.1', port: PORT, path: address, headers: { host } };
		request(asked, (response) => {
			let html = '';
			response.setEncoding('utf8').on('data', (chunk: string) => (html += chunk));
			response.on('end', () => resolve({ status: response.statusCode ?? 0, html }));
		})
			.on('error', reject)
			.end();
	});
}

describe('the preview', { timeout: 120_000 }, () => {
	it('opens at the module that was asked for', () => {
		expect(said).toContain(`http://127.0.0.1:${PORT}/modules/my-subject`);
	});

	it('lists everything, drafts as such', async () => {
		const { status, html } = await get('/');
		expect(status).toBe(200);
		expect(html).toMatch(/href="\/modules\/small">Small/);
		expect(html).toMatch(/href="\/modules\/my-subject"[^]*Draft/);
		expect(html).toMatch(/href="\/agreements\/my-rules"[^]*Draft/);
		expect((await get('/modules/gone')).status).toBe(404);
	});

	it('shows a module with every answer, every consequence and what the check says', async () => {
		const { html } = await get('/modules/small');
		expect(html).toContain('We can all help.');
		expect(html).toContain('Ben Okafor');
		for (const key of ['a', 'b', 'c', 'd']) expect(html).toContain(`So it is with ${key} here.`);
		expect(html).toMatch(/Safety first/);
		expect(html).toMatch(/The offer[^]*They choose again\.[^]*It ends here\./);
		expect(html).toMatch(/Action card[^]*Emergency services: 999/);
		expect(html).toContain('Version 1 is not recorded');

		const draft = await get('/modules/my-subject');
		expect(draft.html).toMatch(/Leads to <a href="#first-scenario-2">decision 2/);
		expect(draft.html).toContain('What is left to do in drafts');
	});

	it('shows it to a reader elsewhere who has no contacts yet', async () => {
		const { html } = await get('/modules/my-subject?nation=wales&contacts=none');
		expect(html).toContain('This is not the law in Wales');
		expect(html).not.toContain('Ben Okafor');
		expect(html).toContain('your safeguarding lead');
	});

	it('shows an agreement with its question', async () => {
		const { html } = await get('/agreements/rules');
		expect(html).toContain('I help at Harbour Lane');
		expect(html).toContain('We agreed on something else.');
	});

	it('answers on this machine only', async () => {
		expect((await get('/', `localhost:${PORT}`)).status).toBe(200);
		expect((await get('/', 'elsewhere.example')).status).toBe(403);
	});

	it('follows what is saved, and says what to mend where nothing can be shown', async () => {
		const lesson = path.join(clone, 'content/modules/small/lessons/02-listen.md');
		const shows = async (words: string) =>
			expect
				.poll(async () => (await get('/modules/small')).html, { timeout: 30_000, interval: 500 })
				.toContain(words);
		await writeFile(lesson, 'We can all listen.\n');
		await shows('We can all listen.');
		const quiz = path.join(clone, 'content/modules/small/quiz.yaml');
		await writeFile(quiz, 'questions: none\n');
		await shows('This cannot be shown yet');
		await shows('quiz.yaml:1: "questions" must be a list');
	});
});

describe('the app', { timeout: 60_000 }, () => {
	it('has no drafts in its catalogue; only the preview has', async () => {
		const { createServer } = await import('vite');
		const open = (mode: string) =>
			createServer({
				configFile: false,
				root: clone,
				mode,
				appType: 'custom',
				logLevel: 'silent',
				optimizeDeps: { noDiscovery: true },
				server: { middlewareMode: true, ws: false, watch: null }
			});
		await writeFile(
			path.join(clone, 'content/modules/small/quiz.yaml'),
			String(smallContent()['modules/small/quiz.yaml'])
		);
		const slugs: Record<string, string[]> = {};
		for (const mode of ['production', 'development', 'authors']) {
			const vite = await open(mode);
			const { modules, agreements } = await vite.ssrLoadModule(
				'/src/lib/server/catalogue/catalogue.ts'
			);
			slugs[mode] = [...modules(), ...agreements()].map(({ slug }: { slug: string }) => slug);
			await vite.close();
		}
		expect(slugs).toEqual({
			production: ['small', 'rules'],
			development: ['small', 'rules'],
			authors: ['my-subject', 'small', 'my-rules', 'rules']
		});
	});
});
