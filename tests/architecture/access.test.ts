import { describe, expect, it } from 'vitest';
import { accesses, may, permissions, type Permission } from '../../src/lib/rules/permissions.ts';
import { entriesOf, routeId } from './guards.ts';
import { sources } from './sources.ts';

const EVERYBODY = 'staff manager lead administrator auditor';
const LEARNERS = 'staff manager lead administrator';
const OVERSEERS = 'manager lead administrator auditor';

/**
 * Who may ask for what, written out: for every page and endpoint outside `(public)`, and every form
 * action (`?/name`), the levels of access that may. Everybody else gets a 404.
 */
const whoMay: Record<string, string> = {
	'/(admin)/people/import': 'administrator',
	'/(admin)/people/import/[id]': 'administrator',
	'/(admin)/people/import/[id]/check': 'administrator',
	'/(admin)/people/import/[id]/check?/': 'administrator',
	'/(admin)/people/import/[id]/choices': 'administrator',
	'/(admin)/people/import/[id]/choices?/': 'administrator',
	'/(admin)/people/import/[id]/columns': 'administrator',
	'/(admin)/people/import/[id]/columns?/discard': 'administrator',
	'/(admin)/people/import/[id]/columns?/save': 'administrator',
	'/(admin)/people/import/[id]/refused.csv': 'administrator',
	'/(admin)/people/import/[id]/result': 'administrator',
	'/(admin)/people/import/template/[kind].csv': 'administrator',
	'/(admin)/people/import?/': 'administrator',
	'/(admin)/people': 'administrator',
	'/(admin)/people/[id]/edit': 'administrator',
	'/(admin)/people/[id]/edit?/again': 'administrator',
	'/(admin)/people/[id]/edit?/check': 'administrator',
	'/(admin)/people/[id]/edit?/save': 'administrator',
	'/(admin)/people/[id]/hand-over': 'administrator',
	'/(admin)/people/[id]/hand-over?/check': 'administrator',
	'/(admin)/people/[id]/hand-over?/save': 'administrator',
	'/(admin)/people/[id]/leave': 'administrator',
	'/(admin)/people/[id]/leave?/again': 'administrator',
	'/(admin)/people/[id]/leave?/check': 'administrator',
	'/(admin)/people/[id]/leave?/save': 'administrator',
	'/(admin)/people/[id]/return': 'administrator',
	'/(admin)/people/[id]/return?/again': 'administrator',
	'/(admin)/people/[id]/return?/check': 'administrator',
	'/(admin)/people/[id]/return?/save': 'administrator',
	'/(admin)/people/[id]/roles': 'administrator',
	'/(admin)/people/[id]/roles?/again': 'administrator',
	'/(admin)/people/[id]/roles?/check': 'administrator',
	'/(admin)/people/[id]/roles?/save': 'administrator',
	'/(admin)/people/[id]/teams': 'administrator',
	'/(admin)/people/[id]/teams?/again': 'administrator',
	'/(admin)/people/[id]/teams?/check': 'administrator',
	'/(admin)/people/[id]/teams?/save': 'administrator',
	'/(admin)/people/new': 'administrator',
	'/(admin)/people/new?/again': 'administrator',
	'/(admin)/people/new?/check': 'administrator',
	'/(admin)/people/new?/save': 'administrator',
	'/(admin)/people/teams': 'administrator',
	'/(admin)/people/teams?/add': 'administrator',
	'/(admin)/people/teams/[team]': 'administrator',
	'/(admin)/people/teams/[team]?/change': 'administrator',
	'/(admin)/people/teams/[team]?/close': 'administrator',
	'/(admin)/people/teams/[team]?/end': 'administrator',
	'/(admin)/people/teams/[team]?/manager': 'administrator',
	'/(admin)/people/teams/[team]?/reopen': 'administrator',
	'/(admin)/people/teams/[team]?/takeBack': 'administrator',
	'/(admin)/people/[id]/account': 'administrator',
	'/(admin)/people/[id]/account?/end': 'administrator',
	'/(admin)/people/[id]/account?/link': 'administrator',
	'/(admin)/people/[id]/account?/revoke': 'administrator',
	'/(admin)/people/[id]/account?/send': 'administrator',
	'/(admin)/people/invitations': 'administrator',
	'/(admin)/people/invitations?/check': 'administrator',
	'/(admin)/people/invitations?/letters': 'administrator',
	'/(admin)/people/invitations?/send': 'administrator',
	'/(lead)/contacts/manage': 'lead administrator',
	'/(lead)/contacts/manage?/confirm': 'lead administrator',
	'/(lead)/contacts/manage/[id]': 'lead administrator',
	'/(lead)/contacts/manage/[id]?/check': 'lead administrator',
	'/(lead)/contacts/manage/[id]?/end': 'lead administrator',
	'/(lead)/contacts/manage/[id]?/save': 'lead administrator',
	'/(lead)/contacts/manage/new': 'lead administrator',
	'/(lead)/contacts/manage/new?/check': 'lead administrator',
	'/(lead)/contacts/manage/new?/save': 'lead administrator',
	'/(lead)/jobs': 'lead administrator',
	'/(lead)/jobs/[id]': 'lead administrator',
	'/(lead)/law': 'lead administrator auditor',
	'/(lead)/law/[fact]': 'lead administrator auditor',
	'/(lead)/law/[fact]?/check': 'lead administrator',
	'/(lead)/law/modules/[slug]': 'lead administrator auditor',
	'/(lead)/overview': 'lead administrator auditor',
	'/(lead)/requirements': 'lead administrator auditor',
	'/(lead)/requirements/[id]': 'lead administrator auditor',
	'/(lead)/requirements/[id]/change': 'lead administrator',
	'/(lead)/requirements/[id]/change?/check': 'lead administrator',
	'/(lead)/requirements/[id]/change?/save': 'lead administrator',
	'/(lead)/requirements/[id]/end': 'lead administrator',
	'/(lead)/requirements/[id]/end?/check': 'lead administrator',
	'/(lead)/requirements/[id]/end?/save': 'lead administrator',
	'/(lead)/requirements/conditions': 'lead administrator auditor',
	'/(lead)/requirements/conditions?/check': 'lead administrator',
	'/(lead)/requirements/conditions?/checkEnd': 'lead administrator',
	'/(lead)/requirements/conditions?/save': 'lead administrator',
	'/(lead)/requirements/conditions?/saveEnd': 'lead administrator',
	'/(lead)/requirements/new': 'lead administrator',
	'/(lead)/requirements/new?/check': 'lead administrator',
	'/(lead)/requirements/new?/save': 'lead administrator',
	'/(lead)/requirements/standard': 'lead administrator',
	'/(lead)/requirements/standard?/check': 'lead administrator',
	'/(lead)/requirements/standard?/save': 'lead administrator',
	'/(lead)/requirements/versions': 'lead administrator auditor',
	'/(lead)/requirements/versions?/check': 'lead administrator',
	'/(lead)/requirements/versions?/save': 'lead administrator',
	'/(lead)/settings': 'lead administrator',
	'/(lead)/settings?/check': 'lead administrator',
	'/(lead)/settings?/refreshers': 'lead administrator',
	'/(lead)/settings?/save': 'lead administrator',
	// Whose people they see there is their scope.
	'/(manage)/people/[id]': OVERSEERS,
	'/(manage)/people/[id]/absence': 'manager lead administrator',
	'/(manage)/people/[id]/absence?/check': 'manager lead administrator',
	'/(manage)/people/[id]/absence?/checkEnd': 'manager lead administrator',
	'/(manage)/people/[id]/absence?/end': 'manager lead administrator',
	'/(manage)/people/[id]/absence?/remove': 'manager lead administrator',
	'/(manage)/people/[id]/absence?/save': 'manager lead administrator',
	// The person themselves, and those in whose scope they are: decided person by person.
	'/(manage)/people/[id]/evidence/[record]': EVERYBODY,
	'/(manage)/people/[id]/evidence/[record]/file': EVERYBODY,
	'/(manage)/people/[id]/evidence/[record]/withdraw': 'lead administrator',
	'/(manage)/people/[id]/evidence/[record]/withdraw?/check': 'lead administrator',
	'/(manage)/people/[id]/evidence/[record]/withdraw?/save': 'lead administrator',
	'/(manage)/people/[id]/evidence/new': 'manager lead administrator',
	'/(manage)/people/[id]/evidence/new?/check': 'manager lead administrator',
	'/(manage)/people/[id]/evidence/new?/save': 'manager lead administrator',
	'/(manage)/people/[id]/clearance': OVERSEERS,
	'/(manage)/people/[id]/clearance?/check': 'lead administrator',
	'/(manage)/people/[id]/clearance?/close': 'manager lead',
	'/(manage)/people/[id]/clearance?/decide': 'lead administrator',
	'/(manage)/people/[id]/clearance?/plan': 'manager lead',
	'/(manage)/people/[id]/induction': 'manager lead',
	'/(manage)/people/[id]/induction?/confirm': 'manager lead',
	'/(manage)/people/[id]/leaving': 'manager lead',
	'/(manage)/people/[id]/leaving?/confirm': 'manager lead',
	'/(manage)/people/[id]/waive': 'lead administrator',
	'/(manage)/people/[id]/waive?/check': 'lead administrator',
	'/(manage)/people/[id]/waive?/save': 'lead administrator',
	'/(manage)/people/[id]/waive?/withdraw': 'lead administrator',
	'/(manage)/team': OVERSEERS,
	'/(manage)/team/clearance': OVERSEERS,
	'/(manage)/team/clearance/wall': OVERSEERS,
	'/(manage)/team/matrix': OVERSEERS,
	'/(staff)': EVERYBODY,
	'/(staff)/account': EVERYBODY,
	'/(staff)/account?/everywhere': EVERYBODY,
	'/(staff)/account?/password': EVERYBODY,
	'/(staff)/agreements/[slug]': LEARNERS,
	'/(staff)/agreements/[slug]/decline': LEARNERS,
	'/(staff)/agreements/[slug]/decline?/': LEARNERS,
	// Whose receipts and certificates they may read is decided person by person.
	'/(staff)/agreements/[slug]/receipt': EVERYBODY,
	'/(staff)/agreements/[slug]?/sign': LEARNERS,
	'/(staff)/cards': LEARNERS,
	'/(staff)/certificates': LEARNERS,
	'/(staff)/certificates/[number]': EVERYBODY,
	'/(staff)/certificates/[number].pdf': EVERYBODY,
	'/(staff)/contacts': EVERYBODY,
	'/(staff)/induction': LEARNERS,
	'/(staff)/modules/[slug]': LEARNERS,
	'/(staff)/modules/[slug]/[step]': LEARNERS,
	'/(staff)/modules/[slug]/[step]?/choose': LEARNERS,
	'/(staff)/modules/[slug]/[step]?/read': LEARNERS,
	'/(staff)/modules/[slug]/card': LEARNERS,
	'/(staff)/modules/[slug]/quiz': LEARNERS,
	'/(staff)/modules/[slug]/quiz/result/[attempt]': LEARNERS,
	'/(staff)/modules/[slug]/quiz?/answer': LEARNERS,
	'/(staff)/modules/[slug]/quiz?/save': LEARNERS,
	'/(staff)/modules/[slug]/quiz?/start': LEARNERS,
	'/(staff)/modules/[slug]/quiz?/submit': LEARNERS,
	'/(staff)/modules/[slug]?/renew': LEARNERS
};

/** The one load that runs for everybody: it fills the frame and authorises nobody for anything. */
const FRAME = 'src/routes/+layout.server.ts';

const routes = sources().filter(({ file }) => file.startsWith('src/routes/'));
const isPublic = (file: string) => file.startsWith('src/routes/(public)/');
const guarded = routes.filter(
	({ file }) => /\+(page\.server|layout\.server|server)\.ts$/.test(file) && !isPublic(file)
);
const entries = guarded.filter(({ file }) => file !== FRAME).flatMap(entriesOf);

describe('every load, action and endpoint outside (public)', () => {
	it.each(entries)('begins with authorise: $key', ({ permission }) => {
		expect(permissions).toContain(permission);
	});

	it('has its line in the table, and no line is left over', () => {
		expect(entries.map(({ key }) => key).sort()).toEqual(Object.keys(whoMay).sort());
	});

	it.each(entries)('is open to those whom the table names: $key', ({ key, permission }) => {
		const open = accesses.filter((access) => may(access, permission as Permission));
		expect(open.join(' ')).toBe(whoMay[key]);
	});

	it('can be told apart: no two of them share a line', () => {
		const keys = entries.map(({ key }) => key);
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	});
});

it('every page outside (public) has a load on the server, which can refuse', () => {
	const withLoad = new Set(entries.map(({ key }) => key));
	const pages = routes.filter(({ file }) => file.endsWith('/+page.svelte') && !isPublic(file));
	expect(pages.map(({ file }) => routeId(file)).filter((id) => !withLoad.has(id))).toEqual([]);
});

it('no page loads in the browser, where nothing can be refused', () => {
	const universal = routes.filter(({ file }) => /\+(page|layout)\.(ts|js)$/.test(file));
	const loading = universal.filter(({ text }) =>
		/export\s+(const|async function|function)\s+load/.test(text)
	);
	expect(loading.map(({ file }) => file)).toEqual([]);
});

describe('the check itself', () => {
	const permissionIn = (text: string) =>
		entriesOf({ file: 'src/routes/(staff)/x/+page.server.ts', text })[0]?.permission;

	it.each([
		"export const load = (event) => { const { id } = authorise(event, 'learn'); return { id }; };",
		"export const load: PageServerLoad = async (event) => { authorise(event, 'learn'); };",
		"export async function load(event) { authorise(event, 'learn'); }",
		"export const load = (async (event) => { authorise(event, 'learn'); }) satisfies Load;",
		"export const actions = { default: async (event) => { authorise(event, 'learn'); } };",
		"export const actions = { async save(event) { authorise(event, 'learn'); } };",
		"export const GET = async (event) => { const who = authorise(event, 'learn'); };",
		"export const load = (event) => { const a = own(event); }; function own(event) { authorise(event, 'learn'); }"
	])('sees the permission in %s', (text) => {
		expect(permissionIn(text)).toBe('learn');
	});

	it.each([
		'export const load = () => ({});',
		"export const load = async (event) => { await read(); authorise(event, 'learn'); };",
		"export const load = (event) => { if (event.url) authorise(event, 'learn'); };",
		"export const load = (event) => { // authorise(event, 'learn');\n return {}; };",
		'export const load = (event) => { authorise(event, permission); };',
		"export const load = (event) => { own(event); }; function own(event) { read(); authorise(event, 'learn'); }",
		'export const load = (event) => { elsewhere(event); };',
		'export const actions = { default: async () => ({}) };',
		'export const actions = made();',
		'export const POST = async () => new Response();'
	])('misses it in %s', (text) => {
		expect(permissionIn(text)).toBeNull();
	});
});
