import { expect, it } from 'vitest';
import { isUuid } from './uuid.ts';

it.each([
	['0b9f1c7e-2a4d-4f6b-8c1a-3d5e7f901234', true],
	['0B9F1C7E-2A4D-4F6B-8C1A-3D5E7F901234', true],
	['0b9f1c7e-2a4d-4f6b-8c1a-3d5e7f90123', false],
	['0b9f1c7e-2a4d-4f6b-8c1a-3d5e7f901234\0', false],
	['SH-2026-000042', false],
	['\0', false],
	['', false]
])('%j is an id: %s', (text, is) => {
	expect(isUuid(text)).toBe(is);
});
