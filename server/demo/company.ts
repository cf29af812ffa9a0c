/** The demo's company: who is in it. Everybody signs in by a name that no real company has (RFC 2606, `.example`). */

export const companyName = '远帆家电 Sailfar Home';
export const timeZone = 'Asia/Shanghai';

export const departments = {
	MKT: { name: '市场部', aliases: ['市场', 'Marketing'], head: 'lin' },
	SAL: { name: '销售部', aliases: ['销售', 'Sales'], head: 'chen' },
	PRD: { name: '产品部', aliases: ['产品', 'Product'], head: 'su' },
	ENG: { name: '研发部', aliases: ['研发', '技术部', 'Engineering'], head: 'zhao' },
	FIN: { name: '财务部', aliases: ['财务', 'Finance'], head: 'shen' }
} as const;

export const people = {
	lin: { name: '林晓雨', aliases: ['晓雨', 'Lin Xiaoyu'], department: 'MKT' },
	zhou: { name: '周航', aliases: ['Zhou Hang'], department: 'MKT' },
	emma: { name: 'Emma Carter', aliases: ['Emma', '艾玛'], department: 'PRD' },
	chen: { name: '陈立', aliases: ['Chen Li'], department: 'SAL' },
	he: { name: '何静', aliases: ['He Jing', '小何'], department: 'SAL' },
	daniel: { name: 'Daniel Wong', aliases: ['Daniel', '黄达'], department: 'SAL' },
	su: { name: '苏婉', aliases: ['Su Wan'], department: 'PRD' },
	priya: { name: 'Priya Nair', aliases: ['Priya'], department: 'PRD' },
	zhao: { name: '赵一鸣', aliases: ['一鸣', 'Zhao Yiming'], department: 'ENG' },
	gu: { name: '顾南', aliases: ['Gu Nan'], department: 'ENG' },
	kevin: { name: 'Kevin Liu', aliases: ['Kevin', '刘凯'], department: 'ENG' },
	shen: { name: '沈若兰', aliases: ['Shen Ruolan'], department: 'FIN' }
} as const;

export type DepartmentCode = keyof typeof departments;
export type PersonKey = keyof typeof people;

/** Whom the demo gives sign-in links to: who set the company up, and somebody who works in English. */
export const administrator = 'lin' satisfies PersonKey;
export const englishMember = 'emma' satisfies PersonKey;

export function signInName(person: PersonKey): string {
	return `${person}@sailfar.example`;
}

export const projects = { launch: '新品推广', crm: 'CRM upgrade' } as const;
