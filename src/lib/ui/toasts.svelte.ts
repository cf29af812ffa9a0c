import { getContext, setContext } from 'svelte';

export type ToastTone = 'info' | 'good' | 'warn' | 'danger';

/** A short message that comes and goes. */
export interface Toast {
	id: number;
	text: string;
	tone: ToastTone;
	/** One thing that can be done about it, such as undoing. */
	action?: { label: string; run: () => void | Promise<void> };
}

/** Milliseconds a message stays; longer when something can be done about it. */
const stay = 5_000;
const stayWithAction = 10_000;

/**
 * The messages now on screen, oldest first. Those that tell of trouble stay until they are closed; the others go by
 * themselves, but not while somebody points at them or has the keyboard on them (`hold`, `release`).
 */
export class Toasts {
	list = $state<Toast[]>([]);
	#timers: Record<number, ReturnType<typeof setTimeout>> = {};
	#last = 0;
	#held = false;

	/** Shows a message and gives its id. A message that is already there in the same words is not shown twice. */
	show(text: string, { tone = 'info', action }: Partial<Pick<Toast, 'tone' | 'action'>> = {}): number {
		const same = this.list.find((toast) => toast.text === text && toast.tone === tone);
		if (same) this.dismiss(same.id);
		const toast: Toast = { id: ++this.#last, text, tone, ...(action && { action }) };
		this.list = [...this.list, toast].slice(-4);
		if (!this.#held) this.#start(toast);
		return toast.id;
	}

	/** Takes a message away. An id that is no longer there is nothing to worry about. */
	dismiss(id: number): void {
		clearTimeout(this.#timers[id]);
		delete this.#timers[id];
		this.list = this.list.filter((toast) => toast.id !== id);
	}

	/** Does what the message offers, once, and takes it away. */
	async act(id: number): Promise<void> {
		const action = this.list.find((toast) => toast.id === id)?.action;
		this.dismiss(id);
		await action?.run();
	}

	/** Stops all clocks while somebody reads. */
	hold(): void {
		this.#held = true;
		for (const timer of Object.values(this.#timers)) clearTimeout(timer);
		this.#timers = {};
	}

	/** Starts the clocks again, from the beginning. */
	release(): void {
		this.#held = false;
		for (const toast of this.list) this.#start(toast);
	}

	#start(toast: Toast): void {
		if (toast.tone === 'danger' || toast.tone === 'warn') return;
		clearTimeout(this.#timers[toast.id]);
		const wait = toast.action ? stayWithAction : stay;
		this.#timers[toast.id] = setTimeout(() => this.dismiss(toast.id), wait);
	}
}

const key = Symbol('toasts');

/** Makes the messages of the page, for all components below. */
export function setToasts(): Toasts {
	return setContext(key, new Toasts());
}

/** The messages of the page, to be called while the component is made: `const toasts = useToasts()`. */
export function useToasts(): Toasts {
	const toasts = getContext<Toasts | undefined>(key);
	if (!toasts) throw new Error('useToasts() needs setToasts() in a component above');
	return toasts;
}
