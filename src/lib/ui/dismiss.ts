/**
 * Calls `close` when somebody points or moves the keyboard outside of the `inside` elements, or presses Escape, until
 * the returned function is called. Escape is used up, so that a dialog around it stays open.
 */
export function onDismiss(
	inside: () => (Element | null | undefined)[],
	close: (by: 'escape' | 'outside') => void
): () => void {
	const isInside = (target: EventTarget | null) =>
		inside().some((element) => element != null && target instanceof Node && element.contains(target));

	function point(event: Event) {
		if (!isInside(event.target)) close('outside');
	}
	function key(event: KeyboardEvent) {
		if (event.key !== 'Escape' || event.isComposing) return;
		event.preventDefault();
		event.stopPropagation();
		close('escape');
	}

	document.addEventListener('pointerdown', point, true);
	document.addEventListener('focusin', point, true);
	document.addEventListener('keydown', key, true);
	return () => {
		document.removeEventListener('pointerdown', point, true);
		document.removeEventListener('focusin', point, true);
		document.removeEventListener('keydown', key, true);
	};
}
