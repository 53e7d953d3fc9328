import type { Path, Problem } from './problem.ts';

/** Lines of a file that say when it was looked over and nothing to the learner. */
const REVIEW_DATES = /^(reviewed|next_review):.*$/gm;

/**
 * One text that stands for a set of files: by address and content, whatever the order they were
 * read in and their line endings. The review dates stay out: a review that changes nothing makes
 * no new version.
 */
export function fingerprintText(files: Readonly<Record<string, string>>): string {
	return Object.entries(files)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([path, raw]) => {
			const text = raw.replaceAll('\r\n', '\n').replaceAll(REVIEW_DATES, '');
			return JSON.stringify([path, text]);
		})
		.join('\n');
}

/** What is recorded of one version: the fingerprint of its texts, and whether it is out. */
export interface LockedVersion {
	sha256: string;
	/** A released version is never recorded anew: its texts need a new version. */
	released: boolean;
}

/** Recorded versions: by `modules/<slug>` or `agreements/<slug>`, then by version. */
export type Lock = Record<string, Record<string, LockedVersion>>;

/** A version as it stands in the folder now. */
export interface CurrentVersion {
	/** `modules/<slug>` or `agreements/<slug>` */
	folder: string;
	version: string;
	sha256: string;
	/** Where an author reads about it: the file and path of the version. */
	file: string;
	path: Path;
}

/** What is wrong between the texts and their recorded versions. */
export function checkVersions(lock: Lock, current: readonly CurrentVersion[]): Problem[] {
	const changed = current.flatMap((now) => {
		const message = versionMessage(now, lock[now.folder]?.[now.version]);
		return message === null ? [] : [{ file: now.file, path: now.path, message }];
	});
	const gone = Object.entries(lock).flatMap(([folder, versions]) =>
		Object.entries(versions).flatMap(([version, { released }]) => {
			const isAgreement = folder.startsWith('agreements/');
			const there = current.some((now) => now.folder === folder && now.version === version);
			if (!released || !isAgreement || there) return [];
			const message = `Version ${version} of ${folder} was released and is gone: people have signed it, so bring it back`;
			return [{ file: 'versions.json', path: [], message }];
		})
	);
	return [...changed, ...gone];
}

function versionMessage(now: CurrentVersion, locked: LockedVersion | undefined): string | null {
	if (!locked) return `Version ${now.version} is not recorded: run npm run content:lock`;
	if (locked.sha256 === now.sha256) return null;
	if (!locked.released) {
		return `The texts have changed since version ${now.version} was recorded: run npm run content:lock`;
	}
	return now.folder.startsWith('agreements/')
		? `The text of version ${now.version} was released and may not change: put it back and add a new version with a file of its own`
		: `The texts have changed since version ${now.version} was released: give the module a new "version", then run npm run content:lock`;
}

/**
 * The lock with every version as it is now. Released ones stay as they are; what has changed in
 * them comes back as problems.
 *
 * @param release also marks every current version as released
 */
export function recordVersions(
	lock: Lock,
	current: readonly CurrentVersion[],
	release: boolean
): { lock: Lock; refused: Problem[] } {
	const recorded: Lock = {};
	for (const folder of [
		...new Set([...Object.keys(lock), ...current.map((c) => c.folder)])
	].sort()) {
		// What was never released and is no longer there need not be remembered.
		const kept = Object.entries(lock[folder] ?? {}).filter(([, { released }]) => released);
		const versions = Object.fromEntries(kept);
		for (const { version, sha256 } of current.filter((now) => now.folder === folder)) {
			versions[version] ??= { sha256, released: false };
			if (release) versions[version] = { ...versions[version], released: true };
		}
		if (Object.keys(versions).length > 0) recorded[folder] = versions;
	}
	return { lock: recorded, refused: checkVersions(recorded, current) };
}
