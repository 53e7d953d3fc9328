import { momentInWords } from '$lib/rules/dates-in-words';
import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { recordCheck } from '$lib/server/clearance/checks';
import { checkForm, closeForm, decisionForm, planForm } from '$lib/server/clearance/forms';
import { clearancePage } from '$lib/server/clearance/person-page';
import { closePlan, makePlan } from '$lib/server/clearance/plans';
import { readForm } from '$lib/server/form';
import { changeRegulatedActivity } from '$lib/server/people/regulated-activity';
import { personInScope, scopeOf } from '$lib/server/people/scope';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Answers 404 when the person is none of those whom the reader may see. */
async function requireInScope({ locals }: RequestEvent, reader: SignedIn, personId: string) {
	const { db, today } = locals;
	const scope = await scopeOf(db, reader, today);
	if (!(await personInScope(db, scope, personId, today))) notFound();
}

type Outcome =
	{ kind: 'saved' | 'unchanged' } | { kind: 'refused'; field: string; message: string };

/** Says at its field what was refused, or leads back to the page, which tells what was saved. */
function answer(personId: string, what: string, outcome: Outcome, values: Record<string, string>) {
	if (outcome.kind === 'refused') {
		const errors: Record<string, string> = { [outcome.field]: outcome.message };
		return fail(400, { what, errors, values });
	}
	redirect(303, `/people/${personId}/clearance?saved=${what}`);
}

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'see_clearance');
	const { id } = event.params;
	const { db, now, today, organisation } = event.locals;
	await requireInScope(event, reader, id);
	const page = await clearancePage(db, id, reader, today);
	if (page === null) notFound();
	const timeZone = organisation?.timeZone ?? 'Europe/London';
	return {
		page,
		...{ today, timeZone },
		asAt: momentInWords(now, timeZone),
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	check: async (event) => {
		const lead = authorise(event, 'record_checks');
		const { id } = event.params;
		const { db, now, today } = event.locals;
		await requireInScope(event, lead, id);
		const form = await readForm(event.request, checkForm);
		if (!form.ok) return fail(400, { what: 'check', errors: form.errors, values: form.values });
		const { check_kind, check_status, check_day, recheck_day } = form.value;
		const outcome = await recordCheck(db, {
			...{ personId: id, actorId: lead.id, now, today },
			...{ kind: check_kind, status: check_status, onDay: check_day, recheckOn: recheck_day }
		});
		return answer(id, 'check', outcome, { ...form.value, recheck_day: recheck_day ?? '' });
	},
	decide: async (event) => {
		const lead = authorise(event, 'record_checks');
		const { id } = event.params;
		const { db, now, today } = event.locals;
		await requireInScope(event, lead, id);
		const form = await readForm(event.request, decisionForm);
		if (!form.ok) return fail(400, { what: 'decision', errors: form.errors, values: form.values });
		const decision = form.value.regulated_activity;
		const change = { personId: id, decision, actorId: lead.id, now, today };
		return answer(id, 'decision', await changeRegulatedActivity(db, change), form.value);
	},
	plan: async (event) => {
		const manager = authorise(event, 'plan_supervision');
		const { id } = event.params;
		const { db, now, today } = event.locals;
		await requireInScope(event, manager, id);
		const form = await readForm(event.request, planForm);
		if (!form.ok) return fail(400, { what: 'plan', errors: form.errors, values: form.values });
		const { owner, limits, plan_from, plan_until } = form.value;
		const outcome = await makePlan(db, {
			...{ personId: id, ownerId: owner, limits, fromDay: plan_from, toDay: plan_until },
			...{ actorId: manager.id, now, today }
		});
		return answer(id, 'plan', outcome, form.value);
	},
	close: async (event) => {
		const manager = authorise(event, 'plan_supervision');
		const { id } = event.params;
		const { db, now, today } = event.locals;
		await requireInScope(event, manager, id);
		const form = await readForm(event.request, closeForm);
		const planId = form.ok ? form.value.plan : '';
		const closing = { planId, personId: id, actorId: manager.id, now, today };
		// The page offers no such form for one's own plan, so whoever sends it has no such page.
		if ((await closePlan(db, closing)) === 'own') notFound();
		redirect(303, `/people/${id}/clearance?saved=closed`);
	}
};
