import { expect, test } from 'vitest';
import { compareVersions } from './versions.ts';

test.each([
	['1', '2', -1],
	['2', '10', -1],
	['2026.9', '2026.11', -1],
	['2026.11', '2026.11', 0],
	['2027.1', '2026.12', 1]
])('%s against %s', (a, b, sign) => {
	expect(Math.sign(compareVersions(a, b))).toBe(sign);
});
