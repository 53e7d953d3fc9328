import { textOf, type FormValues } from '$lib/rules/form-values';

/**
 * The errors of a form for the summary of a page that holds many: in front of the id of a field
 * stands the line of the list that it is about or, where it is about none, what the form changes.
 */
export function errorsAtLine(
	form: { errors?: Record<string, string> | undefined; values: FormValues } | null
): Record<string, string> | undefined {
	if (!form?.errors) return undefined;
	const before = textOf(form.values, 'line') || textOf(form.values, 'change');
	return Object.fromEntries(
		Object.entries(form.errors).map(([field, message]) => [`${before}-${field}`, message])
	);
}
