import { describe, expect, it } from 'vitest';
import { longDay, momentInWords, monthInWords, shortDay } from './dates-in-words.ts';

describe('dates in words', () => {
	it('writes days short and long, and months', () => {
		expect(shortDay('2026-11-07')).toBe('7 Nov 2026');
		expect(longDay('2026-11-07')).toBe('7 November 2026');
		expect(monthInWords('2026-01-31')).toBe('January 2026');
		expect(shortDay('2026-13-01')).toBe('1 13 2026');
	});

	it('leaves blanks where a part is missing', () => {
		expect(longDay('')).toBe('0  ');
	});

	it('writes moments in the time zone of the organisation', () => {
		const summer = new Date('2026-06-30T23:05:00Z');
		expect(momentInWords(summer, 'Europe/London')).toBe('1 July 2026, 00:05');
	});
});
