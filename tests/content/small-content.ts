/** The lessons besides the first one, each as short as a lesson can be. */
const LESSONS = Object.fromEntries(
	['02-listen', '03-record', '04-report', '05-rest'].map((name) => [
		`modules/small/lessons/${name}.md`,
		'We can all help.\n'
	])
);

const SCENARIO = `title: The offer
minutes: 1
outcomes: [lo1]
setup: S
start: first
decisions:
  - key: first
    question: What now?
    choices:
      - key: a
        text: A
        best: true
        next: end
        consequence: So.
      - { key: b, text: B, consequence: So., critical: true }
      - { key: c, text: C, consequence: So. }
debrief: D
`;

/** Ten of them; the right answer goes from place to place. */
const QUESTIONS = Array.from({ length: 10 }, (_, number) => {
	const options = ['a', 'b', 'c', 'd'].map(
		(key, place) => `      - key: ${key}
        text: ${key.toUpperCase()}
${place === number % 4 ? '        correct: true\n' : ''}        feedback: So it is with ${key} here.
`
	);
	const name = ['first', 'second', 'third'][number] ?? `question-${number + 1}`;
	return `  - key: ${name}
    outcome: lo${(number % 4) + 1}
    kind: single
${number === 0 ? '    critical: true\n' : ''}    text: Which is ${name}?
    options:
${options.join('')}`;
});

/** A small content folder without a problem: tests break it in one place each. */
export function smallContent(): Record<string, string> {
	return {
		'roles.yaml': `roles:
  - key: all_staff
    title: Everyone
    description: Everyone.
    base: true
    workforce: true

  - key: tutor
    title: Tutor
    description: Teaches.
`,
		'posts.yaml': `posts:
  - key: dsl
    title: Safeguarding lead
    fallback: your safeguarding lead
    description: Any worry.
    kind: person
  - key: lado
    title: LADO
    fallback: the LADO
    description: Allegations.
    kind: service
`,
		'helplines.yaml': `helplines:
  - key: emergency
    name: Emergency services
    contact: '999'
    for: Danger now.
    nations: [england]
`,
		'conditions.yaml': `conditions:
  - key: runs_sessions
    title: Runs sessions
    you: You run sessions.
    for: Volunteers.
`,
		'profiles.yaml': `profiles:
  - key: school
    title: School
    description: We are a school.
    nations: [england]
`,
		'external-certificates.yaml': `certificates:
  - key: first-aid
    title: First aid
    description: A course elsewhere.
    months: 36
`,
		'requirements.yaml': `requirements:
  - role: all_staff
    item: module:small
    due: { days: 7, from: start }
    renewal_months: 12
    window_days: 60
    gate: true
    basis:
      kind: organisation
      text: We ask it of everyone.
return_to_work:
  after_months: 6
  within_days: 28
  items: [module:small]
`,
		'law.yaml': `facts:
  - key: edition
    title: The edition
    statement: It is in force.
    nations: [england]
    status: reported
    source:
      title: Guide
      publisher: P
      date: '2026'
      url: https://www.gov.uk/guide
    checked: 2026-11-21
    check_by: 2027-11-21
    modules: [small]
    when_changed: Correct it.
  - key: start
    title: The start
    statement: To be looked up.
    nations: [england]
    status: unknown
    source: { title: Act, publisher: P, date: Not seen yet }
    checked: 2026-11-21
    check_by: 2026-12-21
    modules: [small]
    when_changed: Correct it.
superseded:
  - key: old-guide
    title: The old guide
    names: [Old guide]
    now: [New guide]
    replaced_by: the new guide
    since: 2026-09-01
`,
		'induction/core.yaml': `title: Induction
summary: Your first days.
stages:
  - key: day-1
    title: Day 1
    due_days: 0
    steps:
      - key: sign
        title: Sign the rules
        description: You read and sign.
        gate: true
        owner: starter
        item: agreement:rules
      - key: met
        title: Meet the lead
        description: You meet.
        owner: manager
        confirm:
          prompt: How was this checked?
          answers: [Asked]
`,
		'agreements/rules/agreement.yaml': `title: Rules
summary: What we agree.
minutes: 2
renewal_months: 12
audience: [all_staff]
on_decline: We talk.

versions:
  - version: '1'
    published: 2026-11-02
    changes: First version.
    question:
      text: Which?
      options:
        - { key: a, text: A, correct: true, feedback: This is what we agreed. }
        - { key: b, text: B, feedback: We agreed on something else. }
        - { key: c, text: C, feedback: Nobody agreed on this here. }
`,
		'agreements/rules/1.md': `## What I do

I help at {{organisation}}. I tell {{dsl}}.
`,
		'modules/small/module.yaml': `title: Small
summary: You can.
version: '1'
minutes: 9
pass_mark: 80
renewal_months: 12
renewal_basis: We ask it.
reviewed: 2026-11-21
next_review: 2027-11-21
nation: England.
audience: [all_staff]
posts: [dsl]
outcomes:
  - key: lo1
    text: Help.
  - { key: lo2, text: Listen. }
  - { key: lo3, text: Record. }
  - { key: lo4, text: Report. }
steps:
  - lesson: 01-first
    title: First
    minutes: 1
    outcomes: [lo1]
  - scenario: offer
  - { lesson: 02-listen, title: Listen, minutes: 1, outcomes: [lo2] }
  - { lesson: 03-record, title: Record, minutes: 1, outcomes: [lo3] }
  - { lesson: 04-report, title: Report, minutes: 1, outcomes: [lo4] }
  - { lesson: 05-rest, title: Rest, minutes: 1, outcomes: [lo1] }
  - scenario: second-offer
quiz_minutes: 2
sources:
  - title: Guide
    publisher: P
    date: '2026'
    url: https://www.gov.uk/guide
changes:
  - version: '1'
    date: 2026-11-21
    kind: material
    summary: The first version.
    points: [We all help.]
nations: { wales: Ask in Wales., scotland: Ask in Scotland., northern_ireland: Ask there. }
`,
		'modules/small/card.yaml': `title: If it happens
when: When something worries you.
steps:
  - Someone in danger now? Call 999 first, and stay with them if that is safe for you.
  - Listen to what they say. Let them tell you in their own way, and do not rush them.
  - Say that you cannot keep it to yourself, and whom you will tell.
  - Tell {{dsl}} the same day, by voice. Do not wait for the next one.
never:
  - Look into it on your own, or ask other people about it
  - Wait until you are sure that you are right about it
posts: [dsl]
helplines: [emergency]
`,
		'modules/small/lessons/01-first.md': `We can all help.

Tell {{dsl}} the same day. It is [in the guide](https://www.gov.uk/guide).

Second words.

> [!REMEMBER]
>
> Tell someone.
`,
		...LESSONS,
		'modules/small/scenarios/offer.yaml': SCENARIO,
		'modules/small/scenarios/second-offer.yaml': SCENARIO,
		'modules/small/quiz.yaml': `questions:\n${QUESTIONS.join('')}`
	};
}
