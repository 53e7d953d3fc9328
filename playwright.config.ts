import { defineConfig } from 'playwright/test';
import { launchOptions } from './tests/browser.js';
import { DEMONSTRATION } from './tests/e2e/servers.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.e2e.ts',
	outputDir: 'test-results',
	// One browser at a time: the journeys share a demonstration, and the machines are small.
	workers: 1,
	forbidOnly: true,
	timeout: 120_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: {
		baseURL: DEMONSTRATION.origin,
		launchOptions: await launchOptions(),
		actionTimeout: 15_000,
		locale: 'en-GB',
		timezoneId: 'Europe/London',
		trace: 'off'
	},
	webServer: {
		command: 'node src/bin/demo.js',
		url: `${DEMONSTRATION.origin}/healthz`,
		env: { ...DEMONSTRATION.env },
		timeout: 240_000,
		reuseExistingServer: false,
		stdout: 'ignore',
		// The server stops the database that it started.
		gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 }
	}
});
