/** `npm run content:schemas`: writes content/schemas, by which editors complete the YAML files. */
import { load } from './load.js';

/** @typedef {typeof import('../lib/server/catalogue/schemas.ts')} Schemas */

const { writeSchemas } = /** @type {Schemas} */ (await load('lib/server/catalogue/schemas.ts'));
await writeSchemas('content/schemas');
console.log('Written to content/schemas.');
