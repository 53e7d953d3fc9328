import { describe, expect, it } from 'vitest';
import { accesses, isAccess, may, permissions, type Permission } from './permissions.ts';

/** Written out a second time on purpose: a change of who may do what has to be made twice. */
const expected: Record<Permission, string> = {
	learn: 'staff manager lead administrator',
	see_contacts: 'staff manager lead administrator auditor',
	manage_contacts: 'lead administrator',
	use_platform: 'staff manager lead administrator auditor',
	see_records: 'staff manager lead administrator auditor',
	see_own_certificates: 'staff manager lead administrator',
	see_team: 'manager lead administrator auditor',
	see_person: 'manager lead administrator auditor',
	confirm_induction: 'manager lead',
	see_waiver_reasons: 'lead administrator auditor',
	see_overview: 'lead administrator auditor',
	manage_people: 'administrator',
	manage_requirements: 'lead administrator',
	see_requirements: 'lead administrator auditor',
	waive: 'lead administrator',
	withdraw_evidence: 'lead administrator',
	enter_evidence: 'manager lead administrator',
	record_absence: 'manager lead administrator',
	see_clearance: 'manager lead administrator auditor',
	plan_supervision: 'manager lead',
	record_checks: 'lead administrator',
	see_checks: 'lead administrator auditor',
	see_law: 'lead administrator auditor',
	check_law: 'lead administrator',
	see_jobs: 'lead administrator'
};

describe.each(permissions)('%s', (permission) => {
	it.each(accesses)('is asked for by %s', (access) => {
		expect(may(access, permission)).toBe(expected[permission].split(' ').includes(access));
	});
});

it('refuses everybody what the table does not name', () => {
	for (const permission of ['delete_everything', 'toString', '__proto__', 'constructor']) {
		expect(may('administrator', permission as Permission)).toBe(false);
	}
});

it('knows an access when it sees one', () => {
	expect(accesses.every(isAccess)).toBe(true);
	expect(isAccess('root')).toBe(false);
	expect(isAccess('')).toBe(false);
});
