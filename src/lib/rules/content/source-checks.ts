import { bare } from './markdown-checks.ts';
import type { Source } from './module.ts';
import type { Problem } from './problem.ts';

/** Says which sources of a module stand there a second time. */
export function checkSources(file: string, sources: readonly Source[]): Problem[] {
	const addresses = sources.map(({ url }) => bare(url));
	return addresses.flatMap((address, index) => {
		const first = addresses.indexOf(address);
		if (first === index) return [];
		const message = `This address is source ${first + 1} already: keep one of the two`;
		return [{ file, path: ['sources', index, 'url'], message }];
	});
}
