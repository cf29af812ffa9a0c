/**
 * A form that closes takes the keyboard with it: this gives it back to the button that opened it, the first in `row`. Called
 * while the row is set up.
 */
export function giveFocusBack(row: () => HTMLElement | undefined, isOpen: () => boolean): void {
	let wasOpen = false;
	$effect(() => {
		if (wasOpen && !isOpen() && document.activeElement === document.body)
			row()?.querySelector('button')?.focus();
		wasOpen = isOpen();
	});
}
