import { describe, expect, it, test } from 'vitest';
import {
	checkRefusal,
	latestOfKind,
	needsCheck,
	rightKind,
	saysTheSame,
	stateOfKind,
	type CheckLine
} from './checks.ts';

const line = (
	status: CheckLine['status'],
	onDay: string,
	rest: Partial<CheckLine> = {}
): CheckLine => ({ kind: 'dbs', status, onDay, recheckOn: null, ...rest });

test.each([
	['england', 'dbs'],
	['wales', 'dbs'],
	['scotland', 'pvg'],
	['northern_ireland', 'access_ni']
] as const)('in %s the check that counts is %s', (nation, kind) => {
	expect(rightKind(nation)).toBe(kind);
});

describe('a check is needed', () => {
	test.each([
		['yes', [], true],
		['yes', ['none'], true],
		['no', ['unsupervised'], false],
		['unknown', [], false],
		['unknown', ['none', 'supervised'], false],
		['unknown', ['none', 'unsupervised'], true],
		['unknown', ['remote'], true]
	] as const)('decision %s, contact %j: %s', (decision, contacts, needed) => {
		expect(needsCheck(decision, contacts)).toBe(needed);
	});
});

describe('how the checks of a kind stand', () => {
	it('knows nothing where nothing of the kind is recorded', () => {
		const pvg = line('clear', '2026-03-01', { kind: 'pvg' });
		expect(stateOfKind('dbs', [pvg])).toEqual({ result: null, request: null });
		expect(stateOfKind('pvg', [pvg])).toEqual({ result: pvg, request: null });
	});

	it('tells a request without a result', () => {
		const first = line('requested', '2026-03-01');
		const second = line('requested', '2026-04-01');
		expect(stateOfKind('dbs', [first, second])).toEqual({ result: null, request: second });
	});

	it('lets a result answer the requests before it', () => {
		const lines = [line('requested', '2026-03-01'), line('clear', '2026-03-20')];
		expect(stateOfKind('dbs', lines)).toEqual({ result: lines[1], request: null });
	});

	it('keeps a result while a new one is requested', () => {
		const lines = [line('clear', '2023-03-20'), line('requested', '2026-03-01')];
		expect(stateOfKind('dbs', lines)).toEqual({ result: lines[0], request: lines[1] });
	});

	it('takes the latest result by its day and, on one day, the one that was recorded last', () => {
		const clear = line('clear', '2026-03-20');
		const notClear = line('not_clear', '2026-03-20');
		const older = line('clear', '2020-01-01');
		expect(stateOfKind('dbs', [clear, notClear, older]).result).toBe(notClear);
		expect(stateOfKind('dbs', [notClear, clear, older]).result).toBe(clear);
		expect(latestOfKind('dbs', [clear, notClear, older])).toBe(notClear);
		expect(latestOfKind('pvg', [clear, notClear, older])).toBeNull();
	});
});

describe('recording a check', () => {
	const today = '2026-11-21';
	const before = [line('requested', '2026-11-02')];

	test.each([
		['a clear check of today', line('clear', today), null],
		['one of tomorrow', line('clear', '2026-11-22'), 'future_day'],
		['one of the first day of 2002', line('clear', '2002-01-01'), 'before_latest'],
		['one of the last day of 2001', line('clear', '2001-12-31'), 'too_early'],
		['a result on the day of the request', line('clear', '2026-11-02'), null],
		['a result on the day before the request', line('clear', '2026-11-01'), 'before_latest'],
		['another kind from before', line('clear', '2026-11-01', { kind: 'pvg' }), null],
		['a day to look again', line('clear', today, { recheckOn: '2026-11-22' }), null],
		['the same day to look again', line('clear', today, { recheckOn: today }), 'recheck_order'],
		['an earlier one', line('clear', today, { recheckOn: '2026-11-20' }), 'recheck_order'],
		['one with a request', line('requested', today, { recheckOn: '2029-11-22' }), 'recheck_alone'],
		['one with not clear', line('not_clear', today, { recheckOn: '2029-11-22' }), 'recheck_alone']
	] as const)('%s', (_, next, refusal) => {
		expect(checkRefusal(next, before, today)).toBe(refusal);
	});

	it('takes the first day of 2002 when nothing came before', () => {
		expect(checkRefusal(line('clear', '2002-01-01'), [], today)).toBeNull();
	});

	it('knows a line that says nothing new', () => {
		const last = line('clear', '2026-11-10', { recheckOn: '2029-11-10' });
		const lines = [line('clear', '2020-01-01'), last];
		expect(saysTheSame({ ...last }, lines)).toBe(true);
		expect(saysTheSame({ ...last, status: 'requested' }, lines)).toBe(false);
		expect(saysTheSame({ ...last, onDay: '2026-11-11' }, lines)).toBe(false);
		expect(saysTheSame({ ...last, recheckOn: null }, lines)).toBe(false);
		expect(saysTheSame({ ...last, kind: 'pvg' }, lines)).toBe(false);
		expect(saysTheSame(line('clear', '2020-01-01'), lines)).toBe(false);
	});
});
