/** The kinds of work that goes on in the background. */
export const jobKinds = ['reconcile', 'daily', 'import', 'invitations'] as const;
export type JobKind = (typeof jobKinds)[number];

/**
 * Jobs of one queue run one after the other, in all copies of the app together. Those that change
 * what is recorded of people share one, so that no two of them wait for the same people's rows in
 * different orders; mail may take its time beside them.
 */
export const queues = ['facts', 'mail'] as const;
export type Queue = (typeof queues)[number];

/** Where a job waits for its turn, and what becomes of it when it does not get to its end. */
type Policy = {
	queue: Queue;
	/**
	 * Whether a job whose process was stopped or killed is simply taken up again: what it did before
	 * stays right, and doing it twice changes nothing. Others change all or nothing.
	 */
	isRepeatable: boolean;
	/** How often an unexpected error is answered with another try, and the first pause in seconds. */
	retries: number;
	pauseSeconds: number;
	/** What the person who asked for it reads when it was cut short, or when something broke. */
	whenStopped: string;
	whenBroken: string;
};

const tellSomebody = 'If it happens again, tell whoever runs Safehands for you';

export const policies: Record<JobKind, Policy> = {
	reconcile: {
		queue: 'facts',
		isRepeatable: true,
		retries: 4,
		pauseSeconds: 2,
		whenStopped:
			'Safehands was stopped again and again while this was running. What was worked out so far is ' +
			`right, and the rest follows in the night. ${tellSomebody}.`,
		whenBroken:
			'Something went wrong on our side. What was worked out so far is right, and the rest is tried ' +
			`again in the night. ${tellSomebody}.`
	},
	daily: {
		queue: 'facts',
		isRepeatable: true,
		retries: 4,
		pauseSeconds: 2,
		whenStopped:
			'Safehands was stopped again and again while this was running. It is tried again tomorrow; ' +
			`every date that people see is right all the same. ${tellSomebody}.`,
		whenBroken:
			'Something went wrong on our side. It is tried again tomorrow; every date that people see is ' +
			`right all the same. ${tellSomebody}.`
	},
	invitations: {
		queue: 'mail',
		isRepeatable: true,
		retries: 2,
		pauseSeconds: 10,
		whenStopped:
			'Safehands was stopped again and again while this was running. Whoever has been sent an ' +
			'invitation has a link that works; invite the others again.',
		whenBroken:
			'Something went wrong on our side. Whoever has been sent an invitation has a link that works; ' +
			`invite the others again. ${tellSomebody}.`
	},
	import: {
		queue: 'facts',
		isRepeatable: false,
		retries: 0,
		pauseSeconds: 0,
		whenStopped:
			'Safehands was stopped before the import had come to its end. Nothing was changed. Apply it again.',
		whenBroken: `Something went wrong on our side. Nothing was changed. Apply it again. ${tellSomebody}.`
	}
};

/** What is to become of a job; nobody knows how to repeat one of a kind that is not known here. */
export function policyOf(kind: string): Policy {
	return policies[jobKinds.find((known) => known === kind) ?? 'import'];
}
