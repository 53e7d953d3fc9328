import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../day.ts';
import { meansNever, readDay } from './dates.ts';

describe('a day', () => {
	it.each([
		['03/09/2026', '2026-09-03'],
		['3/9/26', '2026-09-03'],
		['3/9/2026', '2026-09-03'],
		['03.09.2026', '2026-09-03'],
		['03-09-2026', '2026-09-03'],
		['3–9–2026', '2026-09-03'],
		['3 9 2026', '2026-09-03'],
		['3 Sep 2026', '2026-09-03'],
		['3 Sept 2026', '2026-09-03'],
		['3rd September 2026', '2026-09-03'],
		['3rd of September, 2026', '2026-09-03'],
		['03-Sep-26', '2026-09-03'],
		['3SEP2026', '2026-09-03'],
		['Thursday 3 September 2026', '2026-09-03'],
		['Thu, 3 Sep 2026', '2026-09-03'],
		['1 May 2026', '2026-05-01'],
		['2026-09-03', '2026-09-03'],
		['2026/09/03', '2026-09-03'],
		['20260903', '2026-09-03'],
		['2026-09-03T00:00:00Z', '2026-09-03'],
		['2026-09-03 00:00:00.000', '2026-09-03'],
		['2026-09-03T23:30:00+01:00', '2026-09-03'],
		['03/09/2026 00:00', '2026-09-03'],
		['03/09/2026 9:15 AM', '2026-09-03'],
		['46268', '2026-09-03'],
		['46268.0', '2026-09-03'],
		['46268.75', '2026-09-03'],
		['14611', '1940-01-01'],
		['73050', '2099-12-31'],
		['29/02/2028', '2028-02-29'],
		['31/12/2099', '2099-12-31'],
		['01/01/1940', '1940-01-01'],
		['1/1/60', '2060-01-01'],
		['1/1/61', '1961-01-01'],
		['12/11/2026', '2026-11-12']
	])('written %j is %s', (text, day) => {
		expect(readDay(text)).toEqual({ day, why: null });
	});

	it.each([
		['31/02/2026', 'does not exist: February 2026 has 28 days'],
		['29/02/2027', 'does not exist: February 2027 has 28 days'],
		['31 Apr 2026', 'does not exist: April 2026 has 30 days'],
		['0/9/2026', 'does not exist: September 2026 has 30 days'],
		['09/13/2026', 'has no month 13: the day comes first, then the month'],
		['13/00/2026', 'has no month 0'],
		['13/13/2026', 'has no month 13. Write it like 03/09/2026 or 3 Sep 2026'],
		['2026-13-05', 'has no month 13. Write it like'],
		['3 Foo 2026', 'names no month that we know'],
		['3 Janu 2026x', 'is not a date that we can read'],
		['Sep 3, 2026', 'is not a date that we can read'],
		['03/09/1026', 'has the year 1026'],
		['03/09/2226', 'has the year 2226'],
		['14610', 'is not a date that we can read'],
		['73051', 'is not a date that we can read'],
		['4626', 'is not a date that we can read'],
		['462680', 'is not a date that we can read'],
		['about 46268', 'is not a date that we can read'],
		['from 03/09/2026', 'is not a date that we can read'],
		['03/09/2026 or later', 'is not a date that we can read'],
		['3/9/226', 'is not a date that we can read'],
		['on 2026-09-03', 'is not a date that we can read'],
		['2026-09-03 at the latest', 'is not a date that we can read'],
		['2026-09/03', 'is not a date that we can read'],
		['the 3 Sep 2026', 'is not a date that we can read'],
		['3 Sep 2026 perhaps', 'is not a date that we can read'],
		['03/09/1939', 'has the year 1939. Write it like'],
		['03/09/2100', 'has the year 2100. Write it like'],
		['13/00/2026', 'has no month 0. Write it like'],
		['soon', 'is not a date that we can read. Write it like 03/09/2026 or 3 Sep 2026']
	])('%j is refused: it %s', (text, why) => {
		const read = readDay(text);
		expect(read.day).toBeNull();
		expect(read.why).toContain(why);
	});

	it('is read however a spreadsheet in the United Kingdom writes it', () => {
		const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
		fc.assert(
			fc.property(fc.integer({ min: 14_611, max: 73_050 }), (serial) => {
				const day = addDays('1899-12-30', serial);
				const [year = '', month = '', date = ''] = day.split('-');
				const plain = `${Number(date)}/${Number(month)}/${year}`;
				const words = `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
				const all = [day, `${date}/${month}/${year}`, plain, words, String(serial)];
				for (const text of all) expect(readDay(text)).toEqual({ day, why: null });
			})
		);
	});

	it('is there or the reason why not is, whatever is written', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const { day, why } = readDay(text);
				expect((day === null) !== (why === null)).toBe(true);
			})
		);
	});

	it.each([
		'31/12/9999',
		'31-12-2999',
		'31/12/4712',
		'9999-12-31',
		'9999-12-31 00:00',
		'00/00/0000'
	])('%s means that there is no last day', (text) => {
		expect(meansNever(text)).toBe(true);
	});

	it.each(['31/12/2026', '2999', 'until 31/12/9999', '31/12/99990', '30/12/9999'])(
		'%s is meant as it stands',
		(text) => {
			expect(meansNever(text)).toBe(false);
		}
	);
});
