import type { Role } from '#domain/member.ts';
import { defaultLocale, type Locale } from '#lib/messages/locale.ts';

/** How the reader wants the page to look; `system` follows the device. */
export type Theme = 'light' | 'dark' | 'system';

/** The themes somebody can choose. The wall has one of its own. */
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Who is signed in, as far as the page shell shows it. */
export interface ShellUser {
	id: string;
	name: string;
	role: Role;
	color?: string | null;
}

/** What the root layout needs to know on every page. */
export interface ShellData {
	locale: Locale;
	theme: Theme;
	/** IANA name of the workspace's time zone. */
	timeZone: string;
	user: ShellUser | null;
	workspace: { name: string } | null;
}

/** What is shown when nothing is known: nobody is signed in, no workspace exists. */
export const unknownReader: ShellData = {
	locale: defaultLocale,
	theme: 'system',
	timeZone: 'Asia/Shanghai',
	user: null,
	workspace: null
};
