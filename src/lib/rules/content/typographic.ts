const MARKS = new Map([
	['"', { opening: '“', closing: '”' }],
	["'", { opening: '‘', closing: '’' }]
]);

/** Nothing, a space, a bracket, a dash or another mark that opens: what a quotation begins after. */
const BEFORE_A_QUOTATION = /^[\s([{‘“–—-]?$/;

/** A text with the quotation marks and apostrophes of print, as lessons are shown. */
export function typographic(text: string): string {
	let made = '';
	for (const sign of text) {
		const marks = MARKS.get(sign);
		if (marks === undefined) made += sign;
		else made += BEFORE_A_QUOTATION.test(made.slice(-1)) ? marks.opening : marks.closing;
	}
	return made;
}

/** The same for every text within what a file holds. Names of lines and web addresses stay. */
export function typographicTexts(value: unknown): unknown {
	if (typeof value === 'string') return value.startsWith('https://') ? value : typographic(value);
	if (Array.isArray(value)) return value.map(typographicTexts);
	if (typeof value !== 'object' || value === null) return value;
	const lines = Object.entries(value).map(([key, line]) => [key, typographicTexts(line)]);
	return Object.fromEntries(lines);
}
