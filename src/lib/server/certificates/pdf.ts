import PDFDocument from 'pdfkit';
import { groupedCode } from '../../rules/certificates.ts';
import { longDay } from '../../rules/dates-in-words.ts';
import type { Certificate } from './certificates.ts';
import { certificateFaces, showable } from './pdf-fonts.ts';
import { LEADING, TextSetter, type Line, type Place, type Style } from './pdf-text.ts';
import { qrPath } from './qr.ts';

/** A4 upright, in points. */
const PAGE = { width: 595.28, height: 841.89 };
const LEFT = 72;
const WIDTH = PAGE.width - 2 * LEFT;
const QR_SIDE = 104;
const CHECK_TOP = PAGE.height - 68 - QR_SIDE;

/** Dark enough to stay sharp where a printer knows only black. */
const INK = '#1b2330';
const SOFT = '#4a5260';
const ACCENT = '#0f5f63';

/** Space below an item of a list, in sizes of its text. */
const ITEM_GAP = 0.3;

type Parent = PDFKit.PDFStructureElement;
type Tagged = {
	tag: string;
	lines: Line[];
	style: Style;
	place: Place;
	link?: string | undefined;
	/** The text as it should be read where it could not be drawn. */
	actual?: string;
};

/**
 * The certificate as a printable A4 page: tagged, so that a screen reader tells it in order, with
 * the address and QR code at which anybody can check it.
 * @param verifyAddress the full address of its public page
 */
export async function certificatePdf(
	certificate: Certificate,
	verifyAddress: string
): Promise<Buffer> {
	return new CertificatePage(certificate, verifyAddress).write();
}

class CertificatePage {
	readonly #faces = certificateFaces();
	readonly #doc: PDFKit.PDFDocument;
	readonly #text: TextSetter;
	readonly #certificate: Certificate;
	readonly #address: string;

	constructor(certificate: Certificate, address: string) {
		this.#certificate = certificate;
		this.#address = address;
		this.#doc = new PDFDocument({
			size: 'A4',
			margin: 0,
			pdfVersion: '1.7',
			tagged: true,
			lang: 'en-GB',
			displayTitle: true,
			font: this.#faces.faces[0]?.regular ?? 'Helvetica',
			// The standard for accessible PDFs demands that every font travels inside the file.
			...(this.#faces.embedded ? ({ subset: 'PDF/UA' } as object) : {}),
			info: {
				Title: `Certificate ${certificate.number}: ${certificate.title}, ${certificate.personName}`,
				Author: certificate.organisationName,
				Subject: 'Certificate of training',
				Creator: 'Safehands',
				CreationDate: certificate.issuedAt,
				ModDate: certificate.issuedAt
			}
		});
		this.#text = new TextSetter(this.#doc, this.#faces.faces);
	}

	async write(): Promise<Buffer> {
		const root = this.#doc.struct('Document');
		this.#doc.addStructure(root);
		this.#frame();
		const y = this.#facts(root, this.#heading(root));
		this.#outcomes(root, y);
		this.#check(root);
		root.end();
		const parts: Buffer[] = [];
		this.#doc.on('data', (part: Buffer) => parts.push(part));
		const ended = new Promise<void>((resolve, reject) => {
			this.#doc.on('end', resolve).on('error', reject);
		});
		this.#doc.end();
		await ended;
		return Buffer.concat(parts);
	}

	/** The lines around the page; they say nothing, so they are no part of what is read out. */
	#frame(): void {
		const doc = this.#doc;
		doc.markContent('Artifact', { type: 'Layout' });
		doc
			.lineWidth(1.6)
			.strokeColor(ACCENT)
			.rect(28, 28, PAGE.width - 56, PAGE.height - 56)
			.stroke();
		doc
			.lineWidth(0.5)
			.rect(34, 34, PAGE.width - 68, PAGE.height - 68)
			.stroke();
		doc
			.moveTo(LEFT, CHECK_TOP - 18)
			.lineTo(LEFT + WIDTH, CHECK_TOP - 18)
			.stroke();
		doc.endMarkedContent();
	}

	/** Who completed what; answers the baseline that comes next. */
	#heading(root: Parent): number {
		const { organisationName, personName, title, version, withdrawnOn } = this.#certificate;
		const say = (
			tag: string,
			text: string,
			{
				y,
				sizes,
				otherwise = text,
				...style
			}: Style & { y: number; sizes?: number[]; otherwise?: string }
		) => {
			const shown = showable(text, this.#faces) ?? otherwise;
			const fitted = this.#text.fit(shown, style, WIDTH, 2, sizes ?? [style.size]);
			const place = { x: LEFT, y, width: WIDTH, align: 'center' } as const;
			const lines = this.#text.lines(shown, fitted, WIDTH);
			return this.#tagged(root, { tag, lines, style: fitted, place, ...spoken(text, shown) });
		};
		const bold = { size: 13, weight: 'bold', colour: INK } as const;
		const soft = { size: 11, weight: 'regular', colour: SOFT } as const;

		let y = say('P', organisationName, {
			...bold,
			y: 84,
			sizes: [13, 11],
			otherwise: 'The organisation named at the address below'
		});
		const heading = { size: 32, weight: 'regular', colour: ACCENT } as const;
		y = say('H1', 'Certificate of training', { ...heading, y: y + 28 });
		if (withdrawnOn) {
			const words = `Withdrawn on ${longDay(withdrawnOn)}: this certificate is no longer valid.`;
			y = say('P', words, { ...bold, size: 12, y: y + 2 });
		}
		y = say('P', 'This is to certify that', { ...soft, y: y + 10 });
		y = say('P', personName, {
			...bold,
			y: y + 24,
			sizes: [28, 24, 20, 16],
			otherwise: 'The person named at the address below'
		});
		y = say('P', 'has completed this training and passed its quiz', { ...soft, y: y + 2 });
		y = say('H2', title, { ...bold, y: y + 16, sizes: [19, 16, 14] });
		return say('P', `Version ${version}`, { ...soft, y: y - 2 });
	}

	/** The days and the number as a table of one row; answers where the next part may begin. */
	#facts(root: Parent, top: number): number {
		const { completedOn, validUntil, number } = this.#certificate;
		const cells = [
			['Completed', longDay(completedOn)],
			['Valid until', validUntil ? longDay(validUntil) : 'Does not run out'],
			['Certificate number', number]
		] as const;
		const label = { size: 9.5, weight: 'regular', colour: SOFT } as const;
		const value = { size: 12.5, weight: 'bold', colour: INK } as const;
		const width = WIDTH / cells.length;
		const table = this.#doc.struct('Table');
		root.add(table);
		const row = (tag: 'TH' | 'TD', style: Style, y: number) => {
			const element = this.#doc.struct('TR');
			table.add(element);
			for (const [column, [name, content]] of cells.entries()) {
				const lines = this.#text.lines(tag === 'TH' ? name : content, style, width);
				const place = { x: LEFT + column * width, y, width, align: 'center' } as const;
				this.#tagged(element, { tag, lines, style, place });
			}
			element.end();
		};
		row('TH', label, top + 22);
		row('TD', value, top + 39);
		table.end();
		return top + 39;
	}

	/** What the training covered, as large as the space allows. */
	#outcomes(root: Parent, top: number): void {
		const first = top + 42;
		const space = CHECK_TOP - 36 - (first + 20);
		const texts = this.#certificate.outcomes.flatMap((text) => showable(text, this.#faces) ?? []);
		const set = (size: number) => {
			const style: Style = { size, weight: 'regular', colour: INK };
			return { style, items: texts.map((text) => this.#text.lines(text, style, WIDTH - 16)) };
		};
		const height = ({ style: { size }, items }: ReturnType<typeof set>) =>
			items.reduce((sum, lines) => sum + lines.length * size * LEADING + size * ITEM_GAP, 0);
		const list = [11, 10.5, 10, 9.5, 9, 8.5, 8].map(set).find((one) => height(one) <= space);
		if (!list || texts.length === 0) return;

		const heading: Style = { size: 11.5, weight: 'bold', colour: INK };
		const place = { x: LEFT, y: first, width: WIDTH, align: 'left' } as const;
		const lines = this.#text.lines('What the training covered', heading, WIDTH);
		let y = this.#tagged(root, { tag: 'H2', lines, style: heading, place }) + 3;
		const { style, items } = list;
		const element = this.#doc.struct('L');
		root.add(element);
		for (const body of items) {
			const item = this.#doc.struct('LI');
			element.add(item);
			const bullet = this.#text.lines('•', style, 16);
			this.#tagged(item, { tag: 'Lbl', lines: bullet, style, place: { ...place, y } });
			const beside = { ...place, x: LEFT + 16, y };
			y = this.#tagged(item, { tag: 'LBody', lines: body, style, place: beside });
			y += style.size * ITEM_GAP;
			item.end();
		}
		element.end();
	}

	/** How anybody can check the certificate: QR code, address and code. */
	#check(root: Parent): void {
		this.#qrCode(root);
		const place = { x: LEFT + QR_SIDE + 12, width: WIDTH - QR_SIDE - 12, align: 'left' } as const;
		const bold: Style = { size: 11, weight: 'bold', colour: INK };
		const plain: Style = { size: 9.5, weight: 'regular', colour: INK };
		const say = (tag: string, text: string, style: Style, y: number, link?: string) => {
			const lines = this.#text.lines(text, style, place.width);
			return this.#tagged(root, { tag, lines, style, place: { ...place, y }, link });
		};
		let y = say('P', 'This certificate can be checked at', bold, CHECK_TOP + 24);
		y = say('Link', this.#address, { ...plain, colour: ACCENT }, y + 1, this.#address);
		y = say('P', `Code: ${groupedCode(this.#certificate.code)}`, plain, y + 3);
		const why =
			'The address shows what this certificate should say, and whether it is valid today.';
		say('P', why, { ...plain, colour: SOFT }, y + 3);
	}

	#qrCode(root: Parent): void {
		const doc = this.#doc;
		const { path, size } = qrPath(this.#address);
		// The quiet zone of the code reaches over the margin, so that its squares stand on it.
		const left = LEFT - (QR_SIDE * 4) / size;
		const options = {
			alt: `QR code that leads to ${this.#address}`,
			bbox: [left, CHECK_TOP, left + QR_SIDE, CHECK_TOP + QR_SIDE]
		};
		const figure = doc.struct('Figure', options);
		root.add(figure);
		figure.add(() => {
			doc
				.save()
				.translate(left, CHECK_TOP)
				.scale(QR_SIDE / size);
			doc.path(path).fill('#000000');
			doc.restore();
		});
		figure.end();
	}

	/** Draws the lines as one structure element and answers the baseline that comes next. */
	#tagged(parent: Parent, { tag, lines, style, place, link, actual }: Tagged): number {
		const options = { scope: tag === 'TH' ? 'Column' : undefined, actual };
		const element = this.#doc.struct(tag, options);
		parent.add(element);
		element.add(() => {
			this.#text.draw(lines, style, place);
		});
		const height = lines.length * style.size * LEADING;
		if (link !== undefined) {
			const width = Math.max(...lines.map((line) => line.width));
			const over = { structParent: element, Contents: new String(link) };
			this.#doc.link(place.x, place.y - style.size, width, height, link, over as object);
		}
		element.end();
		return place.y + height;
	}
}

/** What a reader says and copies where the letters drawn are not those of the text. */
function spoken(text: string, shown: string): { actual?: string } {
	return text.normalize('NFC') === shown ? {} : { actual: text };
}
