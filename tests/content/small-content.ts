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
        - { key: a, text: A, correct: true, feedback: So. }
        - { key: b, text: B, feedback: So. }
        - { key: c, text: C, feedback: So. }
`,
		'agreements/rules/1.md': `## What I do

I help at {{organisation}}. I tell {{dsl}}.
`,
		'modules/small/module.yaml': `title: Small
summary: You can.
version: '1'
minutes: 8
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
steps:
  - lesson: 01-first
    title: First
    minutes: 1
    outcomes: [lo1]
  - scenario: offer
quiz_minutes: 5
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
`,
		'modules/small/lessons/01-first.md': `We can all help.

Tell {{dsl}} the same day. It is [in the guide](https://www.gov.uk/guide).

Second words.

> [!REMEMBER]
>
> Tell someone.
`,
		'modules/small/scenarios/offer.yaml': `title: The offer
minutes: 2
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
`,
		'modules/small/quiz.yaml': `questions:
  - key: first
    outcome: lo1
    kind: single
    critical: true
    text: Which?
    options:
      - key: a
        text: A
        correct: true
        feedback: So.
      - { key: b, text: B, feedback: So. }
      - { key: c, text: C, feedback: So. }
      - { key: d, text: D, feedback: So. }
`
	};
}
