import { foldSignInName, type Member, type Workspace } from '#domain/member.ts';
import type { App } from '#server/app.ts';
import { newSecret } from '#server/auth/secrets.ts';
import { StartFailure } from '#server/errors.ts';
import { addressOf, terminalOf, textOption, UsageError, withWorkspace, type Command } from './command.ts';

/** Makes an API token for a member and prints it, this once; or withdraws those of that name. */
export const token: Command = {
	options: {
		member: { type: 'string' },
		name: { type: 'string' },
		withdraw: { type: 'boolean', default: false }
	},
	required: ['member', 'name'],
	run: (call) =>
		withWorkspace(call, async (app, workspace) => {
			const { id } = await memberBySignInName(app, textOption(call, 'member'));
			const label = textOption(call, 'name');
			if (call.options.withdraw === true) {
				await app.entrance.withdrawApiTokens(terminalOf(workspace), { memberId: id, label });
				return call.terminal.say(`Withdrawn: ${label}.`);
			}
			call.terminal.say(await app.entrance.createApiToken(terminalOf(workspace), { memberId: id, label }));
		})
};

/** Makes a member. The password comes from standard input, or is made up and printed, this once. */
export const member: Command = {
	options: {
		name: { type: 'string' },
		'sign-in': { type: 'string' },
		role: { type: 'string', default: 'member' },
		department: { type: 'string', multiple: true, default: [] },
		'password-stdin': { type: 'boolean', default: false }
	},
	required: ['name', 'sign-in'],
	run: (call) => {
		const role = textOption(call, 'role');
		if (role !== 'member' && role !== 'administrator')
			throw new UsageError('--role is administrator or member.');
		return withWorkspace(call, async (app, workspace) => {
			const isGiven = call.options['password-stdin'] === true;
			const password = isGiven ? (await call.terminal.read()).replace(/\r?\n$/, '') : newSecret();
			const { name } = await app.entrance.createMember(terminalOf(workspace), {
				name: textOption(call, 'name'),
				signInName: textOption(call, 'sign-in'),
				password,
				role,
				departmentIds: await departmentIds(app, workspace, call.options['department'] as string[])
			});
			call.terminal.note(`${name} can sign in now.`);
			if (!isGiven) call.terminal.say(password);
		});
	}
};

/** Prints a link that lets a member in, once. */
export const signInLink: Command = {
	words: 1,
	run: (call) =>
		withWorkspace(call, async (app) => {
			const { id } = await memberBySignInName(app, call.words[0]!);
			call.terminal.say(`${addressOf(call.config)}/enter/${await app.entrance.signInLink(id)}`);
		})
};

async function memberBySignInName(app: App, typed: string): Promise<Member> {
	const found = await app.storage.read.people.memberBySignInName(foldSignInName(typed));
	if (!found) throw new StartFailure(`Nobody signs in as ${typed}.`);
	return found;
}

async function departmentIds(app: App, { id }: Workspace, codes: readonly string[]): Promise<string[]> {
	const departments = await app.storage.read.people.departments(id);
	return codes.map((wanted) => {
		const found = departments.find(({ code }) => code === wanted.toUpperCase());
		if (found) return found.id;
		const there = departments.map(({ code }) => code).join(', ');
		throw new StartFailure(`No department has the code ${wanted}. There are: ${there}.`);
	});
}
