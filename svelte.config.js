import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { mdsvex } from 'mdsvex';
import { boxes } from './src/lib/rules/content/boxes.js';
import { lessonSyntax } from './src/lib/rules/content/lesson-syntax.js';

/** @type {import('@sveltejs/kit').Config} */
export default {
	extensions: ['.svelte', '.md'],
	preprocess: [
		vitePreprocess(),
		lessonSyntax(),
		mdsvex({ extensions: ['.md'], highlight: false, rehypePlugins: [boxes] })
	],
	kit: {
		adapter: adapter({ precompress: true }),
		alias: { $content: 'content' },
		// Only the list of action cards asks for it: nothing else is kept on a device.
		serviceWorker: { register: false },
		// Every script is ours or carries this answer's nonce; nothing inline, nothing from elsewhere.
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				// The one style attribute there is: SvelteKit's own, on the element that reads the title of
				// a new page out. A test notices when it changes.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};
