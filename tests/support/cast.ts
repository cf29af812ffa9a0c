import { justMade, type Card, type Said } from '#domain/board/card.ts';
import { directoryOf, foldSignInName } from '#domain/member.ts';
import type { Department, Member, Project, Workspace } from '#domain/member.ts';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { SessionRecord, Storage, TokenRecord, WallRecord } from '#server/storage/storage.ts';

/**
 * The people every test knows: one company in Shanghai, its five departments, and who works where.
 *
 *   MKT 市场部  Ana (administrator, head), 王芳     PRD 产品部  刘洋 小刘 (head)     FIN 财务部  张敏 敏姐 (head)
 *   SAL 销售部  Ben (head)                          ENG 技术部  Chen 陈晨 (head)
 *
 * Builders fill in what a test does not care about; ids they make up are unique within a test file.
 */

/** Wednesday 2024-06-05, 14:00 in Shanghai: when the cast meets. */
export const meetingStart = Date.UTC(2024, 5, 5, 6, 0);
export const meetingDay = '2024-06-05';

const MINUTE = 60_000;
/** The company was set up on the Monday of the year's first week. */
const founded = Date.UTC(2024, 0, 1, 1, 0);

export const workspace: Workspace = {
	id: 'workspace',
	name: '新光电器',
	timeZone: 'Asia/Shanghai',
	locale: 'zh-CN',
	guestsMayJoin: true,
	ownWords: noOwnWords,
	boardRules: {},
	createdAt: founded
};

export const departments = {
	MKT: makeDepartment({
		id: 'dep-mkt',
		code: 'MKT',
		name: '市场部',
		aliases: ['市场', 'Marketing'],
		headId: 'ana'
	}),
	SAL: makeDepartment({
		id: 'dep-sal',
		code: 'SAL',
		name: '销售部',
		aliases: ['销售', 'Sales'],
		headId: 'ben'
	}),
	PRD: makeDepartment({
		id: 'dep-prd',
		code: 'PRD',
		name: '产品部',
		aliases: ['产品', 'Product'],
		headId: 'liu-yang'
	}),
	ENG: makeDepartment({
		id: 'dep-eng',
		code: 'ENG',
		name: '技术部',
		aliases: ['技术', 'Engineering'],
		headId: 'chen'
	}),
	FIN: makeDepartment({
		id: 'dep-fin',
		code: 'FIN',
		name: '财务部',
		aliases: ['财务', 'Finance'],
		headId: 'zhang-min'
	})
};

export const members = {
	ana: makeMember({ id: 'ana', name: 'Ana', role: 'administrator', departmentIds: ['dep-mkt'] }),
	ben: makeMember({ id: 'ben', name: 'Ben', departmentIds: ['dep-sal'], createdAt: founded + MINUTE }),
	chen: makeMember({
		id: 'chen',
		name: 'Chen',
		aliases: ['陈晨'],
		departmentIds: ['dep-eng'],
		createdAt: founded + 2 * MINUTE
	}),
	liuYang: makeMember({
		id: 'liu-yang',
		name: '刘洋',
		aliases: ['小刘'],
		departmentIds: ['dep-prd'],
		createdAt: founded + 3 * MINUTE
	}),
	zhangMin: makeMember({
		id: 'zhang-min',
		name: '张敏',
		aliases: ['敏姐'],
		departmentIds: ['dep-fin'],
		createdAt: founded + 4 * MINUTE
	}),
	wangFang: makeMember({
		id: 'wang-fang',
		name: '王芳',
		departmentIds: ['dep-mkt'],
		createdAt: founded + 5 * MINUTE
	})
};

/** What extraction looks names up in. */
export const directory = directoryOf(Object.values(members), Object.values(departments));

/** Moves the whole cast into an empty storage: workspace, departments, members. */
export async function moveIn(storage: Storage): Promise<void> {
	await storage.transaction(async (stores) => {
		await stores.workspaces.insert(workspace);
		for (const department of Object.values(departments)) await stores.people.insertDepartment(department);
		for (const member of Object.values(members)) await stores.people.insertMember(member, null);
	});
}

export function makeWorkspace(overrides: Partial<Workspace> = {}): Workspace {
	return { ...workspace, id: newId('workspace'), ...overrides };
}

/** Signs in by the folded name unless told otherwise. */
export function makeMember(overrides: Partial<Member> = {}): Member {
	const id = overrides.id ?? newId('member');
	const name = overrides.name ?? id;
	return {
		id,
		workspaceId: workspace.id,
		name,
		signInName: foldSignInName(name),
		aliases: [],
		role: 'member',
		departmentIds: [],
		guestOf: null,
		removedAt: null,
		createdAt: founded,
		...overrides
	};
}

/** Somebody who came in by a meeting's join link. */
export function makeGuest(guestOf: string, overrides: Partial<Member> = {}): Member {
	return makeMember({ name: 'Gil', signInName: null, role: 'guest', guestOf, ...overrides });
}

export function makeDepartment(overrides: Partial<Department> = {}): Department {
	const id = overrides.id ?? newId('department');
	return {
		id,
		workspaceId: workspace.id,
		name: id,
		code: lettersOf(id),
		aliases: [],
		headId: null,
		...overrides
	};
}

export function makeProject(overrides: Partial<Project> = {}): Project {
	const id = overrides.id ?? newId('project');
	return { id, workspaceId: workspace.id, name: '新品推广', createdAt: founded, ...overrides };
}

/** A live meeting of marketing and sales, an hour long, online and on site; its document is named after it. */
export function makeMeeting(overrides: Partial<Meeting> = {}): Meeting {
	const id = overrides.id ?? newId('meeting');
	return {
		id,
		workspaceId: workspace.id,
		title: '新品推广跨部门沟通',
		formId: 'cross-department',
		documentId: `${id}-minutes`,
		projectId: null,
		state: 'live',
		startsAt: meetingStart,
		endsAt: meetingStart + 60 * MINUTE,
		day: meetingDay,
		ways: ['onsite', 'online'],
		place: '302 会议室',
		platform: '腾讯会议',
		meetingNumber: '483 221 907',
		chairId: members.ana.id,
		recorderId: members.liuYang.id,
		departmentIds: [departments.MKT.id, departments.SAL.id],
		attendeeIds: [members.ana.id, members.ben.id, members.liuYang.id],
		joinVersion: 1,
		createdBy: members.ana.id,
		createdAt: meetingStart - 60 * MINUTE,
		...overrides
	};
}

/** 「由市场部负责短视频内容制作，6月10日前完成初稿」; every field was said by event 1. */
export function makeSaid(overrides: Partial<Said> = {}): Said {
	return {
		content: '短视频内容制作',
		owner: { kind: 'department', id: departments.MKT.id },
		due: '2024-06-10',
		deliverable: '初稿',
		priority: null,
		quote: '由市场部负责短视频内容制作，6月10日前完成初稿',
		ownerText: '市场部',
		dueText: '6月10日前',
		dueTime: null,
		dueKind: 'by',
		support: [],
		collaborators: [],
		state: 'open',
		confidence: 0.95,
		since: { content: 1, owner: 1, due: 1, deliverable: 1, priority: 1 },
		...overrides
	};
}

/** A card just said, of no meeting and the marketing department; `said` takes fields of `makeSaid` or null. */
export function makeCard(
	overrides: Partial<Omit<Card, 'said'>> & { readonly said?: Partial<Said> | null } = {}
): Card {
	const { said, ...rest } = overrides;
	return {
		id: newId('card'),
		workspaceId: workspace.id,
		meetingId: null,
		projectId: null,
		departmentId: departments.MKT.id,
		said: said === null ? null : makeSaid(said),
		changed: {},
		status: 'not_started',
		progress: 0,
		rank: 'a0',
		delay: null,
		source: 'said',
		...justMade,
		version: 1,
		createdAt: meetingStart + 5 * MINUTE,
		statusSince: meetingStart + 5 * MINUTE,
		...rest
	};
}

export function makeSession(overrides: Partial<SessionRecord> = {}): SessionRecord {
	return {
		idHash: newId('session'),
		memberId: members.ana.id,
		expiresAt: meetingStart + 30 * 24 * 60 * MINUTE,
		createdAt: meetingStart,
		userAgent: 'Firefox on Linux',
		address: '192.0.2.7',
		...overrides
	};
}

export function makeToken(overrides: Partial<TokenRecord> = {}): TokenRecord {
	return {
		hash: newId('token'),
		kind: 'invitation',
		workspaceId: workspace.id,
		memberId: null,
		label: '李娜',
		grants: { role: 'member', departmentIds: [departments.FIN.id] },
		createdBy: members.ana.id,
		createdAt: meetingStart,
		expiresAt: meetingStart + 7 * 24 * 60 * MINUTE,
		usedAt: null,
		revokedAt: null,
		...overrides
	};
}

export function makeWall(overrides: Partial<WallRecord> = {}): WallRecord {
	return {
		id: newId('wall'),
		workspaceId: workspace.id,
		name: '三楼大屏',
		createdBy: members.ana.id,
		createdAt: meetingStart,
		revokedAt: null,
		...overrides
	};
}

let made = 0;

function newId(kind: string): string {
	made += 1;
	return `${kind}-${made}`;
}

/** A department code of capital letters only, different for different ids made by `newId`. */
function lettersOf(id: string): string {
	const number = Number(id.split('-').at(-1)) || 0;
	const letter = (place: number) => String.fromCharCode(65 + (Math.floor(number / 26 ** place) % 26));
	return `X${letter(2)}${letter(1)}${letter(0)}`;
}
