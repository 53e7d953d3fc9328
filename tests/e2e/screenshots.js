/*
 * Takes the pictures of README from a demonstration that runs, a fresh one at best:
 * `node tests/e2e/screenshots.js http://localhost:3000`
 */
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { chromium } from 'playwright';
import { launchOptions } from '../browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PICTURES = [
	{ file: 'my-training.png', account: 'starter', path: '/', heading: 'My training' },
	{ file: 'team.png', account: 'manager', path: '/team', heading: 'My team' },
	{ file: 'overview.png', account: 'lead', path: '/overview', heading: 'Overview' }
];

const address = process.argv[2];
if (address === undefined || !URL.canParse(address)) {
	console.error(
		'Say where the demonstration runs: node tests/e2e/screenshots.js http://localhost:3000'
	);
	process.exit(1);
}

const browser = await chromium.launch(await launchOptions());
try {
	for (const picture of PICTURES) await take(address, picture);
} finally {
	await browser.close();
}

/**
 * Signs in as somebody, waits until their page is complete, and keeps a picture of its top.
 *
 * @param {string} baseURL
 * @param {(typeof PICTURES)[number]} picture
 */
async function take(baseURL, { file, account, path, heading }) {
	const context = await browser.newContext({
		baseURL,
		viewport: { width: 1280, height: 900 },
		colorScheme: 'light',
		reducedMotion: 'reduce',
		locale: 'en-GB',
		timezoneId: 'Europe/London'
	});
	const page = await context.newPage();
	await page.goto('/sign-in');
	await page.getByLabel('Email address').fill(`${account}@harbourlane.example`);
	await page.getByLabel('Password').fill('harbour-lane-demo');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.waitForURL((url) => url.pathname !== '/sign-in');
	await page.goto(path, { waitUntil: 'networkidle' });
	await page.getByRole('heading', { level: 1, name: heading }).waitFor();
	const charts = await page.locator('canvas').all();
	// A canvas has a width attribute once its chart has been drawn.
	for (const chart of charts) await chart.and(page.locator('[width]')).waitFor();
	await page.screenshot({ path: join(root, 'docs', file), animations: 'disabled' });
	console.log(`docs/${file}`);
	await context.close();
}
