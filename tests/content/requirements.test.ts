import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
	requirementsFile,
	rowsOf,
	type StandardRequirement
} from '../../src/lib/rules/content/requirements.ts';
import { profiles, roles, standardRequirements } from '../../src/lib/server/catalogue/index.ts';

/**
 * The matrix of the blueprint (roles, sections 2 and 3), which is the authority for what ships: R is
 * asked, C1 to C6 under a condition. The roles stand in the order of its columns.
 */
const COLUMNS =
	'all_staff practitioner tutor volunteer manager ict dsl online_safety_coordinator trustee hr subcontractor platform_moderator'.split(
		' '
	);
const MATRIX: Record<string, string> = {
	'module:online-safety-essentials': 'R R R R R R R R R R R R',
	'module:prevent-duty': 'R R R R R R R R R R R R',
	'module:remote-one-to-one': '- R R C1 R - R R - - C1 R',
	'module:disclosures-and-reporting': 'R R R R R R R R R R R R',
	'module:online-incidents-images': 'R R R R R R R R C2 R R R',
	'module:acceptable-use-professional-identity': 'R R R R R R R R R R R R',
	'module:filtering-monitoring-ict': '- - - - - R R R - - - C3',
	'module:managers-induction': '- - - - R - R R - R - -',
	'module:governance-boards': '- - - - - - R R R - - -',
	'module:data-protection-recording': 'R R R R R R R R C2 R R R',
	'module:allegations-lado-whistleblowing': 'R R R R R R R R R R R R',
	'module:safer-recruitment': '- - - - C4 - R - C4 R - R',
	'module:dsl-refresher': '- - - - - - R C5 - - - -',
	'module:adults-at-risk': 'C6 R C6 C6 R - R R - - C6 C6',
	'agreement:aup-staff': 'R R R R R R R R R R R R',
	'agreement:code-of-conduct': 'R R R R R R R R R R R R',
	'agreement:aup-ict': '- - - - - R - - - - - C3',
	'agreement:remote-code': '- R R C1 - - - - - - - R',
	'external:dsl-training': '- - - - - - R C5 - - - -'
};
const CONDITIONS: Record<string, string> = {
	runs_remote_sessions: 'C1',
	board_safeguarding: 'C2',
	handles_reports: 'C3',
	recruitment_panel: 'C4',
	lead_or_deputy: 'C5',
	adults_at_risk: 'C6'
};
const MONTHS: Record<string, number> = {
	'module:managers-induction': 24,
	'module:safer-recruitment': 36,
	'module:adults-at-risk': 24,
	'external:dsl-training': 24
};

const content = v.parse(requirementsFile, parse(readFileSync('content/requirements.yaml', 'utf8')));
const rows = content.requirements.flatMap(rowsOf);
/** What is asked of every organisation. */
const everywhere = rows.filter(({ profile, nation }) => profile === null && nation === null);
const isWorkforce = (role: string) => roles().find(({ key }) => key === role)?.workforce === true;

function cellOf(asked: readonly StandardRequirement[]): string {
	if (asked.some(({ condition }) => condition === null)) return 'R';
	return asked.map(({ condition }) => CONDITIONS[condition ?? ''] ?? '?')[0] ?? '-';
}

describe('the matrix', () => {
	it.each(Object.entries(MATRIX))('of %s is that of the blueprint', (item, line) => {
		const cells = line.split(' ');
		const base = cells[0] ?? '-';
		COLUMNS.forEach((role, column) => {
			const own = cells[column] ?? '-';
			// Who is on the workforce is asked for all that everybody is asked for.
			const expected = own === '-' && isWorkforce(role) ? base : own;
			const asked = everywhere.filter(
				(row) =>
					row.item === item &&
					(row.role === role || (isWorkforce(role) && row.role === 'all_staff'))
			);
			expect(cellOf(asked), role).toBe(expected);
		});
	});

	it('names no other item of every organisation but what learners and parents sign', () => {
		const others = everywhere.filter(({ item }) => !(item in MATRIX));
		expect(new Set(others.map(({ role }) => role))).toEqual(
			new Set(['learner_guest', 'parent_carer'])
		);
	});

	it('asks none of that of anybody here: learners and parents sign from a link', () => {
		const items = ['agreement:aup-guest', 'agreement:family-online-safety'];
		expect(rows.filter(({ item }) => items.includes(item))).not.toEqual([]);
		expect(standardRequirements().filter(({ item }) => items.includes(item))).toEqual([]);
		expect(roles().map(({ key }) => key)).not.toContain('learner_guest');
	});

	it('renews at the intervals of the blueprint', () => {
		for (const { item, role, renewal } of everywhere) {
			expect(renewal, `${role} ${item}`).toEqual({ kind: 'months', months: MONTHS[item] ?? 12 });
		}
	});

	it('lets nobody work unsupervised without the starred modules', () => {
		const gates = everywhere
			.filter(({ gate, item }) => gate && item.startsWith('module:'))
			.map(({ item }) => item);
		expect(new Set(gates)).toEqual(
			new Set([
				'module:online-safety-essentials',
				'module:disclosures-and-reporting',
				'module:online-incidents-images',
				'module:acceptable-use-professional-identity',
				'module:allegations-lado-whistleblowing',
				'module:remote-one-to-one'
			])
		);
		const prevent = rows.filter(({ item, gate }) => gate && item === 'module:prevent-duty');
		expect(prevent.map(({ profile }) => profile)).not.toContain(null);
	});
});

describe('profiles', () => {
	it.each(profiles())('$key asks for something more', ({ key }) => {
		expect(rows.some(({ profile }) => profile === key)).toBe(true);
	});

	it('of services for adults at risk shorten the renewal', () => {
		const adults = rows.filter(({ profile }) => profile === 'adult_services');
		expect(adults.map(({ renewal }) => renewal)).toEqual(
			adults.map(() => ({ kind: 'months', months: 12 }))
		);
	});
});

describe('the reasons that are given', () => {
	const texts = content.requirements.map(({ item, basis }) => ({ item, ...basis }));

	it('never make a choice of ours look like law', () => {
		for (const { kind, text } of texts) {
			expect(text).toMatch(/our own (?:rule|choice)|good practice/i);
			expect(kind).not.toBe('statute');
		}
	});

	it('end as sentences do', () => {
		for (const { text } of texts) expect(text).toMatch(/\.$/);
	});
});
