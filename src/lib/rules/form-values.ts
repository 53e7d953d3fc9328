/** What was typed into a form; a name that came several times keeps all its values. */
export type FormValues = Record<string, string | string[]>;

/** What was typed into a field that takes one text; empty when nothing was. */
export function textOf(values: FormValues | undefined, name: string): string {
	const value = values?.[name];
	return typeof value === 'string' ? value : '';
}
