/** Whether a request comes from our own pages. One rule for forms, fetches and WebSocket upgrades alike. */
export function isSameOrigin(request: {
	/** The Origin header; null when there is none. */
	readonly origin: string | null;
	/** The address the request reached us under: `https://board.example`. */
	readonly own: string;
}): boolean {
	return request.origin !== null && request.origin === request.own;
}

/** Methods that change nothing by definition (RFC 9110, 9.2.1). */
export function isSafeMethod(method: string): boolean {
	return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
