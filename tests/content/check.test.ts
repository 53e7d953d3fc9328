import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { checkContent, formatProblems } from '../../src/lib/server/catalogue/check.ts';
import { lockContent } from '../../src/lib/server/catalogue/lock.ts';
import { smallContent } from './small-content.ts';

const run = promisify(execFile);
const folders: string[] = [];

afterAll(async () => {
	await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

/** A small content folder, its versions recorded, in which some files are then changed. */
async function folderWith(
	changes: Record<string, string | null | ((text: string) => string)> = {}
): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'content-'));
	folders.push(folder);
	const files = smallContent();
	for (const [file, change] of Object.entries(changes)) {
		files[file] = typeof change === 'function' ? change(files[file] ?? '') : (change ?? '');
		if (change === null) Reflect.deleteProperty(files, file);
	}
	for (const [file, text] of Object.entries(files)) {
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
		await writeFile(path.join(folder, file), text);
	}
	await lockContent(folder, false);
	return folder;
}

async function found(changes: Parameters<typeof folderWith>[0]): Promise<string[]> {
	const problems = await checkContent(await folderWith(changes));
	return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

function replace(from: string, to: string): (text: string) => string {
	return (text) => text.replace(from, to);
}

const MODULE = 'modules/small/module.yaml';
const LESSON = 'modules/small/lessons/01-first.md';
const SCENARIO = 'modules/small/scenarios/offer.yaml';
const QUIZ = 'modules/small/quiz.yaml';
const CARD = 'modules/small/card.yaml';
const AGREEMENT = 'agreements/rules/agreement.yaml';

describe('the content check', () => {
	it('says nothing about good content', async () => {
		expect(await found({})).toEqual([]);
	});

	it.each([
		[MODULE, replace('pass_mark: 80', 'pass_mark: eighty'), 5, '"pass_mark" must be a number'],
		[MODULE, replace('summary: You can.\n', ''), 1, '"summary" is missing'],
		[MODULE, replace('nation: England.', 'country: England.'), 10, '"country" is not a line'],
		[MODULE, replace("version: '1'", 'version: 1'), 3, '"version" must be a text'],
		[MODULE, replace('2027-11-21', '2027-11-31'), 9, '"next_review" is not a day'],
		[MODULE, replace('minutes: 9', 'minutes: 20'), 4, 'take 9 minutes, not 20'],
		[MODULE, replace('outcomes: [lo1]', 'outcomes: [lo1, lo9]'), 23, '"lo9" is not known'],
		[MODULE, replace('01-first', '01-last'), 20, 'no file lessons/01-last.md'],
		[MODULE, replace('audience: [all_staff]', 'audience: [boss]'), 11, '"boss" is not known'],
		[MODULE, replace('title: Small', 'title: [Small'), 2, 'The YAML cannot be read here'],
		[LESSON, replace('Second', '<b>Second</b>'), 5, 'There is a "<"'],
		[LESSON, replace('{{dsl}}', '{{lado}}'), 3, 'add lado to "posts"'],
		[LESSON, replace('Second', '[!HINT]'), 5, '[!HINT] is not a box'],
		[LESSON, replace('Second', 'A vulnerable adult'), 5, 'write adult at risk'],
		[LESSON, replace('Second', '[x](https://x.example)'), 5, 'not among the sources'],
		[SCENARIO, replace('next: end', 'next: second'), 13, 'no decision "second"'],
		[SCENARIO, replace('best: true', 'best: false'), 9, 'has 0 best choices'],
		[SCENARIO, replace('setup: S', 'setup: "It was sexting."'), 4, 'nudes and semi-nudes'],
		[QUIZ, replace('outcome: lo1', 'outcome: lo7'), 3, '"lo7" is not an outcome'],
		[QUIZ, replace('        feedback: So it is with a here.\n', ''), 8, '"feedback" is missing'],
		[QUIZ, replace('critical: true', 'critical: false'), 1, 'No question is critical'],
		[AGREEMENT, replace("version: '1'", "version: '2'"), 9, 'no file 2.md'],
		[
			AGREEMENT.replace('agreement.yaml', '1.md'),
			replace('I help', 'Organisational accountability necessitates documentation'),
			1,
			'at most 8'
		],
		[CARD, replace('posts: [dsl]', 'posts: [lado]'), 11, '"lado" is not known'],
		[CARD, replace('[emergency]', '[nobody]'), 12, '"nobody" is not known'],
		[CARD, replace('{{dsl}}', '{{lado}}'), 7, 'add lado to "posts"'],
		[
			CARD,
			replace('  - Look into it on your own, or ask other people about it\n', ''),
			8,
			'2 to 4'
		],
		[
			MODULE,
			replace('https://www.gov.uk/guide', 'https://x.org/a?utm_source=b'),
			35,
			'follows its'
		],
		[MODULE, replace('  - { key: lo4, text: Report. }\n', ''), 13, '4 to 7 outcomes'],
		[MODULE, replace('quiz_minutes: 2', 'quiz_minutes: 9'), 30, 'lower "quiz_minutes"'],
		[LESSON, replace('Second', 'TODO'), 5, '"TODO" stands for something'],
		[QUIZ, replace('Which is second?', 'Which is first?'), 24, 'in the same words'],
		['roles.yaml', replace('key: tutor', 'key: all_staff'), 8, 'used twice'],
		['requirements.yaml', replace('role: all_staff', 'role: boss'), 2, '"boss"'],
		['requirements.yaml', replace('module:small', 'module:big'), 3, '"module:big"'],
		['requirements.yaml', (text) => `planned: [module:small]\n${text}`, 1, 'is there now'],
		['requirements.yaml', replace('gate: true', 'profile: circus'), 2, '"circus"'],
		['requirements.yaml', replace('[module:small]', '[external:gone]'), 14, '"external:gone"'],
		['conditions.yaml', replace('key: runs_sessions', 'key: Runs'), 2, 'small letters'],
		['profiles.yaml', replace('england', 'france'), 5, 'must be england'],
		['external-certificates.yaml', replace('months: 36', 'months: 99'), 5, 'at most 60 months'],
		['induction/core.yaml', replace('agreement:rules', 'agreement:none'), 13, '"agreement:none"'],
		['posts.yaml', replace('kind: person', 'kind: human'), 6, 'must be person, service or link'],
		['law.yaml', replace('modules: [small]', 'modules: [big]'), 14, '"big" is not known'],
		['law.yaml', replace('key: start', 'key: edition'), 16, 'used twice'],
		['law.yaml', replace('check_by: 2027', 'check_by: 2025'), 13, 'later than "checked"'],
		[LESSON, replace('Second', 'The old guide'), 5, 'cites what was replaced'],
		[MODULE, replace('title: Guide', 'title: Old guide'), 32, 'name the new guide'],
		[QUIZ, replace('text: Which is first?', 'text: Which old guide?'), 6, 'since 1 September 2026'],
		['versions.json', () => '{', 1, 'is written by npm run content:lock']
	])('%s: %#', async (file, change, line, message) => {
		// The lock is written from the files, so a broken lock is put in their place afterwards.
		const folder = await folderWith(file === 'versions.json' ? {} : { [file]: change });
		if (file === 'versions.json') await writeFile(path.join(folder, file), change(''));
		const problems = formatProblems(folder, await checkContent(folder)).split('\n');
		const here = problems.filter((one) => one.includes(`/${file}:${line}: `));
		expect(here, problems.join('\n')).toContainEqual(expect.stringContaining(message));
	});

	it.each([
		[QUIZ, 'This file is missing'],
		[SCENARIO, 'There is no file scenarios/offer.yaml'],
		[CARD, 'This file is missing'],
		['helplines.yaml', 'This file is missing'],
		['conditions.yaml', 'This file is missing'],
		['profiles.yaml', 'This file is missing'],
		['external-certificates.yaml', 'This file is missing'],
		['law.yaml', 'This file is missing']
	])('misses %s', async (file, message) => {
		expect((await found({ [file]: null })).join('\n')).toContain(message);
	});

	it('finds files that nothing reads', async () => {
		expect(
			await found({
				'modules/small/lessons/02-lost.md': 'We can help.',
				'modules/small/notes.md': 'x',
				'agreements/rules/2.md': 'I can help.'
			})
		).toEqual([
			'agreements/rules/2.md:1: No version of agreement.yaml names this file: list it there or take it away',
			'modules/small/lessons/02-lost.md:1: No step of module.yaml names this file: list it there or take it away',
			'modules/small/notes.md:1: Nothing reads a file of this name here: correct the name or the folder'
		]);
	});

	it('lets a text name what was replaced together with what took its place', async () => {
		const history = 'The old guide gave way to the new guide';
		expect(await found({ [LESSON]: replace('Second', history) })).toEqual([]);
		// A published agreement says what held when people signed it.
		expect(await found({ [AGREEMENT]: replace('First version', 'From the old guide') })).toEqual(
			[]
		);
	});

	it('finds diagrams that no lesson shows or that carry what they may not', async () => {
		const drawing = '<svg viewBox="0 0 360 90"><title>Lost</title><rect fill="red" /></svg>';
		const problems = await found({
			'diagrams/lost.svg': drawing,
			'diagrams/shown.svg': drawing,
			[LESSON]: replace('Second words.', '> [!DIAGRAM shown]\n>\n> It says so in words.')
		});
		expect(problems.filter((one) => one.startsWith('diagrams/'))).toEqual([
			expect.stringContaining('diagrams/lost.svg:1: fill="…" is not allowed'),
			expect.stringContaining('diagrams/lost.svg:1: No lesson shows this diagram'),
			expect.stringContaining('diagrams/shown.svg:1: fill="…" is not allowed')
		]);
	});

	it('counts a diagram among the texts of its module', async () => {
		const drawing = '<svg viewBox="0 0 360 90"><title>Shown</title></svg>';
		const folder = await folderWith({
			'diagrams/shown.svg': drawing,
			[LESSON]: replace('Second words.', '> [!DIAGRAM shown]\n>\n> It says so in words.')
		});
		const changed = async () =>
			(await checkContent(folder)).filter(({ message }) => message.includes('have changed since'));
		expect(await changed()).toEqual([]);
		await writeFile(
			path.join(folder, 'diagrams/shown.svg'),
			drawing.replace('Shown', 'Drawn anew')
		);
		expect((await changed()).map(({ file }) => file)).toEqual([MODULE]);
	});

	it('fixes the further texts of an agreement with its version', async () => {
		const easy = 'agreements/rules/1.easy-read.md';
		const folder = await folderWith({ [easy]: 'I help. I tell {{dsl}}.' });
		const changed = async () =>
			(await checkContent(folder)).filter(({ message }) => message.includes('have changed since'));
		expect(await changed()).toEqual([]);
		await writeFile(path.join(folder, easy), 'I help. I ask {{dsl}}.');
		expect((await changed()).map(({ file }) => file)).toEqual([AGREEMENT]);
	});

	it('lists all problems at once, by file and line', async () => {
		const problems = await found({
			[LESSON]: replace('Second', 'Suffers from {x}'),
			[MODULE]: replace('pass_mark: 80', 'pass_mark: 8'),
			[QUIZ]: replace('kind: single', 'kind: double'),
			'posts.yaml': replace('key: lado', 'key: dsl')
		});
		expect(problems.map((one) => one.split(' ')[0])).toEqual([
			`${MODULE}:5:`,
			`${QUIZ}:4:`,
			'posts.yaml:7:'
		]);
	});
});

describe('recorded versions', () => {
	it('are missed, brought up to date, and fixed once released', async () => {
		const folder = await folderWith();
		const lesson = path.join(folder, LESSON);
		const module = path.join(folder, MODULE);
		const messages = async () => (await checkContent(folder)).map(({ message }) => message);
		const write = async (file: string, from: string, to: string) =>
			writeFile(file, (await readFile(file, 'utf8')).replace(from, to));

		await rm(path.join(folder, 'versions.json'));
		expect(await messages()).toEqual(
			Array(2).fill('Version 1 is not recorded: run npm run content:lock')
		);

		expect(await lockContent(folder, true)).toEqual([]);
		expect(await messages()).toEqual([]);

		await write(module, 'reviewed: 2026-11-21', 'reviewed: 2026-12-01');
		expect(await messages()).toEqual([]);

		await write(lesson, 'Second', 'Third');
		expect(await messages()).toEqual([expect.stringContaining('give the module a new "version"')]);
		expect(await lockContent(folder, false)).toHaveLength(1);

		await write(module, "version: '1'", "version: '2'");
		await write(module, "- version: '1'", "- version: '2'");
		expect(await lockContent(folder, false)).toEqual([]);
		expect(await messages()).toEqual([]);

		await write(lesson, 'Third', 'Fourth');
		expect(await messages()).toEqual([expect.stringContaining('since version 2 was recorded')]);
		expect(await lockContent(folder, false)).toEqual([]);
		expect(await messages()).toEqual([]);

		await write(path.join(folder, 'agreements/rules/1.md'), 'I help', 'I may help');
		expect(await messages()).toEqual([expect.stringContaining('was released and may not change')]);
	});
});

// Each command starts a process of its own, which takes long on a busy machine.
describe('the commands', { timeout: 60_000 }, () => {
	it('say that content is fine, or list what is not', async () => {
		const folder = await folderWith();
		const { stdout } = await run('node', ['src/bin/content-check.js', folder]);
		expect(stdout).toContain('Modules: 1, lessons: 5, questions: 10, agreements: 1.');
		await writeFile(path.join(folder, LESSON), '# Title');
		await expect(run('node', ['src/bin/content-check.js', folder])).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringMatching(/01-first\.md:1: The page shows the title[^]*to mend/)
		});
	});

	it('record versions and refuse to change released ones', async () => {
		const folder = await folderWith();
		const lock = ['src/bin/content-lock.js', folder];
		expect((await run('node', [...lock, '--release'])).stdout).toContain('marked as released');
		expect((await run('node', lock)).stdout).toContain('Recorded.');
		await writeFile(path.join(folder, 'agreements/rules/1.md'), 'I may help.');
		await expect(run('node', lock)).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringContaining('may not change')
		});
	});
});
