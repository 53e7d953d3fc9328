/** What may be kept as the file of a record, and the ending its name gets. */
export const evidenceFileTypes = {
	'application/pdf': { word: 'PDF', endings: ['pdf'], begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
	'image/jpeg': { word: 'JPEG', endings: ['jpg', 'jpeg'], begins: [0xff, 0xd8, 0xff] },
	'image/png': {
		word: 'PNG',
		endings: ['png'],
		begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
	}
} as const satisfies Record<string, { word: string; endings: string[]; begins: number[] }>;

export type EvidenceMediaType = keyof typeof evidenceFileTypes;

const mediaTypes = Object.keys(evidenceFileTypes) as EvidenceMediaType[];

/** The largest file that is kept. */
export const LARGEST_FILE_BYTES = 5 * 1024 * 1024;
export const FILE_TOO_LARGE = 'Choose a file of at most 5 MB';

/** The longest name of a file that is kept, in characters, its ending included. */
const NAME_LENGTH = 120;

/** What a file is by its first bytes, whatever its name or the browser says; null for all others. */
export function evidenceMediaType(bytes: Uint8Array): EvidenceMediaType | null {
	return (
		mediaTypes.find((type) =>
			evidenceFileTypes[type].begins.every((byte, place) => bytes[place] === byte)
		) ?? null
	);
}

/** What is wrong with a file, as a sentence for whoever chose it; null when it can be kept. */
export function fileProblem(bytes: Uint8Array): string | null {
	if (bytes.length === 0) return 'This file is empty. Choose another one';
	if (bytes.length > LARGEST_FILE_BYTES) return FILE_TOO_LARGE;
	return evidenceMediaType(bytes) === null ? 'Choose a PDF, a JPEG or a PNG' : null;
}

/**
 * A name under which a file can be kept and handed out: without a folder, without characters that
 * mean something to a computer, and with an ending that says what it is.
 */
export function fileName(name: string, mediaType: EvidenceMediaType): string {
	const { endings } = evidenceFileTypes[mediaType];
	const bare = name
		.replace(/^.*[/\\]/s, '')
		// Control characters, those that turn the direction of reading, and what systems forbid.
		.replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
		.replaceAll(/\s+/g, ' ')
		.replace(/^[. ]+/, '')
		.trim();
	const [, stem = bare, ending = ''] = /^(.+)\.([^.]+)$/.exec(bare) ?? [];
	const isRight = (endings as readonly string[]).includes(ending.toLowerCase());
	const kept = isRight ? stem : bare;
	const last = isRight ? ending.toLowerCase() : endings[0];
	return `${[...(kept || 'evidence')].slice(0, NAME_LENGTH - last.length - 1).join('')}.${last}`;
}

/** The size of a file as people say it, e.g. `340 kB` or `1.2 MB`. */
export function fileSizeInWords(bytes: number): string {
	if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
