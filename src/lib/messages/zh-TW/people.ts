import type { people as source } from '../en/people.ts';
import type { Translated } from '../translate.ts';

export const people = {
	title: '部門與成員',
	departments: '部門',
	members: '成員',
	'department.add': '新增部門',
	'department.name': '名稱',
	'department.code': '代碼',
	'department.code.hint': '兩個以上大寫字母，如MKT，用於紀錄編號：2024-MKT-001。',
	'department.head': '部門主管',
	'department.members_other': '{{count}}位成員',
	'member.add': '新增成員',
	'member.name': '姓名',
	'member.role': '角色',
	'member.departments': '所屬部門',
	'member.invite': '複製邀請連結',
	'member.deactivate': '停用',
	pick: '選擇成員',
	'pick.placeholder': '姓名或部門'
} satisfies Translated<typeof source>;
