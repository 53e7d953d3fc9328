/** Where a page of a long list begins, and what the reader is told of it. */
export type Page = {
	number: number;
	pages: number;
	offset: number;
	perPage: number;
	total: number;
};

/**
 * The page that an address asks for, as text; what is no number is the first page, and what lies
 * beyond the end is the last.
 */
export function pageOf(asked: string | null, total: number, perPage: number): Page {
	const pages = Math.max(1, Math.ceil(total / perPage));
	const wanted = asked !== null && /^\d{1,6}$/.test(asked) ? Number(asked) : 1;
	const number = Math.min(Math.max(wanted, 1), pages);
	return { number, pages, offset: (number - 1) * perPage, perPage, total };
}
