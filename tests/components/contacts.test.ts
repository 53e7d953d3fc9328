import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import First from '../../src/routes/(staff)/contacts/First.svelte';
import Helpline from '../../src/routes/(staff)/contacts/Helpline.svelte';
import WayLink from '../../src/routes/(staff)/contacts/WayLink.svelte';

const contact = {
	kind: {
		key: 'dsl',
		title: 'Designated safeguarding lead',
		fallback: 'your designated safeguarding lead',
		description: 'Contact them the same day.',
		kind: 'person',
		urgent: true
	},
	name: 'Ben Okafor',
	phone: '01632 960 110',
	email: 'safeguarding@harbourlane.example',
	url: null,
	note: 'Not on Fridays.',
	checkedOn: '2026-11-10',
	isOld: false,
	teamName: null
} as const;

describe('a contact that stands first', () => {
	it('shows the number to press, and the rest when somebody asks', async () => {
		const screen = await render(First, { contact });
		await expect
			.element(
				screen.getByRole('link', {
					name: '01632 960 110 (Ben Okafor, Designated safeguarding lead)'
				})
			)
			.toHaveAttribute('href', 'tel:01632960110');
		const rest = [
			'Contact them the same day.',
			'Not on Fridays.',
			'safeguarding@harbourlane.example',
			'For the whole organisation. Checked 10 November 2026'
		];
		for (const words of rest) await expect.element(screen.getByText(words)).not.toBeVisible();
		await screen.getByText('When, and other ways').click();
		for (const words of rest) await expect.element(screen.getByText(words)).toBeVisible();
	});

	it('says without being asked that nobody has checked it for long', async () => {
		const screen = await render(First, { contact: { ...contact, isOld: true } });
		await expect.element(screen.getByText('Last checked 10 November 2026')).toBeVisible();
	});

	it('that is a page opens it', async () => {
		const kind = { ...contact.kind, key: 'concern_form', title: 'Form', kind: 'link' } as const;
		const url = 'https://harbourlane.example/concern';
		const screen = await render(First, {
			contact: { ...contact, kind, name: 'Form', phone: null, email: null, url }
		});
		await expect
			.element(screen.getByRole('link', { name: 'Open it here (Form)' }))
			.toHaveAttribute('href', url);
		await expect.element(screen.getByText('When to use it')).toBeVisible();
	});
});

describe('a helpline', () => {
	const line = {
		key: 'one',
		name: 'A helpline',
		contact: '0345 6000 459 (Monday to Friday)',
		url: 'https://helpline.example',
		for: 'For anybody.',
		nations: ['england' as const]
	};

	it('opens to its number, its hours and its site', async () => {
		const screen = await render(Helpline, { line });
		const number = screen.getByText('0345 6000 459');
		await expect.element(number).not.toBeVisible();
		await screen.getByText('A helpline', { exact: true }).first().click();
		await expect.element(number).toBeVisible();
		await expect.element(screen.getByText('Monday to Friday', { exact: true })).toBeVisible();
		await expect
			.element(screen.getByRole('link', { name: /^Website/ }))
			.toHaveAttribute('href', 'https://helpline.example');
	});

	it('without a number says what to do', async () => {
		const screen = await render(Helpline, {
			line: { ...line, contact: 'Forward the text to 7726', url: null }
		});
		await screen.getByText('A helpline', { exact: true }).first().click();
		await expect.element(screen.getByText('Forward the text to 7726')).toBeVisible();
	});
});

describe('the way to somebody', () => {
	it('says whose it is to those who do not see it', async () => {
		const way = { by: 'phone', href: 'tel:999', text: '999' } as const;
		const screen = await render(WayLink, {
			way,
			words: 'Call 999',
			who: 'Emergency services',
			urgent: true
		});
		await expect
			.element(screen.getByRole('link', { name: 'Call 999 (Emergency services)' }))
			.toHaveAttribute('href', 'tel:999');
	});
});
