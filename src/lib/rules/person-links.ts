import { may, type Access, type Permission } from './permissions.ts';

/** A page about a person, by the end of its address: `/people/<id>/<segment>`. */
export type PersonLink = { segment: string; text: string };

/** What decides which pages make sense for a person on a day. */
export type LinkedPerson = {
	/** Whether the reader looks at themselves: then somebody else does most of these things. */
	isReader: boolean;
	hasLeft: boolean;
	/** Whether an induction has been started. */
	hasInduction: boolean;
	/** Whether a last day is recorded, passed or ahead. */
	isLeaving: boolean;
};

type Page = PersonLink & {
	permission: Permission;
	/** Not offered for oneself. */
	others?: true;
	/** For somebody who is here, or who has left; for both when not said. */
	when?: 'here' | 'left';
	needs?: 'induction' | 'leaving';
};

const pages: readonly Page[] = [
	{ segment: 'edit', text: 'Edit details', permission: 'manage_people' },
	{ segment: 'roles', text: 'Roles and conditions', permission: 'manage_people', when: 'here' },
	{ segment: 'teams', text: 'Teams', permission: 'manage_people', when: 'here' },
	{ segment: 'account', text: 'Account and invitation', permission: 'manage_people' },
	{ segment: 'clearance', text: 'Clearance', permission: 'see_clearance', when: 'here' },
	{
		segment: 'induction',
		text: 'Induction steps',
		permission: 'confirm_induction',
		others: true,
		when: 'here',
		needs: 'induction'
	},
	{
		segment: 'leaving',
		text: 'What to see to when they leave',
		permission: 'confirm_induction',
		others: true,
		needs: 'leaving'
	},
	{ segment: 'evidence/new', text: 'Enter evidence', permission: 'enter_evidence', others: true },
	{ segment: 'waive', text: 'Waive something', permission: 'waive', others: true, when: 'here' },
	{
		segment: 'absence',
		text: 'Long absence',
		permission: 'record_absence',
		others: true,
		when: 'here'
	},
	{ segment: 'leave', text: 'Record that they leave', permission: 'manage_people', when: 'here' },
	{
		segment: 'hand-over',
		text: 'Hand over their people and teams',
		permission: 'manage_people',
		others: true,
		needs: 'leaving'
	},
	{ segment: 'return', text: 'Record their return', permission: 'manage_people', when: 'left' }
];

/** The pages about a person that a reader may open and that make sense now, in a fixed order. */
export function personLinks(
	access: Access,
	{ isReader, hasLeft, hasInduction, isLeaving }: LinkedPerson
): PersonLink[] {
	const now = hasLeft ? 'left' : 'here';
	const has = { induction: hasInduction, leaving: isLeaving };
	return pages
		.filter(({ permission }) => may(access, permission))
		.filter(({ others }) => !(others && isReader))
		.filter(({ when }) => when === undefined || when === now)
		.filter(({ needs }) => needs === undefined || has[needs])
		.map(({ segment, text }) => ({ segment, text }));
}
