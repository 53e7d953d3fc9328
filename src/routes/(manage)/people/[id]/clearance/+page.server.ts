import { momentInWords } from '$lib/rules/dates-in-words';
import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { recordCheck } from '$lib/server/clearance/checks';
import { checkForm, closeForm, decisionForm, planForm } from '$lib/server/clearance/forms';
import { clearancePage } from '$lib/server/clearance/person-page';
import { closePlan, makePlan } from '$lib/server/clearance/plans';
import { readForm } from '$lib/server/form';
import { changeRegulatedActivity } from '$lib/server/people/regulated-activity';
import { personInScope, scopeOf } from '$lib/server/people/scope';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Who does it, to whom and when; 404 when the person is none of those whom they may see. */
async function doing({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>, who: SignedIn) {
	const { db, now, today } = locals;
	const scope = await scopeOf(db, who, today);
	if (!(await personInScope(db, scope, params.id, today))) notFound();
	return { personId: params.id, actorId: who.id, now, today };
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
	const { db, now, today, organisation } = event.locals;
	const { personId } = await doing(event, reader);
	const page = await clearancePage(db, personId, reader, today);
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
		const about = await doing(event, lead);
		const form = await readForm(event.request, checkForm);
		if (!form.ok) return fail(400, { what: 'check', errors: form.errors, values: form.values });
		const { check_kind, check_status, check_day, recheck_day } = form.value;
		const line = { kind: check_kind, status: check_status, onDay: check_day };
		const check = { ...about, ...line, recheckOn: recheck_day };
		const values = { ...form.value, recheck_day: recheck_day ?? '' };
		return answer(about.personId, 'check', await recordCheck(event.locals.db, check), values);
	},
	decide: async (event) => {
		const lead = authorise(event, 'record_checks');
		const about = await doing(event, lead);
		const form = await readForm(event.request, decisionForm);
		if (!form.ok) return fail(400, { what: 'decision', errors: form.errors, values: form.values });
		const change = { ...about, decision: form.value.regulated_activity };
		const outcome = await changeRegulatedActivity(event.locals.db, change);
		return answer(about.personId, 'decision', outcome, form.value);
	},
	plan: async (event) => {
		const manager = authorise(event, 'plan_supervision');
		const about = await doing(event, manager);
		const form = await readForm(event.request, planForm);
		if (!form.ok) return fail(400, { what: 'plan', errors: form.errors, values: form.values });
		const { owner, limits, plan_from, plan_until } = form.value;
		const plan = { ...about, ownerId: owner, limits, fromDay: plan_from, toDay: plan_until };
		return answer(about.personId, 'plan', await makePlan(event.locals.db, plan), form.value);
	},
	close: async (event) => {
		const manager = authorise(event, 'plan_supervision');
		const about = await doing(event, manager);
		const form = await readForm(event.request, closeForm);
		const closing = { ...about, planId: form.ok ? form.value.plan : '' };
		// The page offers no such form for one's own plan, so whoever sends it has no such page.
		if ((await closePlan(event.locals.db, closing)) === 'own') notFound();
		redirect(303, `/people/${about.personId}/clearance?saved=closed`);
	}
};
