import { expect, signIn, test, title } from './journey.ts';

/* Who gets in, and what every answer tells the browser. */

test('without signing in, everything else leads to the sign-in page and back', async ({ page }) => {
	const person = '/people/00000000-0000-4000-8000-000000000000';
	for (const path of [
		'/',
		'/modules/online-safety-essentials',
		'/modules/online-safety-essentials/the-four-cs',
		'/modules/online-safety-essentials/quiz',
		'/modules/online-safety-essentials/card',
		'/cards',
		'/agreements/aup-staff',
		'/agreements/aup-staff/decline',
		'/agreements/aup-staff/receipt?id=1',
		'/induction',
		'/certificates',
		'/certificates/SH-2025-000001',
		'/certificates/SH-2025-000001.pdf',
		'/contacts',
		'/account',
		'/team',
		'/team/clearance',
		'/team/clearance/wall',
		'/team/matrix',
		person,
		`${person}/clearance`,
		`${person}/induction`,
		`${person}/account`,
		'/people/invitations',
		'/overview'
	]) {
		const response = await page.request.get(path, { maxRedirects: 0 });
		expect(response.status(), path).toBe(303);
		const next = path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
		expect(response.headers().location, path).toBe(next);
	}
	await page.goto('/team/matrix?name=Asha');
	await page.getByRole('button', { name: 'Continue as Team manager' }).click();
	await expect(page).toHaveURL('/team/matrix?name=Asha');
	// Another site cannot be smuggled in as the page to come back to.
	await page.context().clearCookies();
	await page.goto('/sign-in?next=//elsewhere.example/');
	await page.getByRole('button', { name: 'Continue as Tutor' }).click();
	await expect(page).toHaveURL('/');
});

test('every answer tells the browser to be strict', async ({ page }) => {
	await signIn(page, 'starter');
	for (const path of [
		'/',
		'/sign-out',
		'/nowhere',
		'/modules/online-safety-essentials/the-four-cs'
	]) {
		const headers = (await page.request.get(path)).headers();
		const policy = directivesOf(headers['content-security-policy'] ?? '');
		expect(policy.get('default-src'), path).toEqual(["'self'"]);
		expect(policy.get('object-src'), path).toEqual(["'none'"]);
		expect(policy.get('base-uri'), path).toEqual(["'none'"]);
		expect(policy.get('form-action'), path).toEqual(["'self'"]);
		expect(policy.get('frame-ancestors'), path).toEqual(["'none'"]);
		for (const source of policy.get('script-src') ?? ['missing']) {
			expect(source, path).toMatch(/^'(self|nonce-[\w+/=]{16,}|sha256-[\w+/=]+)'$/);
		}
		expect(policy.get('style-src'), path).not.toContain("'unsafe-inline'");
		expect(headers['cache-control'], path).toBe('private, no-store');
		expectStrict(headers, path);
	}
	for (const path of ['/healthz', '/sign-in', '/verify']) {
		expectStrict((await page.request.get(path)).headers(), path);
	}
	const [cookie] = await page.context().cookies();
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});

test('a form that comes from another site is refused', async ({ page }) => {
	await signIn(page, 'starter');
	for (const path of ['/sign-out', '/modules/prevent-duty/quiz?/start', '/account?/everywhere']) {
		const response = await page.request.post(path, {
			headers: { origin: 'https://elsewhere.example' },
			form: { a: 'b' }
		});
		expect(response.status(), path).toBe(403);
	}
	await page.goto('/certificates');
	await expect(title(page)).toHaveText('My certificates');
});

function expectStrict(headers: Record<string, string>, path: string): void {
	expect(headers['x-content-type-options'], path).toBe('nosniff');
	expect(headers['x-frame-options'], path).toBe('DENY');
	expect(headers['referrer-policy'], path).toBe('same-origin');
	expect(headers['permissions-policy'], path).toContain('camera=()');
}

function directivesOf(policy: string): Map<string, string[]> {
	const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
	return new Map(directives.map(([name = '', ...sources]) => [name, sources]));
}
