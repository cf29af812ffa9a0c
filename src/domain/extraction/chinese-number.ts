const DIGITS: Readonly<Record<string, number>> = {
	零: 0,
	一: 1,
	二: 2,
	两: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
	七: 7,
	八: 8,
	九: 9
};

/** A whole number in (folded) digits or Chinese words up to 999: `十五`, `廿三`, `两`, `二零二五`; null when it is neither. */
export function readNumber(text: string): number | null {
	if (/^\d{1,4}$/.test(text)) return Number(text);
	if (!/^[零一二两三四五六七八九十廿卅百]{1,7}$/.test(text)) return null;
	if (!/[十廿卅百]/.test(text)) return digitByDigit(text);
	let total = 0;
	let pending = 0;
	for (const sign of text) {
		if (sign === '百') [total, pending] = [total + (pending || 1) * 100, 0];
		else if (sign === '十') [total, pending] = [total + (pending || 1) * 10, 0];
		else if (sign === '廿') [total, pending] = [total + 20, 0];
		else if (sign === '卅') [total, pending] = [total + 30, 0];
		else pending = DIGITS[sign]!;
	}
	return total + pending;
}

function digitByDigit(text: string): number {
	let value = 0;
	for (const sign of text) value = value * 10 + DIGITS[sign]!;
	return value;
}
