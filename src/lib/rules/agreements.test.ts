import { describe, expect, it } from 'vitest';
import { checkSigning, isSameName, NAME_LENGTH, signingOn } from './agreements.ts';

describe('signing is open', () => {
	const currentVersion = '2';
	const signed = { version: '2', validUntil: '2027-03-02' };

	it('to somebody who never signed', () => {
		expect(signingOn({ signed: null, currentVersion, period: null }, '2026-11-21')).toEqual({
			open: true,
			why: 'first'
		});
	});

	it('when the wording is new, whatever the dates say', () => {
		const old = { version: '1', validUntil: '2027-03-02' };
		const period = { opensOn: '2027-01-01' };
		expect(signingOn({ signed: old, currentVersion, period }, '2026-11-21')).toEqual({
			open: true,
			why: 'new_version'
		});
	});

	it.each([
		['2026-12-31', { open: false, opensOn: '2027-01-01' }],
		['2027-01-01', { open: true, why: 'renewal' }]
	])('on %s, when the renewal opens on 1 January: %o', (today, expected) => {
		const period = { opensOn: '2027-01-01' };
		expect(signingOn({ signed, currentVersion, period }, today)).toEqual(expected);
	});

	it.each([
		['2026-12-31', { open: false, opensOn: '2027-01-01' }],
		['2027-01-01', { open: true, why: 'renewal' }]
	])('on %s, for somebody of whom nobody asks it: %o', (today, expected) => {
		expect(signingOn({ signed, currentVersion, period: null }, today)).toEqual(expected);
	});

	it('not to somebody whose earlier records do not say the version, until it renews', () => {
		const recorded = { version: null, validUntil: '2027-03-02' };
		const period = { opensOn: '2027-01-01' };
		const on = (today: string) => signingOn({ signed: recorded, currentVersion, period }, today);
		expect(on('2026-12-31')).toEqual({ open: false, opensOn: '2027-01-01' });
		expect(on('2027-01-01')).toEqual({ open: true, why: 'renewal' });
	});

	it('never again when it does not run out', () => {
		const forGood = { version: '2', validUntil: null };
		expect(signingOn({ signed: forGood, currentVersion, period: null }, '2099-01-01')).toEqual({
			open: false,
			opensOn: null
		});
	});
});

describe('a typed name', () => {
	it.each([
		['Asha Bello', true],
		['  asha   BELLO ', true],
		['Asha\u00a0Bello', true],
		['Asha Belo', false],
		['AshaBello', false],
		['Asha-Bello', false],
		['Asha', false],
		['', false]
	])('"%s" for Asha Bello: %s', (typed, same) => {
		expect(isSameName(typed, 'Asha Bello')).toBe(same);
	});

	it.each([
		['Zoe O’Neill–Smith', "Zoë O'Neill-Smith"],
		['Zoe\u0308 O\u2019Neill-Smith', "Zo\u00eb O'Neill-Smith"],
		['łukasz wójcik', 'Łukasz Wójcik'],
		['ОЛЕНА шевченко', 'Олена Шевченко']
	])('"%s" stands for %s', (typed, name) => {
		expect(isSameName(typed, name)).toBe(true);
	});
});

describe('the form that signs', () => {
	const question = {
		options: [
			{ key: 'now', correct: true, feedback: 'Yes.' },
			{ key: 'later', feedback: 'Waiting costs time.' }
		]
	};
	const about = { personName: 'Asha Bello', question };
	const filled = { read: true, understood: true, answer: 'now', name: 'asha bello' };

	it('goes through when everything is there', () => {
		expect(checkSigning(filled, about)).toEqual({ errors: {}, feedback: null });
	});

	it('says everything that is missing at once, in the order of the form', () => {
		const { errors, feedback } = checkSigning(
			{ read: false, understood: false, answer: '', name: ' ' },
			about
		);
		expect(Object.entries(errors)).toEqual([
			['read', 'Tick the box to say that you have read this agreement'],
			['understood', 'Tick the box to say that you understand it, or ask somebody first'],
			['answer', 'Choose an answer to the question'],
			['name', 'Type your full name to sign']
		]);
		expect(feedback).toBeNull();
	});

	it('answers a choice that is not right with its feedback only', () => {
		expect(checkSigning({ ...filled, answer: 'later' }, about)).toEqual({
			errors: { answer: 'Not quite: have another look at the question' },
			feedback: 'Waiting costs time.'
		});
	});

	it('takes no answer that was not offered', () => {
		expect(checkSigning({ ...filled, answer: 'never' }, about).errors).toEqual({
			answer: 'Choose an answer to the question'
		});
	});

	const spread = (length: number) => `Asha${' '.repeat(length - 9)}Bello`;

	it.each(['Ben Okafor', spread(NAME_LENGTH + 1)])('says which name is expected', (name) => {
		expect(checkSigning({ ...filled, name }, about).errors.name).toBe(
			'Type your name as it is recorded here: Asha Bello'
		);
	});

	it('takes a name as long as one can be kept', () => {
		expect(checkSigning({ ...filled, name: spread(NAME_LENGTH) }, about).errors).toEqual({});
	});
});
