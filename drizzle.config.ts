import { defineConfig } from 'drizzle-kit';

// Only `npm run db:generate` reads this: the app runs the migrations itself when it starts.
export default defineConfig({
	dialect: 'postgresql',
	schema: './src/lib/server/db/schema/index.ts',
	out: './drizzle',
	casing: 'snake_case'
});
