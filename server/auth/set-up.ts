import * as z from 'zod';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import type { Department, Workspace } from '#domain/member.ts';
import { Refusal } from '#server/errors.ts';
import { fields, parse } from '#server/parse.ts';
import { signInNameOf } from '#server/people/people.ts';
import { newMember, type Caller, type Entered, type EntranceParts } from './entering.ts';
import { hashPassword } from './passwords.ts';
import { newId } from './secrets.ts';

const setupInput = z.object({
	workspaceName: fields.name,
	timeZone: fields.timeZone,
	locale: fields.locale,
	departmentName: fields.name,
	departmentCode: z
		.string()
		.transform((code) => code.trim().toUpperCase())
		.pipe(z.string().regex(/^[A-Z]{2,6}$/)),
	name: fields.name,
	signInName: z.string().max(200),
	password: z.string().max(1000)
});

/** The first way in: a link that is printed where the server runs makes the workspace and its administrator. */
export function createSetUp({ storage, ledger, tokens, enter, now }: EntranceParts) {
	return {
		/** The secret of the one-time set-up link; null when the workspace exists. Earlier set-up links stop working. */
		async setupLink(): Promise<string | null> {
			if (await storage.read.workspaces.get()) return null;
			const { secret, token } = tokens.make('setup');
			await storage.transaction(async (stores) => {
				for (const old of await stores.tokens.list('setup')) await stores.tokens.revoke(old.hash, now());
				await stores.tokens.insert(token);
			});
			return secret;
		},

		/** Throws unless the link may still set the workspace up. */
		async checkSetupLink(secret: string): Promise<void> {
			await tokens.live('setup', secret);
		},

		/** Makes the workspace, its first department and its administrator; of two who try at once, one wins. */
		async setUp(secret: string, input: z.input<typeof setupInput>, caller: Caller): Promise<Entered> {
			const token = await tokens.live('setup', secret);
			const parsed = parse(setupInput, input);
			const signInName = signInNameOf(parsed.signInName);
			const passwordHash = await hashPassword(parsed.password, { names: [parsed.name, signInName] });
			const workspace: Workspace = {
				id: newId(),
				name: parsed.workspaceName,
				timeZone: parsed.timeZone,
				locale: parsed.locale,
				guestsMayJoin: true,
				ownWords: noOwnWords,
				boardRules: {},
				createdAt: now()
			};
			const department: Department = {
				id: newId(),
				workspaceId: workspace.id,
				name: parsed.departmentName,
				code: parsed.departmentCode,
				aliases: [],
				headId: null
			};
			const member = newMember(workspace.id, {
				name: parsed.name,
				signInName,
				role: 'administrator',
				departmentIds: [department.id],
				createdAt: now()
			});
			await ledger.write({ kind: 'setup', workspaceId: workspace.id }, async ({ stores, record }) => {
				if (!(await stores.tokens.use(token.hash, now()))) throw new Refusal('link-used');
				if (await stores.workspaces.get()) throw new Refusal('link-used');
				await stores.workspaces.insert(workspace);
				await stores.people.insertMember(member, passwordHash);
				await stores.people.insertDepartment({ ...department, headId: member.id });
				await record({ type: 'workspace-changed' });
			});
			return enter(member, caller);
		}
	};
}
