import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import type { FormValues } from '../rules/form-values.ts';

/** One message for each field that needs mending; `form` stands for the form as a whole. */
export type FormErrors = Record<string, string>;

export type ReadForm<Value> =
	{ ok: true; value: Value } | { ok: false; errors: FormErrors; values: FormValues };

/** An object schema, with or without checks of the whole behind it. */
type FormSchema = v.GenericSchema & { readonly entries: v.ObjectEntries };

/**
 * Reads a posted form and parses it with the schema of its fields.
 *
 * A field that the browser left out (no radio chosen, no box ticked) is read as the empty text, so
 * that the schema's own message is shown for it; a field whose schema is an array always gets one.
 * When it does not parse, answers the first message of each field and what was typed, ready for
 * `fail(400, { errors, values })`. Passwords are never given back. A request that carries no form
 * gets a 400.
 */
export async function readForm<Schema extends FormSchema>(
	request: Request,
	schema: Schema
): Promise<ReadForm<v.InferOutput<Schema>>> {
	const form = await formOf(request);
	const parsed = v.safeParse(schema, inputFor(schema.entries, form));
	if (parsed.success) return { ok: true, value: parsed.output };
	return { ok: false, errors: messages(parsed.issues), values: typed(schema.entries, form) };
}

async function formOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch (cause) {
		// No browser sends this; what is too large fails otherwise, and says so itself.
		if (cause instanceof TypeError) error(400, 'This is not a form that we can read');
		throw cause;
	}
}

function inputFor(entries: v.ObjectEntries, form: FormData): Record<string, unknown> {
	const input: Record<string, unknown> = {};
	for (const [name, entry] of Object.entries(entries)) {
		const values = form.getAll(name).map((value) => clean(value));
		if (isArray(entry)) input[name] = values;
		else if (values.length > 1) input[name] = values;
		else if (values.length === 1) input[name] = values[0];
		else if (entry.type !== 'optional') input[name] = '';
	}
	return input;
}

function isArray(entry: { type: string; wrapped?: unknown }): boolean {
	if (entry.type === 'array') return true;
	const { wrapped } = entry;
	return (
		typeof wrapped === 'object' && wrapped !== null && 'type' in wrapped && wrapped.type === 'array'
	);
}

/** PostgreSQL keeps no NUL in a text, and nobody can type one. */
function clean(value: FormDataEntryValue): FormDataEntryValue {
	return typeof value === 'string' ? value.replaceAll('\0', '') : value;
}

function messages(issues: readonly v.BaseIssue<unknown>[]): FormErrors {
	const errors: FormErrors = {};
	for (const issue of issues) {
		const key = issue.path?.[0]?.key;
		const field = typeof key === 'string' ? key : 'form';
		errors[field] ??= issue.message;
	}
	return errors;
}

/** Only of the fields that the form has: a stranger's names, `__proto__` among them, stay out. */
function typed(entries: v.ObjectEntries, form: FormData): FormValues {
	const values: FormValues = {};
	for (const name of Object.keys(entries)) {
		if (/password/i.test(name)) continue;
		const texts = form
			.getAll(name)
			.map(clean)
			.filter((value) => typeof value === 'string');
		const [first] = texts;
		if (texts.length > 1) values[name] = texts;
		else if (first !== undefined) values[name] = first;
	}
	return values;
}
