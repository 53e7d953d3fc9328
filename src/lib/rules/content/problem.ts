/** Where in a YAML file something stands: keys and positions from the top. */
export type Path = readonly (string | number)[];

/** Something an author has to mend. */
export interface Problem {
	/** The file, from the content folder: `modules/prevent-duty/quiz.yaml`. */
	file: string;
	/** Where in a YAML file; empty for the whole file and for Markdown. */
	path: Path;
	/** The line of a Markdown file, from 1. */
	line?: number;
	/** What is wrong and how to mend it, in words an author understands. */
	message: string;
	/** A draft may leave it for later: it has to be mended before the module is offered. */
	unfinished?: true;
}
