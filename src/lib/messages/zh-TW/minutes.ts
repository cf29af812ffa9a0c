import type { minutes as source } from '../en/minutes.ts';
import type { Translated } from '../translate.ts';

export const minutes = {
	title: '會議紀錄',
	'save.saved': '已儲存',
	'save.saving': '儲存中…',
	'save.offline_other': '離線，{{count}}處變更保存在本機',
	'save.readOnly': '唯讀',
	items: '待辦事項',
	evidence: '依據',
	writing_other: '{{count}}人在場',
	example: '由行銷部負責短影音內容製作，6月10日前完成初稿。',
	askDay: '什麼時候完成？',
	askOwner: '由誰負責？'
} satisfies Translated<typeof source>;
