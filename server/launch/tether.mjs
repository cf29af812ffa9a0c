// Loaded into the server by the launcher (--import). When the launcher is gone, however it went, the server stops too: a
// killed launcher cannot pass a signal on, but the kernel closes its end of the channel. And one request to stop counts
// once: a key press reaches the server from the terminal and from the launcher, and the second must not cut the
// closing short. And what was compiled at one start is used by the next: a restart in mid-meeting takes half the time.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)));
// Whoever is killed later leaves it all the same.
setTimeout(flushCompileCache, 10_000).unref();

/** @type {NodeJS.Signals[]} */
const requests = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let stopping = false;

for (const signal of requests)
	process.on(signal, () => {
		if (stopping) return;
		if (process.listenerCount(signal) > 1) stopping = true;
		else process.exit(128 + constants.signals[signal]);
	});

if (process.channel) {
	process.channel.unref();
	process.once('disconnect', () => {
		// The same way out as a polite stop: what listens for SIGTERM saves and closes.
		process.emit('SIGTERM', 'SIGTERM');
		// And if it hangs there, an end all the same: nobody is left to press the key again.
		setTimeout(() => process.exit(143), 15_000).unref();
	});
}
