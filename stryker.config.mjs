/**
 * Mutation testing of the rules, `npm run test:mutation`: each piece of code is changed in turn, and
 * some test has to notice. Takes one to two hours on two cores. The reports lie in `.stryker-tmp/`.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: ['src/lib/rules/**/*.{ts,js}', '!src/lib/rules/**/*.test.ts'],
	testRunner: 'vitest',
	vitest: { configFile: 'tests/mutation/vitest.config.ts' },
	coverageAnalysis: 'perTest',
	// What runs when a file is loaded, mostly tables of words, would need every test again each time.
	ignoreStatic: true,
	disableTypeChecks: true,
	concurrency: 2,
	timeoutMS: 10_000,
	incremental: true,
	incrementalFile: '.stryker-tmp/incremental.json',
	tempDirName: '.stryker-tmp',
	cleanTempDir: 'always',
	ignorePatterns: ['/build', '/coverage', '/data', '/docs', '/test-results'],
	reporters: ['clear-text', 'json', 'html'],
	clearTextReporter: { allowColor: false, reportTests: false },
	jsonReporter: { fileName: '.stryker-tmp/mutation.json' },
	htmlReporter: { fileName: '.stryker-tmp/mutation.html' },
	thresholds: { high: 95, low: 90, break: 90 }
};
