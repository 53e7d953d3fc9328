import type { Settings } from '../settings.ts';
import { openMailer, type Mailer } from './mailer.ts';

/** How what leaves the platform finds its way: mail to people, and people back to a page. */
export type Delivery = {
	/** Null where no mail server is named; links are then handed over by hand. */
	mailer: Mailer | null;
	/** Where people reach the app, without a slash at the end; links in mail begin with it. */
	origin: string;
};

let settled: Delivery | undefined;

/** Settles it for this process, once, at its start: requests and background work both send mail. */
export function settleDelivery({ mail, origin }: Pick<Settings, 'mail' | 'origin'>): void {
	settled?.mailer?.close();
	settled = { mailer: mail && openMailer(mail), origin };
}

/** How mail leaves this process. Throws when nobody has settled it. */
export function delivery(): Delivery {
	if (!settled) throw new Error('How mail is delivered has not been settled yet');
	return settled;
}
