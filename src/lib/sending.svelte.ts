import { tick } from 'svelte';
import type { SubmitFunction } from '@sveltejs/kit';
import { errorText } from '#lib/messages/error-text.ts';
import { useMessages } from '#lib/messages/context.ts';
import type { Translate } from '#lib/messages/translate.ts';
import { useToasts, type Toasts } from '#lib/ui/toasts.svelte.ts';

/**
 * Sends forms in place, for `use:enhance={sending.form()}`. A form that cannot reach the server, or meets a failure,
 * stays as it is and says so; one that is refused puts the keyboard on what is wrong, one that is done where it was, or
 * on the first field when it was emptied for the next. A second press while it is under way does nothing.
 */
export class Sending {
	/** Which form is under way, by the key given to `form`; null when none is. */
	busy = $state<string | null>(null);
	readonly #t: Translate;
	readonly #toasts: Toasts;

	constructor(t: Translate, toasts: Toasts) {
		this.#t = t;
		this.#toasts = toasts;
	}

	form({
		key = 'form',
		said,
		reset = false,
		done
	}: {
		key?: string;
		/** What to say when it is done. */
		said?: string;
		/** Empties the form when it is done, as after adding to a list. */
		reset?: boolean;
		done?: () => void;
	} = {}): SubmitFunction {
		return ({ cancel }) => {
			if (this.busy !== null) return cancel();
			this.busy = key;
			return async ({ result, update, formElement }) => {
				const held = document.activeElement;
				try {
					if (result.type === 'error') {
						this.#toasts.show(this.#failureText(result.error), { tone: 'danger' });
						return;
					}
					await update({ reset });
					if (result.type === 'success') keepPlace(formElement, reset ? null : held);
					if (result.type === 'failure') await showWhatIsWrong(formElement);
					else {
						if (said) this.#toasts.show(said, { tone: 'good' });
						done?.();
					}
				} finally {
					this.busy = null;
				}
			};
		};
	}

	#failureText(error: unknown): string {
		const code = (error as { code?: string } | null)?.code;
		// Thrown by `fetch` itself: nothing reached the server.
		return error instanceof TypeError ? this.#t('common.notSent') : errorText(this.#t, code);
	}
}

/** A `Sending` for this component, to be called while it is made. */
export function useSending(): Sending {
	return new Sending(useMessages(), useToasts());
}

async function showWhatIsWrong(form: HTMLElement): Promise<void> {
	await tick();
	// Which of name and password is wrong is not told: the password is what people mistype.
	const wrong =
		form.querySelector<HTMLElement>('[aria-invalid=true]') ??
		form.querySelector<HTMLElement>('[autocomplete=current-password]');
	wrong?.focus();
	if (wrong instanceof HTMLInputElement && wrong.autocomplete === 'current-password') wrong.select();
}

/** Kit puts the keyboard at the top of the page after every form. */
function keepPlace(form: HTMLElement, held: Element | null): void {
	if (document.activeElement !== document.body) return;
	const next = held ?? form.querySelector('input:not([type=hidden]), select, textarea');
	if (next instanceof HTMLElement && next.isConnected) next.focus({ preventScroll: true });
}
