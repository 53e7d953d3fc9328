/** RFC 5321, section 4.5.3.1: the longest address that a mail server has to take. */
const LONGEST = 254;

/**
 * Whether a text can be written to as one e-mail address. It is no judge of what exists: it takes
 * apostrophes, plus signs and letters of any script, but nothing that means more than an address in
 * the head of a mail (spaces, line ends, commas, brackets, quotes), so that no text can smuggle in
 * another recipient or another line.
 */
export function isEmailAddress(text: string): boolean {
	if (text.length > LONGEST) return false;
	const [mailbox = '', host = '', ...more] = text.split('@');
	if (more.length > 0 || mailbox.length > 64) return false;
	return (
		/^[^\s\p{C}"(),:;<>[\\\]]+$/u.test(mailbox) &&
		!/^\.|\.\.|\.$/.test(mailbox) &&
		/^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]$/u.test(
			host
		)
	);
}
