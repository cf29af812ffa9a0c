/** What is open, the innermost last. */
const open: object[] = [];

/**
 * Calls `close` when somebody points or moves the keyboard outside of the `inside` elements, or presses Escape, until
 * the returned function is called. Escape closes the innermost of several, and is used up, so that a dialog around it stays open.
 */
export function onDismiss(
	inside: () => (Element | null | undefined)[],
	close: (by: 'escape' | 'outside') => void
): () => void {
	const self = {};
	open.push(self);
	const isInside = (target: EventTarget | null) =>
		inside().some((element) => element != null && target instanceof Node && element.contains(target));

	function point(event: Event) {
		if (!isInside(event.target)) close('outside');
	}
	function key(event: KeyboardEvent) {
		if (event.key !== 'Escape' || event.isComposing || open.at(-1) !== self) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		close('escape');
	}

	document.addEventListener('pointerdown', point, true);
	document.addEventListener('focusin', point, true);
	document.addEventListener('keydown', key, true);
	return () => {
		open.splice(open.indexOf(self), 1);
		document.removeEventListener('pointerdown', point, true);
		document.removeEventListener('focusin', point, true);
		document.removeEventListener('keydown', key, true);
	};
}
