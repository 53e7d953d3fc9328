import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const client = join(root, 'build/client');

/** What a person sees only after they have answered or chosen. */
const secretKeys = new Set(['feedback', 'consequence', 'debrief']);

function filesUnder(folder: string, endings: ReadonlySet<string>): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && endings.has(extname(entry.name)))
		.map((entry) => join(entry.parentPath, entry.name));
}

/** Every text under a secret key in parsed YAML. */
function secretsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
		secretKeys.has(key) && typeof inner === 'string' ? [inner] : secretsIn(inner)
	);
}

/**
 * Letters and digits alone, so that it does not matter how a bundler quotes or folds a text:
 * escapes of single characters are read first.
 */
function bare(text: string): string {
	return text
		.replaceAll(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, code: string) =>
			String.fromCodePoint(parseInt(code, 16))
		)
		.replaceAll(/\\[nrt]/g, ' ')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, '');
}

/** The longest piece of a text between its placeholders, which are filled in later. */
function mark(text: string): string {
	const pieces = text.split(/\{\{.*?\}\}/).map(bare);
	return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

/** Those of the texts that are found in what the browser gets. */
function leaked(secrets: readonly string[], shipped: string): string[] {
	const haystack = bare(shipped);
	return secrets.filter((secret) => haystack.includes(mark(secret)));
}

const secrets = filesUnder(join(root, 'content'), new Set(['.yaml'])).flatMap((file) =>
	secretsIn(parse(readFileSync(file, 'utf8')))
);

describe('answers stay on the server', () => {
	it('knows the texts to look for', () => {
		// Three modules with twelve questions of at least four options, and three scenarios each.
		expect(secrets.length).toBeGreaterThan(3 * 12 * 4);
		expect(secrets.filter((secret) => mark(secret).length < 12)).toEqual([]);
	});

	it('would find one however it is written', () => {
		const secret = 'You say: "well done" – and tell {{dsl}}, as it’s the same day.';
		for (const shipped of [
			`const a="${secret.replaceAll('"', '\\"')}"`,
			'x={feedback:`you say: \\"well done\\" \\u2013 and\\n tell `}',
			JSON.stringify({ feedback: secret })
		]) {
			expect(leaked([secret], shipped)).toEqual([secret]);
		}
		expect(leaked([secret], 'const b="You say well"')).toEqual([]);
	});

	it.skipIf(!existsSync(client))('in no file that the browser gets is one of them', () => {
		const files = filesUnder(
			client,
			new Set(['.js', '.mjs', '.json', '.html', '.css', '.svg', '.txt', '.map'])
		);
		expect(files.some((file) => file.endsWith('.js'))).toBe(true);
		const found = files.flatMap((file) =>
			leaked(secrets, readFileSync(file, 'utf8')).map((secret) => ({ file, secret }))
		);
		expect(found).toEqual([]);
	});
});
