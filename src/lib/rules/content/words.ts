/**
 * Words that blame, mislead or hurt, and what to write instead.
 * Source: the content blueprint, pitfalls, section 3.
 */
const FORBIDDEN: { words: RegExp; instead: string }[] = [
	{
		words: /child porn(?:ography)?/i,
		instead: 'indecent images of children, or child sexual abuse material'
	},
	{
		// The helpline of that name keeps its name.
		words: /revenge porn(?:ography)?(?! helpline)/i,
		instead: 'sharing intimate images without consent'
	},
	{ words: /sexting/i, instead: 'sharing nudes and semi-nudes' },
	{ words: /child prostitut(?:es?|ion)|promiscuous|lifestyle choice/i, instead: 'exploited child' },
	{
		words: /put (?:him|her|them)sel(?:f|ves) at risk|streetwise/i,
		instead: 'what was done, and by whom'
	},
	{ words: /alleged victims?/i, instead: 'child, young person or adult, and "said"' },
	{
		words: /predators?|monsters?|evil/i,
		instead: 'adult who poses a risk, or person who abuses'
	},
	{
		words: /vulnerable to (?:being )?radicalis(?:ation|ed)/i,
		instead: 'susceptible to radicalisation'
	},
	{
		words: /Islamic (?:terroris|extremis)(?:m|ts?)/i,
		instead: 'Islamist terrorism, or Islamist extremism'
	},
	{ words: /failed to protect/i, instead: 'what happened, and what help was missing' },
	{ words: /vulnerable adults?/i, instead: 'adult at risk' },
	{ words: /suffer(?:s|ed|ing)? from/i, instead: 'lives with' },
	{ words: /wheelchair(?:-| )bound|confined to a wheelchair/i, instead: 'uses a wheelchair' },
	{
		words: /sexual relationships? with (?:a |an |the )?(?:child|children|pupil|minor)s?/i,
		instead: 'sexual abuse'
	},
	{ words: /commit(?:s|ted|ting)? suicide/i, instead: 'died by suicide' },
	{ words: /(?:all|none|both) of the above/i, instead: 'a real answer' },
	{ words: /non-complian(?:t|ce)/i, instead: 'overdue, or not yet done' }
].map(({ words, instead }) => ({ words: whole(words), instead }));

/** The same as words of their own. They may run over the end of a line, in a box over its mark as well. */
function whole({ source }: RegExp): RegExp {
	return new RegExp(`(?<![\\p{L}-])(?:${source.replaceAll(' ', '[\\s>]+')})(?![\\p{L}])`, 'giu');
}

/** Quotation marks directly round a word speak about the word itself, which is allowed. */
const OPENING = /["'“‘]$/;
const CLOSING = /^["'”’]/;

/** A word to avoid in a text. */
export interface AvoidedWord {
	/** What to do about it. */
	message: string;
	/** Where it begins in the text. */
	at: number;
}

/** Every word in the text that training must not use. */
export function avoidedWords(text: string): AvoidedWord[] {
	return FORBIDDEN.flatMap(({ words, instead }) => {
		return [...text.matchAll(words)]
			.filter((match) => !isQuoted(text, match.index, match[0].length))
			.map((match) => ({
				at: match.index,
				message: `"${match[0].replaceAll(/[\s>]+/g, ' ')}": write ${instead} (or put it in quotation marks if you speak about the word itself)`
			}));
	});
}

function isQuoted(text: string, at: number, length: number): boolean {
	return OPENING.test(text.slice(0, at)) && CLOSING.test(text.slice(at + length));
}
