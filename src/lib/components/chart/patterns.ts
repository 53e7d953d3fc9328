import type { Tone } from '../../rules/chart-shape.ts';

const SIZE = 9;

/**
 * What an area of a tone is filled with: the colour, and on it marks in the colour of the card, so
 * that areas differ for those who do not tell the colours apart. `Swatch.svelte` draws the same.
 */
export function fillFor(
	context: CanvasRenderingContext2D,
	tone: Tone,
	colour: string,
	card: string
): string | CanvasPattern {
	if (tone === 'good' || tone === 'accent') return colour;
	const tile = document.createElement('canvas');
	const scale = Math.max(1, Math.round(devicePixelRatio));
	tile.width = tile.height = SIZE * scale;
	const pen = tile.getContext('2d');
	if (pen === null) return colour;
	pen.scale(scale, scale);
	pen.fillStyle = colour;
	pen.fillRect(0, 0, SIZE, SIZE);
	pen.strokeStyle = pen.fillStyle = card;
	draw(pen, tone);
	const pattern = context.createPattern(tile, 'repeat');
	pattern?.setTransform(new DOMMatrix().scale(1 / scale));
	return pattern ?? colour;
}

function draw(pen: CanvasRenderingContext2D, tone: 'warn' | 'calm' | 'bad'): void {
	pen.lineWidth = 1.6;
	pen.beginPath();
	if (tone === 'calm') {
		pen.arc(SIZE / 2, SIZE / 2, 1.7, 0, 2 * Math.PI);
		pen.fill();
		return;
	}
	if (tone === 'bad') {
		pen.moveTo(SIZE / 2, 0);
		pen.lineTo(SIZE / 2, SIZE);
	} else {
		// Three strokes, so that the corners of neighbouring tiles fit together.
		for (const shift of [-SIZE, 0, SIZE]) {
			pen.moveTo(shift - 1, SIZE + 1);
			pen.lineTo(shift + SIZE + 1, -1);
		}
	}
	pen.stroke();
}
