import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import ErrorSummary from '../../src/lib/components/ErrorSummary.svelte';
import Field from '../../src/lib/components/Field.svelte';

describe('a field', () => {
	it('is named by its label and described by its hint and its error', async () => {
		const screen = await render(Field, {
			name: 'name',
			label: 'Your name',
			hint: 'As on your contract',
			error: 'Type your name',
			value: 'Asha'
		});
		const input = screen.getByLabelText('Your name');
		await expect.element(input).toHaveValue('Asha');
		await expect.element(input).toHaveAccessibleDescription('As on your contract Type your name');
		await expect.element(input).toHaveAttribute('aria-invalid', 'true');
	});

	it('carries no description when there is nothing to say', async () => {
		const screen = await render(Field, { name: 'name', label: 'Your name' });
		await expect
			.element(screen.getByLabelText('Your name'))
			.not.toHaveAttribute('aria-describedby');
	});
});

describe('the summary of errors', () => {
	it('takes the focus and leads to each field', async () => {
		const screen = await render(ErrorSummary, { errors: { name: 'Type your name' } });
		await expect.element(screen.getByRole('alert')).toHaveFocus();
		await expect
			.element(screen.getByRole('link', { name: 'Type your name' }))
			.toHaveAttribute('href', '#name');
	});

	it('can be where the address of its form ends', async () => {
		const errors = { name: 'Type your name' };
		const screen = await render(ErrorSummary, { errors, id: 'refused' });
		await expect.element(screen.getByRole('alert')).toHaveAttribute('id', 'refused');
	});

	it('is not there when nothing is wrong', async () => {
		const screen = await render(ErrorSummary, { errors: undefined });
		expect(screen.container.querySelector('.error-summary')).toBeNull();
	});
});
