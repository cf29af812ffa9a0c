import type { adding as source } from '../en/adding.ts';
import type { Translated } from '../translate.ts';

export const adding = {
	open: '新增卡片',
	label: '一句話新增卡片',
	placeholder: '週五前 張三 提交報價 高',
	hint: '像寫會議紀錄一樣：誰、做什麼、何時完成；#後面寫專案名。',
	preparing: '正在讀取人員名單……',
	project: '專案',
	takeOff: '不作為{{field}}：{{value}}',
	putOn: '重新辨識{{field}}',
	noDay: '「{{text}}」沒有說到哪一天',
	unknownName: '不在名單中',
	needsWhich: '有多人同名。請選擇是哪一位，或去掉負責人，再按一次Enter鍵。',
	nothing: '請寫明要做什麼，再按Enter鍵。',
	offline: '與伺服器的連線已中斷，卡片沒有建成。輸入的內容還在，恢復連線後請再按一次Enter鍵。',
	made: '「{{card}}」已放到看板上',
	madeHidden: '「{{card}}」已放到看板上，依目前的篩選條件不顯示。',
	madeMany_other: '{{count}}張卡片已放到看板上'
} satisfies Translated<typeof source>;
