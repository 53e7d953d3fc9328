import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readForm } from '../../src/lib/server/form.ts';

const schema = v.object({
	name: v.pipe(v.string(), v.trim(), v.nonEmpty('Enter your name'), v.maxLength(5, 'Too long')),
	colour: v.picklist(['red', 'blue'], 'Choose a colour'),
	options: v.array(v.string()),
	note: v.optional(v.string(), 'none'),
	newPassword: v.pipe(v.string(), v.minLength(3, 'Too short'))
});

function posted(fields: [string, string | Blob][]): Request {
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	return new Request('http://localhost/', { method: 'POST', body });
}

describe('a form that parses', () => {
	it('gives the value, with one or no box ticked as an array too', async () => {
		const fields: [string, string][] = [
			['name', ' Asha '],
			['colour', 'red'],
			['newPassword', 'abc']
		];
		const rest = { name: 'Asha', colour: 'red', note: 'none', newPassword: 'abc' };
		expect(await readForm(posted(fields), schema)).toEqual({
			ok: true,
			value: { ...rest, options: [] }
		});
		expect(await readForm(posted([...fields, ['options', 'a']]), schema)).toEqual({
			ok: true,
			value: { ...rest, options: ['a'] }
		});
	});

	it('loses characters that the database cannot keep', async () => {
		const result = await readForm(posted([['name', 'A\0B']]), v.object({ name: v.string() }));
		expect(result).toEqual({ ok: true, value: { name: 'AB' } });
	});

	it('carries no field that nobody asked for', async () => {
		const fields: [string, string][] = [
			['name', 'A'],
			['access', 'administrator']
		];
		const result = await readForm(posted(fields), v.object({ name: v.string() }));
		expect(result).toEqual({ ok: true, value: { name: 'A' } });
	});
});

describe('a form that does not parse', () => {
	it('gives one message for each field, those that were not sent included', async () => {
		const result = await readForm(posted([['name', '      ']]), schema);
		expect(result).toMatchObject({
			ok: false,
			errors: {
				name: 'Enter your name',
				colour: 'Choose a colour',
				newPassword: 'Too short'
			}
		});
	});

	it('gives back what was typed, but no password and no file', async () => {
		const fields: [string, string | Blob][] = [
			['name', 'Asha Verma'],
			['options', 'a'],
			['options', 'b'],
			['newPassword', 'secret'],
			['file', new Blob(['x'])]
		];
		const result = await readForm(posted(fields), schema);
		expect(result).toMatchObject({ ok: false });
		expect(result.ok ? null : result.values).toEqual({ name: 'Asha Verma', options: ['a', 'b'] });
	});

	it('gives back no field that nobody asked for, whatever it is called', async () => {
		const fields: [string, string][] = [
			['__proto__', 'a'],
			['__proto__', 'b'],
			['name', 'Asha Verma'],
			['access', 'administrator']
		];
		const result = await readForm(posted(fields), schema);
		const values = result.ok ? null : result.values;
		expect(values).toEqual({ name: 'Asha Verma' });
		expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
	});

	it('names a fault of the whole under "form", or under the field it is forwarded to', async () => {
		const two = v.object({ a: v.string(), b: v.string() });
		const same = v.check<v.InferOutput<typeof two>, string>(({ a, b }) => a === b, 'Not the same');
		const fields: [string, string][] = [
			['a', '1'],
			['b', '2']
		];
		expect(await readForm(posted(fields), v.pipe(two, same))).toMatchObject({
			errors: { form: 'Not the same' }
		});
		expect(await readForm(posted(fields), v.pipe(two, v.forward(same, ['b'])))).toMatchObject({
			errors: { b: 'Not the same' }
		});
	});
});

it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/json'])(
	'answers 400 to %s that holds no form',
	async (type) => {
		const request = new Request('http://localhost/', {
			method: 'POST',
			headers: { 'content-type': type },
			body: 'x'
		});
		await expect(readForm(request, schema)).rejects.toMatchObject({ status: 400 });
	}
);
