/** A number with its noun: `1 person`, `60 people`, `10,000 people`. */
export function howMany(n: number, one: string, many: string): string {
	return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}
