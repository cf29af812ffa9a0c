import type { App } from '#server/app.ts';
import { newSecret } from '#server/auth/secrets.ts';
import { actorOf, type Actor } from '#domain/rights.ts';
import {
	administrator,
	companyName,
	departments,
	people,
	projects,
	signInName,
	timeZone,
	type DepartmentCode,
	type PersonKey
} from './company.ts';

/** The company as it is in the installation. */
export type Company = {
	readonly actors: Readonly<Record<PersonKey, Actor>>;
	readonly departmentIds: Readonly<Record<DepartmentCode, string>>;
	readonly projectIds: Readonly<Record<keyof typeof projects, string>>;
};

const terminal = { address: '127.0.0.1', userAgent: 'demo', secure: false, device: null };

/**
 * Sets the workspace up as its administrator would: departments, people, projects. Nobody learns a password: the demo's
 * people come in by link.
 */
export async function foundCompany(app: App): Promise<Company> {
	const first = departments[people[administrator].department];
	const { member } = await app.entrance.setUp(
		(await app.entrance.setupLink())!,
		{
			workspaceName: companyName,
			timeZone,
			locale: 'zh-CN',
			departmentName: first.name,
			departmentCode: people[administrator].department,
			name: people[administrator].name,
			signInName: signInName(administrator),
			password: newSecret()
		},
		terminal
	);
	await app.sessions.endAll(member.id);
	const founder = actorOf(member);

	const ids = new Map<DepartmentCode, string>([[people[administrator].department, member.departmentIds[0]!]]);
	for (const code of keysOf(departments)) {
		if (ids.has(code)) continue;
		const { name } = departments[code];
		ids.set(code, (await app.people.addDepartment(founder, { name, code })).id);
	}
	const departmentIds = Object.fromEntries(ids) as Company['departmentIds'];

	const actors = new Map<PersonKey, Actor>([[administrator, founder]]);
	const memberIds = new Map<PersonKey, string>([[administrator, member.id]]);
	for (const key of keysOf(people)) {
		const { name, aliases, department } = people[key];
		if (key !== administrator) {
			const made = await app.entrance.createMember(founder, {
				name,
				signInName: signInName(key),
				password: newSecret(),
				departmentIds: [departmentIds[department]]
			});
			actors.set(key, actorOf(made));
			memberIds.set(key, made.id);
		}
		await app.people.changeMember(founder, memberIds.get(key)!, { aliases: [...aliases] });
	}

	for (const code of keysOf(departments)) {
		const { name, aliases, head } = departments[code];
		const headId = memberIds.get(head)!;
		await app.people.changeDepartment(founder, departmentIds[code], {
			name,
			code,
			aliases: [...aliases],
			headId
		});
	}
	const launch = await app.people.addProject(founder, { name: projects.launch });
	const crm = await app.people.addProject(founder, { name: projects.crm });
	return {
		actors: Object.fromEntries(actors) as Company['actors'],
		departmentIds,
		projectIds: { launch: launch.id, crm: crm.id }
	};
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
	return Object.keys(record) as Key[];
}
