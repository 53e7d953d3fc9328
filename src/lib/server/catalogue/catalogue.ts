import { agreementFile, type Agreement } from '../../rules/content/agreement.ts';
import { cardFile, type ActionCard } from '../../rules/content/card.ts';
import { conditionsFile, type Condition } from '../../rules/content/conditions.ts';
import {
	externalCertificatesFile,
	type ExternalCertificate
} from '../../rules/content/external-certificates.ts';
import { helplinesFile, type Helpline } from '../../rules/content/helplines.ts';
import {
	additionsFile,
	assembleProgramme,
	inductionFile,
	sharedStepsFile,
	type InductionProgramme
} from '../../rules/content/induction.ts';
import { citedIn, passagesOfMarkdown, passagesOfYaml } from '../../rules/content/law-citations.ts';
import { lawFile, type LawFact, type Superseded } from '../../rules/content/law-facts.ts';
import {
	assembleModule,
	filesOfModule,
	moduleFile,
	type LessonStep,
	type Module,
	type ModuleStep
} from '../../rules/content/module.ts';
import { postsFile, postsIn, type PostKind } from '../../rules/content/posts.ts';
import { profilesFile, type Profile } from '../../rules/content/profiles.ts';
import { quizFile, type Quiz } from '../../rules/content/quiz.ts';
import {
	requirementsFile,
	rowsOf,
	type StandardRequirement,
	type StandardReturnToWork
} from '../../rules/content/requirements.ts';
import { rolesFile, type Role } from '../../rules/content/roles.ts';
import { scenarioFile, type Scenario } from '../../rules/content/scenario.ts';
import {
	drawingOf,
	markdownFiles,
	namesOf,
	readYaml,
	showsDrafts,
	writtenYaml,
	yamlFiles
} from './files.ts';
import { fingerprint } from '../fingerprint.ts';

/** Everything below is read once and never changes while the server runs. */
const scenariosByModule = new Map<string, Map<string, Scenario>>();
const modulesBySlug = new Map<string, Module>();
const quizzes = new Map<string, Quiz>();
const cards = new Map<string, ActionCard>();
const fingerprints = new Map<string, string>();
const citations = new Map<string, Superseded[]>();

for (const slug of namesOf(/^\/content\/modules\/([^/]+)\/module\.yaml$/)) {
	const folder = `/content/modules/${slug}`;
	const file = readYaml(moduleFile, `${folder}/module.yaml`);
	if (file.draft && !showsDrafts) continue;
	const scenarios = new Map<string, Scenario>();
	for (const step of file.steps) {
		if (step.kind !== 'scenario') continue;
		const path = `${folder}/scenarios/${step.name}.yaml`;
		scenarios.set(step.name, readYaml(scenarioFile, path));
	}
	scenariosByModule.set(slug, scenarios);
	modulesBySlug.set(slug, assembleModule(slug, file, scenarios));
	quizzes.set(slug, readYaml(quizFile, `${folder}/quiz.yaml`));
	const card = readYaml(cardFile, `${folder}/card.yaml`);
	cards.set(slug, { slug, module: file.title, ...card });
}

const agreementsBySlug = new Map<string, Agreement>(
	namesOf(/^\/content\/agreements\/([^/]+)\/agreement\.yaml$/)
		.map((slug) => ({ slug, path: `/content/agreements/${slug}/agreement.yaml` }))
		.map(({ slug, path }): Agreement => ({ slug, ...readYaml(agreementFile, path) }))
		.filter(({ draft }) => !draft || showsDrafts)
		.map((agreement) => [agreement.slug, agreement])
);
/** Learners and parents only sign agreements, from a link: nobody holds these roles. */
const allRoles = readYaml(rolesFile, '/content/roles.yaml').roles.filter(({ account }) => account);
const programmes = new Map<string, InductionProgramme>(
	namesOf(/^\/content\/induction\/([^/]+)\.yaml$/).map((key) => [key, readProgramme(key)])
);
const allConditions = readYaml(conditionsFile, '/content/conditions.yaml').conditions;
const allProfiles = readYaml(profilesFile, '/content/profiles.yaml').profiles;
const certificatesByKey = new Map<string, ExternalCertificate>(
	readYaml(externalCertificatesFile, '/content/external-certificates.yaml').certificates.map(
		(certificate) => [certificate.key, certificate]
	)
);
const whatIsAsked = readYaml(requirementsFile, '/content/requirements.yaml');
const allPosts = readYaml(postsFile, '/content/posts.yaml').posts;
const postsByNation = new Map<string, readonly PostKind[]>();
const allHelplines = readYaml(helplinesFile, '/content/helplines.yaml').helplines;
const law = readYaml(lawFile, '/content/law.yaml');

const heldRequirements = whatIsAsked.requirements
	.flatMap(rowsOf)
	.filter(({ item, role }) => findItem(item) !== undefined && isHeld(role));
const heldReturnToWork = {
	...whatIsAsked.return_to_work,
	items: whatIsAsked.return_to_work.items.filter((item) => findItem(item) !== undefined)
};

/** Every module, in the alphabet of their slugs. */
export function modules(): Module[] {
	return [...modulesBySlug.values()];
}

export function findModule(slug: string): Module | undefined {
	return modulesBySlug.get(slug);
}

/** The step at this address of the module, the quiz (`quiz`) included. */
export function findStep(slug: string, name: string): ModuleStep | undefined {
	return findModule(slug)?.steps.find((step) => step.name === name);
}

export function findLesson(slug: string, name: string): LessonStep | undefined {
	const step = findStep(slug, name);
	return step?.kind === 'lesson' ? step : undefined;
}

/** A scenario with all consequences: nothing of it but `decisionForPerson` goes to a page. */
export function findScenario(slug: string, name: string): Scenario | undefined {
	return scenariosByModule.get(slug)?.get(name);
}

/** The quiz with its answers: nothing of it but `questionForPerson` goes to a page. */
export function quizOf(slug: string): Quiz | undefined {
	return quizzes.get(slug);
}

/** The action card of a module, its placeholders not yet filled in. */
export function cardOf(slug: string): ActionCard | undefined {
	return cards.get(slug);
}

/** Every agreement, in the alphabet of their slugs. */
export function agreements(): Agreement[] {
	return [...agreementsBySlug.values()];
}

export function findAgreement(slug: string): Agreement | undefined {
	return agreementsBySlug.get(slug);
}

/** Every induction programme, in the alphabet of their keys. */
export function inductionProgrammes(): InductionProgramme[] {
	return [...programmes.values()];
}

export function inductionProgramme(key: string): InductionProgramme | undefined {
	return programmes.get(key);
}

/** The programme of a file; the roles add their steps to the one for whoever starts, `core`. */
function readProgramme(key: string): InductionProgramme {
	const file = readYaml(inductionFile, `/content/induction/${key}.yaml`);
	if (key !== 'core') return assembleProgramme(key, file);
	const folder = '/content/induction/additions';
	const shared = readYaml(sharedStepsFile, '/content/induction/shared/steps.yaml');
	const adding = new Set(namesOf(/^\/content\/induction\/additions\/([^/]+)\.yaml$/));
	const additions = Object.fromEntries(
		allRoles
			.filter((role) => adding.has(role.key))
			.map((role) => [role.key, readYaml(additionsFile, `${folder}/${role.key}.yaml`)])
	);
	return assembleProgramme(key, file, additions, shared);
}

function isHeld(role: string): boolean {
	return allRoles.some(({ key }) => key === role);
}

/** Every role that somebody can hold here. */
export function roles(): readonly Role[] {
	return allRoles;
}

/** The conditions under which somebody is asked for more. */
export function conditions(): readonly Condition[] {
	return allConditions;
}

/** What an organisation can be, where that asks more of its people. */
export function profiles(): readonly Profile[] {
	return allProfiles;
}

/** The certificates from elsewhere that can be asked for. */
export function externalCertificates(): readonly ExternalCertificate[] {
	return [...certificatesByKey.values()];
}

export function findExternalCertificate(key: string): ExternalCertificate | undefined {
	return certificatesByKey.get(key);
}

/** What each role must do as the product ships it, as far as the content holds the items. */
export function standardRequirements(): readonly StandardRequirement[] {
	return heldRequirements;
}

/** What somebody does again after a long time away, as far as the content holds the items. */
export function returnToWork(): StandardReturnToWork {
	return heldReturnToWork;
}

/** Every post, in the words of a nation. */
export function postKinds(nation = 'england'): readonly PostKind[] {
	let known = postsByNation.get(nation);
	if (!known) postsByNation.set(nation, (known = postsIn(allPosts, nation)));
	return known;
}

export function helplines(): readonly Helpline[] {
	return allHelplines;
}

/** The law and guidance that the modules rest on, in the order of the file. */
export function lawFacts(): readonly LawFact[] {
	return law.facts;
}

/**
 * The guidance that a module cites although it was replaced. The content check refuses such a
 * module of ours; this is for a copy whose content was built without it.
 */
export function citedAlthoughReplaced(slug: string): Superseded[] {
	const known = citations.get(slug);
	if (known !== undefined) return known;
	const folder = `/content/modules/${slug}/`;
	const names = law.superseded.map((entry) => ({ ...entry, now: [] }));
	// Most files name nothing of it, and need not be taken apart.
	const suspects = Object.entries({ ...yamlFiles, ...markdownFiles })
		.filter(([path, raw]) => path.startsWith(folder) && citedIn(raw, names).length > 0)
		.flatMap(([path, raw]) =>
			path.endsWith('.md') ? passagesOfMarkdown(raw) : passagesOfYaml(writtenYaml(path))
		);
	const cited = new Set(suspects.flatMap(({ text }) => citedIn(text, law.superseded)));
	const found = law.superseded.filter((entry) => cited.has(entry));
	citations.set(slug, found);
	return found;
}

/** What a list says about an item. */
export interface ItemCard {
	kind: 'module' | 'agreement' | 'external';
	slug: string;
	title: string;
	summary: string;
	/** Null for what is not done here. */
	minutes: number | null;
	/** Its page, from the root of the site; null for what is not done here. */
	href: string | null;
}

/**
 * The item `module:<slug>`, `agreement:<slug>` or `external:<key>`; undefined for what the content
 * does not hold.
 */
export function findItem(item: string): ItemCard | undefined {
	const [kind, slug = ''] = item.split(':');
	if (kind === 'module') {
		const found = findModule(slug);
		return found && { ...headOf(found), kind, slug, href: `/modules/${slug}` };
	}
	if (kind === 'agreement') {
		const found = findAgreement(slug);
		return found && { ...headOf(found), kind, slug, href: `/agreements/${slug}` };
	}
	if (kind === 'external') {
		const found = findExternalCertificate(slug);
		if (found === undefined) return undefined;
		const { title, description: summary } = found;
		return { kind, slug, title, summary, minutes: null, href: null };
	}
	return undefined;
}

function headOf({ title, summary, minutes }: Module | Agreement) {
	return { title, summary, minutes };
}

/** The title of an item; the item itself where the content no longer holds it. */
export function itemTitle(item: string): string {
	return findItem(item)?.title ?? item;
}

/** The title of a role; the key itself where the content no longer holds it. */
export function roleTitle(key: string): string {
	return titleIn(allRoles, key);
}

/** The title of a condition; the key itself where the content no longer holds it. */
export function conditionTitle(key: string): string {
	return titleIn(allConditions, key);
}

/** The title of what an organisation can be; the key itself where the content no longer holds it. */
export function profileTitle(key: string): string {
	return titleIn(allProfiles, key);
}

function titleIn(list: readonly { key: string; title: string }[], key: string): string {
	return list.find((one) => one.key === key)?.title ?? key;
}

/**
 * SHA-256 over all files of the module as they are now, with the drawings that its lessons show.
 * Throws when there is no such module.
 */
export function moduleFingerprint(slug: string): string {
	const known = fingerprints.get(slug);
	if (known !== undefined) return known;
	if (!findModule(slug)) throw new Error(`There is no module ${slug}.`);
	const folder = `/content/modules/${slug}/`;
	const own = Object.entries({ ...yamlFiles, ...markdownFiles })
		.filter(([path]) => path.startsWith(folder))
		.map(([path, raw]) => [path.slice(folder.length), raw]);
	const hash = fingerprint(filesOfModule(Object.fromEntries(own), drawingOf));
	fingerprints.set(slug, hash);
	return hash;
}
