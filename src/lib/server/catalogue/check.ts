import path from 'node:path';
import * as v from 'valibot';
import { checkAgreement } from '../../rules/content/agreement-checks.ts';
import { agreementFile } from '../../rules/content/agreement.ts';
import { conditionsFile } from '../../rules/content/conditions.ts';
import { externalCertificatesFile } from '../../rules/content/external-certificates.ts';
import { helplinesFile } from '../../rules/content/helplines.ts';
import { inductionFile } from '../../rules/content/induction.ts';
import { lockFile } from '../../rules/content/lock-file.ts';
import { checkModule, type Known } from '../../rules/content/module-checks.ts';
import { moduleFile } from '../../rules/content/module.ts';
import { checkInduction } from '../../rules/content/organisation-checks.ts';
import { postsFile } from '../../rules/content/posts.ts';
import type { Problem } from '../../rules/content/problem.ts';
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
import { readFolder, YamlFile } from './folder.ts';

/** Something to mend, with its place in the folder. */
export interface ContentProblem {
	/** From the content folder: `modules/prevent-duty/quiz.yaml`. */
	file: string;
	line: number;
	message: string;
}

/** What a look through the content folder found. */
export interface ContentReport {
	/** All of them, by file and line. */
	problems: ContentProblem[];
	counts: { modules: number; lessons: number; questions: number; agreements: number };
	/** Every module and agreement version there is now, for the lock. */
	versions: CurrentVersion[];
	lock: Lock;
}

/** All problems of a content folder, sorted by file and line. */
export async function checkContent(folder: string): Promise<ContentProblem[]> {
	return (await inspectContent(folder)).problems;
}

/** One line for each problem: `content/quiz.yaml:12: message`. */
export function formatProblems(folder: string, problems: readonly ContentProblem[]): string {
	const shown = path.relative(process.cwd(), folder) || folder;
	return problems
		.map(({ file, line, message }) => `${path.posix.join(shown, file)}:${line}: ${message}`)
		.join('\n');
}

/** Reads a content folder and checks everything in it. */
export async function inspectContent(folder: string): Promise<ContentReport> {
	const look = new Look(await readFolder(folder));
	look.everything();
	const { lock, versions, counts } = look;
	return { problems: look.sorted(), counts, versions, lock };
}

/** One look through a folder: collects problems file by file. */
class Look {
	readonly versions: CurrentVersion[] = [];
	readonly counts = { modules: 0, lessons: 0, questions: 0, agreements: 0 };
	lock: Lock = {};
	readonly #files: Readonly<Record<string, string>>;
	readonly #problems: Problem[] = [];
	readonly #opened = new Map<string, YamlFile>();
	readonly #known: { roles: Set<string>; posts: Set<string>; items: Set<string> } & Known;

	constructor(files: Readonly<Record<string, string>>) {
		this.#files = files;
		const modules = this.#names(/^modules\/([^/]+)\//).map((slug) => `module:${slug}`);
		const agreements = this.#names(/^agreements\/([^/]+)\//).map((slug) => `agreement:${slug}`);
		const items = new Set([...modules, ...agreements]);
		this.#known = { roles: new Set(), posts: new Set(), items };
	}

	everything(): void {
		this.#lists();
		this.#requirements();
		for (const slug of this.#names(/^modules\/([^/]+)\//)) this.#module(slug);
		for (const slug of this.#names(/^agreements\/([^/]+)\//)) this.#agreement(slug);
		for (const file of this.#paths(/^induction\/[^/]+\.yaml$/)) this.#induction(file);
		this.#strangers();
		this.#locked();
		this.#wordsOfYaml();
	}

	/** The problems with their lines; what has a path is looked up in its file. */
	sorted(): ContentProblem[] {
		const schemas = [...this.#opened.values()].flatMap((yaml) => yaml.problems);
		return [...schemas, ...this.#problems]
			.map(({ file, path: place, line, message }) => ({
				file,
				line: line ?? this.#opened.get(file)?.lineOf(place) ?? 1,
				message
			}))
			.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
	}

	#lists(): void {
		const roles = this.#read(rolesFile, 'roles.yaml')?.roles ?? [];
		const posts = this.#read(postsFile, 'posts.yaml')?.posts ?? [];
		const helplines = this.#read(helplinesFile, 'helplines.yaml')?.helplines ?? [];
		for (const { key } of roles) this.#known.roles.add(key);
		for (const { key } of posts) this.#known.posts.add(key);
		for (const [list, entries] of Object.entries({ roles, posts, helplines })) {
			this.#problems.push(...checkUnique(`${list}.yaml`, [list], keysOf(entries)));
		}
	}

	/** What people must do, and the lists on which that rests. */
	#requirements(): void {
		const conditions = this.#read(conditionsFile, 'conditions.yaml')?.conditions ?? [];
		const profiles = this.#read(profilesFile, 'profiles.yaml')?.profiles ?? [];
		const external = 'external-certificates.yaml';
		const certificates = this.#read(externalCertificatesFile, external)?.certificates ?? [];
		for (const { key } of certificates) this.#known.items.add(`external:${key}`);
		this.#problems.push(
			...checkUnique('conditions.yaml', ['conditions'], keysOf(conditions)),
			...checkUnique('profiles.yaml', ['profiles'], keysOf(profiles)),
			...checkUnique(external, ['certificates'], keysOf(certificates))
		);
		const content = this.#read(requirementsFile, 'requirements.yaml');
		if (!content) return;
		const known = { ...this.#known, conditions: new Set(keysOf(conditions)), profiles };
		this.#problems.push(...checkRequirements('requirements.yaml', content, known));
	}

	#module(slug: string): void {
		const folder = `modules/${slug}`;
		const file = this.#read(moduleFile, `${folder}/module.yaml`);
		const quiz = this.#read(quizFile, `${folder}/quiz.yaml`);
		const lessons = this.#byName(new RegExp(`^${folder}/lessons/([^/]+)\\.md$`));
		const scenarioFiles = this.#byName(new RegExp(`^${folder}/scenarios/([^/]+)\\.yaml$`));
		const scenarios = Object.fromEntries(
			Object.keys(scenarioFiles).map((name) => [
				name,
				this.#read(scenarioFile, `${folder}/scenarios/${name}.yaml`)
			])
		);
		this.counts.modules += 1;
		this.counts.lessons += Object.keys(lessons).length;
		this.counts.questions += quiz?.questions.length ?? 0;
		if (!file) return;
		this.#problems.push(...checkModule({ folder, file, lessons, scenarios, quiz }, this.#known));
		this.versions.push({
			folder,
			version: file.version,
			sha256: fingerprint(this.#byName(new RegExp(`^${folder}/(.+)$`))),
			file: `${folder}/module.yaml`,
			path: ['version']
		});
	}

	#agreement(slug: string): void {
		const folder = `agreements/${slug}`;
		const file = this.#read(agreementFile, `${folder}/agreement.yaml`);
		const texts = this.#byName(new RegExp(`^${folder}/([^/]+)\\.md$`));
		this.counts.agreements += 1;
		if (!file) return;
		this.#problems.push(...checkAgreement({ folder, file, texts }, this.#known));
		file.versions.forEach(({ version }, index) => {
			const text = texts[version];
			if (text === undefined) return;
			this.versions.push({
				folder,
				version,
				sha256: fingerprint({ [`${version}.md`]: text }),
				file: `${folder}/agreement.yaml`,
				path: ['versions', index, 'version']
			});
		});
	}

	#induction(file: string): void {
		const programme = this.#read(inductionFile, file);
		if (programme) this.#problems.push(...checkInduction(file, programme, this.#known));
	}

	/** Files that lie where nothing reads them, most often for a slip in the name. */
	#strangers(): void {
		const places = [
			/^(?:README\.md|versions\.json)$/,
			/^(?:roles|requirements|conditions|profiles|external-certificates|posts|helplines)\.yaml$/,
			/^modules\/[^/]+\/(?:module\.yaml|quiz\.yaml|lessons\/[^/]+\.md|scenarios\/[^/]+\.yaml)$/,
			/^agreements\/[^/]+\/(?:agreement\.yaml|[^/]+\.md)$/,
			/^induction\/[^/]+\.yaml$/
		];
		const message = 'Nothing reads a file of this name here: correct the name or the folder';
		for (const file of Object.keys(this.#files)) {
			if (places.some((place) => place.test(file))) continue;
			this.#problems.push({ file, path: [], message });
		}
	}

	#locked(): void {
		const result = v.safeParse(lockFile, parseJson(this.#files['versions.json'] ?? '{}'));
		if (!result.success) {
			const message = 'This file is written by npm run content:lock: put it back as it was';
			this.#problems.push({ file: 'versions.json', path: [], message });
			return;
		}
		this.lock = result.output;
		this.#problems.push(...checkVersions(this.lock, this.versions));
	}

	#wordsOfYaml(): void {
		for (const [file, yaml] of this.#opened) {
			const own = /^modules\/[^/]+\//.exec(file)?.[0];
			const head = own ? this.#opened.get(`${own}module.yaml`)?.data : undefined;
			const panel = v.safeParse(v.object({ posts: v.array(v.string()) }), head);
			const posts = panel.success ? new Set(panel.output.posts) : null;
			const rules = { known: this.#known.posts, panel: posts };
			this.#problems.push(...checkTexts(file, yaml.data, rules));
		}
	}

	#read<Schema extends v.GenericSchema>(
		schema: Schema,
		file: string
	): v.InferOutput<Schema> | null {
		const text = this.#files[file];
		if (text === undefined) {
			const message = 'This file is missing: write it';
			this.#problems.push({ file, path: [], message });
			return null;
		}
		const yaml = new YamlFile(file, text);
		this.#opened.set(file, yaml);
		return yaml.read(schema);
	}

	#paths(pattern: RegExp): string[] {
		return Object.keys(this.#files).filter((file) => pattern.test(file));
	}

	#names(pattern: RegExp): string[] {
		return [...new Set(this.#paths(pattern).map((file) => String(pattern.exec(file)?.[1])))];
	}

	#byName(pattern: RegExp): Record<string, string> {
		const paths = this.#paths(pattern);
		return Object.fromEntries(
			paths.map((file) => [String(pattern.exec(file)?.[1]), this.#files[file] ?? ''])
		);
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
