import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password.ts';

const about = {
	email: 'asha.verma@harbourlane.example',
	name: 'Asha Verma-Whitcombe',
	organisation: 'Harbour Lane Learning'
};
const problem = (password: string) => passwordProblem(password, about);

describe('length', () => {
	it.each([
		['', 'Choose a password'],
		['elevenchars', 'Use at least 12 characters; three or four unrelated words work well'],
		['kettle moss 1', null],
		['twelve chars', null],
		['tw elve chars', null],
		[
			'🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐠',
			'Use at least 12 characters; three or four unrelated words work well'
		],
		['🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐠', null],
		['ab'.repeat(128), null],
		['ab'.repeat(128) + 'c', 'Use at most 256 characters']
	])('of "%s" answers %s', (password, answer) => {
		expect(problem(password)).toBe(answer);
	});
});

describe('what anybody would guess', () => {
	it.each([
		'asha.verma@harbourlane.example',
		'Asha Verma-Whitcombe',
		'ashavermawhitcombe1',
		'Harbour Lane Learning',
		'HarbourLaneLearning2026!',
		'harbourlane.example'
	])('refuses what is known about the account: %s', (password) => {
		expect(problem(password)).toMatch(/not your name/);
	});

	it('refuses the name of the organisation with another number in it', () => {
		const numbered = { ...about, organisation: 'Harbour 24 Learning' };
		expect(passwordProblem('harbour 25 learning', numbered)).toMatch(/not your name/);
	});

	it('takes signs alone where something of the account is not known', () => {
		expect(passwordProblem('?!-+/?!-+/?!', { ...about, organisation: '' })).toBeNull();
	});

	it.each([
		'password1234',
		'Passwordpassword',
		'1111password',
		'qwertyuiop12',
		'123456789012',
		'09876543210987',
		'aaaaaaaaaaaa',
		'............',
		'Safeguarding2026',
		'q1w2e3r4t5y6'
	])('refuses the commonest: %s', (password) => {
		expect(problem(password)).toMatch(/first that somebody would guess/);
	});

	it.each([
		'correct kettle pebble',
		'harbour lane kettle',
		'only lower case letters',
		'481 902 775 316'
	])('takes %s without asking for capitals, digits or signs', (password) => {
		expect(problem(password)).toBeNull();
	});
});

it('does not trip over an account about which little is known', () => {
	expect(passwordProblem('correct kettle pebble', { email: '', name: '', organisation: '' })).toBe(
		null
	);
});
