import { describe, expect, it } from 'vitest';
import { ROLES, TEAMS } from '../../../../tests/fixtures/imports.ts';
import { inCircles } from './manager-circles.ts';
import { roleFinder, roleNames } from './role-words.ts';
import { teamFinder, teamNames } from './team-words.ts';
import { chooser, unknownWords } from './unknown-words.ts';

describe('roles', () => {
	const read = (cell: string, choices = {}) => roleFinder(ROLES, choices).read(cell);

	it.each([
		['Tutor', ['tutor']],
		['tutors', ['tutor']],
		['TUTOR.', ['tutor']],
		['fire_warden', ['fire_warden']],
		['Fire wardens', ['fire_warden']],
		['Trustee, director or governor', ['trustee']],
		['Practitioner or adviser', ['practitioner']],
		['Governor', ['trustee']],
		['IT', ['ict']],
		['Tutor; Volunteer', ['tutor', 'volunteer']],
		['Tutor | Volunteer', ['tutor', 'volunteer']],
		['Tutor / Volunteer', ['tutor', 'volunteer']],
		['Tutor, Volunteer', ['tutor', 'volunteer']],
		['Tutor and volunteer', ['tutor', 'volunteer']],
		['Tutor & volunteer', ['tutor', 'volunteer']],
		['Tutor; tutor, manager', ['tutor', 'manager']],
		['Tutor;', ['tutor']],
		['Tutor, Trustee, director or governor', ['tutor', 'trustee']],
		['Careers adviser', ['practitioner']]
	])('in %j are %j', (cell, keys) => {
		expect(read(cell)).toMatchObject({ keys, unknown: [] });
	});

	const catalogue = roleNames(
		[
			...['all_staff', 'practitioner', 'tutor', 'volunteer', 'manager', 'ict', 'dsl'],
			...['online_safety_coordinator', 'trustee', 'hr', 'subcontractor', 'platform_moderator'],
			'incident_recipient'
		].map((key) => ({ key, title: `The role ${key}` }))
	);

	it('of the catalogue are found by every name that they have, and by no other', () => {
		const finder = roleFinder(catalogue, {});
		for (const { key, names } of catalogue) {
			for (const name of names) {
				expect(name).toMatch(/\p{L}/u);
				expect(finder.read(name), name).toEqual({ keys: [key], unknown: [] });
			}
		}
	});

	it.each([
		['Everyone', 'all_staff'],
		['Youth workers', 'practitioner'],
		['Coach', 'tutor'],
		['Helpers', 'volunteer'],
		['Team leader', 'manager'],
		['Technician', 'ict'],
		['Deputy DSL', 'dsl'],
		['E-safety lead', 'online_safety_coordinator'],
		['Board members', 'trustee'],
		['Recruiter', 'hr'],
		['Contractors', 'subcontractor'],
		['Moderator', 'platform_moderator'],
		['Incident recipient', 'incident_recipient']
	])('are called %s by people: %s', (word, key) => {
		expect(roleFinder(catalogue, {}).read(word).keys).toEqual([key]);
	});

	it('that are none are told as they stand, or by their part', () => {
		expect(read('Maths, physics').unknown).toEqual(['Maths, physics']);
		expect(read('Tutor, physics').unknown).toEqual(['physics']);
		expect(read('Maths; physics; Maths').unknown).toEqual(['Maths', 'physics']);
		expect(read('R & D').unknown).toEqual(['R & D']);
	});

	it('are what was chosen, as long as there is such a role', () => {
		expect(read('Maths person', { 'maths person': 'tutor' }).keys).toEqual(['tutor']);
		expect(read('Maths person', { 'maths person': '' })).toEqual({ keys: [], unknown: [] });
		expect(read('Maths person', { 'maths person': 'wizard' }).unknown).toEqual(['Maths person']);
		expect(read('constructor').unknown).toEqual(['constructor']);
	});

	it('are suggested for words that are close', () => {
		const finder = roleFinder(ROLES, {});
		for (const cell of ['Senior tutor', 'Astronaut']) finder.read(cell);
		expect(finder.suggestionFor('Senior tutor')).toBe('Tutor');
		expect(finder.suggestionFor('Astronaut')).toBeNull();
		expect(finder.suggestionFor('never read')).toBeNull();
		expect(finder.words().map(({ suggestion }) => suggestion)).toEqual(['tutor', null]);
	});
});

describe('teams', () => {
	const finder = (choices = {}, create = false) => teamFinder(TEAMS, { choices, create });

	it.each([
		['leeds', ['leeds']],
		['Leeds; South', ['leeds', 'south']],
		['Leeds | Leeds', ['leeds']],
		['North>Hub', ['hub-n']],
		['Harbour Lane » South » Hub', ['hub-s']],
		['South\\Hub', ['hub-s']],
		[';', []]
	])('in %j are %j', (cell, keys) => {
		expect(finder().read(cell)).toEqual({ keys, problems: [] });
	});

	it.each([
		['Leads', /no team called “Leads”. Did you mean “Leeds”\?/],
		['Harbour Lane > Hub', /no team called “Harbour Lane > Hub”/],
		['Moon > North > Hub', /no team called “Moon > North > Hub”/]
	])('%j is refused', (cell, message) => {
		expect(finder().read(cell).problems[0]).toMatch(message);
	});

	it('are what was chosen, as long as the team is open', () => {
		expect(finder({ hq: 'north' }).read('HQ').keys).toEqual(['north']);
		expect(finder({ hq: '' }).read('HQ')).toEqual({ keys: [], problems: [] });
		expect(finder({ hq: 'old' }).read('HQ').problems).toHaveLength(1);
	});

	it('are made once, below what is there', () => {
		const making = finder({}, true);
		expect(making.read('North > York').keys).toEqual(making.read('north>YORK').keys);
		expect(making.newAmong(['leeds', 'north/york']).map(({ name }) => name)).toEqual(['York']);
		const bare = teamFinder([], { choices: {}, create: true });
		expect(bare.root).toBeNull();
		expect(bare.read('York > Old Town').keys).toEqual(['/york/old town']);
		expect(bare.newAmong(['/york/old town']).map(({ parentKey }) => parentKey)).toEqual([
			null,
			'/york'
		]);
		for (const nothing of ['>', 'York > -', `${'y'.repeat(121)}`]) {
			expect(bare.read(nothing)).toMatchObject({
				keys: [],
				problems: [expect.stringMatching(/no team called/)]
			});
		}
	});

	it('by their name alone are those that another cell makes further down', () => {
		const making = finder({}, true);
		making.lookThrough(['York', 'North > York; Leeds', 'South > Ely', 'North > Ely', 'Hub', '> x']);
		expect(making.read('york')).toEqual({ keys: ['north/york'], problems: [] });
		expect(making.read('Hull')).toEqual({ keys: ['root/hull'], problems: [] });
		expect(making.read('Ely').problems).toEqual([
			'The file makes 2 teams called “Ely”. Write the one above it too, as in “North > Ely”.'
		]);
		const asking = finder({ 'north > york': 'leeds' }, false);
		asking.lookThrough(['North > York']);
		expect(asking.read('North > York').keys).toEqual(['leeds']);
		expect(asking.read('York').problems).toHaveLength(1);
		const chosen = finder({ 'north > york': 'leeds' }, true);
		chosen.lookThrough(['North > York']);
		expect(chosen.read('York').keys).toEqual(['root/york']);
	});

	it('are called by the way to them where the name is not enough', () => {
		const name = teamNames(TEAMS, [{ key: 'root/york', name: 'York', parentKey: 'root' }]);
		expect(['leeds', 'hub-n', 'old', 'root/york', 'who knows'].map(name)).toEqual([
			'Leeds',
			'North > Hub',
			'Derby',
			'York',
			''
		]);
	});
});

describe('unknown words', () => {
	it('are counted, and get a suggestion as long as they are not too many', () => {
		const words = unknownWords((word) => word.toUpperCase());
		for (let n = 0; n < 101; n++) words.note(`w${n}`, null);
		words.note('W0', null);
		expect(words.list()).toHaveLength(101);
		expect(words.list()[0]).toEqual({ word: 'w0', lines: 2, suggestion: 'W0', choice: null });
		expect(words.suggestionFor('w99')).toBe('W99');
		expect(words.suggestionFor('w100')).toBeNull();
	});

	it('mean what was chosen', () => {
		const chosen = chooser({ hq: 'north', lab: '', old: 'gone' }, ['north']);
		expect(['HQ', 'lab', 'old', 'new', 'toString'].map(chosen)).toEqual([
			'north',
			'',
			null,
			null,
			null
		]);
	});
});

describe('circles of line managers', () => {
	it.each<[Record<string, string>, string[]]>([
		[{}, []],
		[{ a: 'b', b: 'c' }, []],
		[{ a: 'b', b: 'a' }, ['a', 'b']],
		[{ a: 'a' }, ['a']],
		[{ x: 'a', a: 'b', b: 'c', c: 'a', y: 'x' }, ['a', 'b', 'c']],
		[{ a: 'b', c: 'b', b: 'd', e: 'f', f: 'e' }, ['e', 'f']]
	])('in %j are %j', (edges, circles) => {
		expect([...inCircles(new Map(Object.entries(edges)))].sort()).toEqual(circles);
	});
});
