/** What a board needs only when somebody adds a card, chooses several or asks for the keys: fetched when the cards stand there. */
export { default as BulkBar } from './BulkBar.svelte';
export { default as KeyMap } from './KeyMap.svelte';
export { default as QuickAdd } from './QuickAdd.svelte';
