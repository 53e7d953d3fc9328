import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isEmailAddress } from './email-address.ts';

it.each([
	'asha@harbourlane.example',
	'Asha.Verma@Harbour-Lane.Example',
	"niamh.o'connor+safehands@mail.harbourlane.example",
	'grażyna@łódź.example',
	'post@xn--d-uga.example',
	'1@2.example',
	`${'a'.repeat(64)}@harbourlane.example`,
	`asha@${'a'.repeat(241)}.example`
])('takes %s', (text) => {
	expect(isEmailAddress(text)).toBe(true);
});

it.each([
	'',
	'asha',
	'@harbourlane.example',
	'asha@',
	'asha@localhost',
	'asha@harbourlane.example@harbourlane.example',
	'asha @harbourlane.example',
	' asha@harbourlane.example',
	'asha@harbourlane.example ',
	'asha@harbourlane.example,ben@harbourlane.example',
	'asha@harbourlane.example\r\nBcc: ben@harbourlane.example',
	'asha\n@harbourlane.example',
	'asha\0@harbourlane.example',
	'asha\u200b@harbourlane.example',
	'Asha <asha@harbourlane.example>',
	'"asha"@harbourlane.example',
	'asha(now)@harbourlane.example',
	'asha;ben@harbourlane.example',
	'list:asha@harbourlane.example',
	'asha\\@harbourlane.example',
	'asha@[192.0.2.1]',
	'.asha@harbourlane.example',
	'asha.@harbourlane.example',
	'as..ha@harbourlane.example',
	'asha@-harbourlane.example',
	'asha@harbourlane-.example',
	'asha@harbourlane..example',
	'asha@harbourlane.e',
	'asha@harbour_lane.example',
	'asha@harbourlane_.example',
	'asha@harbourlane.exa_mple',
	'asha@harbourlane.example_',
	`${'a'.repeat(65)}@harbourlane.example`,
	`asha@${'a'.repeat(242)}.example`
])('refuses %j', (text) => {
	expect(isEmailAddress(text)).toBe(false);
});

it('lets nothing through that ends a line or begins another address', () => {
	const piece = fc.constantFrom(
		'a',
		'@',
		'.example',
		'\r\n',
		',',
		' ',
		'<',
		'>',
		';',
		':',
		'"',
		'\t'
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
			const text = pieces.join('');
			if (isEmailAddress(text)) expect(text).toMatch(/^[^\s,<>;:"@]+@[^\s,<>;:"@]+$/);
			else expect(isEmailAddress(`${text}@`)).toBe(false);
		})
	);
});
