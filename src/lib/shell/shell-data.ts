import type { Role } from '#domain/member.ts';

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
