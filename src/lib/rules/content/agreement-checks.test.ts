import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkAgreement, type AgreementFolder } from './agreement-checks.ts';
import { agreementFile, currentVersion, filesOfVersion } from './agreement.ts';

const known = {
	roles: new Set(['all_staff']),
	posts: new Set(['dsl']),
	items: new Set<string>(),
	helplines: new Set<string>(),
	diagrams: new Set(['flow'])
};
const options = ['a', 'b', 'c'].map((key) => ({
	key,
	text: key,
	correct: key === 'a',
	feedback: `This is why ${key} is so.`
}));
const first = {
	version: '1',
	published: '2026-01-10',
	changes: 'First.',
	question: { text: 'Q', options }
};
const second = { ...first, version: '2', published: '2026-06-10', change: 'minor' };
const yaml = {
	title: 'A',
	summary: 'S',
	minutes: 5,
	renewal_months: 12,
	audience: ['all_staff'],
	on_decline: 'We talk.',
	versions: [first, second]
};

const both: Readonly<Record<string, string>> = { '1': 'I help.', '2': 'I help.' };

function folder(changed: object = {}, texts = both): AgreementFolder {
	const file = v.parse(agreementFile, { ...yaml, ...changed });
	return { folder: 'agreements/a', file, texts };
}

function found(agreement: AgreementFolder): string[] {
	return checkAgreement(agreement, known).map(
		({ file, path, message }) => `${file} ${path.join('.')}: ${message}`
	);
}

describe('an agreement', () => {
	it('is fine when every version has its text', () => {
		expect(found(folder())).toEqual([]);
		const further = { '2.easy-read': 'I help.', '2.under-10': 'I help.' };
		expect(found(folder({}, { ...both, ...further }))).toEqual([]);
		const sameDay = { ...second, published: first.published };
		expect(found(folder({ versions: [first, sameDay] }))).toEqual([]);
	});

	const none = options.map((option) => ({ ...option, correct: false }));

	it.each([
		[
			'an unknown role',
			folder({ audience: ['boss'] }),
			'agreements/a/agreement.yaml audience.0: "boss" is not known: add the role to roles.yaml'
		],
		[
			'a version used twice',
			folder({ versions: [first, first] }),
			'versions.1.version: "1" is used twice'
		],
		[
			'a version without its text',
			folder({ versions: [first, { ...second, version: '3' }] }),
			'There is no file 3.md'
		],
		['a text without its version', folder({ versions: [first] }), 'agreements/a/2.md : No version'],
		[
			'a new version that does not say how much has changed',
			folder({ versions: [first, { ...second, change: undefined }] }),
			'versions.1.changes: Say how much'
		],
		[
			'versions out of order',
			folder({ versions: [second, first] }),
			'versions.1.published: Versions stand from the oldest to the newest'
		],
		[
			'a question without an answer',
			folder({ versions: [first, { ...second, question: { text: 'Q', options: none } }] }),
			'versions.1.question.options: The question has one right answer, this one has 0'
		],
		[
			'its Markdown',
			folder({}, { '1': 'I <b>', '2': 'I help.' }),
			'agreements/a/1.md : There is a "<"'
		],
		[
			'hard words',
			folder(
				{},
				{
					'1': 'Incomprehensible organisational accountabilities necessitate documentation.',
					'2': 'I help.'
				}
			),
			'agreements/a/1.md : Reading grade'
		],
		[
			'a further text of no known form',
			folder({}, { ...both, '2.short': 'I help.' }),
			'agreements/a/2.short.md : No version'
		],
		[
			'a diagram',
			folder({}, { ...both, '1': '> [!DIAGRAM flow]\n>\n> I help.' }),
			'agreements/a/1.md : There is no diagrams/flow.svg'
		]
	])('is reported for %s', (_, agreement, message) => {
		expect(found(agreement).join('\n')).toContain(message);
	});

	it.each([
		['1', 'We follow every rule and tell somebody of it or about it at once.', 8],
		['2.easy-read', 'I carry a little paper with me into many a room.', 5],
		['2.under-10', 'I carry a paper with me into the other room.', 4]
	])('is reported for a text %s that is too hard', (name, words, highest) => {
		const problem = found(folder({}, { ...both, [name]: words })).join('\n');
		const [, grade] =
			/^agreements\/a\/(?:.+)\.md : Reading grade ([\d.]+), at most/.exec(problem) ?? [];
		expect(problem).toContain(
			`agreements/a/${name}.md : Reading grade ${grade}, at most ${highest}:`
		);
		// Only just too hard, so that no other limit than its own refuses it.
		expect(Number(grade)).toBeLessThanOrEqual(highest + 1);
	});

	it('may be signed once', () => {
		expect(folder({ renewal_months: undefined }).file.renewalMonths).toBeNull();
	});
});

it('the files of a version are its text and the further ones', () => {
	const texts = { ...both, '2.easy-read': 'E', '2.under-10': 'U', '2.short': 'S' };
	expect(filesOfVersion('2', texts)).toEqual({
		'2.md': 'I help.',
		'2.easy-read.md': 'E',
		'2.under-10.md': 'U'
	});
	expect(filesOfVersion('1', texts)).toEqual({ '1.md': 'I help.' });
});

describe('the version to sign', () => {
	const third = { ...second, version: '3', published: '2026-09-10' };
	const { file } = folder({ versions: [first, second, third] });

	it.each([
		['2026-01-09', '3'],
		['2026-01-10', '1'],
		['2026-06-09', '1'],
		['2026-06-10', '2'],
		['2026-09-10', '3'],
		[undefined, '3']
	])('on %s is %s', (on, version) => {
		expect(currentVersion(file, on).version).toBe(version);
	});

	it('is never missing', () => {
		expect(() => currentVersion({ ...file, versions: [] })).toThrow('at least one version');
	});
});
