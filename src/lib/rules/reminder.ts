import { longDay } from './dates-in-words.ts';
import type { Day } from './day.ts';
import type { Standing } from './standing.ts';

/** One thing that a reminder is about, and the day that its standing turns on. */
export type Reminding = { title: string; standing: Standing; day: Day | null };

const happens: Partial<Record<Standing, string>> = {
	overdue: 'was due on',
	expired: 'ran out on',
	expiring: 'runs out on',
	due_soon: 'is due on'
};

function sentence({ title, standing, day }: Reminding): string {
	const verb = happens[standing];
	return verb !== undefined && day !== null
		? `“${title}” ${verb} ${longDay(day)}.`
		: `“${title}” waits for you.`;
}

/**
 * A `mailto:` address that opens one friendly reminder of everything in the manager's own mail
 * program, ready to be changed and sent. `home` is the address of the platform.
 */
export function reminderAddress(
	to: { name: string; email: string },
	about: readonly Reminding[],
	home: string
): string {
	const [firstName = to.name] = to.name.split(' ');
	const text = [
		`Hello ${firstName},`,
		about.map(sentence).join('\r\n'),
		`You find it here: ${home}\r\nYou can do it in short sittings; what you have done is kept.`,
		'If something keeps you from doing it, let me know and we will sort it out.'
	].join('\r\n\r\n');
	const subject = encodeURIComponent('Your safeguarding training');
	// The sign between mailbox and host stands as it is: RFC 6068, section 2.
	const address = encodeURIComponent(to.email).replace('%40', '@');
	return `mailto:${address}?subject=${subject}&body=${encodeURIComponent(text)}`;
}
