import { describe, expect, it } from 'vitest';
import { formatProblems, inspectContent } from '../../src/lib/server/catalogue/check.ts';
import {
	agreements,
	conditions,
	externalCertificates,
	findExternalCertificate,
	findItem,
	findLesson,
	findScenario,
	findStep,
	helplines,
	inductionProgramme,
	inductionProgrammes,
	itemTitle,
	moduleFingerprint,
	modules,
	postKinds,
	profiles,
	quizOf,
	renderAgreement,
	renderLesson,
	returnToWork,
	roles,
	standardRequirements,
	type Local
} from '../../src/lib/server/catalogue/index.ts';
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
		expect(modules().map(({ slug }) => slug)).toEqual([
			'online-safety-essentials',
			'prevent-duty',
			'remote-one-to-one'
		]);
		for (const { slug, steps } of modules()) {
			expect(quizOf(slug)?.questions.length).toBeGreaterThan(5);
			expect(findStep(slug, 'quiz')?.kind).toBe('quiz');
			const scenarios = steps.filter(({ kind }) => kind === 'scenario');
			expect(scenarios.every(({ name }) => findScenario(slug, name) !== undefined)).toBe(true);
		}
		expect(findLesson('prevent-duty', 'quiz')).toBeUndefined();
		expect(findScenario('prevent-duty', 'quiz')).toBeUndefined();
		expect(() => moduleFingerprint('gone')).toThrow('no module gone');
	});

	it('has refreshers of ten to fifteen minutes, whatever their scenario', () => {
		for (const { slug, steps } of modules()) {
			for (const { name } of steps.filter(({ kind }) => kind === 'scenario')) {
				const minutes = refresherMinutes(slug, { scenario: name, missed: [] });
				expect(minutes, `${slug} with ${name}`).toBeGreaterThanOrEqual(10);
				expect(minutes, `${slug} with ${name}`).toBeLessThanOrEqual(15);
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
		expect(inductionProgrammes().map(({ key }) => key)).toContain('core');
		expect(inductionProgramme('core')?.stages.length).toBeGreaterThan(0);
	});
});

describe('lessons', () => {
	const lessons = modules().flatMap(({ slug, steps }) =>
		steps.flatMap((step) => (step.kind === 'lesson' ? [[slug, step.name] as const] : []))
	);

	it.each(lessons)('%s/%s is shown', async (slug, name) => {
		const html = await renderLesson(slug, name, local);
		expect(html).toMatch(/^<(?:p|div)/);
		expect(html).not.toMatch(/<!--|<script|\[!|[{}]|zqz|undefined|[＜｛｝＆´]/);
		const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1]));
		const allowed = ['p', 'h2', 'h3', 'ul', 'ol', 'li', 'strong', 'em', 'a', 'div', 'blockquote'];
		expect([...tags].filter((tag) => !allowed.includes(String(tag)))).toEqual([]);
	});

	it('name the reader’s own contacts', async () => {
		const name = 'notice-check-share';
		expect(await renderLesson('prevent-duty', name, local)).toContain(
			'<strong>Ben Okafor, designated safeguarding lead (<a href="tel:01632960110">01632 960 110</a>)</strong>'
		);
		const nobody = postKinds().map(({ key, title, fallback }) => {
			return [key, { title, fallback, name: null, phone: null, url: null }] as const;
		});
		const empty = { organisation: 'Harbour Lane', posts: Object.fromEntries(nobody) };
		const html = await renderLesson('prevent-duty', name, empty);
		expect(html).toContain('your designated safeguarding lead');
		expect(html).not.toContain('<strong>your');
	});

	it('are not made up', async () => {
		await expect(renderLesson('prevent-duty', 'gone', local)).rejects.toThrow('no lesson gone');
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

	it('are not made up', async () => {
		await expect(renderAgreement('aup-staff', '99', local)).rejects.toThrow('no version 99');
		await expect(renderAgreement('gone', '1', local)).rejects.toThrow('no version 1');
	});
});
