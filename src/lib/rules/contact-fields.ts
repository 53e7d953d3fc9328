import { isEmailAddress } from './email-address.ts';

/**
 * What people type or paste as a way to reach a contact, read kindly. Null stands for what cannot be
 * read; the empty text stays empty.
 */

/**
 * A telephone number as people write it: spaces, brackets, hyphens, `tel:`, a plus, an extension.
 * `+44 (0)1632 960110` loses the nought that nobody may dial after the code of a country.
 */
export function readPhone(typed: string): string | null {
	const plain = typed
		.trim()
		.replace(/^tel(?:ephone)?\s*[:.]?\s*/i, '')
		.replaceAll(/[\s\u00a0]+/g, ' ')
		.replaceAll(/[‐-―]/g, '-');
	if (plain === '') return '';
	const [, written = '', extension] =
		/^([^a-z]*?)(?:[ ,;]*(?:ext(?:ension)?|x)\.? ?(\d{1,6}))?$/i.exec(plain) ?? [];
	const number = written.replace(/^(\+\d{1,3}) ?\(0\) ?/, '$1 ').trim();
	if (!/^\+?[\d ().\-/]+$/.test(number)) return null;
	const digits = number.replaceAll(/\D/g, '').length;
	if (digits < 3 || digits > 15) return null;
	return extension === undefined ? number : `${number} ext. ${extension}`;
}

/** An e-mail address, also as mail programs write it: `Ben Okafor <ben@example.org>`, `mailto:`. */
export function readEmail(typed: string): string | null {
	const plain = typed.trim().replace(/^mailto:\s*/i, '');
	if (plain === '') return '';
	const address = (/^[^<>]*<([^<>]+)>$/.exec(plain)?.[1] ?? plain).trim().replace(/[.,;]+$/, '');
	const at = address.lastIndexOf('@');
	// The mailbox may tell capitals apart; the host never does.
	const written = `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
	return at > 0 && isEmailAddress(written) ? written : null;
}

/** The longest address that every browser opens. */
const LONGEST_LINK = 2000;

/** A secure web address; `example.org/form` gets the `https://` that its writer left out. */
export function readLink(typed: string): string | null {
	const plain = typed.trim();
	if (plain === '') return '';
	const written = /^[a-z][a-z0-9+.-]*:/i.test(plain) && !/^[^/]*:\d/.test(plain);
	const link = written ? plain : `https://${plain}`;
	if (link.length > LONGEST_LINK || /\s/.test(link) || !URL.canParse(link)) return null;
	const { protocol, hostname, username, password } = new URL(link);
	const isWhole = hostname.includes('.') && username === '' && password === '';
	return protocol === 'https:' && isWhole ? link : null;
}
