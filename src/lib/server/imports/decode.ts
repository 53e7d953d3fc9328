/** A file that is not what it should be: a sentence or two for whoever brought it. */
export type WrongFile = { kind: 'wrong'; message: string };

/** The largest file that is read, in bytes. */
export const MOST_BYTES = 10 * 1024 * 1024;

const SAVE_AS_CSV =
	'Open it in your spreadsheet program, choose “Save as” or “Download”, and there “CSV UTF-8” or “CSV”; then bring that file.';

/** What files begin with that are no text, and what they are. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], name: string])[] = [
	[[0x50, 0x4b, 0x03, 0x04], 'a spreadsheet or another packed file (.xlsx, .ods, .numbers, .zip)'],
	[[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel file (.xls)'],
	[[0x25, 0x50, 0x44, 0x46], 'a PDF'],
	[[0x89, 0x50, 0x4e, 0x47], 'a picture'],
	[[0xff, 0xd8, 0xff], 'a picture'],
	[[0x1f, 0x8b], 'a packed file (.gz)'],
	[[0x7b, 0x5c, 0x72, 0x74, 0x66], 'a text document (.rtf)']
];

/**
 * The text of a file as it really comes: UTF-8 with or without a byte order mark, UTF-16 either way
 * round, or Windows-1252, which is what older programs of Windows write.
 */
export function decode(bytes: Uint8Array): { kind: 'text'; text: string } | WrongFile {
	if (bytes.length === 0) return wrong('The file is empty. Choose another one.');
	if (bytes.length > MOST_BYTES) {
		return wrong(
			`The file is larger than ${MOST_BYTES / 1024 / 1024} MB. Divide it into several, each with the line of headings.`
		);
	}
	const known = knownBinary(bytes);
	if (known !== null) return wrong(`This is ${known}, not a CSV file. ${SAVE_AS_CSV}`);
	const text = textOf(bytes);
	if (text === null) return wrong(`This is not a text file. ${SAVE_AS_CSV}`);
	if (/^\s*<(!doctype|html|table|\?xml)/i.test(text)) {
		return wrong(`This is a web page or XML under another name, not a CSV file. ${SAVE_AS_CSV}`);
	}
	return { kind: 'text', text };
}

function wrong(message: string): WrongFile {
	return { kind: 'wrong', message };
}

/** What a file is that plainly is no text; null when that cannot be told. */
export function knownBinary(bytes: Uint8Array): string | null {
	const known = SIGNATURES.find(([signature]) => signature.every((byte, at) => bytes[at] === byte));
	return known?.[1] ?? null;
}

/** The text of bytes in whichever encoding they are; null when they are none. */
export function textOf(bytes: Uint8Array): string | null {
	const encoding = utf16Of(bytes);
	if (encoding !== null) return new TextDecoder(encoding).decode(bytes);
	if (bytes.includes(0)) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return fromWindows1252(bytes);
	}
}

/** The signs that Windows-1252 has where ISO 8859-1, which Node decodes in its stead, has none. */
const WINDOWS_SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Every byte is some sign there, so this always answers. */
function fromWindows1252(bytes: Uint8Array): string {
	return Buffer.from(bytes)
		.toString('latin1')
		.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_SIGNS.charAt(sign.charCodeAt(0) - 0x80));
}

/** By its byte order mark, or because every other byte of an English text is zero. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	const some = bytes.subarray(0, 400);
	const zeros = [0, 1].map(
		(rest) => some.filter((byte, at) => at % 2 === rest && byte === 0).length
	);
	const [even = 0, odd = 0] = zeros;
	const half = some.length / 2;
	if (odd > half * 0.6 && even === 0) return 'utf-16le';
	return even > half * 0.6 && odd === 0 ? 'utf-16be' : null;
}
