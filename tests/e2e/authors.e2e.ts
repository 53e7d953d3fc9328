import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './journey.ts';

/* What is for authors stays with authors. */

test('the built app has nothing of the preview', async ({ page }) => {
	// Words that stand on every page of the preview, and the name of what renders them.
	const marks = ['Preview for authors', 'previewPage', 'src/preview'];
	const files = readdirSync('build', { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(?:js|css|html|json)$/.test(entry.name))
		.map((entry) => path.join(entry.parentPath, entry.name));
	expect(files.length).toBeGreaterThan(50);
	const found = files.filter((file) => {
		const text = readFileSync(file, 'utf8');
		return marks.some((mark) => text.includes(mark));
	});
	expect(found).toEqual([]);

	// Without signing in every address leads to the sign-in page, known or not.
	for (const address of ['/preview', '/src/preview/page.ts', '/@vite/client']) {
		const response = await page.request.get(address, { maxRedirects: 0 });
		expect([303, 404], address).toContain(response.status());
	}
});
