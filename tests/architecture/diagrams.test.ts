import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DIAGRAM_CLASSES } from '../../src/lib/rules/content/diagrams.ts';

const css = readFileSync(
	path.join(import.meta.dirname, '../../src/lib/components/content/diagrams.css'),
	'utf8'
);

it('every class that a diagram may use has its looks, and there are no others', () => {
	const styled = [...css.matchAll(/\.diagram [\w.[\]-]*?\.([a-z-]+)|\.diagram \.([a-z-]+)/g)].map(
		([, tag, own]) => tag ?? own
	);
	expect([...new Set(styled)].sort()).toEqual(
		[...DIAGRAM_CLASSES].filter((name) => name !== 'words').sort()
	);
	// Plain words have the looks of all text.
	expect(css).toContain('.diagram text {');
});

it('diagrams follow colours that the reader has chosen, and paper', () => {
	expect(css).toContain('@media (forced-colors: active)');
	expect(css).toContain('@media print');
	expect(css.match(/#(?!000)[0-9a-f]{3,8}\b/gi)).toBeNull();
});
