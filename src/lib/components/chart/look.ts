import type { Tone } from '../../rules/chart-shape.ts';

/** The colours and letters of the page, as a canvas needs them. */
export type ChartLook = {
	ink: string;
	soft: string;
	line: string;
	card: string;
	font: string;
	/** Whether there is so little room that words must be broken sooner. */
	narrow: boolean;
	tones: Record<Tone, string>;
};

const TONES: readonly Tone[] = ['good', 'warn', 'bad', 'calm', 'accent'];

/**
 * Reads the tokens in the theme that holds just now. A token is written for both themes, so its
 * text says nothing; an element that uses it knows the colour.
 */
export function readLook(inside: Element): ChartLook {
	const probe = document.createElement('span');
	probe.hidden = true;
	// Forced colours would make all tones one; the picture keeps those of its legend.
	probe.style.setProperty('forced-color-adjust', 'none');
	inside.append(probe);
	const style = getComputedStyle(probe);
	const colour = (token: string): string => {
		probe.style.color = `var(--${token})`;
		return style.color;
	};
	const look = {
		ink: colour('ink'),
		soft: colour('soft'),
		line: colour('line'),
		card: colour('card'),
		font: style.fontFamily,
		narrow: inside.clientWidth < 480,
		tones: Object.fromEntries(TONES.map((tone) => [tone, colour(tone)])) as Record<Tone, string>
	};
	probe.remove();
	return look;
}

/** Calls back whenever the theme may have changed, until the answer is called. */
export function onThemeChange(changed: () => void): () => void {
	const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'];
	const watched = queries.map((query) => matchMedia(query));
	for (const query of watched) query.addEventListener('change', changed);
	const attributes = new MutationObserver(changed);
	attributes.observe(document.documentElement, {
		attributeFilter: ['class', 'data-theme', 'style']
	});
	return () => {
		for (const query of watched) query.removeEventListener('change', changed);
		attributes.disconnect();
	};
}
