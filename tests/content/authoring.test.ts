import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	checkContent,
	formatCoverage,
	formatDrafts,
	inspectContent
} from '../../src/lib/server/catalogue/check.ts';
import { lockContent } from '../../src/lib/server/catalogue/lock.ts';
import { editorMapping, editorSchemas } from '../../src/lib/server/catalogue/schemas.ts';
import { smallContent } from './small-content.ts';

const run = promisify(execFile);
const NEW = 'src/bin/content-new.js';
let folder = '';

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'authoring-'));
	for (const [file, text] of Object.entries(smallContent())) {
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
		await writeFile(path.join(folder, file), text);
	}
	await lockContent(folder, false);
});
afterAll(() => rm(folder, { recursive: true }));

// Each command starts a process of its own, which takes long on a busy machine.
describe('a new module or agreement', { timeout: 60_000 }, () => {
	it('is a draft in which nothing is wrong and everything left to write', async () => {
		const { stdout } = await run('node', [NEW, '--folder', folder, 'my-subject']);
		expect(stdout).toContain('my-subject/quiz.yaml');
		await run('node', [NEW, '--folder', folder, 'agreement', 'my-rules']);

		const { problems, drafts, counts, versions } = await inspectContent(folder);
		expect(problems).toEqual([]);
		expect(drafts.map((draft) => draft.folder)).toEqual([
			'agreements/my-rules',
			'modules/my-subject'
		]);
		// Nothing is counted, recorded or waited for that is not offered yet.
		expect(counts).toEqual({ modules: 1, lessons: 5, questions: 10, agreements: 1 });
		expect(versions.map((one) => one.folder)).toEqual(['modules/small', 'agreements/rules']);

		const told = formatDrafts(folder, drafts);
		expect(told).toContain('modules/my-subject is a draft. Left to do before it can be offered:');
		expect(told).toMatch(/quiz\.yaml:\d+: "TODO" stands for.* \(and 89 times more in this file\)/);
		expect(told).toContain('A module has 5 to 12 lessons, this one has 2: add some');
		expect(told).toContain('No fact of law.yaml names "my-subject"');
	});

	it('is written as Prettier would write it, and its editor knows what may stand in it', async () => {
		const own = path.join(folder, 'modules/my-subject');
		const files = [own, path.join(folder, 'agreements/my-rules')];
		await run('npx', ['prettier', '--config', '.prettierrc', '--check', ...files]);
		for (const file of ['module', 'quiz', 'card', 'scenarios/first-scenario']) {
			const [line = ''] = (await readFile(path.join(own, `${file}.yaml`), 'utf8')).split('\n');
			const schema = String(/\$schema=(.*)$/.exec(line)?.[1]);
			const name = path.relative(folder, path.join(own, path.dirname(file), schema));
			expect(Object.keys(editorMapping())).toContain(`./content/${name}`);
		}
	});

	it('counts as any other once it is no draft', async () => {
		const file = path.join(folder, 'agreements/my-rules/agreement.yaml');
		const text = await readFile(file, 'utf8');
		await writeFile(file, text.replace('draft: true\n', ''));
		const messages = (await checkContent(folder)).map(({ message }) => message);
		expect(messages).toContain('Version 1 is not recorded: run npm run content:lock');
		expect(messages.filter((message) => message.includes('TODO')).length).toBeGreaterThan(10);
		await writeFile(file, text);
	});

	it('is ready when nothing is left', () => {
		expect(formatDrafts(folder, [{ folder: 'modules/x', left: [] }])).toContain(
			'nothing is left to do: take the line "draft: true" out'
		);
		expect(formatDrafts(folder, [])).toBe('');
	});

	it.each([
		[['my-subject'], 'is there already'],
		[['agreement', 'my-rules'], 'is there already'],
		[['My-Subject'], 'is no name for a folder'],
		[['../out'], 'is no name for a folder'],
		[['7-ways'], 'is no name for a folder'],
		[['a'.repeat(51)], 'is no name for a folder'],
		[['two', 'names'], 'Say its name'],
		[['agreement'], 'Say its name'],
		[[], 'Say its name']
	])('is refused as %j', async (names, message) => {
		await expect(run('node', [NEW, '--folder', folder, ...names])).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringContaining(message)
		});
	});
});

describe('the check', { timeout: 60_000 }, () => {
	it('looks again after each change', async () => {
		const lesson = path.join(folder, 'modules/small/lessons/01-first.md');
		const text = await readFile(lesson, 'utf8');
		const child = spawn('node', ['src/bin/content-check.js', folder, '--watch']);
		let said = '';
		child.stdout.on('data', (chunk) => (said += String(chunk)));
		const says = (words: RegExp) => expect.poll(() => said, { timeout: 20_000 }).toMatch(words);
		try {
			await says(/\d\d:\d\d:\d\d fine\n/);
			await writeFile(lesson, text.replace('Second', '<b>Second</b>'));
			await says(/01-first\.md:5: There is a "<"[^]*\d to mend\./);
			said = '';
			await writeFile(lesson, text);
			await says(/\d\d:\d\d:\d\d fine\n/);
		} finally {
			child.kill();
		}
	});

	it('runs in a fresh clone, before SvelteKit has written anything', async () => {
		const clone = await mkdtemp(path.join(tmpdir(), 'clone-'));
		for (const part of ['src/bin', 'src/lib', 'tsconfig.json', 'package.json']) {
			await cp(part, path.join(clone, part), { recursive: true });
		}
		await symlink(path.resolve('node_modules'), path.join(clone, 'node_modules'));
		const { stdout } = await run('node', ['src/bin/content-check.js', folder], { cwd: clone });
		expect(stdout).toContain('The content is fine.');
		await rm(clone, { recursive: true });
	});
});

describe('the schemas for editors', () => {
	it('are those of the code: npm run content:schemas writes them', async () => {
		for (const [name, text] of Object.entries(editorSchemas())) {
			const written = await readFile(path.join('content/schemas', name), 'utf8').catch(() => '');
			expect(written === text, `${name} is out of date: run npm run content:schemas`).toBe(true);
		}
	});

	it('say what a file may hold, both kinds of steps included', () => {
		const schema: unknown = JSON.parse(String(editorSchemas()['module.schema.json']));
		expect(schema).toMatchObject({
			additionalProperties: false,
			properties: {
				draft: { type: 'boolean' },
				steps: {
					items: {
						anyOf: [
							{ required: ['lesson', 'title', 'minutes', 'outcomes'] },
							{ required: ['scenario'] }
						]
					}
				}
			}
		});
		expect(JSON.stringify(schema)).not.toContain('$ref');
	});

	it('are found by the editor', async () => {
		const settings: unknown = JSON.parse(await readFile('.vscode/settings.json', 'utf8'));
		expect(settings).toMatchObject({ 'yaml.schemas': editorMapping() });
	});
});

describe('the clauses of the policies we started from', () => {
	it('are all met by something that is there', async () => {
		const { coverage, problems } = await inspectContent('content');
		expect(problems.filter(({ file }) => file === 'coverage.yaml')).toEqual([]);
		const clauses = coverage?.clauses ?? [];
		expect(clauses.length).toBeGreaterThan(250);
		// What a learning platform does not do is said of these and no others.
		const parts = clauses.filter(({ not_covered }) => not_covered !== undefined);
		expect(parts.map(({ id }) => id)).toEqual(['MPS-O3c', 'MPS-O3d', 'PAC-A3', 'FUT-8.4']);
		expect(coverage && formatCoverage(coverage)).toMatch(/\d+ clauses: \d+ covered \(4 of them/);
	});

	it('are missed when one is taken out, or what meets it', async () => {
		const file = path.join(folder, 'coverage.yaml');
		const covered = (rest: string) => `register:
  FUT: [1..2]
clauses:
  - id: FUT-1
    what: One
    covered_by:
      - module:small/listen
      - scenario:small/second-offer
      - question:small/third
      - card:small
      - agreement:rules
      - induction:core/met
      - role:tutor
      - post:lado
${rest}`;
		const messages = async (rest: string) => {
			await writeFile(file, covered(rest));
			return (await checkContent(folder)).map(({ line, message }) => `${line}: ${message}`);
		};
		expect(await messages('  - { id: FUT-2, what: Two, not_covered: Nobody can. }')).toEqual([]);
		expect(await messages('')).toEqual([expect.stringContaining('2: FUT-2 is missing')]);
		expect(await messages('      - card:my-subject\n  - { id: FUT-2, what: Two }')).toEqual([
			expect.stringContaining('15: There is no card:my-subject'),
			expect.stringContaining('16: Nothing covers FUT-2')
		]);
		await expect(run('node', ['src/bin/content-coverage.js', folder])).rejects.toMatchObject({
			code: 1,
			stdout: expect.stringMatching(/^FUT-1 {2}One {2}module:small\/listen/),
			stderr: expect.stringContaining('There is no card:my-subject')
		});
		await rm(file);
	}, 60_000);
});
