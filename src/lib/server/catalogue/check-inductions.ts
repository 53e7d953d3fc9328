import {
	additionsFile,
	assembleProgramme,
	inductionFile,
	sharedStepsFile,
	type AdditionsFile
} from '../../rules/content/induction.ts';
import {
	additionsOf,
	checkAdditions,
	checkInduction,
	SHARED_STEPS,
	type KnownToInduction
} from '../../rules/content/organisation-checks.ts';
import type { OpenedFiles } from './opened-files.ts';

/**
 * Checks the programmes, and what the roles add to the one for whoever starts. Gives back every
 * step as `coverage.yaml` names it.
 */
export function checkInductions(opened: OpenedFiles, known: KnownToInduction): string[] {
	return opened.files.names(/^induction\/([^/]+)\.yaml$/).flatMap((key) => {
		const file = `induction/${key}.yaml`;
		const programme = opened.read(inductionFile, file);
		if (!programme) return [];
		opened.report(...checkInduction(file, programme, known));
		const { additions, shared } =
			key === 'core' ? readAdditions(opened) : { additions: {}, shared: { steps: [] } };
		opened.report(...checkAdditions(programme, additions, shared, known));
		const { stages } = assembleProgramme(key, programme, additions, shared);
		return stages.flatMap(({ steps }) => steps.map((step) => `induction:${key}/${step.key}`));
	});
}

function readAdditions(opened: OpenedFiles) {
	const additions: Record<string, AdditionsFile> = {};
	for (const role of opened.files.names(/^induction\/additions\/([^/]+)\.yaml$/)) {
		const lines = opened.read(additionsFile, additionsOf(role));
		if (lines) additions[role] = lines;
	}
	const hasShared = opened.files.text(SHARED_STEPS) !== undefined;
	const shared = hasShared ? opened.read(sharedStepsFile, SHARED_STEPS) : null;
	return { additions, shared: shared ?? { steps: [] } };
}
