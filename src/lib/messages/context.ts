import { getContext, setContext } from 'svelte';
import type { Translate } from './translate.ts';

const key = Symbol('messages');

/** Gives all components below the language to speak. Takes a getter, so that a new language is shown at once. */
export function setMessages(current: () => Translate): void {
	setContext(key, current);
}

/** `t` for this component, to be called while the component is made: `const t = useMessages()`. */
export function useMessages(): Translate {
	const current = getContext<(() => Translate) | undefined>(key);
	if (!current) throw new Error('useMessages() needs setMessages() in a component above');
	const translate = ((...call: Parameters<Translate>) => current()(...call)) as Translate;
	return Object.defineProperty(translate, 'locale', { get: () => current().locale });
}
