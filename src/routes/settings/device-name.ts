/** Which browser on which system, from what the browser says of itself; null when neither can be told. */
export function deviceName(userAgent: string): string | null {
	const names = [firstOf(browsers, userAgent), firstOf(systems, userAgent)].filter((name) => name !== null);
	return names.length > 0 ? names.join(' · ') : null;
}

/** True for telephones and tablets. */
export function isHandheld(userAgent: string): boolean {
	return /iPhone|iPad|Android|HarmonyOS|Mobile/i.test(userAgent);
}

/** In this order: most browsers also claim to be those below them. */
const browsers: readonly (readonly [name: string, sign: RegExp])[] = [
	['WeCom', /wxwork/i],
	['WeChat', /MicroMessenger/i],
	['DingTalk', /DingTalk/i],
	['Feishu', /Lark|Feishu/i],
	['Edge', /Edg(e|A|iOS)?\//],
	['Opera', /OPR\//],
	['QQ', /QQBrowser/i],
	['Samsung Internet', /SamsungBrowser/],
	['Firefox', /Firefox\/|FxiOS/],
	['Chrome', /Chrome\/|CriOS/],
	['Safari', /Safari\//]
];

const systems: readonly (readonly [name: string, sign: RegExp])[] = [
	['iPhone', /iPhone/],
	['iPad', /iPad/],
	['HarmonyOS', /HarmonyOS|OpenHarmony/i],
	['Android', /Android/],
	['Windows', /Windows/],
	['macOS', /Mac OS X|Macintosh/],
	['ChromeOS', /CrOS/],
	['Linux', /Linux|X11/]
];

function firstOf(signs: typeof browsers, text: string): string | null {
	return signs.find(([, sign]) => sign.test(text))?.[0] ?? null;
}
