import { createHash } from 'node:crypto';
import { fingerprintText } from '../rules/content/versions.ts';

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * SHA-256 over files, by address and raw text: the same on every machine, whatever the order of
 * the files and their line endings.
 */
export function fingerprint(files: Readonly<Record<string, string>>): string {
	return sha256(fingerprintText(files));
}
