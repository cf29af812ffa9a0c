/** For whom a title speaks: 「2、学习部」, 「产品（Mia）」, `Ana` above a list. */
import { quote } from './draft.ts';
import type { Quoted } from './extracted-item.ts';
import { namesFor } from './line.ts';
import type { Line } from './line.ts';
import type { NameIndex } from './names.ts';
import type { SectionState } from './section.ts';
import type { TitleKind } from './titles.ts';
import { isChineseOwner } from './zh-owner.ts';

export function departmentIn(line: Line, state: SectionState, bare: string): Quoted[] {
	const { block, folded, statement } = line;
	const body = withoutReport(bare);
	const owner = body.length <= 14 ? isChineseOwner(body, namesFor(line, state)) : null;
	const isNumbered = statement.number === '一、' || body !== bare;
	if (!owner || (owner.form !== 'department' && (owner.form !== 'role' || !isNumbered))) return [];
	const at = folded.indexOf(bare, statement.start);
	return owner.parts.map((part) =>
		quote(block.id, block.text, { start: at + part.start, end: at + part.end })
	);
}

/** 「选委会报告」 is of the 选委会. */
function withoutReport(bare: string): string {
	return bare.replace(/(?<=[\u3400-\u9fff]{2})(?:工作)?(?:报告|汇报)(?:事项)?$/, '');
}

/** `Action items for Ana`, 「三、财务部」: who a title speaks of. */
export function titleOwners(line: Line, bare: string, kind: TitleKind | null, names: NameIndex): Quoted[] {
	const { block, folded, statement } = line;
	const at = folded.indexOf(bare, statement.start);
	if (at < 0 || bare.length === 0) return [];
	if (kind === 'action') {
		const signed = /(?:\(|\s-{1,2}\s)@?([a-z][a-z .'-]{1,30})\)?$/.exec(bare)?.[1];
		if (signed && names.at(signed, 0)?.end === signed.length) {
			const start = at + bare.lastIndexOf(signed);
			return [quote(block.id, block.text, { start, end: start + signed.length })];
		}
		const whose = /^([a-z][a-z. -]{1,24})'s\s/.exec(bare)?.[1];
		if (whose && !NOT_SOMEBODY.test(whose))
			return [quote(block.id, block.text, { start: at, end: at + whose.length })];
		const found = /\b(?:for|of|by)\s(?:the\s)?([a-z][a-z .'-]{1,30})$/.exec(bare);
		if (!found || NOT_SOMEBODY.test(found[1]!)) return [];
		const start = at + bare.length - found[1]!.length;
		return [quote(block.id, block.text, { start, end: start + found[1]!.length })];
	}
	if (kind !== null || bare.length > 24) return [];
	const signed = /\(([^()]{1,16})\)$/.exec(bare);
	const area = signed ? bare.slice(0, signed.index).trimEnd() : '';
	// 「产品（Mia）」 is Mia's, 「行政组（小梦）」 the report of the body.
	if (
		signed &&
		names.at(signed[1]!, 0)?.end === signed[1]!.length &&
		!/[组部处科室会]$/.test(area) &&
		isChineseOwner(area, names)
	) {
		const start = at + signed.index + 1;
		return [quote(block.id, block.text, { start, end: start + signed[1]!.length })];
	}
	const owner =
		isChineseOwner(bare, names) ??
		isChineseOwner(withoutReport(bare), names) ??
		isChineseOwner(bare.replace(/\s?(?:\([^()]{1,12}\)|\s-{1,2}\s.{1,20})$/, ''), names);
	if (!owner || (owner.form === 'handle' && !/^@\S+$/.test(bare))) return [];
	if (owner.form === 'person' && names.at(bare, owner.start) === null) return [];
	return owner.parts.map((part) =>
		quote(block.id, block.text, { start: at + part.start, end: at + part.end })
	);
}

const NOT_SOMEBODY =
	/meeting|week|month|sprint|quarter|next|call|today|day$|year|session|review|release|phase|discussion|above|below|follow|^(?:what|who|let|person|people|owners?|assignees?|names?|individuals?|priority|date|topic|area|project|members?)$/;
