import { expect, it } from 'vitest';
import { reminderAddress, type Reminding } from './reminder.ts';

const rhys = { name: 'Rhys Parry', email: 'rhys+work@harbourlane.example' };
const late: Reminding = { title: 'Safety & you', standing: 'expired', day: '2026-11-02' };

function read(about: Reminding[]): string {
	const url = new URL(reminderAddress(rhys, about, 'https://train.example'));
	return url.searchParams.get('body') ?? '';
}

it('writes one letter about everything, in which no character is lost', () => {
	const url = new URL(reminderAddress(rhys, [late], 'https://train.example'));
	expect(decodeURIComponent(url.pathname)).toBe('rhys+work@harbourlane.example');
	expect(url.searchParams.get('subject')).toBe('Your safeguarding training');
	const letter = read([late, { title: 'Prevent', standing: 'overdue', day: '2026-11-03' }]);
	expect(letter).toContain('Hello Rhys,\r\n');
	expect(letter).toContain(
		'“Safety & you” ran out on 2 November 2026.\r\n“Prevent” was due on 3 November 2026.\r\n'
	);
	expect(letter).toContain('You find it here: https://train.example\r\n');
	expect(letter).toMatch(/let me know and we will sort it out\.$/);
});

it.each([
	['expired', '2026-11-02', 'ran out on 2 November 2026'],
	['overdue', '2026-11-02', 'was due on 2 November 2026'],
	['expiring', '2026-12-11', 'runs out on 11 December 2026'],
	['due_soon', '2026-12-11', 'is due on 11 December 2026'],
	['in_progress', '2026-12-11', 'waits for you'],
	['due_soon', null, 'waits for you']
] as const)('says of what is %s on %s that it %s', (standing, day, words) => {
	expect(read([{ ...late, standing, day }])).toContain(`“Safety & you” ${words}.`);
});
