/** The signs from U+00A0 to U+00FF by the names HTML gives them, in order. */
const LATIN =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** Other signs that HTML has a name for, as far as editors write them. */
const OTHERS =
	'amp & lt < gt > quot " apos \' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d lrm \u200e rlm \u200f ndash – mdash — horbar ― lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ check ✓ cross ✗ excl ! quest ? num # dollar $ percnt % lpar ( rpar ) ast * plus + comma , period . sol / colon : semi ; equals = commat @ lsqb [ rsqb ] lbrack [ rbrack ] bsol \\ lowbar _ grave ` lbrace { rbrace } lcub { rcub } vert | verbar | Tab \u2002 NewLine \u2002 hyphen ‐ dash ‐ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ upsih ϒ piv ϖ Wcirc Ŵ wcirc ŵ Ycirc Ŷ ycirc ŷ Ccaron Č ccaron č Zcaron Ž zcaron ž Lstrok Ł lstrok ł Cacute Ć cacute ć Sacute Ś sacute ś Aogon Ą aogon ą Eogon Ę eogon ę Zdot Ż zdot ż Zacute Ź zacute ź Nacute Ń nacute ń inodot ı Gbreve Ğ gbreve ğ Scedil Ş scedil ş amacr ā emacr ē imacr ī omacr ō umacr ū';

/** What the names of HTML stand for: `rsquo` for ’. Beside XML's own five, which editors rely on. */
export const ENTITIES: ReadonlyMap<string, string> = new Map([
	...LATIN.split(' ').map((name, at): [string, string] => [name, String.fromCharCode(0xa0 + at)]),
	...[...OTHERS.matchAll(/(\S+) (\S|\s)(?: |$)/gu)].map(([, name, sign]): [string, string] => [
		String(name),
		String(sign)
	])
]);

/** What browsers take numbers from 128 to 159 for: signs of Windows-1252, not control signs. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Stands for a sign that cannot be. */
export const LOST = '\ufffd';

/** The sign a number stands for in HTML, {@link LOST} when there is none. */
export function signOf(code: number): string {
	if (code >= 0x80 && code <= 0x9f) return WINDOWS.charAt(code - 0x80);
	if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return LOST;
	return String.fromCodePoint(code);
}

/**
 * A text with the signs that its entities stand for, each of them once; what follows an ampersand
 * without being one stays, as in "R&D". The name of one that is not known comes back instead.
 */
export function decodeEntities(text: string): { text: string } | { unknown: string } {
	let unknown: string | null = null;
	const decoded = text.replaceAll(
		/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,30}));/gi,
		(whole, hex?: string, decimal?: string, name?: string) => {
			if (hex !== undefined) return signOf(Number.parseInt(hex, 16));
			if (decimal !== undefined) return signOf(Number(decimal));
			const sign = ENTITIES.get(String(name));
			if (sign === undefined) unknown ??= whole;
			return sign ?? whole;
		}
	);
	return unknown === null ? { text: decoded } : { unknown };
}
