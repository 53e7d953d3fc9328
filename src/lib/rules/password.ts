export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 256;

/** What is known about the account and would be guessed first. */
export type AboutAccount = { email: string; name: string; organisation: string };

/** The commonest passwords of twelve characters and more, and what people pad to get there. */
const COMMON = new Set([
	'abcdefghijkl',
	'administrator',
	'changemenow',
	'correcthorsebatterystaple',
	'iloveyouforever',
	'iloveyousomuch',
	'letmeinplease',
	'liverpoolfootballclub',
	'manchesterunited',
	'passwordpassword',
	'q1w2e3r4t5y6',
	'qazwsxedcrfv',
	'qwertyqwerty',
	'qwertyuiopasdfghjkl',
	'safeguarding',
	'trustnoone',
	'unbelievable',
	'welcomeback'
]);

/** Words that stay a first guess whatever digits and signs are put round them. */
const STEMS = new Set([
	...COMMON,
	'admin',
	'changeme',
	'dragon',
	'football',
	'iloveyou',
	'letmein',
	'liverpool',
	'monkey',
	'password',
	'passwort',
	'princess',
	'qwerty',
	'qwertyuiop',
	'safehands',
	'sunshine',
	'welcome'
]);

/**
 * What is wrong with a new password, as a kind sentence for the person, or null when it will do.
 * Length is counted in characters as people see them typed, after Unicode normalisation. Nothing
 * is demanded of its composition: NIST SP 800-63B section 3.1.1.2 and the NCSC's password guidance
 * both ask for length and a list of refused passwords instead.
 */
export function passwordProblem(password: string, about: AboutAccount): string | null {
	const length = [...password.normalize('NFKC')].length;
	if (length === 0) return 'Choose a password';
	if (length < SHORTEST_PASSWORD) {
		return `Use at least ${SHORTEST_PASSWORD} characters; three or four unrelated words work well`;
	}
	if (length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters`;
	if (isAboutAccount(password, about)) {
		return 'Choose something that is not your name, your email address or your organisation';
	}
	if (isCommon(password)) {
		return 'That password is one of the first that somebody would guess; choose another';
	}
	return null;
}

function isAboutAccount(password: string, about: AboutAccount): boolean {
	const [mailbox = '', host = ''] = about.email.split('@');
	const known = [about.email, mailbox, host, about.name, about.organisation].map(plain);
	const tried = new Set([plain(password), letters(password)]);
	return known.some((text) => text !== '' && (tried.has(text) || tried.has(letters(text))));
}

function isCommon(password: string): boolean {
	const text = plain(password);
	if (COMMON.has(text) || STEMS.has(letters(password))) return true;
	const oneCharacter = new Set(password).size === 1;
	return oneCharacter || isRun(text);
}

/** Only keys that follow each other on the keyboard: 123456789012, 098765432109. */
function isRun(text: string): boolean {
	const run = '0123456789'.repeat(26);
	const backwards = [...run].reverse().join('');
	return text !== '' && (run.includes(text) || backwards.includes(text));
}

/** Letters and digits only, without accents and case. */
function plain(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

function letters(text: string): string {
	return plain(text).replace(/\p{N}/gu, '');
}
