import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	LONGEST_WAIT_SECONDS,
	secondsToWait,
	waitInWords,
	WINDOW_SECONDS,
	type Failures
} from './throttle.ts';

const now = new Date('2026-11-21T10:00:00Z');
const none: Failures = { count: 0, latest: null };
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('the wait of an account', () => {
	it.each([
		{ count: 0, passed: 0, wait: 0 },
		{ count: 4, passed: 0, wait: 0 },
		{ count: 5, passed: 0, wait: 15 },
		{ count: 5, passed: 14, wait: 1 },
		{ count: 5, passed: 14.2, wait: 1 },
		{ count: 5, passed: 15, wait: 0 },
		{ count: 6, passed: 0, wait: 30 },
		{ count: 7, passed: 0, wait: 60 },
		{ count: 8, passed: 0, wait: 120 },
		{ count: 9, passed: 0, wait: 240 },
		{ count: 10, passed: 0, wait: 300 },
		{ count: 10, passed: 299, wait: 1 },
		{ count: 10, passed: 300, wait: 0 },
		{ count: 5000, passed: 0, wait: 300 }
	])('is $wait s after $count failures, the last $passed s ago', ({ count, passed, wait }) => {
		const account = { count, latest: ago(passed) };
		expect(secondsToWait({ account, address: none, now })).toBe(wait);
	});
});

it('forgets failures after a quarter of an hour', () => {
	expect(WINDOW_SECONDS).toBe(900);
});

describe('the wait of an address', () => {
	it.each([
		{ count: 59, wait: 0 },
		{ count: 60, wait: 15 },
		{ count: 61, wait: 30 },
		{ count: 200, wait: 300 }
	])('is $wait s after $count failures', ({ count, wait }) => {
		const address = { count, latest: now };
		expect(secondsToWait({ account: none, address, now })).toBe(wait);
	});
});

it('holds the longer of the two waits', () => {
	const account = { count: 5, latest: now };
	const address = { count: 61, latest: now };
	expect(secondsToWait({ account, address, now })).toBe(30);
});

it('asks nobody to wait when no time of a failure is known', () => {
	expect(secondsToWait({ account: { count: 9, latest: null }, address: none, now })).toBe(0);
});

const failures = fc.record({
	count: fc.nat(10_000),
	latest: fc.integer({ min: -3600, max: 2 * WINDOW_SECONDS }).map(ago)
});

it('is never longer than five minutes, never negative, and whole', () => {
	fc.assert(
		fc.property(failures, failures, (account, address) => {
			const wait = secondsToWait({ account, address, now });
			expect(Number.isInteger(wait)).toBe(true);
			expect(wait).toBeGreaterThanOrEqual(0);
			expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_SECONDS);
		})
	);
});

it('never shrinks with one more failure, and is over once it has passed', () => {
	fc.assert(
		fc.property(failures, (account) => {
			const latest = account.latest < now ? account.latest : now;
			const before = secondsToWait({ account: { ...account, latest }, address: none, now });
			const more = { count: account.count + 1, latest };
			expect(secondsToWait({ account: more, address: none, now })).toBeGreaterThanOrEqual(before);
			const afterwards = new Date(now.getTime() + before * 1000);
			expect(
				secondsToWait({ account: { ...account, latest }, address: none, now: afterwards })
			).toBe(0);
		})
	);
});

it.each([
	[1, '1 second'],
	[15, '15 seconds'],
	[59, '59 seconds'],
	[60, '1 minute'],
	[61, '2 minutes'],
	[300, '5 minutes']
])('says %i seconds as "%s"', (seconds, words) => {
	expect(waitInWords(seconds)).toBe(words);
});
