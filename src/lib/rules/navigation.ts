import { may, type Access, type Permission } from './permissions.ts';

/** A page in the main navigation. */
export type NavigationPage = { path: '/' | `/${string}`; text: string };

const pages: readonly (NavigationPage & { permission: Permission })[] = [
	{ path: '/people', text: 'People', permission: 'manage_people' },
	{ path: '/overview', text: 'Overview', permission: 'see_overview' },
	{ path: '/team', text: 'My team', permission: 'see_team' },
	{ path: '/team/matrix', text: 'Training matrix', permission: 'see_team' },
	{ path: '/team/clearance', text: 'Clearance', permission: 'see_clearance' },
	{ path: '/requirements', text: 'Requirements', permission: 'see_requirements' },
	{ path: '/settings', text: 'Settings', permission: 'manage_requirements' },
	{ path: '/', text: 'My training', permission: 'learn' },
	{ path: '/induction', text: 'My induction', permission: 'learn' },
	{ path: '/certificates', text: 'My certificates', permission: 'see_own_certificates' },
	{ path: '/contacts', text: 'Who to contact', permission: 'see_contacts' }
];

/**
 * What the navigation of some leaves out, because one line has to hold it all: My training leads to
 * the induction and the certificates, and the overview to the teams.
 */
const leftOut: Readonly<Partial<Record<Access, readonly string[]>>> = {
	manager: ['/induction'],
	lead: ['/induction', '/certificates'],
	administrator: ['/induction', '/certificates', '/team']
};

/** The main navigation of a person: what they may open, their own first page first. */
export function navigationFor(access: Access): NavigationPage[] {
	return pages
		.filter(({ path, permission }) => may(access, permission) && !leftOut[access]?.includes(path))
		.map(({ path, text }) => ({ path, text }));
}

/** The page of the navigation to which an address belongs: the longest path that it starts with. */
export function currentPage(pages: readonly NavigationPage[], address: string): string | null {
	const inside = ({ path }: NavigationPage) =>
		path === '/'
			? address === '/' || /^\/(?:modules|agreements|cards)/.test(address)
			: address === path || address.startsWith(`${path}/`);
	return (
		pages
			.filter(inside)
			.map(({ path }) => path)
			.sort((a, b) => b.length - a.length)[0] ?? null
	);
}
