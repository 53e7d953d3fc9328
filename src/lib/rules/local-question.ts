import type { Question } from './content/quiz.ts';
import { inSentence } from './content/local.ts';
import type { RandomInteger } from './quiz.ts';

/**
 * A question about the reader's own contacts, such as "Who is our designated safeguarding lead?".
 * It is made from what is recorded when an attempt begins, so it is right for the reader's team.
 */

/** Somebody or something that holds a post for the reader. */
export type Holder = {
	post: string;
	/** As the nation calls the post. */
	title: string;
	kind: 'person' | 'service' | 'link';
	name: string;
	phone: string | null;
	email: string | null;
	/** Nobody has checked it for so long that nothing is asked or told about it. */
	isOld: boolean;
};

/** What the quiz itself calls its questions is small letters and hyphens, so it is never this. */
export const LOCAL_KEY = 'local:contact';
/** The same for its outcome: no lesson teaches it, so none opens again for it. */
export const LOCAL_OUTCOME = 'local:contact';

/** Below that one could guess. */
const FEWEST_OPTIONS = 3;
const MOST_OPTIONS = 4;

type Asking = {
	/** The post whose holder is the answer. */
	post: string;
	text: (title: string, several: boolean) => string;
	/** Posts whose holders would be right as well, or not quite wrong: they are not offered. */
	notOffered: readonly string[];
};

const SAFEGUARDING = ['dsl', 'deputy_dsl', 'dso'];
const COUNCIL = ['children_social_care', 'adult_social_care', 'lado'];

/** Of these the first whose holder is recorded is asked for. */
const WHO_POSTS = [
	...SAFEGUARDING,
	'allegations_lead',
	'online_safety_coordinator',
	'data_protection_contact',
	'hr_lead',
	'safeguarding_champion'
];

function whoIs(post: string): Asking {
	return {
		post,
		text: (title, several) =>
			several ? `Who of these is here for us as ${title}?` : `Who is our ${title}?`,
		notOffered: []
	};
}

const outOfHours: Asking = {
	post: 'out_of_hours',
	text: () =>
		'It is late on a Saturday. Nobody is in danger right now, but a worry about a child cannot wait until Monday. Who is there for us to contact?',
	notOffered: [...SAFEGUARDING, ...COUNCIL]
};

const personInCharge: Asking = {
	post: 'chair',
	text: () => 'Your worry is about the person in charge here. Who in our organisation do you tell?',
	notOffered: [
		...SAFEGUARDING,
		...COUNCIL,
		'out_of_hours',
		'allegations_lead',
		'safeguarding_champion'
	]
};

const sameName = (name: string) => name.trim().toLowerCase();

/**
 * One question about the reader's contacts, or null when none can be asked: the posts of the module
 * are not recorded or not checked, or there are too few others to choose between. All names in it are
 * recorded ones. It is never a must-know question: its answer is no lesson, and it changes.
 *
 * @param posts keys of the posts of the module
 * @param holders everybody who holds a post for the reader
 */
export function localQuestion(
	posts: readonly string[],
	holders: readonly Holder[],
	random: RandomInteger
): Question | null {
	const inContent = (post: string) => posts.includes(post);
	const who = WHO_POSTS.filter(inContent)
		.map(whoIs)
		.find(({ post }) => holding(post, holders)[0]);
	const others = [outOfHours, personInCharge].filter(({ post }) => inContent(post));
	const possible = (who ? [who, ...others] : others).flatMap((asking) => {
		const [answer, ...more] = holding(asking.post, holders);
		const wrong = wrongAnswers(asking, holders);
		if (answer === undefined || wrong.length + 1 < FEWEST_OPTIONS) return [];
		return [{ asking, answer, several: more.length > 0, wrong }];
	});
	const chosen = possible.length > 0 ? possible[random(possible.length)] : undefined;
	return chosen ? questionFrom(chosen, random) : null;
}

function holding(post: string, holders: readonly Holder[]): Holder[] {
	return holders.filter((one) => one.post === post && !one.isOld);
}

/** Who holds other posts, people first, each once, and none who would be right as well. */
function wrongAnswers({ post, notOffered }: Asking, holders: readonly Holder[]): Holder[] {
	const alsoRight = new Set(
		holders
			.filter((one) => one.post === post || notOffered.includes(one.post))
			.map((one) => sameName(one.name))
	);
	const byName = new Map<string, Holder>();
	for (const kind of ['person', 'service'] as const) {
		for (const one of holders) {
			const name = sameName(one.name);
			if (one.kind !== kind || one.isOld || alsoRight.has(name) || byName.has(name)) continue;
			byName.set(name, one);
		}
	}
	return [...byName.values()];
}

function questionFrom(
	{
		asking,
		answer,
		several,
		wrong
	}: { asking: Asking; answer: Holder; several: boolean; wrong: readonly Holder[] },
	random: RandomInteger
): Question {
	const title = inSentence(answer.title);
	const tell = `Our ${title} is ${answer.name}${reachOf(answer)}`;
	const options = [
		{ text: answer.name, correct: true, feedback: `That is right. ${tell}` },
		...picked(wrong, MOST_OPTIONS - 1, random).map((one) => ({
			text: one.name,
			correct: false,
			feedback: `${one.name} is here for something else: ${inSentence(one.title)}. ${tell}`
		}))
	];
	return {
		key: LOCAL_KEY,
		outcome: LOCAL_OUTCOME,
		kind: 'single',
		critical: false,
		text: asking.text(title, several),
		// Keys follow the alphabet of the names, so that they give nothing away.
		options: options
			.toSorted((a, b) => a.text.localeCompare(b.text, 'en'))
			.map((option, index) => ({ key: `name-${index + 1}`, ...option }))
	};
}

/** People stand before services, so a service is taken only where people are too few. */
function picked(all: readonly Holder[], count: number, random: RandomInteger): Holder[] {
	const people = all.filter(({ kind }) => kind === 'person');
	const pool = people.length >= count ? people : [...all];
	const taken: Holder[] = [];
	while (pool.length > 0 && taken.length < count)
		taken.push(...pool.splice(random(pool.length), 1));
	return taken;
}

function reachOf({ phone, email }: Holder): string {
	const ways = [phone, email].filter((way) => way !== null);
	return ways.length > 0
		? `: ${ways.join(', or ')}.`
		: '. “Who to contact” says how to reach them.';
}
