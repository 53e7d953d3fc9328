import * as v from 'valibot';
import { enteredDay, enteredText } from '../../rules/form-fields.ts';
import { EARLIEST_CONFIRMATION_DAYS, NOTE_LENGTH } from '../../rules/induction.ts';
import type { ConfirmAnswer } from './confirm.ts';

const TOO_LONG = `Use ${String(NOTE_LENGTH)} characters or fewer for the note`;

/** What a manager sends to confirm one step. */
export const confirmationForm = v.object({
	step: v.string(),
	confirmed_on: enteredDay('Enter the day on which it happened'),
	answer: v.pipe(v.string(), v.nonEmpty('Choose one of the answers')),
	note: v.pipe(enteredText(), v.maxLength(NOTE_LENGTH, TOO_LONG))
});

/** The field that an answer is about and what to say there; null when it is about no field. */
export function problemAtField(
	answer: ConfirmAnswer
): { field: 'confirmed_on' | 'answer' | 'note'; message: string } | null {
	switch (answer) {
		case 'too_early':
			return {
				field: 'confirmed_on',
				message: `Choose a day at most ${EARLIEST_CONFIRMATION_DAYS} days before the first day`
			};
		case 'future_day':
			return { field: 'confirmed_on', message: 'Choose today or a day that has passed' };
		case 'unknown_answer':
			return { field: 'answer', message: 'Choose one of the answers' };
		case 'note_too_long':
			return { field: 'note', message: TOO_LONG };
		default:
			return null;
	}
}
