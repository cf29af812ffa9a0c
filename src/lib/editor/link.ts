import { InputRule, Mark, markPasteRule } from '@tiptap/core';
import { safeAddress } from '#domain/web-address.ts';

declare module '@tiptap/core' {
	interface Commands<ReturnType> {
		link: {
			/** Makes the selection a link; an address that is none of ours to follow changes nothing. */
			setLink: (attributes: { readonly href: string }) => ReturnType;
			unsetLink: () => ReturnType;
		};
	}
}

/**
 * A link to the web or a mail address. What comes from other people's editors is not believed: an address of any other
 * kind (`javascript:`, `data:`) is shown as text. An address typed or pasted becomes a link by itself.
 */
export const Link = Mark.create({
	name: 'link',
	priority: 1000,
	keepOnSplit: false,
	inclusive: false,
	exitable: true,

	addAttributes: () => ({ href: { default: null } }),

	parseHTML: () => [
		{
			tag: 'a[href]',
			getAttrs: (element) => (safeAddress(element.getAttribute('href')) ? null : false)
		}
	],

	renderHTML({ HTMLAttributes }) {
		const href = safeAddress(HTMLAttributes.href);
		return href ? ['a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, 0] : ['span', 0];
	},

	addCommands() {
		return {
			setLink:
				({ href }) =>
				({ commands }) => {
					const address = safeAddress(href);
					return address !== null && commands.setMark(this.name, { href: address });
				},
			unsetLink:
				() =>
				({ commands }) =>
					commands.unsetMark(this.name, { extendEmptyMarkRange: true })
		};
	},

	addInputRules() {
		return [
			new InputRule({
				find: /(?:^|\s)(https?:\/\/[^\s<>"'，。；、）】]{3,500})\s$/,
				handler: ({ state, range, match }) => {
					// The space that ends the address is being typed: it is not in the text yet, and is no part of the link.
					const address = match[1]!;
					const link = this.type.create({ href: address });
					state.tr
						.addMark(range.to - address.length, range.to, link)
						.insertText(match[0].at(-1)!, range.to)
						.removeStoredMark(this.type);
				}
			})
		];
	},

	addPasteRules() {
		return [
			markPasteRule({
				find: /https?:\/\/[^\s<>"'，。；、）】]{3,500}/g,
				type: this.type,
				getAttributes: (match) => ({ href: match[0] })
			})
		];
	}
});
