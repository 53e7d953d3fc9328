import { describe, expect, it } from 'vitest';
import {
	absenceKindInWords,
	absenceKinds,
	absenceProblem,
	awayInWords,
	firstDayBack,
	lastDayAway,
	type Away
} from './absences.ts';

const today = '2026-11-21';
const here = { startedOn: '2026-01-05', leftOn: null };
const problem = (
	away: Away,
	others: Away[] = [],
	person: Parameters<typeof absenceProblem>[2] = here
) => absenceProblem(away, others, person, today);
const fieldOf = (away: Away, others: Away[] = []) => problem(away, others)?.field ?? null;

describe('an absence', () => {
	it.each<[string, string | null]>([
		['2026-01-05', null],
		['2027-11-21', null],
		['2026-11-02', '2026-11-02'],
		['2026-11-02', '2031-11-02']
	])('may last from %s to %s', (fromDay, toDay) => {
		expect(problem({ fromDay, toDay })).toBeNull();
	});

	it.each<[string, string | null, string, string]>([
		['2026-01-04', null, 'fromDay', 'Choose a day from their first day on, 5 Jan 2026'],
		['2027-11-22', null, 'fromDay', 'Choose a day within the next 12 months'],
		['2026-11-02', '2026-11-01', 'backOn', 'Choose a day after the first day away, 2 Nov 2026'],
		['2026-11-02', '2031-11-03', 'backOn', 'Choose a day within 5 years']
	])('may not last from %s to %s: %s, %s', (fromDay, toDay, field, message) => {
		expect(problem({ fromDay, toDay })).toEqual({ field, message });
	});

	it('of somebody who left begins on their last day at the latest', () => {
		const gone = { ...here, leftOn: '2026-10-30' };
		expect(problem({ fromDay: '2026-10-30', toDay: null }, [], gone)).toBeNull();
		expect(problem({ fromDay: '2026-10-31', toDay: null }, [], gone)).toEqual({
			field: 'fromDay',
			message: 'They left on 30 Oct 2026'
		});
	});

	it.each<[string, string | null, string | null]>([
		['2026-04-01', '2026-04-30', null],
		['2026-04-01', '2026-05-01', 'backOn'],
		['2026-04-01', null, 'backOn'],
		['2026-05-01', '2026-05-02', 'fromDay'],
		['2026-06-30', '2026-07-05', 'fromDay'],
		['2026-07-01', '2026-07-05', null],
		['2026-07-01', null, null]
	])('from %s to %s beside one from May to June: %s', (fromDay, toDay, field) => {
		const other = { fromDay: '2026-05-01', toDay: '2026-06-30' };
		expect(fieldOf({ fromDay, toDay }, [other])).toBe(field);
	});

	it('never begins while another goes on with no end', () => {
		const other = { fromDay: '2026-05-01', toDay: null };
		expect(fieldOf({ fromDay: '2026-08-01', toDay: '2026-08-02' }, [other])).toBe('fromDay');
		expect(fieldOf({ fromDay: '2026-04-01', toDay: '2026-04-02' }, [other])).toBeNull();
		expect(absenceProblem({ fromDay: '2026-08-01', toDay: null }, [other], here, today)).toEqual({
			field: 'fromDay',
			message: 'They are already recorded as away from 1 May 2026, with no end yet'
		});
	});
});

describe('in words', () => {
	it('says from when to when', () => {
		expect(awayInWords({ fromDay: '2026-11-03', toDay: '2027-05-02' })).toBe(
			'from 3 Nov 2026 to 2 May 2027'
		);
	});

	it('has a word for every kind, and leaves another as it is', () => {
		expect(absenceKinds.map(absenceKindInWords)).toEqual([
			'Parental leave',
			'Long sickness',
			'Another reason'
		]);
		expect(absenceKindInWords('toString')).toBe('toString');
	});
});

it('somebody is away until the day before they are back', () => {
	expect(lastDayAway('2027-03-01')).toBe('2027-02-28');
	expect(firstDayBack('2027-02-28')).toBe('2027-03-01');
});
