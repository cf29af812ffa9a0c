const channelName = 'signed-out';

/** Tells the other windows of this browser that somebody signed out: what they show is not for the next person. */
export function tellSignedOut(): void {
	const channel = new BroadcastChannel(channelName);
	channel.postMessage(null);
	channel.close();
}

/** Calls back when somebody signed out in another window; answers the function that stops it. */
export function onSignedOut(listener: () => void): () => void {
	const channel = new BroadcastChannel(channelName);
	channel.onmessage = listener;
	return () => channel.close();
}
