import { SaxesParser } from 'saxes';
import { ENTITIES } from './entities.ts';

/** A piece of an XML file. */
export interface XmlElement {
	name: string;
	attributes: Readonly<Record<string, string>>;
	/** Where it begins, from 1. */
	line: number;
	content: (XmlElement | string)[];
}

/** Deeper than any file with questions. */
const DEEPEST = 60;
/** How much is handed to the parser at a time, in signs: it can be stopped after each. */
const PIECE = 65_536;
/** Files as text, which nobody reads: they are only known to be there. */
const DROPPED = new Set(['file', 'image_base64']);

/**
 * Reads an XML file and hands over each element directly below the root, then forgets it, so that
 * a large file needs little memory. Document type declarations are refused, and with them every
 * entity that a file could declare: nothing is expanded and nothing fetched. The names that HTML
 * knows are taken as well, because files written by hand have `&nbsp;`.
 *
 * @param text cleaned; blank lines at the start are allowed
 * @param take called with each element and the name of the root
 * @returns the name of the root, and why the reading ended early and where; null when it did not
 */
export function readXml(
	text: string,
	take: (element: XmlElement, root: string) => void
): { root: string | null; stopped: Stop | null } {
	const start = text.search(/\S|$/);
	const linesBefore = text.slice(0, start).split('\n').length - 1;
	return new Reading(linesBefore, take).run(text.slice(start));
}

/** Why a reading ended early, and where. */
interface Stop {
	line: number;
	reason: string;
}

class Reading {
	readonly #parser = new SaxesParser();
	readonly #open: XmlElement[] = [];
	readonly #linesBefore: number;
	readonly #take: (element: XmlElement, root: string) => void;
	#root: string | null = null;
	#stopped: Stop | null = null;
	#line = 1;

	constructor(linesBefore: number, take: (element: XmlElement, root: string) => void) {
		this.#linesBefore = linesBefore;
		this.#take = take;
		const parser = this.#parser;
		// Without a prototype: `&constructor;` is no entity.
		parser.ENTITIES = Object.assign(Object.create(null), Object.fromEntries(ENTITIES)) as Record<
			string,
			string
		>;
		parser.on('error', ({ message }) => this.#stop(wordsOfError(message)));
		parser.on('doctype', (declared) => {
			const lines = declared.split('\n').length - 1;
			const reason = 'a document type declaration (<!DOCTYPE …>) is not read: take it out';
			this.#stopped ??= { line: this.#here() - lines, reason };
		});
		parser.on('opentagstart', () => {
			this.#line = this.#here();
		});
		parser.on('opentag', ({ name, attributes }) => this.#begin(name, attributes));
		parser.on('closetag', () => this.#end());
		parser.on('text', (words) => this.#words(words));
		parser.on('cdata', (words) => this.#words(words));
	}

	run(text: string): ReturnType<typeof readXml> {
		for (let at = 0; at < text.length && this.#stopped === null; at += PIECE) {
			this.#parser.write(text.slice(at, at + PIECE));
		}
		if (this.#stopped === null) this.#parser.close();
		return { root: this.#root, stopped: this.#stopped };
	}

	#here(): number {
		return this.#linesBefore + this.#parser.line;
	}

	#stop(reason: string): void {
		this.#stopped ??= { line: this.#here(), reason };
	}

	#begin(name: string, attributes: Record<string, string>): void {
		if (this.#stopped !== null) return;
		if (this.#open.length > DEEPEST) {
			return this.#stop('elements are nested deeper than in any file with questions');
		}
		this.#root ??= name;
		const element: XmlElement = { name, attributes, line: this.#line, content: [] };
		if (this.#open.length > 1) this.#open.at(-1)?.content.push(element);
		this.#open.push(element);
	}

	#end(): void {
		if (this.#stopped !== null) return;
		const element = this.#open.pop();
		const [root] = this.#open;
		if (element && root && this.#open.length === 1) this.#take(element, root.name);
	}

	#words(words: string): void {
		const element = this.#open.at(-1);
		if (element && this.#open.length > 1 && !DROPPED.has(element.name)) {
			element.content.push(words);
		}
	}
}

/** The parser puts the place in front, which is said elsewhere. */
function wordsOfError(message: string): string {
	return `the XML is not well formed here (${message.replace(/^[\d:]*\s*/, '').replace(/\.$/, '')})`;
}
