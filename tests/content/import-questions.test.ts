import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { check, format, resolveConfig } from 'prettier';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { quizFile } from '../../src/lib/rules/content/quiz.ts';
import { checkContent } from '../../src/lib/server/catalogue/check.ts';
import {
	importQuestions,
	type QuestionImport
} from '../../src/lib/server/catalogue/import-questions.ts';
import { appendQuestions, openQuiz, quizText } from '../../src/lib/server/catalogue/quiz-text.ts';
import { smallContent } from './small-content.ts';

const run = promisify(execFile);
const FILES = 'tests/fixtures/questions';
const QUIZ = 'modules/small/quiz.yaml';
const folders: string[] = [];

afterAll(async () => {
	await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

async function contentFolder(changes: Record<string, string> = {}): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'questions-'));
	folders.push(folder);
	for (const [file, text] of Object.entries({ ...smallContent(), ...changes })) {
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
		await writeFile(path.join(folder, file), text);
	}
	return folder;
}

/** What becomes of a file, and the quiz before and after. */
async function imported(order: Partial<QuestionImport>, quiz = smallContent()[QUIZ] ?? '') {
	const folder = await contentFolder({ [QUIZ]: quiz });
	const file = order.file ?? `${FILES}/plain.gift`;
	const result = await importQuestions({ outcome: null, slug: 'small', ...order, file, folder });
	return { folder, result, quiz, after: await readFile(path.join(folder, QUIZ), 'utf8') };
}

async function refusal(order: Partial<QuestionImport>, quiz?: string): Promise<string> {
	const { result, after, ...before } = await imported(order, quiz);
	expect(after).toBe(before.quiz);
	return result.kind === 'wrong' ? result.message : 'It was read.';
}

/** The words of a file on the disk, by its bytes. */
async function fileOf(bytes: Uint8Array | string): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'questions-'));
	folders.push(folder);
	await writeFile(path.join(folder, 'questions'), bytes);
	return path.join(folder, 'questions');
}

const isTidy = async (text: string) =>
	check(text, { ...(await resolveConfig('content/x.yaml')), parser: 'yaml' });

describe('questions brought into a quiz', () => {
	it('stand after those it has, which stay byte for byte', async () => {
		const before = `# Why we ask.\n${smallContent()[QUIZ]}  # The last word.\n`;
		const { result, after } = await imported({}, before);
		expect(result).toMatchObject({ kind: 'read', carried: 2, alreadyThere: 0, unwritten: 0 });
		expect(after.startsWith(before)).toBe(true);
		const quiz = v.parse(quizFile, parse(after));
		const fresh = quiz.questions.slice(-2);
		expect(fresh.map(({ key, outcome, kind }) => ({ key, outcome, kind }))).toEqual([
			{ key: 'late-on-a-friday', outcome: 'lo1', kind: 'single' },
			{ key: 'who-may-promise-a-child-to-keep-a-secret', outcome: 'lo1', kind: 'single' }
		]);
		expect(fresh[0]?.options.map(({ key, correct }) => `${key}${correct}`)).toEqual([
			'atrue',
			'bfalse',
			'cfalse',
			'dfalse'
		]);
		expect(await isTidy(after)).toBe(true);
	});

	it('are refused by the content check where feedback is still to be written', async () => {
		const { folder } = await imported({ file: `${FILES}/troubles.gift` });
		const problems = await checkContent(folder);
		expect(problems.filter(({ message }) => message.includes('TODO'))).toHaveLength(4);
	});

	it('are not brought in twice, in whichever order their answers stand', async () => {
		const { folder, after } = await imported({});
		const again = { file: `${FILES}/plain.gift`, folder, slug: 'small', outcome: null };
		expect(await importQuestions(again)).toMatchObject({ carried: 0, alreadyThere: 2 });
		const file = await fileOf(
			'Who may promise a child to keep a secret?{=Nobody ~A parent ~The manager ~The tutor}\n\nNew?{=a ~b ~c ~d}\n\nNew?{=a ~b ~d ~c}'
		);
		expect(await importQuestions({ ...again, file })).toMatchObject({
			carried: 1,
			alreadyThere: 2,
			unwritten: 4
		});
		const quiz = await readFile(path.join(folder, QUIZ), 'utf8');
		expect(quiz.startsWith(after)).toBe(true);
	});

	it.each([
		['a list at the margin', (text: string) => text.replaceAll(/^ {2}/gm, ''), '\n- key: late-on'],
		[
			'a list far in',
			(text: string) => text.replaceAll(/^ {2}/gm, '      '),
			'\n      - key: late-on'
		],
		['no line end at the end', (text: string) => text.trimEnd(), '\n  - key: late-on'],
		[
			'line ends of Windows',
			(text: string) => text.replaceAll('\n', '\r\n'),
			'\r\n  - key: late-on-a-friday\r\n    outcome: lo1\r\n'
		]
	])('fit a quiz with %s', async (_, change, expected) => {
		const before = change(smallContent()[QUIZ] ?? '');
		const { after } = await imported({}, before);
		expect(after.startsWith(before)).toBe(true);
		expect(after).toContain(expected);
		const count = v.parse(quizFile, parse(before)).questions.length;
		expect(v.parse(quizFile, parse(after)).questions).toHaveLength(count + 2);
	});

	it.each(['utf-8-bom.gift', 'utf-16-le.gift', 'utf-16-be.gift', 'windows-1252.gift'])(
		'come from a file in any encoding: %s',
		async (file) => {
			const { after, result } = await imported({ file: `${FILES}/${file}` });
			expect(after).toContain('text: “Who” is Zoë’s key worker – and why?\n');
			expect(after).toContain('feedback: Yes – €5\n');
			expect(result).toMatchObject({ refusals: [{ line: 3 }] });
		}
	);

	it('take their right answers to other places, where all stand first', async () => {
		const text = Array.from({ length: 20 }, (_, n) => `Which ${n}?{=a#1 ~b#2 ~c#3 ~d#4}`);
		const { folder } = await imported({ file: await fileOf(text.join('\n\n')) });
		const problems = await checkContent(folder);
		expect(problems.filter(({ message }) => message.includes('right answer is option'))).toEqual(
			[]
		);
	});

	it('leave the quiz as it is when there are none', async () => {
		const { result, quiz, after } = await imported({ file: `${FILES}/other-kinds.xml` });
		expect(result).toMatchObject({ kind: 'read', carried: 0, yaml: '' });
		expect(after).toBe(quiz);
	});
});

describe('nothing is brought in', () => {
	it.each([
		['for a module that does not exist', { slug: 'large' }, 'is the name right'],
		['for a name that leads elsewhere', { slug: '../small' }, 'is no name of a module'],
		['for an outcome the module does not have', { outcome: 'lo7' }, 'choose one of lo1'],
		['from a file that does not exist', { file: 'none.xml' }, 'cannot be read'],
		['from a picture', { file: 'docs/team.png' }, 'This is a picture']
	])('%s', async (_, order, message) => {
		expect(await refusal(order)).toContain(message);
	});

	it('from an empty file or one that is no text', async () => {
		expect(await refusal({ file: await fileOf('') })).toContain('empty');
		expect(await refusal({ file: await fileOf(new Uint8Array([0, 0, 0, 0, 1])) })).toContain(
			'no text'
		);
	});

	it.each([
		['has a fault', 'questions:\n  - key: [', 'cannot be read here'],
		['does not fit', 'questions: []\n', 'Mend the quiz first: "questions" must hold'],
		['ends with a mark', `${smallContent()[QUIZ]}...\n`, 'Take the line'],
		['stands in brackets', JSON.stringify(parse(smallContent()[QUIZ] ?? '')), 'stand in brackets']
	])('into a quiz that %s', async (_, quiz, message) => {
		expect(await refusal({}, quiz)).toContain(message);
	});

	it('into a module whose own file has a fault', async () => {
		const folder = await contentFolder({ 'modules/small/module.yaml': 'title: x\n' });
		const order = { file: `${FILES}/plain.gift`, folder, slug: 'small', outcome: null };
		expect(await importQuestions(order)).toMatchObject({ kind: 'wrong' });
	});
});

it('any words are written as Prettier writes them and read back as they were', async () => {
	const words = fc.oneof(
		fc.stringMatching(/^[a-zA-Z0-9'"#:{}[\]&*!|>%@`,?~ \\=-]{1,40}$/),
		fc.string({ unit: 'grapheme', maxLength: 30 }),
		fc.constantFrom(
			'true',
			'null',
			'12',
			'0x1f',
			'1e3',
			'~',
			'2026-11-21',
			'no',
			'- a',
			'a: b',
			"it's"
		)
	);
	const said = words
		.map((text) => text.replaceAll(/[\s\p{C}]+/gu, ' ').trim())
		.filter((text) => text !== '');
	const option = fc.record({ key: fc.constant('a'), text: said, feedback: said });
	const question = fc.record({
		key: fc.constant('k'),
		outcome: fc.constant('lo1'),
		kind: fc.constantFrom('single' as const, 'multiple' as const),
		text: said,
		options: fc.array(option, { minLength: 4, maxLength: 4 })
	});
	const config = { ...(await resolveConfig('content/x.yaml')), parser: 'yaml' };
	await fc.assert(
		fc.asyncProperty(fc.array(question, { minLength: 1, maxLength: 3 }), async (questions) => {
			const text = quizText(questions);
			expect(parse(text)).toEqual({ questions });
			expect(await format(text, config)).toBe(text);
			const opened = openQuiz(text);
			if (opened.kind === 'wrong') throw new Error(opened.message);
			const twice = appendQuestions(text, opened, questions);
			expect(twice.startsWith(text)).toBe(true);
			expect(parse(twice)).toEqual({ questions: [...questions, ...questions] });
		}),
		{ numRuns: 150 }
	);
}, 60_000);

describe('the command', () => {
	const command = (...given: string[]) =>
		run(process.execPath, ['src/bin/content-import-questions.js', ...given]);

	it('prints the questions without a module', async () => {
		const { stdout, stderr } = await command(`${FILES}/troubles.gift`, '--outcome', 'lo3');
		expect(v.parse(quizFile, parse(stdout)).questions.map(({ key }) => key)).toEqual([
			'fine',
			'above',
			'no-feedback',
			'one-without'
		]);
		expect(stdout).toContain('outcome: lo3');
		expect(stderr).toContain(
			`${FILES}/troubles.gift:26: left out “Table”: its text: it has a table`
		);
		expect(stderr).toContain(`${FILES}/troubles.gift:44: look at “Above”`);
		expect(stderr).toContain('Questions carried for outcome lo3: 4.');
	});

	it('adds them to a module and says what comes next', async () => {
		const folder = await contentFolder();
		const { stdout, stderr } = await command(
			`${FILES}/moodle.xml`,
			...['--to', 'small', '--content', folder]
		);
		expect(stdout).toBe('');
		expect(stderr).toContain('quiz.yaml for outcome lo1: 2.');
		expect(stderr).toContain('content:check');
		expect(await readFile(path.join(folder, QUIZ), 'utf8')).toContain('key: late-on-a-friday');
	});

	it.each([
		[[], 'Write: npm run content:import-questions'],
		[['a', 'b'], 'Write: npm run content:import-questions'],
		[['a', '--sideways'], 'Write: npm run content:import-questions'],
		[['none.xml'], 'cannot be read'],
		[[`${FILES}/other-kinds.gift`], 'left out “Cloze”']
	])('fails with %j', async (given, message) => {
		await expect(command(...given)).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringContaining(message)
		});
	});
});
