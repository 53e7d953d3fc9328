import { describe, expect, it } from 'vitest';
import { sources } from './sources.ts';

/** Each table, and the one folder of `src/lib/server` that writes it. */
const owners: Record<string, string> = {
	absence: 'people',
	agreementText: 'agreements',
	attempt: 'learning',
	attemptAnswer: 'learning',
	certificate: 'certificates',
	certificateWithdrawal: 'certificates',
	checkStatus: 'clearance',
	completion: 'learning',
	conditionHeld: 'people',
	decline: 'agreements',
	enteredRecord: 'learning',
	event: 'evidence',
	fileImport: 'imports',
	importColumn: 'imports',
	induction: 'induction',
	inductionConfirmation: 'induction',
	invitation: 'people',
	job: 'jobs',
	lawCheck: 'law',
	moduleSetting: 'learning',
	organisation: 'people',
	period: 'requirements',
	person: 'people',
	post: 'people',
	recordFile: 'learning',
	recordWithdrawal: 'learning',
	requirement: 'requirements',
	roleHeld: 'people',
	scenarioChoice: 'learning',
	session: 'people',
	setupCode: 'people',
	signInFailure: 'people',
	signature: 'agreements',
	stepDone: 'learning',
	supervisionPlan: 'clearance',
	team: 'people',
	teamManager: 'people',
	teamMembership: 'people',
	versionDecision: 'requirements',
	waiver: 'requirements',
	waiverWithdrawal: 'requirements'
};

const writes = sources().flatMap(({ file, text }) => {
	const [, noun] = /^src\/lib\/server\/([a-z]+)\//.exec(file) ?? [];
	return [...text.matchAll(/\b(?:db|tx)\s*\.(?:insert|update|delete)\((\w+)\)/g)].map(
		([, table = '']) => ({ file, noun, table })
	);
});

describe('a table', () => {
	it('is written by one noun only', () => {
		expect(writes.length).toBeGreaterThan(20);
		const strangers = writes.filter(({ noun, table }) => owners[table] !== noun);
		expect(strangers.map(({ file, table }) => `${file} writes ${table}`)).toEqual([]);
	});
});
