import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay } from '../../../tests/fixtures/arbitrary.ts';
import { conditionsHeld } from './conditions-held.ts';
import { addDays } from './day.ts';

const remote = 'runs_remote_sessions';
const board = 'board_safeguarding';
const from = (fromDay: string, toDay: string | null = null) => ({ fromDay, toDay });

describe('the conditions that hold for a person', () => {
	it('are none when there are none', () => {
		expect(conditionsHeld([], [], [{ role: 'tutor', ...from('2026-01-01') }])).toEqual([]);
	});

	it('are their own, in the alphabet and by day', () => {
		const own = [
			{ condition: remote, ...from('2026-03-01') },
			{ condition: remote, ...from('2025-03-01', '2025-04-01') },
			{ condition: board, ...from('2026-05-01') }
		];
		expect(conditionsHeld(own, [], [])).toEqual([
			{ condition: board, ...from('2026-05-01') },
			{ condition: remote, ...from('2025-03-01', '2025-04-01') },
			{ condition: remote, ...from('2026-03-01') }
		]);
	});

	it.each([
		[
			'the role inside the condition',
			from('2026-01-01'),
			from('2026-02-01', '2026-03-01'),
			from('2026-02-01', '2026-03-01')
		],
		[
			'the condition inside the role',
			from('2026-02-01', '2026-03-01'),
			from('2026-01-01'),
			from('2026-02-01', '2026-03-01')
		],
		['both without an end', from('2026-02-01'), from('2026-01-01'), from('2026-02-01')],
		[
			'both with an end',
			from('2026-01-01', '2026-02-10'),
			from('2026-02-01', '2026-03-01'),
			from('2026-02-01', '2026-02-10')
		],
		[
			'one day in both',
			from('2026-01-01', '2026-02-01'),
			from('2026-02-01'),
			from('2026-02-01', '2026-02-01')
		],
		['no day in both', from('2026-01-01', '2026-01-31'), from('2026-02-01'), null]
	])('hold with the role: %s', (_, ofRole, held, expected) => {
		const got = conditionsHeld(
			[],
			[
				{ role: 'tutor', condition: remote, ...ofRole },
				{ role: 'trustee', condition: board, ...ofRole }
			],
			[{ role: 'tutor', ...held }]
		);
		expect(got).toEqual(expected === null ? [] : [{ condition: remote, ...expected }]);
	});

	it('come in the order of the alphabet', () => {
		const days = from('2026-01-01', '2026-01-31');
		const own = ['swims', 'drives', 'flies'].map((condition) => ({ condition, ...days }));
		expect(conditionsHeld(own, [], []).map(({ condition }) => condition)).toEqual([
			'drives',
			'flies',
			'swims'
		]);
	});

	it.each([
		[
			'one day between',
			'2026-02-02',
			[from('2026-01-01', '2026-01-31'), from('2026-02-02', '2026-02-20')]
		],
		['the next day', '2026-02-01', [from('2026-01-01', '2026-02-20')]],
		['the same day', '2026-01-31', [from('2026-01-01', '2026-02-20')]]
	])('merge what has no day between: %s', (_, second, expected) => {
		const own = [
			{ condition: remote, ...from('2026-01-01', '2026-01-31') },
			{ condition: remote, ...from(second, '2026-02-20') }
		];
		expect(conditionsHeld(own, [], [])).toEqual(expected.map((s) => ({ condition: remote, ...s })));
	});

	it('merge a shorter span into a longer one, and into one without an end', () => {
		const short = { condition: remote, ...from('2026-02-01', '2026-02-03') };
		const long = { condition: remote, ...from('2026-01-01', '2026-03-01') };
		const open = { condition: remote, ...from('2026-01-15') };
		expect(conditionsHeld([short, long], [], [])).toEqual([long]);
		expect(conditionsHeld([short, long, open], [], [])).toEqual([
			{ condition: remote, ...from('2026-01-01') }
		]);
		expect(conditionsHeld([open, short], [], [])).toEqual([open]);
	});

	const anySpan = fc
		.tuple(anyDay(), fc.option(fc.integer({ min: 0, max: 500 })))
		.map(([day, length]) => from(day, length === null ? null : addDays(day, length)));
	const anyCondition = fc.constantFrom(remote, board);
	const anyRole = fc.constantFrom('tutor', 'trustee');

	it('hold on exactly the days on which there is a reason, and never touch', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(anyCondition, anySpan), { maxLength: 5 }),
				fc.array(fc.tuple(anyCondition, anyRole, anySpan), { maxLength: 5 }),
				fc.array(fc.tuple(anyRole, anySpan), { maxLength: 5 }),
				anyDay(),
				(own, ofRoles, held, day) => {
					const answer = conditionsHeld(
						own.map(([condition, span]) => ({ condition, ...span })),
						ofRoles.map(([condition, role, span]) => ({ condition, role, ...span })),
						held.map(([role, span]) => ({ role, ...span }))
					);
					const on = (span: { fromDay: string; toDay: string | null }) =>
						span.fromDay <= day && (span.toDay === null || day <= span.toDay);
					for (const condition of [remote, board]) {
						const reason =
							own.some(([key, span]) => key === condition && on(span)) ||
							ofRoles.some(
								([key, role, span]) =>
									key === condition && on(span) && held.some(([r, s]) => r === role && on(s))
							);
						const spans = answer.filter((s) => s.condition === condition);
						expect(spans.some(on)).toBe(reason);
						for (const [i, span] of spans.slice(1).entries()) {
							const before = spans[i]?.toDay;
							expect(before && addDays(before, 1) < span.fromDay).toBe(true);
						}
					}
				}
			)
		);
	});
});
