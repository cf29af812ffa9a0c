import type { wall as source } from '../en/wall.ts';
import type { Translated } from '../translate.ts';

export const wall = {
	title: '大螢幕',
	asOf: '截至{{time}}',
	stale: '{{time}}起與伺服器失去聯繫，畫面可能不是最新。',
	overdue_other: '逾期{{count}}項'
} satisfies Translated<typeof source>;
