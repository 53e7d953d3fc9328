import {
	AGREEMENT_GRADE,
	TEXT_FORMS,
	textName,
	type AgreementFile,
	type AgreementVersion
} from './agreement.ts';
import { checkMarkdown } from './markdown-checks.ts';
import type { Known } from './module-checks.ts';
import type { Problem } from './problem.ts';
import { checkOptions } from './quiz-checks.ts';
import { checkReading } from './reading.ts';
import { checkKnown, checkUnique } from './unique.ts';

/** An agreement's folder, read. */
export interface AgreementFolder {
	/** `agreements/<slug>` */
	folder: string;
	file: AgreementFile;
	/** Markdown by the name of its file without the ending: `1` or `1.easy-read`. */
	texts: Readonly<Record<string, string>>;
}

/** What is wrong with an agreement and its texts. */
export function checkAgreement(agreement: AgreementFolder, known: Known): Problem[] {
	const { folder, file, texts } = agreement;
	const yaml = `${folder}/agreement.yaml`;
	const versions = file.versions.map(({ version }) => version);
	const message = 'No version of agreement.yaml names this file: list it there or take it away';
	const gradeOf = new Map(versions.flatMap(gradesOfTexts));
	const left = Object.keys(texts)
		.filter((name) => !gradeOf.has(name))
		.map((name) => ({ file: `${folder}/${name}.md`, path: [], message }));
	return [
		...checkKnown(yaml, ['audience'], file.audience, known.roles, 'add the role to roles.yaml'),
		...checkUnique(yaml, ['versions'], versions, 'version'),
		...file.versions.flatMap((version, index) => checkVersion(agreement, version, index)),
		...left,
		...Object.entries(texts).flatMap(([name, markdown]) => {
			const path = `${folder}/${name}.md`;
			const rules = { known: known.posts, panel: null, links: null, diagrams: NO_DIAGRAMS };
			return [
				...checkMarkdown(path, markdown, rules),
				...checkReading(path, markdown, [], gradeOf.get(name))
			];
		})
	];
}

/** An agreement is words alone: a diagram could not be signed. */
const NO_DIAGRAMS: ReadonlySet<string> = new Set();

/** The names of all texts a version can have, each with the highest grade it may have. */
function gradesOfTexts(version: string): [string, number][] {
	return [
		[textName(version, null), AGREEMENT_GRADE],
		...TEXT_FORMS.map(({ key, highestGrade }): [string, number] => [
			textName(version, key),
			highestGrade
		])
	];
}

function checkVersion(
	{ folder, file, texts }: AgreementFolder,
	version: AgreementVersion,
	index: number
): Problem[] {
	const yaml = `${folder}/agreement.yaml`;
	const path = ['versions', index];
	const options = [...path, 'question', 'options'];
	const problems = checkOptions(yaml, options, version.question.options);
	const right = version.question.options.filter((option) => option.correct).length;
	if (right !== 1) {
		const message = `The question has one right answer, this one has ${right}`;
		problems.push({ file: yaml, path: options, message });
	}
	if (!(version.version in texts)) {
		const message = `There is no file ${version.version}.md: write it or correct the version`;
		problems.push({ file: yaml, path: [...path, 'version'], message });
	}
	const before = file.versions[index - 1];
	if (before && before.published > version.published) {
		const message = 'Versions stand from the oldest to the newest: correct "published" or move it';
		problems.push({ file: yaml, path: [...path, 'published'], message });
	}
	if (before && version.change === undefined) {
		const message =
			'Say how much has changed since the version before: "change" is minor or material';
		problems.push({ file: yaml, path: [...path, 'changes'], message });
	}
	return problems;
}
