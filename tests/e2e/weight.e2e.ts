import { expect, signIn, test, type Account, type Another } from './journey.ts';
import type { Page } from 'playwright/test';

/* What a page costs on the line: everything it loads into an empty cache, compressed as it comes. */

const KILOBYTE = 1000;

type Weight = { total: number; scripts: number };

test('a lesson weighs less than 60 kB, of which at most 25 kB are script', async ({ another }) => {
	const weight = await weigh(another, 'starter', '/modules/online-safety-essentials/the-four-cs');
	say('a lesson', weight);
	expect(weight.total).toBeGreaterThan(0);
	expect(weight.total).toBeLessThan(60 * KILOBYTE);
	expect(weight.scripts).toBeLessThanOrEqual(25 * KILOBYTE);
});

test('the overview with its charts weighs less than 130 kB', async ({ another }) => {
	const drawn = async (page: Page) => {
		const canvas = page.locator('canvas').last();
		await canvas.scrollIntoViewIfNeeded();
		// Chart.js sets the size of a canvas when it draws it.
		await expect(canvas).toHaveAttribute('width', /^[1-9]/);
	};
	const weight = await weigh(another, 'lead', '/overview', drawn);
	say('the overview', weight);
	expect(weight.scripts, 'the charts have come').toBeGreaterThan(50 * KILOBYTE);
	expect(weight.total).toBeLessThan(130 * KILOBYTE);
});

test('My training and a question of the quiz', async ({ another }) => {
	for (const path of ['/', '/modules/online-safety-essentials/quiz']) {
		const weight = await weigh(another, 'starter', path);
		say(path, weight);
		expect(weight.total).toBeLessThan(130 * KILOBYTE);
	}
});

/** Loads a page in a browser that has never been here, and adds up what came over the network. */
async function weigh(
	another: Another,
	account: Account,
	path: string,
	ready: (page: Page) => Promise<void> = () => Promise.resolve()
): Promise<Weight> {
	const before = await another();
	await signIn(before, account);
	const page = await another({ storageState: await before.context().storageState() });
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	const kinds = new Map<string, string>();
	const weight: Weight = { total: 0, scripts: 0 };
	session.on('Network.responseReceived', ({ requestId, type, response }) => {
		expect(response.fromDiskCache === true, response.url).toBe(false);
		kinds.set(requestId, type);
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		weight.total += encodedDataLength;
		if (kinds.get(requestId) === 'Script') weight.scripts += encodedDataLength;
	});
	const response = await page.goto(path, { waitUntil: 'networkidle' });
	expect(response?.status()).toBe(200);
	expect(response?.headers()['content-encoding']).toBe('gzip');
	await ready(page);
	return weight;
}

function say(what: string, { total, scripts }: Weight): void {
	const kilobytes = (bytes: number) => `${(bytes / KILOBYTE).toFixed(1)} kB`;
	console.log(`  ${what}: ${kilobytes(total)}, of which ${kilobytes(scripts)} script`);
}
