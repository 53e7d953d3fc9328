/** What a person may do in the platform; who they are to the young people is their role. */
export const accesses = ['staff', 'manager', 'lead', 'administrator', 'auditor'] as const;
export type Access = (typeof accesses)[number];

/**
 * Who may do what. Nobody may do what is not named here. An auditor reads the organisation's
 * figures but has nothing to learn, and only people who know the starter confirm an induction.
 */
const whoMay = {
	use_platform: ['staff', 'manager', 'lead', 'administrator', 'auditor'],
	learn: ['staff', 'manager', 'lead', 'administrator'],
	see_contacts: ['staff', 'manager', 'lead', 'administrator', 'auditor'],
	/** Who is named as a safeguarding contact for which team, and whether that is still right. */
	manage_contacts: ['lead', 'administrator'],
	/** Certificates and receipts: one's own, and those of people in one's scope. */
	see_records: ['staff', 'manager', 'lead', 'administrator', 'auditor'],
	see_own_certificates: ['staff', 'manager', 'lead', 'administrator'],
	see_team: ['manager', 'lead', 'administrator', 'auditor'],
	see_person: ['manager', 'lead', 'administrator', 'auditor'],
	confirm_induction: ['manager', 'lead'],
	see_overview: ['lead', 'administrator', 'auditor'],
	/** People, teams, roles, access, invitations and import. */
	manage_people: ['administrator'],
	/** What each role must do, and the settings of the organisation. */
	manage_requirements: ['lead', 'administrator'],
	see_requirements: ['lead', 'administrator', 'auditor'],
	waive: ['lead', 'administrator'],
	/** Decision 17: a manager sees that something is waived, not why. */
	see_waiver_reasons: ['lead', 'administrator', 'auditor'],
	/** Certificates from elsewhere, and what was done on paper. */
	enter_evidence: ['manager', 'lead', 'administrator'],
	/** What was entered by mistake. */
	withdraw_evidence: ['lead', 'administrator'],
	record_absence: ['manager', 'lead', 'administrator'],
	see_clearance: ['manager', 'lead', 'administrator', 'auditor'],
	plan_supervision: ['manager', 'lead'],
	record_checks: ['lead', 'administrator'],
	/** A manager sees only whether a check is met, neither its status nor its days. */
	see_checks: ['lead', 'administrator', 'auditor'],
	/** The law and guidance that the modules rest on, and when it was last looked at. */
	see_law: ['lead', 'administrator', 'auditor'],
	check_law: ['lead', 'administrator'],
	see_jobs: ['lead', 'administrator']
} as const satisfies Record<string, readonly Access[]>;

export type Permission = keyof typeof whoMay;

/** Every permission there is, in the order of the table. */
export const permissions = Object.keys(whoMay) as Permission[];

/** Whether someone with this access may do this. Whatever the table does not name is refused. */
export function may(access: Access, permission: Permission): boolean {
	if (!Object.hasOwn(whoMay, permission)) return false;
	const allowed: readonly Access[] = whoMay[permission];
	return allowed.includes(access);
}

/** Whether a text, e.g. from the database, names an access. */
export function isAccess(text: string): text is Access {
	return (accesses as readonly string[]).includes(text);
}
