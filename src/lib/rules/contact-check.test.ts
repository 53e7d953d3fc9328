import { expect, it } from 'vitest';
import { needsChecking } from './contact-check.ts';

it.each([
	['checked today', '2026-11-21', false],
	['checked 90 days ago', '2026-08-23', false],
	['checked 91 days ago', '2026-08-22', true],
	['checked years ago', '2020-01-01', true]
])('%s', (_, checkedOn, expected) => {
	expect(needsChecking(checkedOn, '2026-11-21')).toBe(expected);
});
