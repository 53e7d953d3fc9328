import { describe, expect, it } from 'vitest';
import {
	contactFor,
	fillLinked,
	fillPlain,
	paragraphs,
	placeholdersIn,
	splitPlaceholders,
	type Local,
	type LocalPost
} from './local.ts';

const nothing: LocalPost = { title: 'Post', name: null, phone: null, url: null, fallback: 'them' };
const lead: LocalPost = {
	title: 'Safeguarding lead',
	name: 'Ben Okafor',
	phone: '01632 960 110',
	url: null,
	fallback: 'your designated safeguarding lead'
};

function local(posts: Local['posts']): Local {
	return { organisation: 'Harbour Lane', posts };
}

describe('a placeholder', () => {
	it('names the person, the post and the telephone', () => {
		expect(contactFor('dsl', local({ dsl: lead }))).toEqual({
			words: 'Ben Okafor, safeguarding lead',
			phone: '01632 960 110',
			url: null,
			known: true
		});
	});

	it('keeps capitals of an abbreviation in a title', () => {
		const post = { ...nothing, title: 'IT desk', name: 'Asha' };
		expect(contactFor('it_desk', local({ it_desk: post })).words).toBe('Asha, IT desk');
		const named = { ...post, title: 'IT Support' };
		expect(contactFor('it_desk', local({ it_desk: named })).words).toBe('Asha, IT Support');
	});

	it('falls back to the words of the post, then of the safeguarding lead', () => {
		const words = { words: 'them', phone: null, url: null, known: false };
		expect(contactFor('lado', local({ lado: nothing }))).toEqual(words);
		expect(contactFor('lado', local({}))).toEqual({ ...words, words: 'your safeguarding lead' });
	});

	it('names two who hold the post, each with their telephone', () => {
		const other = { name: 'Miriam Castell', phone: '01632 960 111' };
		const both = local({ dsl: { ...lead, other } });
		expect(contactFor('dsl', both)).toMatchObject({
			words: 'Ben Okafor, safeguarding lead',
			other: { words: 'Miriam Castell', phone: '01632 960 111' }
		});
		expect(fillPlain('Tell {{dsl}}.', both)).toBe(
			'Tell Ben Okafor, safeguarding lead (01632 960 110), or Miriam Castell (01632 960 111).'
		);
		const silent = local({ dsl: { ...lead, other: { ...other, phone: null } } });
		expect(fillPlain('{{dsl}}', silent)).toMatch(/, or Miriam Castell$/);
		const nobody = local({ dsl: { ...nothing, other } });
		expect(contactFor('dsl', nobody)).not.toHaveProperty('other');
	});

	it('gives the telephone before the web page, and the page where there is no telephone', () => {
		const both = { ...nothing, phone: '101', url: 'https://x.example' };
		expect(contactFor('lado', local({ lado: both }))).toMatchObject({ phone: '101', url: null });
		const page = { ...both, phone: null };
		expect(contactFor('lado', local({ lado: page })).url).toBe('https://x.example');
		const number = { ...both, url: null };
		for (const lado of [both, page, number]) {
			expect(contactFor('lado', local({ lado })).known).toBe(true);
		}
	});

	it('calls the concern form ours whatever its name, and the platform by its name', () => {
		const form = { ...nothing, name: 'Form 7', url: 'https://x.example', fallback: 'our form' };
		const posts = local({ concern_form: form, platform: form });
		expect(contactFor('concern_form', posts)).toMatchObject({ words: 'our form', known: true });
		expect(contactFor('platform', posts).words).toBe('Form 7');
		const nameOnly = local({ platform: { ...form, url: null } });
		expect(contactFor('platform', nameOnly)).toMatchObject({ words: 'Form 7', known: true });
		const none = local({ concern_form: nothing, platform: nothing });
		expect(contactFor('concern_form', none).known).toBe(false);
		expect(contactFor('platform', none)).toMatchObject({ words: 'them', known: false });
	});

	it('is the name of the organisation', () => {
		expect(contactFor('organisation', local({}))).toEqual({
			...{ words: 'Harbour Lane', phone: null, url: null },
			known: false
		});
	});
});

describe('a text with placeholders', () => {
	it('is cut at each of them', () => {
		expect(splitPlaceholders('Tell {{dsl}}, or {{ lado }}')).toEqual([
			'Tell ',
			{ key: 'dsl' },
			', or ',
			{ key: 'lado' }
		]);
		expect(splitPlaceholders('{{dsl}} knows')).toEqual([{ key: 'dsl' }, ' knows']);
		expect(placeholdersIn('{{dsl}} {{lado}} {{dsl}} {x}')).toEqual(['dsl', 'lado']);
	});

	it('is filled in as plain words', () => {
		const form = { ...nothing, url: 'https://x.example/f', fallback: 'our concern form' };
		const reader = local({ dsl: lead, concern_form: form, lado: nothing });
		expect(fillPlain('Tell {{dsl}}. Use {{concern_form}}. Ask {{lado}}.', reader)).toBe(
			'Tell Ben Okafor, safeguarding lead (01632 960 110). Use our concern form (https://x.example/f). Ask them.'
		);
	});
});

describe('whom to tell when the worry is about the safeguarding lead', () => {
	const chair = { ...nothing, title: 'Chair of the board', name: 'Edmund Hale', phone: '0170' };
	const allegations = { ...nothing, title: 'Allegations lead', name: 'Rose Ames', phone: '0171' };
	const told = (posts: Local['posts']) => fillPlain('Go to {{instead_of_dsl}}.', local(posts));

	it('is whoever handles allegations', () => {
		expect(told({ dsl: lead, allegations_lead: allegations, chair })).toBe(
			'Go to Rose Ames, allegations lead (0171).'
		);
	});

	it.each([
		['the same', lead],
		['written otherwise', { ...lead, name: ' ben  OKAFOR ' }],
		['the other holder', { ...lead, name: 'Somebody', other: { name: 'Rose Ames', phone: null } }]
	])('is the chair where that is the safeguarding lead: %s', (_, dsl) => {
		const name = dsl.name === 'Somebody' ? 'Rose Ames' : 'Ben Okafor';
		expect(told({ dsl, allegations_lead: { ...allegations, name }, chair })).toBe(
			'Go to Edmund Hale, chair of the board (0170).'
		);
	});

	it.each([
		[{ allegations_lead: allegations, chair }, 'Rose Ames, allegations lead (0171)'],
		[{ dsl: nothing, allegations_lead: allegations, chair }, 'Rose Ames, allegations lead (0171)'],
		[{ dsl: lead, allegations_lead: nothing, chair }, 'them'],
		[{ dsl: lead, chair }, 'your safeguarding lead']
	])('is both where we cannot know: %#', (posts, first) => {
		expect(told(posts)).toBe(
			`Go to ${first}, or if that is the safeguarding lead too, Edmund Hale, chair of the board (0170).`
		);
	});
});

describe('a text for a page', () => {
	it('links numbers to ring and addresses to go to', () => {
		const form = { ...nothing, url: 'https://x.example/f', fallback: 'our concern form' };
		const reader = local({ dsl: lead, concern_form: form, lado: nothing });
		expect(fillLinked('Tell {{dsl}} with {{concern_form}} or {{lado}}', reader)).toEqual([
			'Tell ',
			{
				known: true,
				parts: [
					{ text: 'Ben Okafor, safeguarding lead (', href: null },
					{ text: '01632 960 110', href: 'tel:01632960110' },
					{ text: ')', href: null }
				]
			},
			' with ',
			{ known: true, parts: [{ text: 'our concern form', href: 'https://x.example/f' }] },
			' or ',
			{ known: false, parts: [{ text: 'them', href: null }] }
		]);
	});

	it.each([
		['0160', [' (', '0160', ')']],
		[null, []]
	])('names a second holder with their number: %s', (phone, rest) => {
		const other = { name: 'Miriam Castell', phone };
		const [reference] = fillLinked('{{dsl}}', local({ dsl: { ...lead, other } }));
		const parts = typeof reference === 'object' ? reference.parts : [];
		expect(parts.map(({ text }) => text).join('')).toBe(
			`Ben Okafor, safeguarding lead (01632 960 110), or Miriam Castell${rest.join('')}`
		);
		expect(parts.filter(({ href }) => href !== null)).toHaveLength(phone === null ? 1 : 2);
	});
});

describe('paragraphs', () => {
	it('come from folded and from kept YAML texts', () => {
		expect(paragraphs('One.\nTwo.')).toEqual(['One.', 'Two.']);
		expect(paragraphs('One\nline.\n\nTwo.\n')).toEqual(['One line.', 'Two.']);
		expect(paragraphs('\nOne.\nTwo.\n')).toEqual(['One.', 'Two.']);
		expect(paragraphs('One\nline. \n  \n Two.')).toEqual(['One line.', 'Two.']);
	});
});
