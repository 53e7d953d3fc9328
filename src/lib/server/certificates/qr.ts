import qrcode from 'qrcode';

/** A QR code as one SVG path of squares with side 1, with the quiet zone that readers need. */
export type QrPath = { path: string; size: number };

/** White modules around the code, as its standard (ISO/IEC 18004) asks. */
const QUIET = 4;

/** The QR code of a text, to be drawn at any size in print or on a page. */
export function qrPath(text: string): QrPath {
	const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
	const parts: string[] = [];
	for (let row = 0; row < modules.size; row++) {
		for (let column = 0; column < modules.size; column++) {
			if (!modules.get(row, column)) continue;
			// Neighbours in a row become one rectangle, so that no hairline shows between them.
			const start = column;
			while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
			parts.push(`M${start + QUIET} ${row + QUIET}h${column - start + 1}v1H${start + QUIET}z`);
		}
	}
	return { path: parts.join(''), size: modules.size + 2 * QUIET };
}
