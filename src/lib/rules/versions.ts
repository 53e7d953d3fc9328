/**
 * Orders versions such as `2026.11` and `2`: number by number, so that `2026.9` comes before
 * `2026.11`. Negative when `a` is the earlier one.
 */
export function compareVersions(a: string, b: string): number {
	return a.localeCompare(b, 'en', { numeric: true });
}
