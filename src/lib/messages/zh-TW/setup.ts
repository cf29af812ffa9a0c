import type { setup as source } from '../en/setup.ts';
import type { Translated } from '../translate.ts';

export const setup = {
	title: '開始使用Minuteboard',
	intro: '填好以下幾項，部門就能寫第一份會議紀錄。',
	'terminal.title': '請先到伺服器上取得連結',
	'terminal.text':
		'伺服器啟動時會在終端機顯示一個設定連結。請在這個瀏覽器開啟它，完成組織的設定。連結只能使用一次。',
	'terminal.lost': '找不到連結？重新啟動伺服器會顯示新的連結，舊連結隨即失效。',
	organisation: '您的組織',
	'workspace.name': '組織名稱',
	'workspace.name.problem': '請輸入名稱，不超過80個字元。',
	timeZone: '時區',
	'timeZone.hint': '截止日期與各項時限都以此為準，與成員所在地無關。',
	'timeZone.problem': '請從清單中選擇時區。',
	language: '範本語言',
	'language.hint': '新會議紀錄的標題使用這種語言，介面語言由每個人自己選擇。',
	department: '您的部門',
	'department.hint': '其他部門稍後可在「設定」中新增。',
	'department.name': '部門名稱',
	'department.name.example': '行銷部',
	'department.code': '代碼',
	'department.code.hint': '2至6個字母，用於紀錄編號：{{example}}。',
	'department.code.problem': '請輸入2至6個英文字母，如MKT。',
	you: '您本人',
	'you.hint': '您將成為管理員，之後可再指定其他人。',
	start: '開始使用',
	taken: '剛才有人用此連結完成了設定。請向對方索取邀請連結；如果是您本人，請直接登入。'
} satisfies Translated<typeof source>;
