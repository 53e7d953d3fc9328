import { longDay } from './dates-in-words.ts';
import type { Day } from './day.ts';
import type { Standing } from './standing.ts';

/** What a reminder is about. */
export type Reminding = {
	email: string;
	name: string;
	title: string;
	standing: Standing;
	/** The day that the standing turns on. */
	day: Day | null;
};

const happens: Partial<Record<Standing, string>> = {
	overdue: 'was due on',
	expired: 'ran out on',
	expiring: 'runs out on',
	due_soon: 'is due on'
};

/**
 * A `mailto:` address that opens a friendly reminder in the manager's own mail program, ready to be
 * changed and sent. `home` is the address of the platform.
 */
export function reminderAddress(
	{ email, name, title, standing, day }: Reminding,
	home: string
): string {
	const [firstName = name] = name.split(' ');
	const verb = happens[standing];
	const when = verb !== undefined && day !== null ? `${verb} ${longDay(day)}` : 'waits for you';
	const lines = [
		`Hello ${firstName},`,
		`“${title}” ${when}. You can do it in short sittings; what you have done is kept.`,
		`You find it here: ${home}`,
		'If something keeps you from doing it, let me know and we will sort it out.'
	];
	const subject = encodeURIComponent(`Reminder: ${title}`);
	return `mailto:${encodeURIComponent(email)}?subject=${subject}&body=${encodeURIComponent(lines.join('\r\n\r\n'))}`;
}
