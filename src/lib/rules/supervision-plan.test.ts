import { describe, expect, it, test } from 'vitest';
import {
	LONGEST_PLAN_DAYS,
	ownerIsHere,
	planDaysRefusal,
	type SupervisionPlan
} from './supervision-plan.ts';

const plan: SupervisionPlan = {
	id: 'plan',
	ownerId: 'owner',
	fromDay: '2026-11-10',
	toDay: '2026-11-26',
	ownerAway: []
};

test.each([
	['2026-11-11', true],
	['2026-11-12', false],
	['2026-11-14', false],
	['2026-11-15', true],
	['2026-11-20', false]
])('its owner is here on %s: %s', (day, here) => {
	const ownerAway = [
		{ fromDay: '2026-11-12', toDay: '2026-11-14' },
		{ fromDay: '2026-11-20', toDay: null }
	];
	expect(ownerIsHere({ ...plan, ownerAway }, day)).toBe(here);
});

describe('the days of a new plan', () => {
	const today = '2026-11-21';
	test.each([
		['begins today', today, '2026-11-22', null],
		['begins yesterday', '2026-11-20', '2026-12-01', 'past_day'],
		['ends on its first day', today, today, 'order'],
		['ends before it begins', '2026-12-01', '2026-11-30', 'order'],
		['ends 90 days ahead', today, '2027-02-19', null],
		['ends 91 days ahead', today, '2027-02-20', 'too_long'],
		['begins later and ends 91 days ahead', '2027-02-01', '2027-02-20', 'too_long']
	] as const)('%s', (_, fromDay, toDay, refusal) => {
		expect(planDaysRefusal({ fromDay, toDay }, today)).toBe(refusal);
	});

	it('reach as far as is said', () => {
		expect(LONGEST_PLAN_DAYS).toBe(90);
	});
});
