/** A mail as its author writes it: paragraphs of plain text, and one link to follow. */
export type Letter = {
	subject: string;
	/** The paragraphs before the link. */
	before: readonly string[];
	link: { address: string; text: string };
	/** The paragraphs after it. */
	after: readonly string[];
};

export type ComposedLetter = { subject: string; text: string; html: string };

/**
 * A letter in the three forms that a mail carries: its subject on one line, plain text, and the
 * same as simple HTML, which loads nothing from anywhere. Line ends and other invisible signs in
 * what is written in, such as names, become spaces.
 */
export function composeLetter(letter: Letter): ComposedLetter {
	const subject = oneLine(letter.subject);
	const before = letter.before.map(oneLine);
	const after = letter.after.map(oneLine);
	const { address, text } = letter.link;
	return {
		subject,
		text: `${[...before, address, ...after].join('\n\n')}\n`,
		html: htmlOf(subject, [
			...before.map(paragraph),
			`<p style="margin:1.6em 0"><a href="${escaped(address)}" style="${BUTTON}">${escaped(text)}</a></p>`,
			`<p style="${SMALL}">If the button does not work, open this address in a browser:<br><span style="word-break:break-all">${escaped(address)}</span></p>`,
			...after.map(paragraph)
		])
	};
}

const BODY =
	'margin:0;padding:24px 16px;background:#f7f5f0;color:#1b2330;font:17px/1.6 system-ui,-apple-system,Segoe UI,Roboto,sans-serif';
const PAPER =
	'max-width:36em;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #ddd8cc;border-radius:12px';
const BUTTON =
	'display:inline-block;padding:12px 22px;border-radius:10px;background:#0f5f63;color:#ffffff;font-weight:600;text-decoration:none';
const SMALL = 'font-size:15px;color:#545c68';

function htmlOf(title: string, parts: readonly string[]): string {
	return [
		'<!doctype html>',
		'<html lang="en-GB"><head><meta charset="utf-8">',
		`<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>`,
		`<body style="${BODY}"><div style="${PAPER}">`,
		...parts,
		'</div></body></html>',
		''
	].join('\n');
}

function paragraph(text: string): string {
	return `<p>${escaped(text)}</p>`;
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** The text on one line, whatever line ends and control signs it came with. */
export function oneLine(text: string): string {
	return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
