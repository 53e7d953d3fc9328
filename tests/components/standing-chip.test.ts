import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import StandingChip from '../../src/lib/components/StandingChip.svelte';

describe('the chip of a standing', () => {
	it('says word and date beside its picture, which is hidden from screen readers', async () => {
		const screen = await render(StandingChip, { standing: 'due_soon', day: '2026-11-27' });
		await expect.element(screen.getByText('Due 27 Nov 2026')).toBeVisible();
		const chip = screen.container.querySelector('.chip.warn');
		expect(chip?.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
	});

	it('needs no date', async () => {
		const screen = await render(StandingChip, { standing: 'not_required' });
		await expect.element(screen.getByText('Not required')).toBeVisible();
	});
});
