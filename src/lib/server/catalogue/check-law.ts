import {
	checkCitations,
	passagesOfMarkdown,
	passagesOfYaml
} from '../../rules/content/law-citations.ts';
import { checkLaw } from '../../rules/content/law-fact-checks.ts';
import { lawFile } from '../../rules/content/law-facts.ts';
import type { OpenedFiles } from './opened-files.ts';

/** Checks what the modules rest on, and whether something cites what was replaced. */
export function checkLawAndCitations(opened: OpenedFiles): void {
	const { files } = opened;
	const law = opened.read(lawFile, 'law.yaml');
	if (!law) return;
	opened.report(...checkLaw('law.yaml', law, files.names(/^modules\/([^/]+)\//)));
	// A version of an agreement that was published may name what held at the time.
	for (const [file, yaml] of opened.yaml) {
		if (file === 'law.yaml' || file.startsWith('agreements/')) continue;
		opened.report(...checkCitations(file, passagesOfYaml(yaml.data), law.superseded));
	}
	for (const file of files.paths(/^modules\/.+\.md$/)) {
		const passages = passagesOfMarkdown(files.text(file) ?? '');
		opened.report(...checkCitations(file, passages, law.superseded));
	}
}
