import * as v from 'valibot';
import { readEmail, readLink, readPhone } from '../../rules/contact-fields.ts';
import { enteredText } from '../../rules/form-fields.ts';

/** What the forms of the safeguarding contacts send. */

const text = v.pipe(v.string(), v.trim());

/** A way to reach somebody, read kindly; null where none was entered. */
const way = (read: (typed: string) => string | null, message: string) =>
	v.pipe(
		v.string(),
		v.transform(read),
		v.check((value) => value !== null, message),
		v.transform((value) => value || null)
	);

/** A contact, new or changed. */
export const contactForm = v.object({
	kind: v.pipe(text, v.nonEmpty('Choose what they are here for')),
	/** Empty: the whole organisation. */
	team: text,
	name: v.pipe(
		text,
		v.transform((written) => written.replaceAll(/\s+/g, ' ')),
		v.nonEmpty('Enter a name'),
		v.maxLength(120, 'Use at most 120 characters')
	),
	phone: way(
		readPhone,
		'Enter a phone number like 01632 960 110, or leave it empty. Hours and other words go in the note'
	),
	email: way(readEmail, 'Enter one email address like name@example.org, or leave it empty'),
	url: way(readLink, 'Enter an address that starts with https://, or leave it empty'),
	note: v.pipe(
		enteredText(),
		v.maxLength(300, 'Use at most 300 characters'),
		v.transform((written) => written || null)
	)
});

export type ContactForm = v.InferOutput<typeof contactForm>;

/** Contacts that somebody says are still right: those ticked, or the one beside whose button. */
export const confirmForm = v.object({ post: v.array(v.string()), one: v.optional(v.string(), '') });
