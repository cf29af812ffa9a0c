import type { people as source } from '../en/people.ts';
import type { Translated } from '../translate.ts';

export const people = {
	title: '部门与成员',
	departments: '部门',
	members: '成员',
	'department.add': '添加部门',
	'department.name': '名称',
	'department.code': '代码',
	'department.code.hint': '两个以上大写字母，如MKT，用于记录编号：2024-MKT-001。',
	'department.head': '部门负责人',
	'department.members_other': '{{count}}位成员',
	'member.add': '添加成员',
	'member.name': '姓名',
	'member.role': '角色',
	'member.departments': '所属部门',
	'member.invite': '复制邀请链接',
	'member.deactivate': '停用',
	pick: '选择成员',
	'pick.placeholder': '姓名或部门'
} satisfies Translated<typeof source>;
