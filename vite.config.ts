import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { contentCheck } from './src/lib/server/catalogue/vite-plugin.ts';
import { launchOptions } from './tests/browser.js';

export default defineConfig({
	plugins: [contentCheck(), sveltekit()],
	// Answers are compressed as they are; smaller chunks would only cost requests.
	build: { reportCompressedSize: false, rolldownOptions: { checks: { pluginTimings: false } } },
	test: {
		expect: { requireAssertions: true },
		// Asked for with `--coverage` when the rules are tested: nowhere else is a number demanded.
		coverage: {
			provider: 'v8',
			include: ['src/lib/rules/**/*.{ts,js}'],
			exclude: ['**/*.test.ts'],
			reporter: ['text-summary'],
			thresholds: { branches: 100 }
		},
		projects: [
			{
				extends: true,
				test: {
					name: 'rules',
					environment: 'node',
					include: ['src/lib/rules/**/*.test.ts'],
					// Hundreds of random cases take their time on a busy machine.
					testTimeout: 60_000
				}
			},
			{
				extends: true,
				test: { name: 'content', environment: 'node', include: ['tests/content/**/*.test.ts'] }
			},
			{
				extends: true,
				test: {
					name: 'architecture',
					environment: 'node',
					include: ['tests/architecture/**/*.test.ts']
				}
			},
			{
				extends: true,
				test: {
					name: 'server',
					environment: 'node',
					include: ['tests/server/**/*.test.ts'],
					globalSetup: ['tests/server/global-setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'bench',
					environment: 'node',
					include: ['tests/bench/**/*.bench.test.ts'],
					globalSetup: ['tests/server/global-setup.ts'],
					testTimeout: 600_000,
					expect: { requireAssertions: false }
				}
			},
			{
				extends: true,
				test: {
					name: 'components',
					include: ['tests/components/**/*.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						provider: playwright({
							launchOptions: process.env.VITEST ? await launchOptions() : {}
						}),
						instances: [{ browser: 'chromium' }],
						screenshotFailures: false
					}
				}
			}
		]
	}
});
