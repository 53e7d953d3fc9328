import { describe, expect, it } from 'vitest';
import { avoidedWords } from './words.ts';

describe('words to avoid', () => {
	it.each([
		['child porn', 'indecent images of children'],
		['child pornography', 'indecent images of children'],
		['Revenge porn', 'sharing intimate images without consent'],
		['sexting', 'sharing nudes'],
		['a lifestyle choice', 'exploited child'],
		['a child prostitute', 'exploited child'],
		['child prostitution', 'exploited child'],
		['put herself at risk', 'what was done'],
		['the alleged victim', 'child, young person'],
		['predators', 'adult who poses a risk'],
		['a predator', 'adult who poses a risk'],
		['a monster', 'adult who poses a risk'],
		['vulnerable to radicalisation', 'susceptible to radicalisation'],
		['vulnerable to being radicalised', 'susceptible to radicalisation'],
		['Islamic terrorism', 'Islamist terrorism'],
		['Islamic extremists', 'Islamist extremism'],
		['an Islamic terrorist', 'Islamist terrorism'],
		['failed to protect', 'what happened'],
		['vulnerable adults', 'adult at risk'],
		['suffers from', 'lives with'],
		['suffer from', 'lives with'],
		['wheelchair-bound', 'uses a wheelchair'],
		['a sexual relationship with a child', 'sexual abuse'],
		['committed suicide', 'died by suicide'],
		['to commit suicide', 'died by suicide'],
		['All of the above', 'a real answer'],
		['non-compliant', 'overdue'],
		['"It was sexting"', 'sharing nudes'],
		['"sexting it was"', 'sharing nudes']
	])('%s: %s', (text, instead) => {
		const [found, ...more] = avoidedWords(text);
		expect(found?.message).toContain(instead);
		expect(more).toEqual([]);
	});

	it.each([
		'Revenge Porn Helpline',
		'medieval',
		'vulnerable and tired adults',
		'We say "adult at risk" and not "vulnerable adult".',
		'not ‘sexting’',
		'Islamic faith'
	])('leaves %s alone', (text) => {
		expect(avoidedWords(text)).toEqual([]);
	});

	it('finds words over the end of a line, also in a box', () => {
		const text = 'One.\n> It is about vulnerable\n> adults.';
		expect(avoidedWords(text)).toEqual([
			expect.objectContaining({ at: 19, message: expect.stringContaining('"vulnerable adults"') })
		]);
	});
});
