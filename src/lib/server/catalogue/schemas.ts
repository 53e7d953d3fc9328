import { toJsonSchema } from '@valibot/to-json-schema';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as v from 'valibot';
import { agreementFile } from '../../rules/content/agreement.ts';
import { cardFile } from '../../rules/content/card.ts';
import { conditionsFile } from '../../rules/content/conditions.ts';
import { coverageFile } from '../../rules/content/coverage.ts';
import { externalCertificatesFile } from '../../rules/content/external-certificates.ts';
import { item } from '../../rules/content/fields.ts';
import { helplinesFile } from '../../rules/content/helplines.ts';
import { additionsFile, inductionFile, sharedStepsFile } from '../../rules/content/induction.ts';
import { lawFile } from '../../rules/content/law-facts.ts';
import { moduleFile, stepLine, stepLines } from '../../rules/content/module.ts';
import { postsFile } from '../../rules/content/posts.ts';
import { profilesFile } from '../../rules/content/profiles.ts';
import { quizFile } from '../../rules/content/quiz.ts';
import { requirementsFile } from '../../rules/content/requirements.ts';
import { rolesFile } from '../../rules/content/roles.ts';
import { scenarioFile } from '../../rules/content/scenario.ts';

/** Every kind of YAML file an author writes, with the files of that kind as editors find them. */
const KINDS: readonly { name: string; files: string; schema: v.GenericSchema }[] = [
	{ name: 'module', files: 'content/modules/*/module.yaml', schema: moduleFile },
	{ name: 'scenario', files: 'content/modules/*/scenarios/*.yaml', schema: scenarioFile },
	{ name: 'quiz', files: 'content/modules/*/quiz.yaml', schema: quizFile },
	{ name: 'card', files: 'content/modules/*/card.yaml', schema: cardFile },
	{ name: 'agreement', files: 'content/agreements/*/agreement.yaml', schema: agreementFile },
	{ name: 'induction', files: 'content/induction/*.yaml', schema: inductionFile },
	{
		name: 'induction-additions',
		files: 'content/induction/additions/*.yaml',
		schema: additionsFile
	},
	{
		name: 'induction-shared-steps',
		files: 'content/induction/shared/steps.yaml',
		schema: sharedStepsFile
	},
	{ name: 'roles', files: 'content/roles.yaml', schema: rolesFile },
	{ name: 'requirements', files: 'content/requirements.yaml', schema: requirementsFile },
	{ name: 'conditions', files: 'content/conditions.yaml', schema: conditionsFile },
	{ name: 'profiles', files: 'content/profiles.yaml', schema: profilesFile },
	{
		name: 'external-certificates',
		files: 'content/external-certificates.yaml',
		schema: externalCertificatesFile
	},
	{ name: 'posts', files: 'content/posts.yaml', schema: postsFile },
	{ name: 'helplines', files: 'content/helplines.yaml', schema: helplinesFile },
	{ name: 'law', files: 'content/law.yaml', schema: lawFile },
	{ name: 'coverage', files: 'content/coverage.yaml', schema: coverageFile }
];

/** The JSON Schema of each kind of file, by the name of its own file in `content/schemas`. */
export function editorSchemas(): Record<string, string> {
	return Object.fromEntries(
		KINDS.map(({ name, schema }) => [
			`${name}.schema.json`,
			`${JSON.stringify(schemaOf(schema), null, 2)}\n`
		])
	);
}

/** Which files each schema is for, as `.vscode/settings.json` tells the YAML extension. */
export function editorMapping(): Record<string, string> {
	return Object.fromEntries(
		KINDS.map(({ name, files }) => [`./content/schemas/${name}.schema.json`, files])
	);
}

/** Writes the schemas into a folder. */
export async function writeSchemas(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const [name, text] of Object.entries(editorSchemas())) {
		await writeFile(path.join(folder, name), text);
	}
}

/**
 * What JSON Schema can say of ours: names, kinds and lists. Checks that are functions are left to
 * `content:check`, and what a step may be is said in both its forms.
 */
function schemaOf(schema: v.GenericSchema) {
	const made = toJsonSchema(schema, {
		errorMode: 'ignore',
		overrideSchema: ({ valibotSchema }) => {
			if (valibotSchema === stepLine) return { anyOf: stepLines.map(inner) };
			if (valibotSchema === item)
				return { type: 'string', pattern: '^(module|agreement|external):' };
			return undefined;
		}
	});
	// Left over from the step, which stands in both its forms where it belongs.
	delete made.$defs;
	return made;
}

/** As a part of another schema, which says for all of it which form of JSON Schema it is. */
function inner(schema: v.GenericSchema) {
	const made = toJsonSchema(schema, { errorMode: 'ignore' });
	delete made.$schema;
	return made;
}
