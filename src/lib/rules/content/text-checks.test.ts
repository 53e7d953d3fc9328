import { describe, expect, it } from 'vitest';
import { checkTexts, placeholderMessages } from './text-checks.ts';

const rules = { known: new Set(['lado', 'dsl']), panel: new Set(['dsl']) };

function found(data: unknown): string[] {
	return checkTexts('f.yaml', data, rules).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);
}

describe('the texts of a YAML file', () => {
	it('are fine as plain words with contacts', () => {
		const texts = ['Tell {{dsl}} of {{organisation}}.', 'Tell {{ dsl }}.', 7, null];
		expect(found({ a: texts, b: { c: 'x < y' } })).toEqual([]);
	});

	it.each([
		[{ a: [{ b: 'sexting' }] }, 'a.0.b: "sexting"'],
		[{ a: '{{boss}}' }, 'a: {{boss}} is not a contact we know: use one of organisation, dsl, lado'],
		[{ a: '{{lado}}' }, 'a: {{lado}} is used here: add lado to "posts"'],
		[{ a: 'see {x}' }, 'a: Curly brackets'],
		[{ a: 'a **bold** word' }, 'a: This text is shown as plain words'],
		[{ a: 'a <b>bold</b> word' }, 'a: This text is shown as plain words'],
		[{ a: 'a line<br>and another' }, 'a: This text is shown as plain words'],
		[{ a: '## A heading' }, 'a: This text is shown as plain words'],
		[{ a: '[x](https://x.example)' }, 'a: This text is shown as plain words']
	])('%j is reported', (data, message) => {
		expect(found(data)).toEqual([expect.stringContaining(message)]);
	});

	it('leaves the names of sources and services as their owners wrote them', () => {
		expect(
			found({ sources: [{ title: 'Sexting advice' }], helplines: [{ name: 'sexting' }] })
		).toEqual([]);
	});

	it('say what is left to write, which a draft may leave for later', () => {
		const left = { file: 'f.yaml', unfinished: true };
		expect(checkTexts('f.yaml', { a: 'TODO', sources: [{ date: 'TBC' }] }, rules)).toEqual([
			expect.objectContaining({ ...left, path: ['a'] }),
			expect.objectContaining({ ...left, path: ['sources', 0, 'date'] })
		]);
		expect(checkTexts('f.yaml', { a: 'sexting' }, rules)[0]?.unfinished).toBeUndefined();
	});

	it('names every post among which a placeholder chooses', () => {
		const known = new Set(['dsl', 'allegations_lead', 'chair']);
		const messages = (panel: string[]) =>
			placeholderMessages('{{instead_of_dsl}}', { known, panel: new Set(panel) });
		expect(messages(['dsl', 'allegations_lead', 'chair'])).toEqual([]);
		expect(messages(['dsl', 'chair'])).toEqual([
			'{{instead_of_dsl}} is used here: add allegations_lead to "posts" in module.yaml'
		]);
		expect(placeholderMessages('{{instead_of_dsl}}', rules)).toEqual([
			expect.stringContaining('is not a contact we know')
		]);
	});

	it('may use every contact outside modules', () => {
		expect(placeholderMessages('{{lado}}', { ...rules, panel: null })).toEqual([]);
	});
});
