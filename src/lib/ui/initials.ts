/**
 * What stands in the circle of somebody without a picture. Of a Chinese name the given name, at most two characters
 * (张小明 → 小明, 欧阳娜 → 娜), or the whole of a name that has only two; of any other name its first and last capitals.
 */
export function initialsOf(name: string): string {
	const clean = name.trim().replace(/[*＊]/g, '');
	if (clean === '') return '?';
	return /^\p{Script=Han}/u.test(clean) ? givenName(clean) : capitals(clean);
}

const doubleSurnames =
	'欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 夏侯 令狐 宇文 长孙 長孫 端木 南宫 南宮';

function givenName(name: string): string {
	const characters = [...name.replace(/[^\p{Script=Han}]/gu, '')];
	const surname = doubleSurnames.split(' ').includes(characters.slice(0, 2).join('')) ? 2 : 1;
	const given = characters.slice(surname).slice(-2).join('');
	return characters.length <= 2 ? characters.join('') : given;
}

function capitals(name: string): string {
	const words = name.split(/[\s._-]+/).filter(Boolean);
	const first = words[0] as string;
	const last = words.length > 1 ? (words.at(-1) as string) : '';
	return `${firstLetter(first)}${firstLetter(last)}`.toLocaleUpperCase('en');
}

function firstLetter(word: string): string {
	return [...word][0] ?? '';
}
