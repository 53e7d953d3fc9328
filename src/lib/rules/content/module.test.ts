import { describe, expect, it } from 'vitest';
import { filesOfModule } from './module.ts';

const shown = '> [!DIAGRAM areas-of-risk]\n>\n> - Content\n';
const drawn = (name: string) => `<svg>${name}</svg>`;

describe('the files that a version of a module counts', () => {
	it('are its own and the drawings that its lessons show', () => {
		const own = { 'module.yaml': 'title: X', 'lessons/01-why.md': shown };
		expect(filesOfModule(own, drawn)).toEqual({
			...own,
			'diagrams/areas-of-risk.svg': '<svg>areas-of-risk</svg>'
		});
	});

	it('are its own alone where no lesson shows a drawing', () => {
		const own = { 'module.yaml': 'title: X', 'lessons/01-why.md': 'Text.', 'quiz.yaml': shown };
		expect(filesOfModule(own, drawn)).toEqual(own);
	});
});
