import { agreementFile, type Agreement } from '../../rules/content/agreement.ts';
import { conditionsFile, type Condition } from '../../rules/content/conditions.ts';
import {
	externalCertificatesFile,
	type ExternalCertificate
} from '../../rules/content/external-certificates.ts';
import { helplinesFile, type Helpline } from '../../rules/content/helplines.ts';
import { inductionFile, type InductionProgramme } from '../../rules/content/induction.ts';
import {
	assembleModule,
	moduleFile,
	type LessonStep,
	type Module,
	type ModuleStep
} from '../../rules/content/module.ts';
import { postsFile, type PostKind } from '../../rules/content/posts.ts';
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
import { markdownFiles, namesOf, readYaml, yamlFiles } from './files.ts';
import { fingerprint } from '../fingerprint.ts';

/** Everything below is read once and never changes while the server runs. */
const scenariosByModule = new Map<string, Map<string, Scenario>>();
const modulesBySlug = new Map<string, Module>();
const quizzes = new Map<string, Quiz>();
const fingerprints = new Map<string, string>();

for (const slug of namesOf(/^\/content\/modules\/([^/]+)\/module\.yaml$/)) {
	const folder = `/content/modules/${slug}`;
	const file = readYaml(moduleFile, `${folder}/module.yaml`);
	const scenarios = new Map<string, Scenario>();
	for (const step of file.steps) {
		if (step.kind !== 'scenario') continue;
		const path = `${folder}/scenarios/${step.name}.yaml`;
		scenarios.set(step.name, readYaml(scenarioFile, path));
	}
	scenariosByModule.set(slug, scenarios);
	modulesBySlug.set(slug, assembleModule(slug, file, scenarios));
	quizzes.set(slug, readYaml(quizFile, `${folder}/quiz.yaml`));
}

const agreementsBySlug = new Map<string, Agreement>(
	namesOf(/^\/content\/agreements\/([^/]+)\/agreement\.yaml$/).map((slug) => [
		slug,
		{ slug, ...readYaml(agreementFile, `/content/agreements/${slug}/agreement.yaml`) }
	])
);
const programmes = new Map<string, InductionProgramme>(
	namesOf(/^\/content\/induction\/([^/]+)\.yaml$/).map((key) => [
		key,
		{ key, ...readYaml(inductionFile, `/content/induction/${key}.yaml`) }
	])
);
const allRoles = readYaml(rolesFile, '/content/roles.yaml').roles;
const allConditions = readYaml(conditionsFile, '/content/conditions.yaml').conditions;
const allProfiles = readYaml(profilesFile, '/content/profiles.yaml').profiles;
const certificatesByKey = new Map<string, ExternalCertificate>(
	readYaml(externalCertificatesFile, '/content/external-certificates.yaml').certificates.map(
		(certificate) => [certificate.key, certificate]
	)
);
const whatIsAsked = readYaml(requirementsFile, '/content/requirements.yaml');
const allPosts = readYaml(postsFile, '/content/posts.yaml').posts;
const allHelplines = readYaml(helplinesFile, '/content/helplines.yaml').helplines;

const heldRequirements = whatIsAsked.requirements
	.flatMap(rowsOf)
	.filter(({ item }) => findItem(item) !== undefined);
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

export function postKinds(): readonly PostKind[] {
	return allPosts;
}

export function helplines(): readonly Helpline[] {
	return allHelplines;
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
		return found && { ...cardOf(found), kind, slug, href: `/modules/${slug}` };
	}
	if (kind === 'agreement') {
		const found = findAgreement(slug);
		return found && { ...cardOf(found), kind, slug, href: `/agreements/${slug}` };
	}
	if (kind === 'external') {
		const found = findExternalCertificate(slug);
		if (found === undefined) return undefined;
		const { title, description: summary } = found;
		return { kind, slug, title, summary, minutes: null, href: null };
	}
	return undefined;
}

function cardOf({ title, summary, minutes }: Module | Agreement) {
	return { title, summary, minutes };
}

/** The title of an item; the item itself where the content no longer holds it. */
export function itemTitle(item: string): string {
	return findItem(item)?.title ?? item;
}

/** SHA-256 over all files of the module as they are now. Throws when there is no such module. */
export function moduleFingerprint(slug: string): string {
	const known = fingerprints.get(slug);
	if (known !== undefined) return known;
	if (!findModule(slug)) throw new Error(`There is no module ${slug}.`);
	const folder = `/content/modules/${slug}/`;
	const ownFiles = Object.entries({ ...yamlFiles, ...markdownFiles })
		.filter(([path]) => path.startsWith(folder))
		.map(([path, raw]) => [path.slice(folder.length), raw]);
	const hash = fingerprint(Object.fromEntries(ownFiles));
	fingerprints.set(slug, hash);
	return hash;
}
