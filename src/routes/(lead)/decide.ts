import type { FormValues } from '$lib/rules/form-values';
import type { SignedIn } from '$lib/server/access';
import { notFound } from '$lib/server/access';
import { makeChange, type RuleChange } from '$lib/server/requirements/make-change';
import { simulate } from '$lib/server/requirements/simulate';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';

/** Whether a change is only tried out, to show what it would do, or made. */
export type Step = 'check' | 'save';

/** Who changes what the organisation asks, and when. */
export function makingOf({ locals }: RequestEvent, who: SignedIn) {
	return { actorId: who.id, now: locals.now, today: locals.today };
}

/** An answer to a form that something is wrong with; what was typed comes back. */
export function refuse(errors: Record<string, string>, values: FormValues) {
	return fail(400, { errors, values, simulation: null });
}

/**
 * Tries a change of the rules out, or makes it and goes on to the work in the background that it
 * needs, or else to `done`, which is told the id of the new requirement where there is one.
 */
export async function decide(
	event: RequestEvent,
	who: SignedIn,
	{
		step,
		change,
		values,
		done
	}: { step: Step; change: RuleChange; values: FormValues; done: (id: string) => `/${string}` }
) {
	const { db } = event.locals;
	const making = makingOf(event, who);
	const answer =
		step === 'save' ? await makeChange(db, change, making) : await simulate(db, change, making);
	if (answer === null) notFound();
	switch (answer.kind) {
		case 'refused':
			return refuse({ [answer.field]: answer.message }, values);
		case 'simulated':
			return { errors: undefined, values, simulation: answer.simulation };
		case 'saved': {
			const { applied, id = '' } = answer;
			return redirect(303, applied.kind === 'job' ? `/jobs/${applied.jobId}` : done(id));
		}
	}
}
