/**
 * Until it hears of a first scrolling, a list of virtua's draws what the server drew, however much more fits or is printed.
 * Called when the list is mounted, this lets it hear of one: the scroller says for a moment that it stands a pixel higher,
 * so that the list takes it for going down and draws ahead. It counts as scrolling for 150 ms after that.
 * virtua's own `scrollTo` would hold the list where it is for as long as cards are measured, against wheel and keyboard.
 * Answers what stops it.
 */
export function awakenList(scrollerOf: () => HTMLElement | undefined): () => void {
	const frame = requestAnimationFrame(() => {
		const scroller = scrollerOf();
		if (!scroller) return;
		const top = scroller.scrollTop;
		Object.defineProperty(scroller, 'scrollTop', { value: top - 1, configurable: true });
		scroller.dispatchEvent(new Event('scroll'));
		Reflect.deleteProperty(scroller, 'scrollTop');
		scroller.dispatchEvent(new Event('scroll'));
	});
	return () => cancelAnimationFrame(frame);
}
