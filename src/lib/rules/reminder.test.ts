import { expect, it } from 'vitest';
import { reminderAddress, type Reminding } from './reminder.ts';

const about: Reminding = {
	email: 'rhys+work@harbourlane.example',
	name: 'Rhys Parry',
	title: 'Online safety & you',
	standing: 'expired',
	day: '2026-11-02'
};

function read(reminding: Reminding): string {
	return (
		new URL(reminderAddress(reminding, 'https://train.example')).searchParams.get('body') ?? ''
	);
}

it('writes to the person about the item, so that no character is lost', () => {
	const url = new URL(reminderAddress(about, 'https://train.example'));
	expect(decodeURIComponent(url.pathname)).toBe('rhys+work@harbourlane.example');
	expect(url.searchParams.get('subject')).toBe('Reminder: Online safety & you');
	expect(read(about)).toContain('Hello Rhys,\r\n');
	expect(read(about)).toContain('You find it here: https://train.example\r\n');
});

it.each([
	['expired', '2026-11-02', 'ran out on 2 November 2026'],
	['overdue', '2026-11-02', 'was due on 2 November 2026'],
	['expiring', '2026-12-11', 'runs out on 11 December 2026'],
	['due_soon', '2026-12-11', 'is due on 11 December 2026'],
	['in_progress', '2026-12-11', 'waits for you'],
	['due_soon', null, 'waits for you']
] as const)('says of what is %s on %s that it %s', (standing, day, words) => {
	expect(read({ ...about, standing, day })).toContain(`“Online safety & you” ${words}.`);
});
