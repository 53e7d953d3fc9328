import { markupMessages } from '../content/text-checks.ts';
import { shortened, tidy } from './clean.ts';
import { UNWRITTEN, type Found, type FoundOption, type FoundQuestion } from './found.ts';
import { weigh } from './weights.ts';
import { wordsOf, type RawText } from './words-of.ts';

/** An answer as it stands in the file. */
export interface RawOption {
	text: RawText;
	/** Per cent; what is no number was not readable. */
	weight: number;
	feedback: RawText;
}

/** A question with answers to choose from, as it stands in the file. */
export interface RawQuestion {
	line: number;
	name: string | null;
	text: RawText;
	/** Shown after any answer. */
	feedback: RawText;
	options: RawOption[];
	/** A person could choose only one. */
	chooseOne: boolean;
}

/** As many as a quiz demands. */
const FEWEST = 4;
/** As many as there are letters for. */
const MOST = 26;

/** Whether a question can be carried, and in which words; adds what it finds to `found`. */
export function judge(raw: RawQuestion, found: Found): void {
	if (raw.options.length > MOST) {
		const label = labelOf(raw.name, raw.text.text);
		const message = `${label}: it has ${raw.options.length} answers, and ${MOST} are the most`;
		found.refusals.push({ line: raw.line, message });
		return;
	}
	const judgement = new Judgement(raw);
	const question = judgement.question();
	const { refusals, notes } = judgement;
	found.refusals.push(...refusals);
	if (refusals.length > 0) return;
	found.notes.push(...notes);
	found.questions.push(question);
}

/** Says which question is meant: by its name, or else by how it begins. */
export function labelOf(name: string | null, text: string): string {
	return `“${shortened(tidy(name ?? '') || tidy(text) || 'A question without words')}”`;
}

class Judgement {
	readonly refusals: Found['refusals'] = [];
	readonly notes: Found['notes'] = [];
	readonly #raw: RawQuestion;
	readonly #label: string;

	constructor(raw: RawQuestion) {
		this.#raw = raw;
		const words = raw.name === null ? wordsOf(raw.text) : null;
		this.#label = labelOf(raw.name, words?.kind === 'words' ? words.text : raw.text.text);
	}

	question(): FoundQuestion {
		const { line, name, options } = this.#raw;
		const text = this.#words(this.#raw.text, 'its text');
		if (text === '') this.#refuse(line, 'it has no words');
		const kind = this.#kind();
		this.#count(options.length);
		return { line, name: tidy(name ?? '') || null, kind, text, options: this.#options() };
	}

	#kind(): FoundQuestion['kind'] {
		const { line, options, chooseOne } = this.#raw;
		const weighed = weigh(
			options.map(({ weight }) => weight),
			chooseOne
		);
		if (weighed.kind === 'refused') {
			this.#refuse(line, weighed.reason);
			return 'single';
		}
		if (weighed.note !== null) this.#note(line, weighed.note);
		return weighed.kind;
	}

	#count(count: number): void {
		const { line } = this.#raw;
		if (count < FEWEST) {
			const has = count === 1 ? 'one answer' : `${count} answers`;
			this.#refuse(line, `it has ${has}, and a question here has at least four: add some`);
		}
	}

	#options(): FoundOption[] {
		const seen = new Set<string>();
		const read = this.#raw.options.map((option, at) => {
			const text = this.#words(option.text, `answer ${at + 1}`);
			if (text === '') this.#refuse(option.text.line, `answer ${at + 1} has no words`);
			else if (seen.has(text)) this.#refuse(option.text.line, `two answers say “${text}”`);
			seen.add(text);
			this.#noteOrder(option.text.line, text);
			const feedback = this.#words(option.feedback, `the feedback on answer ${at + 1}`);
			return { text, correct: option.weight > 0, feedback };
		});
		const without = read.flatMap(({ feedback }, at) => (feedback === '' ? [at + 1] : []));
		const instead = this.#instead(without);
		return read.map((option) => ({ ...option, feedback: option.feedback || instead }));
	}

	/** What is said on the answers that have no feedback of their own. */
	#instead(without: readonly number[]): string {
		const { line, feedback } = this.#raw;
		if (without.length === 0) {
			if (feedback.text.trim() !== '') {
				this.#note(feedback.line, 'the general feedback is left out: each answer has its own');
			}
			return '';
		}
		const which = `answer${without.length === 1 ? '' : 's'} ${without.join(', ')}`;
		const general = this.#words(feedback, 'its general feedback');
		if (general === '') {
			this.#note(line, `no feedback on ${which}: write it where the file says TODO`);
			return UNWRITTEN;
		}
		if (without.length > 1) {
			this.#note(line, `${which} have the general feedback: say what holds for each`);
		}
		return general;
	}

	/** Answers are shuffled before they are shown, so "all of the above" points nowhere. */
	#noteOrder(line: number, text: string): void {
		const pointsAt =
			/\b(?:above|below)\b/i.test(text) && /\b(?:all|none|any|both|neither)\b/i.test(text);
		if (pointsAt || /\b[A-E] (?:and|or|&) [A-E]\b/.test(text)) {
			this.#note(line, `“${shortened(text)}” points at other answers, but they are shuffled`);
		}
	}

	#words(raw: RawText, part: string): string {
		const words = wordsOf(raw);
		if (words.kind === 'refused') {
			this.#refuse(raw.line, `${part}: ${words.reason}`);
			// Says something, so that it is not refused a second time for saying nothing.
			return raw.text;
		}
		for (const message of markupMessages(words.text)) {
			this.#refuse(raw.line, `${part}: ${message}`);
		}
		return words.text;
	}

	#refuse(line: number, reason: string): void {
		this.refusals.push({ line, message: `${this.#label}: ${reason}` });
	}

	#note(line: number, note: string): void {
		this.notes.push({ line, message: `${this.#label}: ${note}` });
	}
}
