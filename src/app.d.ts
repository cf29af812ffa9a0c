import type { Actor } from '#domain/rights.ts';
import type { BoardChoices } from '#domain/board/limits.ts';
import type { Locale, Workspace } from '#domain/member.ts';
import type { Theme } from '#lib/shell/shell-data.ts';
import type { App as RunningApp } from '#server/app.ts';
import type { Caller } from '#server/auth/entering.ts';
import type { Identity } from '#server/auth/identity.ts';
import type { SignedIn } from '#server/auth/sessions.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** A code of server/errors.ts; pages say it in the reader's language. */
			code?: string;
		}
		interface Locals {
			app: RunningApp;
			/** Signed in by cookie; pages only. */
			signedIn: SignedIn | null;
			/** Signed in by cookie or token. */
			identity: Identity | null;
			/** The same, as the one who acts; null when nobody is signed in. */
			actor: Actor | null;
			workspace: Workspace | null;
			locale: Locale;
			theme: Theme;
			caller: Caller;
		}
		interface PageData {
			/** The page stands alone, without navigation. */
			bare?: boolean;
			/** The page is a big screen. */
			wall?: boolean;
			/** Which rules of the board block, and its limits, as far as the workspace chose. */
			boardRules?: BoardChoices;
		}
	}
}

export {};
