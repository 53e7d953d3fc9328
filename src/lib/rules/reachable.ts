/** A text with a telephone number at its start: what to dial, the number as written, the rest. */
export type Reachable = { dial: string; number: string; rest: string };

/**
 * A telephone number as a `tel:` link wants it: digits, with a plus before them where given. An
 * extension is dialled by hand, once somebody answers.
 */
export function dialled(phone: string): string {
	return phone.replace(/ext.*/is, '').replaceAll(/[^+\d]/g, '');
}

/**
 * `0345 6000 459 (Monday to Friday)` as a number to dial and the words after it; null for what
 * does not begin with a number, such as a web address or `Text 85258`.
 */
export function reachableByPhone(contact: string): Reachable | null {
	const plain = contact.trim();
	const number = /^\+?\d[\d ]*\d/.exec(plain)?.[0];
	if (number === undefined) return null;
	return { dial: dialled(number), number, rest: plain.slice(number.length) };
}

/** A way to reach somebody: the address of a link, and what it says. */
export type Way = { by: 'phone' | 'email' | 'page'; href: string; text: string };

/**
 * The ways to reach a contact, the best one first: a telephone rings at once, a mail is read some
 * time, and a page may lead on to both. A post that is itself a page, like the concern form, begins
 * with it.
 */
export function waysToReach({
	phone,
	email,
	url,
	kind
}: {
	phone: string | null;
	email: string | null;
	url: string | null;
	kind: { kind: 'person' | 'service' | 'link' };
}): Way[] {
	const byPhone: Way[] = phone ? [{ by: 'phone', href: `tel:${dialled(phone)}`, text: phone }] : [];
	const byEmail: Way[] = email ? [{ by: 'email', href: `mailto:${email}`, text: email }] : [];
	const page: Way[] = url ? [{ by: 'page', href: url, text: url }] : [];
	return kind.kind === 'link'
		? [...page, ...byPhone, ...byEmail]
		: [...byPhone, ...byEmail, ...page];
}
