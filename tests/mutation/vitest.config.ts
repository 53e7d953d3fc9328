import path from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * The tests of the rules alone, for mutation testing (`npm run test:mutation`). Stryker cannot pick
 * one project of the usual configuration, and the one for components would start a browser.
 */
export default defineConfig({
	root: path.resolve(import.meta.dirname, '../..'),
	// The usual one extends a file that SvelteKit generates, which the copies do not have.
	tsconfig: 'tests/mutation/tsconfig.json',
	test: {
		environment: 'node',
		isolate: false,
		include: ['src/lib/rules/**/*.test.ts'],
		// A busy machine is no failure of a test.
		testTimeout: 60_000,
		setupFiles: ['tests/mutation/same-examples.ts']
	}
});
