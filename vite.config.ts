import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import type { attachApp } from './server/dev.ts';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [tailwindcss(), sveltekit(), fewChunks(), appForDevelopment()],
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

/**
 * Joins what most pages share into three files. One by one the parts are fifty, of which each pays for its own headers and
 * is too short to be compressed: together they weigh a quarter less.
 */
function fewChunks(): Plugin {
	const groups = [
		{
			name: 'frame',
			priority: 3,
			test: /node_modules[\\/](svelte|@sveltejs|devalue)[\\/]|src[\\/]lib[\\/](shell|format|messages[\\/](?!en|zh))/
		},
		{
			name: 'parts',
			priority: 2,
			minShareCount: 2,
			test: /@lucide|src[\\/]domain[\\/](day|member|board)|src[\\/]lib[\\/](ui[\\/](?!QrCode)|api|live|answer)/
		},
		{ name: 'board', priority: 1, minShareCount: 3, test: /src[\\/]lib[\\/]board|fractional-indexing/ }
	];
	return {
		name: 'minuteboard-chunks',
		enforce: 'post',
		apply: 'build',
		// Only for browsers: Kit builds its server with the same file.
		config: ({ build }) =>
			build?.ssr ? undefined : { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } }
	};
}

/** Puts the running App behind the development server; production has server/main.ts for it. */
function appForDevelopment(): Plugin {
	return {
		name: 'minuteboard-app',
		apply: (_, { command, mode }) => command === 'serve' && mode !== 'test',
		async configureServer({ httpServer }) {
			if (!httpServer) return;
			// By address, so that it is no part of this file: a build reads this file too, and must not open a database.
			const dev = new URL('./server/dev.ts', import.meta.url).href;
			const server = (await import(dev)) as { attachApp: typeof attachApp };
			await server.attachApp(httpServer as Parameters<typeof attachApp>[0]);
		}
	};
}
