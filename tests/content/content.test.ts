import { describe, expect, it } from 'vitest';
import { formatProblems, inspectContent } from '../../src/lib/server/catalogue/check.ts';
import {
	agreements,
	cardOf,
	conditions,
	externalCertificates,
	findExternalCertificate,
	findItem,
	findLesson,
	findModule,
	findScenario,
	findStep,
	helplines,
	inductionProgrammes,
	itemTitle,
	moduleFingerprint,
	modules,
	postKinds,
	profiles,
	quizOf,
	renderAgreement,
	renderLesson,
	renderTextForm,
	returnToWork,
	roles,
	standardRequirements,
	TEXT_FORMS,
	type Local
} from '../../src/lib/server/catalogue/index.ts';
import { markdownFiles } from '../../src/lib/server/catalogue/files.ts';
import { refresherMinutes } from '../../src/lib/server/learning/refreshers.ts';
import { sha256 } from '../../src/lib/server/fingerprint.ts';

const FOLDER = 'content';

/** A reader whose every contact is recorded, so that each placeholder has something to show. */
const local: Local = {
	organisation: 'Harbour Lane',
	posts: Object.fromEntries(
		postKinds().map(({ key, title, fallback }) => [
			key,
			{ title, fallback, name: 'Ben Okafor', phone: '01632 960 110', url: 'https://x.example/f' }
		])
	)
};

describe('the content', () => {
	it('has no problems', async () => {
		const { problems, versions } = await inspectContent(FOLDER);
		expect(formatProblems(FOLDER, problems)).toBe('');
		// The catalogue reads the same files by another way and must agree on what they are.
		const ofModules = versions.filter(({ folder }) => folder.startsWith('modules/'));
		expect(ofModules.map((one) => one.sha256).sort()).toEqual(
			modules()
				.map(({ slug }) => moduleFingerprint(slug))
				.sort()
		);
	});
});

describe('the catalogue', () => {
	it('knows every module with its steps', () => {
		const asked = standardRequirements().flatMap(({ item }) =>
			item.startsWith('module:') ? [item.slice('module:'.length)] : []
		);
		expect(modules().map(({ slug }) => slug)).toEqual([...new Set(asked)].sort());
		for (const { slug, steps } of modules()) {
			expect(quizOf(slug)?.questions.length).toBeGreaterThan(5);
			expect(findStep(slug, 'quiz')?.kind).toBe('quiz');
			const scenarios = steps.filter(({ kind }) => kind === 'scenario');
			expect(scenarios.every(({ name }) => findScenario(slug, name) !== undefined)).toBe(true);
			expect(cardOf(slug)?.steps.length).toBeGreaterThan(3);
		}
		expect(findLesson('prevent-duty', 'quiz')).toBeUndefined();
		expect(findScenario('prevent-duty', 'quiz')).toBeUndefined();
		expect(() => moduleFingerprint('gone')).toThrow('no module gone');
	});

	it('has refreshers of ten to fifteen minutes, or a quarter of a long module, whatever their scenario', () => {
		for (const { slug, steps, minutes: whole } of modules()) {
			for (const { name } of steps.filter(({ kind }) => kind === 'scenario')) {
				const minutes = refresherMinutes(slug, { scenario: name, missed: [] });
				expect(minutes, `${slug} with ${name}`).toBeGreaterThanOrEqual(10);
				expect(minutes, `${slug} with ${name}`).toBeLessThanOrEqual(Math.max(15, whole / 4));
			}
		}
	});

	it('names the items', () => {
		expect(findItem('module:prevent-duty')).toMatchObject({
			kind: 'module',
			slug: 'prevent-duty',
			href: '/modules/prevent-duty'
		});
		expect(findItem('agreement:aup-staff')?.href).toBe('/agreements/aup-staff');
		expect(findItem('external:dsl-training')).toMatchObject({ kind: 'external', href: null });
		expect(itemTitle('external:dsl-training')).toBe('Designated safeguarding lead training');
		for (const item of ['module:gone', 'agreement:gone', 'external:gone', 'other:x', '']) {
			expect(findItem(item)).toBeUndefined();
			expect(itemTitle(item)).toBe(item);
		}
		expect(standardRequirements().every(({ item }) => findItem(item))).toBe(true);
	});

	it('knows the lists', () => {
		expect(roles().some(({ base }) => base)).toBe(true);
		expect(conditions().map(({ key }) => key)).toContain('runs_remote_sessions');
		expect(profiles().map(({ key }) => key)).toContain('school_or_college_eng');
		expect(externalCertificates().map(({ key }) => key)).toContain('dsl-training');
		expect(findExternalCertificate('dsl-training')?.months).toBe(24);
		expect(returnToWork()).toMatchObject({ afterMonths: 6, withinDays: 28 });
		expect(returnToWork().items.every((item) => findItem(item))).toBe(true);
		expect(helplines().map(({ contact }) => contact)).toContain('999');
	});
});

describe('the inductions', () => {
	const steps = inductionProgrammes().flatMap(({ key, stages }) =>
		stages.flatMap((stage) => stage.steps.map((step) => ({ programme: key, stage, ...step })))
	);
	const core = steps.filter(({ programme }) => programme === 'core');

	it('are for those who start, come back and leave', () => {
		const occasions = inductionProgrammes().map(({ key, occasion }) => [key, occasion]);
		expect(Object.fromEntries(occasions)).toEqual({
			...{ core: 'joining', returning: 'returning', leaving: 'leaving' }
		});
	});

	it.each(roles().filter(({ base }) => !base))('have a programme for the role $key', ({ key }) => {
		expect(core.filter(({ asks }) => asks.some(({ role }) => role === key))).not.toEqual([]);
	});

	/** The starred items of the blueprint (induction, day 1 and week 1). */
	it('have the gates of the blueprint', () => {
		const gates = core
			.filter(({ asks }) => asks.some(({ gate, role }) => gate && role === 'all_staff'))
			.map(({ item, key }) => item ?? key);
		expect(gates).toEqual([
			'checks-confirmed',
			'told-who-the-dsl-is',
			'agreement:code-of-conduct',
			'agreement:aup-staff',
			'monitoring-explained',
			'accounts-issued',
			'module:online-safety-essentials',
			'module:disclosures-and-reporting',
			'module:online-incidents-images',
			'module:acceptable-use-professional-identity',
			'module:allegations-lado-whistleblowing',
			'agreement:kcsie-part-one',
			'kcsie-part-one'
		]);
		const remote = core.filter(({ item }) => item === 'module:remote-one-to-one');
		expect(remote.flatMap(({ asks }) => asks).every(({ gate }) => gate)).toBe(true);
		const prevent = core.find(({ item }) => item === 'module:prevent-duty');
		expect(prevent?.asks.find(({ role }) => role === 'all_staff')?.gateIn).toContain(
			'prevent_specified'
		);
	});

	/** What a role is asked for at the start is in its induction, under the same condition. */
	it('lead to every module that is asked of a role', () => {
		const base = new Set(roles().flatMap(({ key, workforce }) => (workforce ? [key] : [])));
		const missing = standardRequirements()
			.filter(({ item, nation }) => item.startsWith('module:') && nation === null)
			.filter(
				({ item, role, condition }) =>
					!core.some(
						(step) =>
							step.item === item &&
							step.asks.some(
								(ask) =>
									(ask.role === role || (ask.role === 'all_staff' && base.has(role))) &&
									(ask.condition === null || ask.condition === condition)
							)
					)
			);
		expect(missing.map(({ item, role, condition }) => [role, item, condition])).toEqual([]);
	});

	it('ask of nobody what is not asked of their role', () => {
		const strangers = core.flatMap(({ item, asks }) =>
			asks
				.filter(
					({ role, condition }) =>
						item !== null &&
						!standardRequirements().some(
							(row) => row.item === item && row.role === role && row.condition === condition
						)
				)
				.map(({ role, condition }) => [role, item, condition])
		);
		expect(strangers).toEqual([]);
	});
});

/** The lengths of the paths in the blueprint (roles, section 2), in minutes of a first time. */
describe('the paths', () => {
	const everywhere = standardRequirements().filter(
		({ profile, nation, condition }) => profile === null && nation === null && condition === null
	);
	const minutesOf = (...held: string[]) => {
		const items = everywhere.filter(({ role }) => held.includes(role)).map(({ item }) => item);
		return modules()
			.filter(({ slug }) => items.includes(`module:${slug}`))
			.reduce((sum, { minutes }) => sum + minutes, 0);
	};

	it.each([
		['all_staff', 295],
		['practitioner', 380],
		['tutor', 340],
		['manager', 420],
		['ict', 355],
		['hr', 380]
	])('of %s takes %i minutes', (role, minutes) => {
		expect(minutesOf('all_staff', role)).toBe(minutes);
	});

	it.each([
		['trustee', 255],
		['occasional_helper', 120]
	])('of %s, who is not on the workforce, takes %i minutes', (role, minutes) => {
		expect(minutesOf(role)).toBe(minutes);
	});

	it('of the safeguarding team takes every module, within a few minutes of the blueprint', () => {
		const all = modules().reduce((sum, { minutes }) => sum + minutes, 0);
		expect(minutesOf('all_staff', 'dsl')).toBe(all);
		expect(Math.abs(all - 660)).toBeLessThanOrEqual(10);
	});

	it('has no light path in schools and colleges', () => {
		const inSchools = standardRequirements().filter(
			({ profile, nation, condition }) =>
				[null, 'school_or_college_eng'].includes(profile) && nation === null && condition === null
		);
		const asked = (role: string) =>
			new Set(inSchools.filter((row) => row.role === role).map(({ item }) => item));
		expect([...asked('occasional_helper')].sort()).toEqual([...asked('all_staff')].sort());
	});
});

describe('lessons', () => {
	const lessons = modules().flatMap(({ slug, steps }) =>
		steps.flatMap((step) => (step.kind === 'lesson' ? [[slug, step.name] as const] : []))
	);

	it.each(lessons)('%s/%s is shown', async (slug, name) => {
		const html = await renderLesson(slug, name, local, 'england');
		expect(html).toMatch(/^<(?:p|div|figure)/);
		expect(html).not.toMatch(/<!--|<script|\[!|[{}]|zqz|undefined|[＜｛｝＆´]/);
		const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]));
		const ofText = 'p h2 h3 ul ol li strong em a div blockquote details summary figure';
		const drawn = 'svg g rect circle ellipse line polyline polygon path text tspan';
		const allowed = `${ofText} ${drawn}`.split(' ');
		expect([...tags].filter((tag) => !allowed.includes(String(tag)))).toEqual([]);
	});

	it('name the reader’s own contacts', async () => {
		const name = 'notice-check-share';
		expect(await renderLesson('prevent-duty', name, local, 'england')).toContain(
			'<strong>Ben Okafor, designated safeguarding lead (<a href="tel:01632960110">01632 960 110</a>)</strong>'
		);
		const nobody = postKinds().map(({ key, title, fallback }) => {
			return [key, { title, fallback, name: null, phone: null, url: null }] as const;
		});
		const empty = { organisation: 'Harbour Lane', posts: Object.fromEntries(nobody) };
		const html = await renderLesson('prevent-duty', name, empty, 'england');
		expect(html).toContain('your designated safeguarding lead');
		expect(html).not.toContain('<strong>your');
	});

	it('show a diagram as one picture, with the same in words', async () => {
		const html = await renderLesson('online-safety-essentials', 'the-four-cs', local, 'england');
		expect(html).toMatch(
			/<figure class="diagram"><svg role="img" aria-label="The four areas [^<]*<rect[^]*<\/svg>\s*<details><summary>Read this diagram as text<\/summary>\s*<ul>[^]*<\/details><\/figure>/
		);
		expect(html).not.toMatch(/<title>|<svg[^>]* style=/);
	});

	it('say to readers elsewhere that law is not theirs, and what the module says of them', async () => {
		const [, slug = '', file = ''] =
			Object.entries(markdownFiles)
				.filter(([, markdown]) => markdown.includes('[!LAW england]'))
				.map(([path]) => /modules\/([^/]+)\/lessons\/\d\d-(.+)\.md$/.exec(path))
				.find((found) => found !== null) ?? [];
		const at = (nation: string | null) => renderLesson(slug, file, local, nation);
		const here = await at('england');
		expect(here).toContain('<p class="note-title">Law in England</p>');
		expect(here).not.toContain('This is not the law');
		expect(await at(null)).toBe(here);
		const elsewhere = await at('scotland');
		expect(elsewhere).toContain('This is not the law in Scotland, where we work.');
		expect(elsewhere).toContain('<summary>What this module says about Scotland</summary>');
		expect(elsewhere).toContain(findModule(slug)?.nations.scotland.slice(0, 40));
	});

	it('are not made up', async () => {
		await expect(renderLesson('prevent-duty', 'gone', local, null)).rejects.toThrow(
			'no lesson gone'
		);
	});
});

describe('agreements', () => {
	const versions = agreements().flatMap(({ slug, versions }) =>
		versions.map(({ version }) => [slug, version] as const)
	);

	it.each(versions)('%s version %s is shown and fixed', async (slug, version) => {
		const { html, text, sha256: hash } = await renderAgreement(slug, version, local);
		expect(html).toContain('<h2>');
		expect(html).not.toMatch(/<!--|[{}]|zqz/);
		expect(text).toContain('Harbour Lane');
		expect(text).not.toMatch(/[{}]/);
		expect(hash).toBe(sha256(text));
	});

	it('have the further texts that lie beside them', async () => {
		const further = versions.flatMap(([slug, version]) =>
			TEXT_FORMS.map(({ key }) => ({ slug, version, key }))
		);
		for (const { slug, version, key } of further) {
			const html = await renderTextForm(slug, version, key, local);
			const there = `/content/agreements/${slug}/${version}.${key}.md` in markdownFiles;
			expect(html === null, `${slug} ${version} ${key}`).toBe(!there);
		}
		expect(await renderTextForm('gone', '1', 'easy-read', local)).toBeNull();
	});

	it('are not made up', async () => {
		await expect(renderAgreement('aup-staff', '99', local)).rejects.toThrow('no version 99');
		await expect(renderAgreement('gone', '1', local)).rejects.toThrow('no version 1');
	});
});
