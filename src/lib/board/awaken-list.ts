import type { VirtualizerHandle } from 'virtua/svelte';

/**
 * Until it hears of a first scrolling, a list of virtua's draws what the server drew, however much more fits or is printed.
 * Called when the list is mounted, this lets it hear of one; answers what stops it.
 */
export function awakenList(parts: {
	readonly list: () => VirtualizerHandle | undefined;
	readonly scroller: () => HTMLElement | undefined;
}): () => void {
	let frame = requestAnimationFrame(() => {
		parts.list()?.scrollTo(parts.scroller()?.scrollTop ?? 0);
		frame = requestAnimationFrame(() => parts.scroller()?.dispatchEvent(new Event('scroll')));
	});
	return () => cancelAnimationFrame(frame);
}
