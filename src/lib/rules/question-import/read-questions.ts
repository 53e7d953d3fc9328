import { cleanFile } from './clean.ts';
import type { Found } from './found.ts';
import { readGift } from './gift.ts';
import { readMoodleXml } from './moodle-xml.ts';

/** What a file with questions can be. */
export type QuestionFormat = 'gift' | 'moodle-xml';

/** In which format a text is, by what stands in it and not by its name; null for neither. */
export function formatOfQuestions(text: string): QuestionFormat | null {
	const start = cleanFile(text.trimStart().slice(0, 4000)).trimStart();
	// GIFT may begin with HTML as well, but hardly with a whole page.
	if (/^<(?:(?:\?xml|quiz|question)(?![a-z0-9])|!DOCTYPE (?!html)|!--)/i.test(start)) {
		return 'moodle-xml';
	}
	if (/^<(?:!DOCTYPE html|html)/i.test(start)) return null;
	return /(?:^|[^\\])(?:\\\\)*\{/.test(text) ? 'gift' : null;
}

/** Reads the questions of a file in GIFT or Moodle XML. Never throws, whatever the text is. */
export function readQuestions(text: string): Found & { format: QuestionFormat | null } {
	const format = formatOfQuestions(text);
	if (format === null) {
		const message =
			'This is neither GIFT (answers in { }) nor Moodle XML (<quiz>). Export the questions from Moodle in one of these formats';
		return { questions: [], refusals: [{ line: 1, message }], notes: [], format };
	}
	const found = format === 'gift' ? readGift(text) : readMoodleXml(text);
	if (found.questions.length + found.refusals.length === 0) {
		found.refusals.push({ line: 1, message: 'There is no question in this file' });
	}
	return { ...found, format };
}
