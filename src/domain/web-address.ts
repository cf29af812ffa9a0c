/** The address when it leads to the web or a mailbox; null otherwise. `example.com` is taken for https. */
export function safeAddress(text: unknown): string | null {
	if (typeof text !== 'string' || text.length > 2_000) return null;
	const address = text.trim();
	// Browsers skip control characters inside a scheme: `java\nscript:` must not pass for something else.
	if (address === '' || /[\p{Cc}\s]/u.test(address)) return null;
	const hasScheme = /^[a-z][a-z\d+.-]*:/i.test(address);
	if (!hasScheme)
		return /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?([/?#]|$)/u.test(address) ? `https://${address}` : null;
	return /^(https?:\/\/|mailto:)[^\s]+$/i.test(address) ? address : null;
}
