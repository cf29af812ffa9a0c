import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [tailwindcss(), sveltekit(), appForDevelopment()],
	server: { host: '127.0.0.1', port: Number(process.env.PORT) || 3000 },
	test: {
		projects: [
			{
				test: {
					name: 'node',
					environment: 'node',
					include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'tests/**/*.test.ts'],
					exclude: ['tests/e2e/**', '**/*.svelte.test.ts', 'node_modules/**'],
					testTimeout: 30_000
				}
			}
		]
	}
});

/** Puts the running App behind the development server; production has server/main.ts for it. */
function appForDevelopment(): Plugin {
	return {
		name: 'minuteboard-app',
		apply: (_, { command, mode }) => command === 'serve' && mode !== 'test',
		async configureServer({ httpServer }) {
			if (!httpServer) return;
			// By address, so that it is no part of this file: a build reads this file too, and must not open a database.
			const dev = new URL('./server/dev.ts', import.meta.url).href;
			const { attachApp } = (await import(dev)) as typeof import('./server/dev.ts');
			await attachApp(httpServer as Parameters<typeof attachApp>[0]);
		}
	};
}
