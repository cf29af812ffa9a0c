import type { auth as source } from '../en/auth.ts';
import type { Translated } from '../translate.ts';

export const auth = {
	'signIn.title': '登入',
	'signIn.name': '使用者名稱',
	'signIn.password': '密碼',
	'signIn.submit': '登入',
	'signIn.forgot': '忘記密碼？請管理員傳送重設連結。',
	'password.new': '新密碼',
	'password.repeat': '再次輸入新密碼',
	'password.hint': '至少10個字元，幾個詞連寫更好記。',
	'password.show': '顯示密碼',
	'password.hide': '隱藏密碼',
	'password.set': '設定密碼',
	'invitation.title': '歡迎加入{{workspace}}',
	'invitation.text': '設定密碼後即可開始使用。',
	signedOut: '您已登出。'
} satisfies Translated<typeof source>;
