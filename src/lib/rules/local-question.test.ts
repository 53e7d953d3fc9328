import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCAL_KEY, localQuestion, type Holder } from './local-question.ts';
import { isRight, type RandomInteger } from './quiz.ts';

const first: RandomInteger = () => 0;

function holder(post: string, name: string, more: Partial<Holder> = {}): Holder {
	const plain = { kind: 'person', phone: null, email: null, isOld: false } as const;
	return { post, name, title: post === 'it_desk' ? 'IT desk' : `The ${post}`, ...plain, ...more };
}

const ben = holder('dsl', 'Ben', { title: 'Designated safeguarding lead', phone: '110' });
const amy = holder('deputy_dsl', 'Amy');
const noor = holder('it_desk', 'Noor');
const louisa = holder('data_protection_contact', 'Louisa');
const all = [ben, amy, noor, louisa];

const right = (holders: readonly Holder[], posts = ['dsl'], random = first) =>
	localQuestion(posts, holders, random)?.options.find(({ correct }) => correct)?.text;
const offered = (holders: readonly Holder[], posts = ['dsl']) =>
	localQuestion(posts, holders, first)?.options.map(({ text }) => text);

describe('a question about the reader’s contacts', () => {
	it('asks who holds a post, and tells how to reach them', () => {
		expect(localQuestion(['dsl'], all, first)).toEqual({
			key: LOCAL_KEY,
			outcome: LOCAL_KEY,
			kind: 'single',
			critical: false,
			text: 'Who is our designated safeguarding lead?',
			options: [
				{
					key: 'name-1',
					text: 'Amy',
					correct: false,
					feedback:
						'Amy is here for something else: the deputy_dsl. Our designated safeguarding lead is Ben: 110.'
				},
				{
					key: 'name-2',
					text: 'Ben',
					correct: true,
					feedback: 'That is right. Our designated safeguarding lead is Ben: 110.'
				},
				{
					key: 'name-3',
					text: 'Louisa',
					correct: false,
					feedback:
						'Louisa is here for something else: the data_protection_contact. Our designated safeguarding lead is Ben: 110.'
				},
				{
					key: 'name-4',
					text: 'Noor',
					correct: false,
					feedback:
						'Noor is here for something else: IT desk. Our designated safeguarding lead is Ben: 110.'
				}
			]
		});
	});

	it('names every way to reach them, or the page that does', () => {
		const feedback = (more: Partial<Holder>) =>
			localQuestion(['dsl'], [{ ...ben, ...more }, amy, noor], first)?.options[1]?.feedback;
		expect(feedback({ email: 'b@x.org' })).toMatch(/is Ben: 110, or b@x\.org\.$/);
		expect(feedback({ phone: null })).toMatch(
			/is Ben\. “Who to contact” says how to reach them\.$/
		);
	});

	it('is asked about the first post of the module that somebody holds', () => {
		expect(right(all, ['deputy_dsl', 'data_protection_contact'])).toBe('Amy');
		expect(right(all, ['allegations_lead', 'data_protection_contact'])).toBe('Louisa');
		expect(localQuestion(['it_desk', 'concern_form'], all, first)).toBeNull();
		expect(localQuestion([], all, first)).toBeNull();
	});

	it('is left out where nobody holds the post, or nobody has checked it', () => {
		expect(localQuestion(['dsl'], [amy, noor, louisa], first)).toBeNull();
		expect(localQuestion(['dsl'], [{ ...ben, isOld: true }, amy, noor], first)).toBeNull();
	});

	it('needs three names, each of somebody else', () => {
		expect(offered([ben, amy])).toBeUndefined();
		expect(offered([ben, amy, noor])).toEqual(['Amy', 'Ben', 'Noor']);
		expect(offered([ben, amy, { ...noor, isOld: true }])).toBeUndefined();
		expect(offered([ben, amy, holder('hr_lead', ' AMY '), holder('chair', 'ben')])).toBeUndefined();
		expect(offered([ben, amy, holder('platform', 'Live', { kind: 'link' })])).toBeUndefined();
	});

	it('offers a service only where people are too few', () => {
		const lado = holder('lado', 'A council', { kind: 'service' });
		expect(offered([lado, ben, amy])).toEqual(['A council', 'Amy', 'Ben']);
		expect(offered([lado, ...all])).not.toContain('A council');
	});

	it('takes any of several who hold the post, and never another one as wrong', () => {
		const second = holder('dsl', 'Zoe', { title: ben.title });
		const asked = localQuestion(['dsl'], [...all, second], first);
		expect(asked?.text).toBe('Who of these is here for us as designated safeguarding lead?');
		expect(asked?.options.map(({ text }) => text)).not.toContain('Zoe');
	});

	it('asks for the night and for a worry about the person in charge, where that is recorded', () => {
		const duty = holder('out_of_hours', 'Duty officer', { kind: 'service' });
		const chair = holder('chair', 'Edmund');
		const reader = [...all, duty, chair];
		const posts = ['dsl', 'out_of_hours', 'chair'];
		const nth = (n: number) => (max: number) => (max === 3 ? n : 0);
		expect(right(reader, posts, nth(0))).toBe('Ben');
		expect(right(reader, posts, nth(1))).toBe('Duty officer');
		expect(localQuestion(posts, reader, nth(1))?.text).toMatch(/Saturday/);
		expect(right(reader, posts, nth(2))).toBe('Edmund');
		expect(localQuestion(posts, reader, nth(2))?.text).toMatch(/person in charge/);
		// The safeguarding lead and the deputy would not be wrong at night.
		expect(offered(reader, ['out_of_hours'])).toEqual(['Duty officer', 'Edmund', 'Louisa', 'Noor']);
	});
});

describe('what is asked and offered', () => {
	const last: RandomInteger = (max) => max - 1;
	const ida = holder('ict_lead', 'Ida');
	const hold = (...posts: string[]) => posts.map((post) => holder(post, `Holder of ${post}`));
	const safeguarding = hold('dsl', 'deputy_dsl', 'dso');
	const council = hold('children_social_care', 'adult_social_care', 'lado');
	const desks = [noor, louisa, ida];

	it.each([
		...['dsl', 'deputy_dsl', 'dso', 'allegations_lead', 'online_safety_coordinator'],
		...['data_protection_contact', 'hr_lead', 'safeguarding_champion']
	])('is who holds the post %s', (post) => {
		expect(right([...hold(post), noor, ida], [post])).toBe(`Holder of ${post}`);
	});

	it('is never a post that the module does not name', () => {
		const reader = [...safeguarding, ...hold('out_of_hours', 'chair'), ...desks];
		expect(right(reader, ['dsl'], last)).toBe('Holder of dsl');
	});

	it('at night is nobody of safeguarding or the council besides', () => {
		const reader = [...safeguarding, ...council, ...hold('out_of_hours'), ...desks];
		expect(offered(reader, ['out_of_hours'])).toEqual([
			...['Holder of out_of_hours', 'Ida', 'Louisa', 'Noor']
		]);
	});

	it('about the person in charge is nobody who would be right as well', () => {
		const others = hold('out_of_hours', 'allegations_lead', 'safeguarding_champion');
		const reader = [...safeguarding, ...council, ...others, ...hold('chair'), ...desks];
		expect(offered(reader, ['chair'])).toEqual(['Holder of chair', 'Ida', 'Louisa', 'Noor']);
	});

	it('is no service while there are three people to offer', () => {
		const lado = holder('lado', 'A council', { kind: 'service' });
		const names = localQuestion(['dsl'], [ben, amy, noor, louisa, lado], last)?.options;
		expect(names?.map(({ text }) => text)).toEqual(['Amy', 'Ben', 'Louisa', 'Noor']);
	});
});

it('names only who is recorded, each once, with one right answer, whatever there is', () => {
	const one = fc.record({
		post: fc.constantFrom('dsl', 'deputy_dsl', 'chair', 'out_of_hours', 'hr_lead', 'it_desk'),
		title: fc.constant('Post'),
		kind: fc.constantFrom('person' as const, 'service' as const, 'link' as const),
		name: fc.constantFrom('Amy', 'Ben', 'Cleo', 'Dev', 'Eli', 'Fay'),
		phone: fc.constant(null),
		email: fc.constant(null),
		isOld: fc.boolean()
	});
	fc.assert(
		fc.property(fc.array(one, { maxLength: 12 }), fc.nat(), (holders, seed) => {
			const posts = ['dsl', 'chair', 'out_of_hours', 'hr_lead'];
			const asked = localQuestion(posts, holders, (max) => seed % max);
			if (asked === null) return;
			const names = asked.options.map(({ text }) => text);
			expect(new Set(names).size).toBe(names.length);
			expect(names.length).toBeGreaterThanOrEqual(3);
			expect(names.length).toBeLessThanOrEqual(4);
			const known: string[] = holders.filter(({ isOld }) => !isOld).map(({ name }) => name);
			expect(names.filter((name) => !known.includes(name))).toEqual([]);
			const correct = asked.options.filter((option) => option.correct).map(({ key }) => key);
			expect(isRight(asked, correct)).toBe(true);
			expect(correct).toHaveLength(1);
		})
	);
});
