import { addMonths, type Day } from '../day.ts';

/** Files of a new module or agreement: their text by their address in its folder. */
export type Skeleton = Record<string, string>;

const QUESTIONS = 10;
const PLACES = ['a', 'b', 'c', 'd'] as const;

/** The line by which an editor knows what may stand in a file. `up` leads to the content folder. */
const schemaLine = (name: string, up: string) =>
	`# yaml-language-server: $schema=${up}schemas/${name}.schema.json\n`;

/**
 * A new module: a draft without a problem, in which every TODO is something to write.
 *
 * @param today the day of its first version
 */
export function moduleSkeleton(today: Day): Skeleton {
	return {
		'module.yaml': moduleYaml(today),
		'lessons/01-first-lesson.md': FIRST_LESSON,
		'lessons/02-second-lesson.md': SECOND_LESSON,
		'scenarios/first-scenario.yaml': SCENARIO,
		'quiz.yaml': quizYaml(),
		'card.yaml': CARD
	};
}

/** A new agreement: a draft whose first version is published on a day. */
export function agreementSkeleton(today: Day): Skeleton {
	return { 'agreement.yaml': agreementYaml(today), '1.md': AGREEMENT };
}

function moduleYaml(today: Day): string {
	const [year, month] = today.split('-');
	const version = `${year}.${month}`;
	return `${schemaLine('module', '../../')}# Checked and previewed, but never offered. Take this line out when nothing is left to do.
draft: true
title: TODO Name the subject in a few words
summary: TODO Say in one sentence what the person will be able to do.
version: '${version}'
# The sum of all steps and the quiz: about 180 words a minute, with exercises up to double.
minutes: 9
pass_mark: 80
renewal_months: 12
# Never make a choice of the organisation look like law.
renewal_basis: TODO Say on what it rests that this is done again after so many months.
reviewed: ${today}
next_review: ${addMonths(today, 12)}
nation: TODO Say for which nations it is written and what differs.
nations:
  wales: TODO Say what somebody in Wales has to know.
  scotland: TODO Say what somebody in Scotland has to know.
  northern_ireland: TODO Say what somebody in Northern Ireland has to know.
# content_note: Where the subject may distress, say so here, calmly, with a choice.
audience: [all_staff]
# Every contact that a text of the module names, and those of its card.
posts: [dsl]
# Four to seven. Each is taught by a lesson and tested by a question.
outcomes:
  - key: lo1
    text: TODO What can the person do after the module?
  - key: lo2
    text: TODO What else can they do?
  - key: lo3
    text: TODO And what else?
  - key: lo4
    text: TODO And what else?
# In the order in which they are done: five to twelve lessons, two to four scenarios.
steps:
  - lesson: 01-first-lesson
    title: TODO Name the first lesson
    minutes: 1
    outcomes: [lo1, lo2]
  - lesson: 02-second-lesson
    title: TODO Name the second lesson
    minutes: 1
    outcomes: [lo3, lo4]
  - scenario: first-scenario
quiz_minutes: 6
changes:
  - version: '${version}'
    date: ${today}
    kind: material
    summary: TODO Say in a line what this version is.
    points:
      - TODO Say what is new in law or guidance, and what it means for the learner.
sources:
  - title: TODO The name of the document
    publisher: TODO Who published it
    date: TODO Of when it is
    url: https://www.gov.uk/TODO
`;
}

const FIRST_LESSON = `TODO Begin with why this matters to the reader. Use short sentences.

## TODO Say what to notice

TODO Write as you would speak to a colleague. Keep to one thought in each paragraph.

> [!EXAMPLE]
>
> TODO Tell a short story. Use a first name that is clearly made up.

> [!REMEMBER]
>
> TODO Say the one thing to take away. Tell {{dsl}} the same day.
`;

const SECOND_LESSON = `TODO Say what this lesson adds to the first one.

## TODO Say what to do

TODO Say what to do, step by step. Put law that holds in one nation in a box of its own.

> [!LAW england]
>
> TODO Say what the law in England asks.

> [!CHECKLIST]
>
> - TODO Say what to check first
> - TODO Say what to check next

> [!TRY]
>
> TODO Ask the reader to think of something from their own work.
`;

const SCENARIO = `${schemaLine('scenario', '../../../')}title: TODO Name the scenario
minutes: 1
outcomes: [lo1, lo3]
setup: TODO Say in a few sentences what happens, and to whom.
start: first
decisions:
  - key: first
    question: TODO Ask what the reader does first.
    choices:
      - key: best
        text: TODO Say what would be best here
        best: true
        consequence: TODO Say what happens then, and why it helped.
        next: second
      - key: tempting
        text: TODO Say what a sensible person might do instead
        consequence: TODO Say kindly what happens then. They choose again.
      - key: risky
        text: TODO Say what could put somebody in danger
        critical: true
        consequence: TODO Say what happens then, without blame. It leads on to a decision of its own.
        next: mend
  - key: mend
    situation: TODO Say what has come of the risky choice.
    question: TODO Ask how the reader mends it.
    choices:
      - key: best
        text: TODO Say what mends it best
        best: true
        consequence: TODO Say how this leads back.
        next: second
      - key: tempting
        text: TODO Say what seems to mend it
        consequence: TODO Say why it does not.
      - key: nothing
        text: TODO Say what leaves it as it is
        consequence: TODO Say what happens if nobody acts.
  - key: second
    question: TODO Ask what the reader does next.
    choices:
      - key: tempting
        text: TODO Say what a sensible person might do
        consequence: TODO Say kindly what happens then.
      - key: best
        text: TODO Say what would be best here
        best: true
        consequence: TODO Say what happens then, and why it helped.
        next: end
      - key: late
        text: TODO Say what would come too late
        consequence: TODO Say what happens in the meantime.
debrief: TODO Say in two to five sentences what to take from it.
`;

const CARD = `${schemaLine('card', '../../')}title: TODO Name the moment in which this card helps
when: TODO Say in one sentence when to reach for this card.
# Four to seven, in order, each at most 25 words.
steps:
  - TODO Say what to do first, and how to do it calmly
  - TODO Say what to do next, and what can wait
  - TODO Say whom to tell, like {{dsl}}, and how soon
  - TODO Say what to write down, in whose words, and where it goes
# Two to four. Each begins with what not to do.
never:
  - TODO Say what would do harm, like promising to keep a secret
  - TODO Say what belongs to somebody else, like asking for every detail
# Nought to four. What one can say, in plain words.
words:
  - TODO Give words that one can really say in that moment
posts: [dsl]
helplines: [emergency]
`;

function quizYaml(): string {
	const questions = Array.from({ length: QUESTIONS }, (_, index) => questionYaml(index + 1));
	return `${schemaLine('quiz', '../../')}# At least ten. Critical ones are about safety: they have to be right to pass.
questions:
${questions.join('')}`;
}

/** The last one has two right answers; the right answer of the others moves from place to place. */
function questionYaml(number: number): string {
	const isLast = number === QUESTIONS;
	const right = isLast ? ['a', 'c'] : [PLACES[number % PLACES.length]];
	const options = PLACES.map(
		(key) => `      - key: ${key}
        text: TODO Give answer ${key} to question ${number}, about as long as the others
${right.includes(key) ? '        correct: true\n' : ''}        feedback: TODO Say why answer ${key} to question ${number} is right, or what would be.
`
	);
	return `  - key: question-${number}
    outcome: lo${((number - 1) % 4) + 1}
    kind: ${isLast ? 'multiple' : 'single'}
${number === 1 ? '    critical: true\n' : ''}    text: TODO Give a situation for question ${number}, and ask what to do.${isLast ? ' Choose two.' : ''}
    options:
${options.join('')}`;
}

function agreementYaml(today: Day): string {
	return `${schemaLine('agreement', '../../')}# Checked and previewed, but never offered. Take this line out when nothing is left to do.
draft: true
title: TODO Name the agreement
summary: TODO Say in one sentence what people agree to.
minutes: 2
renewal_months: 12
audience: [all_staff]
on_decline: TODO Say what happens next when somebody declines, without blame.
# The oldest first. A published version is never edited: add one, with a text of its own.
versions:
  - version: '1'
    published: ${today}
    changes: TODO Say what is new in this version.
    # Asked before somebody signs.
    question:
      text: TODO Give a situation in which the agreement tells what to do.
      options:
        - key: a
          text: TODO Give the answer that the agreement gives
          correct: true
          feedback: TODO Say why this is what was agreed.
        - key: b
          text: TODO Give what a sensible person might do
          feedback: TODO Say what the agreement asks instead.
        - key: c
          text: TODO Give something else that seems right
          feedback: TODO Say why this is not enough.
`;
}

const AGREEMENT = `## TODO Say why we have this

TODO Write it as I, in short sentences. I work for {{organisation}}.

## TODO Say what I do

- TODO Say what I do each day.
- TODO Say what I never do.

## TODO Say whom I ask

TODO Say whom I tell when something goes wrong. I tell {{dsl}} the same day.
`;
