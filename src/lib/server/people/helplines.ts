import { helplines, type Helpline } from '../catalogue/index.ts';

/** The number for the worst case stands on top of every page about contacts, not in the list. */
const EMERGENCY = 'emergency';
/** Whom anybody can ring who is not signed in and so has no contacts of their own. */
const FOR_ANYBODY = 'nspcc';

/** The national services for an organisation's nation, without the emergency number. */
export function helplinesFor(nation: string): Helpline[] {
	return helplines().filter(
		({ key, nations }) => key !== EMERGENCY && nations.some((one) => one === nation)
	);
}

/** The emergency services. Throws when the content does not hold them. */
export function emergencyLine(): Helpline {
	return named(EMERGENCY);
}

/** The helpline that pages name to visitors who are not signed in. Throws like `emergencyLine`. */
export function helplineForAnybody(): Helpline {
	return named(FOR_ANYBODY);
}

function named(key: string): Helpline {
	const found = helplines().find((line) => line.key === key);
	if (found === undefined) throw new Error(`content/helplines.yaml has no ${key}`);
	return found;
}
