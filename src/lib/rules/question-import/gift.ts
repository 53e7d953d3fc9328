import { cleanFile } from './clean.ts';
import type { Found } from './found.ts';
import { giftBlocks, hideEscapes, showEscapes, type GiftBlock } from './gift-blocks.ts';
import { judge, labelOf, type RawOption } from './judge.ts';
import type { RawText, TextFormat } from './words-of.ts';

/**
 * Reads a file in GIFT, Moodle's format of plain text.
 * Source: docs.moodle.org, "GIFT format".
 */
export function readGift(text: string): Found {
	const found: Found = { questions: [], refusals: [], notes: [] };
	for (const block of giftBlocks(hideEscapes(cleanFile(text)))) readBlock(block, found);
	return found;
}

/** A question cut into its parts, its escapes still hidden. */
interface Parts {
	line: number;
	name: string | null;
	text: RawText;
	/** What stands between the brackets, and the line on which it begins. */
	answers: string;
	answersLine: number;
}

function readBlock(block: GiftBlock, found: Found): void {
	const whole = block.lines.join('\n');
	const { name, at } = nameOf(whole);
	const label = () => {
		const words = showEscapes(whole.slice(at).replace(/\{[\s\S]*/, ''));
		return labelOf(name === null ? null : showEscapes(name), words);
	};
	const refuse = (reason: string) => {
		found.refusals.push({ line: block.line, message: `${label()}: ${reason}` });
	};
	const brackets = [...whole.slice(at).matchAll(/[{}]/g)];
	const problem = problemOfBrackets(brackets.map(([bracket]) => bracket));
	if (problem !== null) return refuse(problem);
	const [open = 0, close = 0] = brackets.map(({ index }) => at + index);
	const start = whole.slice(at, open);
	const end = whole.slice(close + 1);
	// Words after the answers: the answers stand where a word is missing.
	const sentence = end.trim() === '' ? start : `${start}_____${end}`;
	const parts: Parts = {
		line: block.line,
		name: name === null ? null : showEscapes(name),
		text: rawText(sentence, 'moodle', block.line),
		answers: whole.slice(open + 1, close),
		answersLine: block.line + linesIn(whole.slice(0, open))
	};
	const other = otherKind(parts.answers);
	if (other !== null) return refuse(other);
	const before = found.questions.length;
	readChoices(parts, found);
	if (block.hasGap && found.questions.length > before) {
		const message = `${label()}: a blank line stands in its text, and what follows was taken to belong to it`;
		found.notes.push({ line: block.line, message });
	}
}

/** The title between double colons, and where the rest begins. */
function nameOf(whole: string): { name: string | null; at: number } {
	const start = whole.search(/\S/);
	if (!whole.startsWith('::', start)) return { name: null, at: 0 };
	const end = whole.indexOf('::', start + 2);
	if (end === -1) return { name: null, at: start + 2 };
	return { name: whole.slice(start + 2, end), at: end + 2 };
}

function problemOfBrackets(brackets: readonly string[]): string | null {
	const written = brackets.join('');
	if (written === '{}') return null;
	if (written === '') {
		return 'it has no answers in { }, so it is a description, which asks nothing. If its answers stand further down, take the blank line out';
	}
	if (written === '{') return 'its answers begin with { and are never closed: add the }';
	if (written === '}') return 'its answers end with } and never begin: add the {, or write \\}';
	return 'it has more than one { }: put a blank line between questions, and write \\{ and \\} where brackets are meant as signs';
}

/** Why these answers are no choice between several; null when they are one. */
function otherKind(answers: string): string | null {
	const { choices: written } = withoutGeneral(answers);
	if (/^\d+:[A-Z_]+:/i.test(written)) {
		return 'a cloze question, with its answers within a text, cannot be carried';
	}
	if (written === '') return 'an essay question, without answers to choose, cannot be carried';
	if (written.startsWith('#')) return 'a numerical question cannot be carried';
	if (written.includes('~')) return null;
	if (written.includes('=') && written.includes('->')) {
		return 'a matching question cannot be carried';
	}
	if (/^(?:T|TRUE|F|FALSE)\s*(?:#|$)/i.test(written)) {
		return 'a true or false question has two answers, and a question here has at least four: ask for a choice instead';
	}
	return 'a short answer question, where people type the answer, cannot be carried';
}

/** The answers without the general feedback, which is what follows the last four hashes. */
function withoutGeneral(answers: string): { choices: string; general: string; at: number } {
	const at = answers.lastIndexOf('####');
	if (at === -1) return { choices: answers.trim(), general: '', at: answers.length };
	return { choices: answers.slice(0, at).trim(), general: answers.slice(at + 4), at };
}

function readChoices({ line, name, text, answers, answersLine }: Parts, found: Found): void {
	const { general, at } = withoutGeneral(answers);
	const options: RawOption[] = [];
	let here = answersLine;
	let chooseOne = false;
	for (const [piece] of answers.slice(0, at).matchAll(/[~=]?[^~=]+|[~=]/g)) {
		const option = readOption(piece, text.format, here);
		here += linesIn(piece);
		// "~=right" is written now and then: the first sign has no answer of its own.
		if (option === null) continue;
		chooseOne ||= piece.startsWith('=');
		options.push(option);
	}
	const feedback = rawText(general, text.format, here);
	judge({ line, name, text, feedback, options, chooseOne }, found);
}

const WEIGHT = /^\s*%(-?)(\d{1,3}(?:[.,]\d{0,9})?)%/;

/** One answer with its sign in front; null for a piece without anything in it. */
function readOption(piece: string, format: TextFormat, line: number): RawOption | null {
	const isRight = piece.startsWith('=');
	const written = /^[~=]/.test(piece) ? piece.slice(1) : piece;
	if (written.trim() === '') return null;
	const [marked = '', minus = '', weight = ''] = WEIGHT.exec(written) ?? [];
	const rest = written.slice(marked.length);
	const hash = rest.indexOf('#');
	const words = hash === -1 ? rest : rest.slice(0, hash);
	const feedback = hash === -1 ? '' : rest.slice(hash + 1);
	return {
		text: rawText(words, format, line),
		weight: marked === '' ? (isRight ? 100 : 0) : Number(minus + weight.replace(',', '.')),
		feedback: rawText(
			feedback,
			format,
			line + linesIn(rest.slice(0, rest.length - feedback.length))
		)
	};
}

/** A text with its escapes shown, and the format that may stand before it: `[html]`. */
function rawText(text: string, fallback: TextFormat, line: number): RawText {
	const [marked = '', format] = /^\s*\[(html|moodle|plain|markdown)\]/i.exec(text) ?? [];
	return {
		text: showEscapes(text.slice(marked.length)),
		format: format === undefined ? fallback : (format.toLowerCase() as TextFormat),
		line
	};
}

function linesIn(text: string): number {
	return text.split('\n').length - 1;
}
