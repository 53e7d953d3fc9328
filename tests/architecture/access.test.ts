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
	'/(lead)/overview': 'lead administrator auditor',
	// Whose people they see there is their scope.
	'/(manage)/people/[id]': OVERSEERS,
	'/(manage)/people/[id]/induction': 'manager lead',
	'/(manage)/people/[id]/induction?/confirm': 'manager lead',
	'/(manage)/team': OVERSEERS,
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
	'/(staff)/certificates': LEARNERS,
	'/(staff)/certificates/[number]': EVERYBODY,
	'/(staff)/certificates/[number].pdf': EVERYBODY,
	'/(staff)/contacts': EVERYBODY,
	'/(staff)/induction': LEARNERS,
	'/(staff)/modules/[slug]': LEARNERS,
	'/(staff)/modules/[slug]/[step]': LEARNERS,
	'/(staff)/modules/[slug]/[step]?/choose': LEARNERS,
	'/(staff)/modules/[slug]/[step]?/read': LEARNERS,
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
