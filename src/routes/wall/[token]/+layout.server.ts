import type { LayoutServerLoad } from './$types';

/** The wall speaks its company's language, whatever the browser of the screen was set to. */
export const load: LayoutServerLoad = ({ locals }) => ({
	bare: true,
	wall: true,
	wallLocale: locals.workspace?.locale ?? locals.locale
});
