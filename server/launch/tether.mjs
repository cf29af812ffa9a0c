// Loaded into the server by the launcher (--import): when the launcher is gone, however it went, the server stops too.
// A killed launcher cannot pass a signal on, but the kernel closes its end of the channel.
if (process.channel) {
	process.channel.unref();
	process.once('disconnect', () => {
		// The same way out as a polite stop: what listens for SIGTERM saves and closes.
		if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
		else process.exit(143);
		// And if it hangs there, an end all the same: nobody is left to press the key again.
		setTimeout(() => process.exit(143), 15_000).unref();
	});
}
