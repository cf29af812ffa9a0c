/** Codes that companies commonly give, by words of a department's name. The first match counts. */
const common: readonly (readonly [code: string, words: RegExp])[] = [
	['HR', /人力|人事|human resources|\bhr\b|people/i],
	['MKT', /市场|市場|行销|行銷|营销|營銷|品牌|marketing|brand/i],
	['SAL', /销售|銷售|业务|業務|sales/i],
	['PRD', /产品|產品|product(?!ion)/i],
	['RND', /研发|研發|research|r&d/i],
	['IT', /信息|資訊|资讯|information technology|\bit\b/i],
	['ENG', /技术|技術|工程|开发|開發|engineering|technology|development/i],
	['FIN', /财务|財務|会计|會計|finance|accounting/i],
	['PUR', /采购|採購|purchas|procurement/i],
	['LOG', /物流|仓储|倉儲|logistics|warehouse/i],
	['MFG', /生产|生產|制造|製造|production|manufactur/i],
	['QA', /质量|品质|品質|品管|质检|quality/i],
	['CS', /客服|客户|客戶|售后|售後|customer/i],
	['OPS', /运营|營運|运维|維運|operations/i],
	['LEG', /法务|法務|合规|法遵|legal|compliance/i],
	['ADM', /行政|总务|總務|办公室|辦公室|admin|office/i],
	['DES', /设计|設計|design/i],
	['PR', /公关|公關|public relations/i],
	['MGT', /总经理|總經理|管理层|管理層|management|executive/i]
];

/**
 * A code for a department's name that no other has: a common one (市场部 → MKT), else the first letters of its words
 * (Public Affairs → PA), else of its one word. Empty when there is nothing to go by: an uncommon Chinese name, or no
 * free code of six letters at most.
 */
export function suggestDepartmentCode(name: string, taken: readonly string[] = []): string {
	const wish = common.find(([, words]) => words.test(name))?.[0] ?? lettersOf(name);
	if (wish.length < 2) return '';
	if (!taken.includes(wish)) return wish;
	const letters = [...'BCDEFGHIJKLMNOPQRSTUVWXYZA'];
	return letters.map((letter) => wish.slice(0, 5) + letter).find((code) => !taken.includes(code)) ?? '';
}

function lettersOf(name: string): string {
	const words =
		name
			.normalize('NFKD')
			.replace(/\p{M}/gu, '')
			.toUpperCase()
			.match(/[A-Z]+/g) ?? [];
	if (words.length > 1)
		return words
			.map((word) => word[0])
			.join('')
			.slice(0, 6);
	return (words[0] ?? '').slice(0, 3);
}
