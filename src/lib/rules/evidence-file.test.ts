import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	evidenceMediaType,
	fileName,
	fileProblem,
	fileSizeInWords,
	LARGEST_FILE_BYTES,
	type EvidenceMediaType
} from './evidence-file.ts';

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const bytes = (begins: number[], length = 20) => {
	const all = new Uint8Array(length);
	all.set(begins);
	return all;
};

describe('what a file is', () => {
	it.each<[string, number[], EvidenceMediaType | null]>([
		['a PDF', PDF, 'application/pdf'],
		['a JPEG', JPEG, 'image/jpeg'],
		['a PNG', PNG, 'image/png'],
		['a PNG that was cut off', PNG.slice(0, 7), null],
		['a web page', [...Buffer.from('<html>')], null],
		['a PDF with a web page before it', [...Buffer.from('<p>%PDF-')], null],
		['an archive, as Word writes it', [0x50, 0x4b, 0x03, 0x04], null]
	])('follows from its first bytes: %s', (_what, begins, type) => {
		expect(evidenceMediaType(bytes(begins))).toBe(type);
		expect(fileProblem(bytes(begins))).toBe(type === null ? 'Choose a PDF, a JPEG or a PNG' : null);
	});

	it('takes five megabytes and not a byte more', () => {
		expect(fileProblem(bytes(PDF, LARGEST_FILE_BYTES))).toBeNull();
		expect(fileProblem(bytes(PDF, LARGEST_FILE_BYTES + 1))).toBe('Choose a file of at most 5 MB');
	});

	it('takes no empty file', () => {
		expect(fileProblem(new Uint8Array())).toMatch(/empty/);
	});
});

describe('the name of a file', () => {
	it.each<[string, EvidenceMediaType, string]>([
		['Prevent 2026.pdf', 'application/pdf', 'Prevent 2026.pdf'],
		['C:\\Users\\ben\\scan.PDF', 'application/pdf', 'scan.pdf'],
		['/home/ben/scan.jpeg', 'image/jpeg', 'scan.jpeg'],
		['photo.JPG', 'image/jpeg', 'photo.jpg'],
		['certificate', 'image/png', 'certificate.png'],
		['certificate.html', 'application/pdf', 'certificate.html.pdf'],
		['invoice\u202egnp.exe', 'image/png', 'invoicegnp.exe.png'],
		['a"b<c>\r\n:d.pdf', 'application/pdf', 'abcd.pdf'],
		['..', 'application/pdf', 'evidence.pdf'],
		['.pdf', 'application/pdf', 'pdf.pdf'],
		['', 'image/png', 'evidence.png'],
		['certificate ', 'image/png', 'certificate.png'],
		['my   scan.pdf', 'application/pdf', 'my scan.pdf'],
		['Zertifikat für Zoë.pdf', 'application/pdf', 'Zertifikat für Zoë.pdf']
	])('%j of a %s is kept as %j', (given, type, kept) => {
		expect(fileName(given, type)).toBe(kept);
	});

	it('has 120 characters at most, its ending with them', () => {
		expect(fileName(`${'😀'.repeat(200)}.pdf`, 'application/pdf')).toBe(`${'😀'.repeat(116)}.pdf`);
		expect(fileName('a'.repeat(120), 'image/jpeg')).toBe(`${'a'.repeat(116)}.jpg`);
	});

	it('is never long, never empty, and always says what the file is', () => {
		const types = fc.constantFrom<EvidenceMediaType>('application/pdf', 'image/jpeg', 'image/png');
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), types, (given, type) => {
				const kept = fileName(given, type);
				expect([...kept].length).toBeLessThanOrEqual(120);
				expect(kept).toMatch(/^[^/\\"\p{Cc}]+\.(pdf|jpe?g|png)$/u);
			})
		);
	});
});

it.each([
	[1, '1 kB'],
	[340_400, '340 kB'],
	[999_400, '999 kB'],
	[1_000_000, '1.0 MB'],
	[5_242_880, '5.2 MB']
])('%i bytes are %s', (size, words) => {
	expect(fileSizeInWords(size)).toBe(words);
});
