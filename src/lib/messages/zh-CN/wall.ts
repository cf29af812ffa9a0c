import type { wall as source } from '../en/wall.ts';
import type { Translated } from '../translate.ts';

export const wall = {
	title: '大屏',
	asOf: '截至{{time}}',
	stale: '{{time}}起与服务器失去联系，画面可能不是最新。',
	overdue_other: '逾期{{count}}项'
} satisfies Translated<typeof source>;
