import * as v from 'valibot';
import { checkAgreement } from '../../rules/content/agreement-checks.ts';
import { agreementFile, filesOfVersion } from '../../rules/content/agreement.ts';
import { cardFile } from '../../rules/content/card.ts';
import { conditionsFile } from '../../rules/content/conditions.ts';
import { checkCoverage } from '../../rules/content/coverage-checks.ts';
import { coverageFile, type CoverageFile } from '../../rules/content/coverage.ts';
import { checkDiagram } from '../../rules/content/diagram-checks.ts';
import { externalCertificatesFile } from '../../rules/content/external-certificates.ts';
import { helplinesFile } from '../../rules/content/helplines.ts';
import { lockFile } from '../../rules/content/lock-file.ts';
import { checkModule, type Known } from '../../rules/content/module-checks.ts';
import { filesOfModule, moduleFile } from '../../rules/content/module.ts';
import { postsFile } from '../../rules/content/posts.ts';
import { profilesFile } from '../../rules/content/profiles.ts';
import { quizFile } from '../../rules/content/quiz.ts';
import { checkRequirements } from '../../rules/content/requirement-checks.ts';
import { requirementsFile } from '../../rules/content/requirements.ts';
import { rolesFile } from '../../rules/content/roles.ts';
import { scenarioFile } from '../../rules/content/scenario.ts';
import { checkTexts } from '../../rules/content/text-checks.ts';
import { checkUnique } from '../../rules/content/unique.ts';
import { checkVersions, type CurrentVersion, type Lock } from '../../rules/content/versions.ts';
import { fingerprint } from '../fingerprint.ts';
import { checkInductions } from './check-inductions.ts';
import { checkLawAndCitations } from './check-law.ts';
import { ContentFiles, DIAGRAM, strangersAmong } from './content-files.ts';
import { setDraftsApart } from './drafts.ts';
import { readFolder } from './folder.ts';
import { OpenedFiles } from './opened-files.ts';
import { moduleReferences, pageReferences } from './references.ts';
import type { ContentProblem, ContentReport } from './report.ts';

export * from './report.ts';

/** All problems of a content folder, sorted by file and line. */
export async function checkContent(folder: string): Promise<ContentProblem[]> {
	return (await inspectContent(folder)).problems;
}

/** Reads a content folder and checks everything in it. */
export async function inspectContent(folder: string): Promise<ContentReport> {
	const files = new ContentFiles(await readFolder(folder));
	const look = new Look(files, await pageReferences(folder));
	const found = look.everything();
	const { lock, versions, counts, coverage } = look;
	const { problems, drafts } = setDraftsApart(found, files.drafts);
	return { problems, drafts, counts, versions, lock, coverage };
}

/** One look through a folder: collects problems file by file. */
class Look {
	readonly versions: CurrentVersion[] = [];
	readonly counts = { modules: 0, lessons: 0, questions: 0, agreements: 0 };
	lock: Lock = {};
	coverage: CoverageFile | null = null;
	readonly #files: ContentFiles;
	readonly #opened: OpenedFiles;
	readonly #known: Known & Record<'roles' | 'posts' | 'items' | 'helplines', Set<string>>;
	readonly #circumstances = { conditions: new Set<string>(), profiles: new Set<string>() };
	/** The diagrams that some lesson shows. */
	readonly #shown = new Set<string>();
	/** Everything that can cover a clause. */
	readonly #references: Set<string>;

	constructor(files: ContentFiles, pages: readonly string[]) {
		this.#files = files;
		this.#opened = new OpenedFiles(files);
		this.#references = new Set(pages);
		const items = new Set([
			...this.#files.offered(/^modules\/([^/]+)\//).map((slug) => `module:${slug}`),
			...this.#files.offered(/^agreements\/([^/]+)\//).map((slug) => `agreement:${slug}`)
		]);
		const diagrams = new Set(this.#files.names(DIAGRAM));
		const [roles, posts, helplines] = [new Set<string>(), new Set<string>(), new Set<string>()];
		this.#known = { roles, posts, items, helplines, diagrams };
	}

	/** Looks at everything there is. */
	everything(): ReturnType<OpenedFiles['sorted']> {
		this.#lists();
		this.#requirements();
		for (const slug of this.#files.names(/^modules\/([^/]+)\//)) this.#module(slug);
		for (const slug of this.#files.names(/^agreements\/([^/]+)\//)) this.#agreement(slug);
		const known = { ...this.#known, ...this.#circumstances };
		for (const step of checkInductions(this.#opened, known)) this.#references.add(step);
		for (const name of this.#files.names(DIAGRAM)) this.#diagram(name);
		this.#opened.report(...strangersAmong(this.#files.paths()));
		this.#locked();
		this.#covered();
		this.#wordsOfYaml();
		checkLawAndCitations(this.#opened);
		return this.#opened.sorted();
	}

	#lists(): void {
		const roles = this.#opened.read(rolesFile, 'roles.yaml')?.roles ?? [];
		const posts = this.#opened.read(postsFile, 'posts.yaml')?.posts ?? [];
		const helplines = this.#opened.read(helplinesFile, 'helplines.yaml')?.helplines ?? [];
		for (const { key } of roles) this.#known.roles.add(key);
		for (const { key } of posts) this.#known.posts.add(key);
		for (const { key } of helplines) this.#known.helplines.add(key);
		for (const [list, entries] of Object.entries({ roles, posts, helplines })) {
			this.#opened.report(...checkUnique(`${list}.yaml`, [list], keysOf(entries)));
		}
	}

	/** What people must do, and the lists on which that rests. */
	#requirements(): void {
		const conditions = this.#opened.read(conditionsFile, 'conditions.yaml')?.conditions ?? [];
		const profiles = this.#opened.read(profilesFile, 'profiles.yaml')?.profiles ?? [];
		for (const key of keysOf(conditions)) this.#circumstances.conditions.add(key);
		for (const key of keysOf(profiles)) this.#circumstances.profiles.add(key);
		const external = 'external-certificates.yaml';
		const certificates = this.#opened.read(externalCertificatesFile, external)?.certificates ?? [];
		for (const { key } of certificates) this.#known.items.add(`external:${key}`);
		this.#opened.report(
			...checkUnique('conditions.yaml', ['conditions'], keysOf(conditions)),
			...checkUnique('profiles.yaml', ['profiles'], keysOf(profiles)),
			...checkUnique(external, ['certificates'], keysOf(certificates))
		);
		const content = this.#opened.read(requirementsFile, 'requirements.yaml');
		if (!content) return;
		const known = { ...this.#known, conditions: new Set(keysOf(conditions)), profiles };
		this.#opened.report(...checkRequirements('requirements.yaml', content, known));
	}

	#module(slug: string): void {
		const folder = `modules/${slug}`;
		const file = this.#opened.read(moduleFile, `${folder}/module.yaml`);
		const quiz = this.#opened.read(quizFile, `${folder}/quiz.yaml`);
		const card = this.#opened.read(cardFile, `${folder}/card.yaml`);
		const lessons = this.#files.byName(new RegExp(`^${folder}/lessons/([^/]+)\\.md$`));
		const scenarioFiles = this.#files.byName(new RegExp(`^${folder}/scenarios/([^/]+)\\.yaml$`));
		const scenarios = Object.fromEntries(
			Object.keys(scenarioFiles).map((name) => [
				name,
				this.#opened.read(scenarioFile, `${folder}/scenarios/${name}.yaml`)
			])
		);
		const isDraft = this.#files.drafts.has(folder);
		if (!isDraft) {
			this.counts.modules += 1;
			this.counts.lessons += Object.keys(lessons).length;
			this.counts.questions += quiz?.questions.length ?? 0;
		}
		if (!file) return;
		const module = { folder, file, lessons, scenarios, quiz, card };
		this.#opened.report(...checkModule(module, this.#known));
		// Nothing rests on a draft yet: neither a recorded version nor a clause.
		if (isDraft) return;
		for (const one of moduleReferences(slug, file, quiz)) this.#references.add(one);
		this.versions.push({
			folder,
			version: file.version,
			sha256: fingerprint(
				filesOfModule(this.#files.byName(new RegExp(`^${folder}/(.+)$`)), (name) => {
					this.#shown.add(name);
					return this.#files.text(`diagrams/${name}.svg`) ?? '';
				})
			),
			file: `${folder}/module.yaml`,
			path: ['version']
		});
	}

	#diagram(name: string): void {
		const file = `diagrams/${name}.svg`;
		this.#opened.report(...checkDiagram(file, this.#files.text(file) ?? ''));
		if (this.#shown.has(name)) return;
		const message =
			'No lesson shows this diagram: put [!DIAGRAM] with its name there or take it away';
		this.#opened.report({ file, path: [], message });
	}

	#agreement(slug: string): void {
		const folder = `agreements/${slug}`;
		const file = this.#opened.read(agreementFile, `${folder}/agreement.yaml`);
		const texts = this.#files.byName(new RegExp(`^${folder}/([^/]+)\\.md$`));
		const isDraft = this.#files.drafts.has(folder);
		if (!isDraft) this.counts.agreements += 1;
		if (!file) return;
		this.#opened.report(...checkAgreement({ folder, file, texts }, this.#known));
		if (isDraft) return;
		this.#references.add(`agreement:${slug}`);
		file.versions.forEach(({ version }, index) => {
			if (!(version in texts)) return;
			this.versions.push({
				folder,
				version,
				sha256: fingerprint(filesOfVersion(version, texts)),
				file: `${folder}/agreement.yaml`,
				path: ['versions', index, 'version']
			});
		});
	}

	#locked(): void {
		const result = v.safeParse(lockFile, parseJson(this.#files.text('versions.json') ?? '{}'));
		if (!result.success) {
			const message = 'This file is written by npm run content:lock: put it back as it was';
			this.#opened.report({ file: 'versions.json', path: [], message });
			return;
		}
		this.lock = result.output;
		this.#opened.report(...checkVersions(this.lock, this.versions));
	}

	/** The list is ours; the content of somebody else need not have it. */
	#covered(): void {
		if (this.#files.text('coverage.yaml') === undefined) return;
		this.coverage = this.#opened.read(coverageFile, 'coverage.yaml');
		if (!this.coverage) return;
		for (const key of this.#known.roles) this.#references.add(`role:${key}`);
		for (const key of this.#known.posts) this.#references.add(`post:${key}`);
		this.#opened.report(...checkCoverage('coverage.yaml', this.coverage, this.#references));
	}

	#wordsOfYaml(): void {
		for (const [file, yaml] of this.#opened.yaml) {
			const own = /^modules\/[^/]+\//.exec(file)?.[0];
			const head = own ? this.#opened.yaml.get(`${own}module.yaml`)?.data : undefined;
			const panel = v.safeParse(v.object({ posts: v.array(v.string()) }), head);
			const posts = panel.success ? new Set(panel.output.posts) : null;
			const rules = { known: this.#known.posts, panel: posts };
			this.#opened.report(...checkTexts(file, yaml.data, rules));
		}
	}
}

function keysOf(entries: readonly { key: string }[]): string[] {
	return entries.map(({ key }) => key);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// What is no JSON fails the schema, which says what to do.
		return null;
	}
}
