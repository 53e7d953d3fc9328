/** Which posts nobody holds, or nobody has checked for long, and which modules name them. */

/** A post as far as that goes. */
export type PostState = {
	key: string;
	title: string;
	/** How many hold it, for whomever. */
	contacts: number;
	/** People for whom nobody holds it. */
	without: number;
	/** Some of those who hold it were last checked too long ago. */
	hasOld: boolean;
};

/** A module that names contacts which its readers may miss. */
export type ModuleGaps = {
	slug: string;
	title: string;
	/** Titles of posts that nobody holds, for some of its readers or all. */
	missing: string[];
	/** Titles of posts whose contacts nobody has checked for long. */
	old: string[];
};

/** Nobody holds it at all, or nobody does for some people. */
export function isMissing({ contacts, without }: PostState): boolean {
	return contacts === 0 || without > 0;
}

/** The modules with something missing or old, in the order given. */
export function moduleGaps(
	modules: readonly { slug: string; title: string; posts: readonly string[] }[],
	states: readonly PostState[]
): ModuleGaps[] {
	return modules.flatMap(({ slug, title, posts }) => {
		const named = states.filter(({ key }) => posts.includes(key));
		const missing = named.filter(isMissing).map((state) => state.title);
		const old = named.filter((state) => state.hasOld).map((state) => state.title);
		return missing.length + old.length > 0 ? [{ slug, title, missing, old }] : [];
	});
}
