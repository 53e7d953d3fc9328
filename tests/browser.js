import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from 'playwright';

const installed = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/**
 * The browser that the tests use, in this order: the one that CHROMIUM_PATH names, one that is
 * installed, Playwright's own, and the one that comes with an npm package, which needs nothing
 * from the machine.
 *
 * @returns {Promise<string>}
 */
async function executablePath() {
	const named = process.env.CHROMIUM_PATH;
	if (named !== undefined && named !== '') {
		if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`);
		return named;
	}
	const found = [...installed, chromium.executablePath()].find((path) => existsSync(path));
	if (found !== undefined) return found;
	// The package brings its own system libraries, but unpacks them only where it sees Lambda.
	process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
	const { default: packaged } = await import('@sparticuz/chromium');
	return packaged.executablePath();
}

/**
 * How Playwright starts that browser. Chromium's own sandbox cannot be used by root.
 *
 * @returns {Promise<import('playwright').LaunchOptions>}
 */
export async function launchOptions() {
	return {
		executablePath: await executablePath(),
		args: [
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
		]
	};
}
