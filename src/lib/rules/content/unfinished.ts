/** Marks of a text that somebody still has to write. */
const MARKS: readonly RegExp[] = [
	/\b(?:TODO|TBC|TBD|FIXME|XXX+)\b/g,
	/\blorem\b/gi,
	/\[(?:\.{3}|…)\]/g,
	/\[insert\b[^\]]*\]/gi
];

/** What to say about each mark in a text that it is not written yet. */
export function unfinishedMessages(text: string): string[] {
	const found = MARKS.flatMap((mark) => text.match(mark) ?? []);
	return [...new Set(found)].map(
		(mark) => `"${mark}" stands for something that is not written yet: write it`
	);
}
