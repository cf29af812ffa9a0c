import { describe, expect, it } from 'vitest';
import { readConfig, readOptions, usage } from './config.ts';
import { StartFailure } from './errors.ts';

describe('the environment', () => {
	it('needs nothing, and what is empty counts as not set', () => {
		expect(readConfig({ PORT: '', HOST: undefined })).toMatchObject({
			host: '127.0.0.1',
			port: 3000,
			model: null
		});
	});

	it('names the variable that is wrong', () => {
		expect(() => readConfig({ PORT: 'eighty' })).toThrow(/PORT/);
		expect(() => readConfig({ ORIGIN: 'board.example' })).toThrow(/ORIGIN/);
		expect(() => readConfig({ MODEL_URL: 'http://127.0.0.1:1/v1' })).toThrow(/MODEL_NAME/);
	});
});

describe('the command line', () => {
	it('knows the demo and the help', () => {
		expect(readOptions([])).toEqual({ demo: false, help: false });
		expect(readOptions(['--demo'])).toEqual({ demo: true, help: false });
		expect(readOptions(['--help'])).toEqual({ demo: false, help: true });
	});

	it('starts nothing on an option that it does not know, and says which there are', () => {
		expect(() => readOptions(['--dmeo'])).toThrow(StartFailure);
		expect(() => readOptions(['--dmeo'])).toThrow(`Unknown option --dmeo.\n\n${usage}`);
	});
});
