import { describe, expect, it } from 'vitest';
import {
	contactFor,
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
	});

	it('falls back to the words of the post, then of the safeguarding lead', () => {
		const words = { words: 'them', phone: null, url: null, known: false };
		expect(contactFor('lado', local({ lado: nothing }))).toEqual(words);
		expect(contactFor('lado', local({})).words).toBe('your safeguarding lead');
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
	});

	it('calls the concern form ours whatever its name, and the platform by its name', () => {
		const form = { ...nothing, name: 'Form 7', url: 'https://x.example', fallback: 'our form' };
		const posts = local({ concern_form: form, platform: form });
		expect(contactFor('concern_form', posts)).toMatchObject({ words: 'our form', known: true });
		expect(contactFor('platform', posts).words).toBe('Form 7');
		const none = local({ concern_form: nothing, platform: nothing });
		expect(contactFor('concern_form', none).known).toBe(false);
		expect(contactFor('platform', none)).toMatchObject({ words: 'them', known: false });
	});

	it('is the name of the organisation', () => {
		expect(contactFor('organisation', local({})).words).toBe('Harbour Lane');
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

describe('paragraphs', () => {
	it('come from folded and from kept YAML texts', () => {
		expect(paragraphs('One.\nTwo.')).toEqual(['One.', 'Two.']);
		expect(paragraphs('One\nline.\n\nTwo.\n')).toEqual(['One line.', 'Two.']);
	});
});
