import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import MainNavigation from '../../src/lib/components/MainNavigation.svelte';

const pages = [
	{ path: '/', text: 'My training' },
	{ path: '/contacts', text: 'Who to contact' }
] as const;
const own = { name: 'Asha Bello', account: '/account', signOutForm: 'sign-out' };

describe('the menu of a narrow screen', () => {
	it('holds the account and the way out, and is closed at first', async () => {
		const screen = await render(MainNavigation, { pages, here: '/contacts', own });
		const account = screen.getByText('My account');
		await expect.element(account).not.toBeVisible();
		await screen.getByText('Menu').click();
		await expect.element(account).toBeVisible();
		await expect.element(account).toHaveAttribute('href', '/account');
		await expect.element(screen.getByText('Signed in as Asha Bello')).toBeVisible();
		await expect
			.element(screen.getByRole('button', { name: 'Sign out' }))
			.toHaveAttribute('form', 'sign-out');
	});

	it('says on which page the reader is', async () => {
		const screen = await render(MainNavigation, { pages, here: '/contacts', own });
		const marked = screen.container.querySelectorAll('[aria-current="page"]');
		expect([...marked].map((link) => link.textContent)).toEqual([
			'Who to contact',
			'Who to contact'
		]);
	});
});
