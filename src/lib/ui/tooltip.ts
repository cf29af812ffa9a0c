import type { Attachment } from 'svelte/attachments';
import { place } from './floating.ts';

const openDelay = 450;

/**
 * Shows a short text beside an element while the mouse rests on it or the keyboard is there:
 * `<button {@attach tooltip(label)}>`. Escape hides it. It adds no name: what it says must also be in the element's
 * label or description. Touch shows nothing, since a finger that rests means something else.
 */
export function tooltip(
	text: string,
	{ side = 'top' }: { side?: 'top' | 'right' | 'bottom' } = {}
): Attachment<HTMLElement> {
	return (anchor) => {
		let bubble: HTMLElement | null = null;
		let stop: (() => void) | undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;

		function show() {
			if (bubble || !anchor.isConnected || text === '') return;
			bubble = document.createElement('div');
			bubble.className =
				'pointer-events-none fixed z-50 m-0 max-w-64 rounded-sm border-0 bg-ink px-2 py-0.5 text-xs text-paper shadow-float';
			bubble.setAttribute('role', 'tooltip');
			bubble.setAttribute('aria-hidden', 'true');
			bubble.textContent = text;
			// Inside an open dialog, the rest of the page lies below it and cannot be seen.
			(anchor.closest('dialog') ?? document.body).append(bubble);
			stop = place(bubble, anchor, { side, align: 'center', gap: 6 });
		}
		function hide() {
			clearTimeout(timer);
			stop?.();
			bubble?.remove();
			bubble = null;
		}
		function enter(event: PointerEvent) {
			if (event.pointerType !== 'mouse') return;
			clearTimeout(timer);
			timer = setTimeout(show, openDelay);
		}
		function focus() {
			if (anchor.matches(':focus-visible')) show();
		}
		function key(event: KeyboardEvent) {
			if (event.key === 'Escape') hide();
		}

		const listeners = [
			['pointerenter', enter],
			['pointerleave', hide],
			['pointerdown', hide],
			['focus', focus],
			['blur', hide],
			['keydown', key]
		] as [string, EventListener][];
		for (const [name, listener] of listeners) anchor.addEventListener(name, listener);
		return () => {
			for (const [name, listener] of listeners) anchor.removeEventListener(name, listener);
			hide();
		};
	};
}
