/**
 * What the log may say about an error: its kind, its message and where it happened, with what
 * caused it. Errors of the database carry the values of the query in their messages (names, e-mail
 * addresses), so of these only the SQL with its placeholders, the code and the constraint are told.
 */
export function describeFault(error: unknown): string {
	const told: string[] = [];
	for (let at = error; at !== undefined && told.length < 5; at = causeOf(at)) {
		told.push(describeOne(at));
	}
	return told.join('\ncaused by ');
}

function causeOf(error: unknown): unknown {
	return error instanceof Error ? error.cause : undefined;
}

function describeOne(error: unknown): string {
	if (!(error instanceof Error)) return `something thrown that is no error (${typeof error})`;
	const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	return [headline(error), ...frames].join('\n');
}

function headline(error: Error): string {
	if ('query' in error && 'params' in error) return `${error.name}: ${String(error.query)}`;
	if (error.name === 'PostgresError') return `PostgresError ${codeAndConstraint(error)}`;
	// Its message repeats the value that was not accepted.
	if (error.name === 'ValiError') return 'ValiError: a value had not the shape it must have';
	return `${error.name}: ${error.message}`;
}

function codeAndConstraint(error: Error): string {
	const code = 'code' in error ? String(error.code) : 'without code';
	return 'constraint_name' in error ? `${code}, ${String(error.constraint_name)}` : code;
}
