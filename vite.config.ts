import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [tailwindcss(), sveltekit()],
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
