/** Entries of lists that hold what is to be done, or is open [EX1c, EX1d, EX1h]. */
import { readEnglishOwners } from './en-owner.ts';
import { isImperative } from './en-text.ts';
import { drafted, marked, partsOfWork } from './entries.ts';
import { draftNote, entered, isEntry, isHan, namesFor, step, wordsOf } from './line.ts';
import type { Line, Step } from './line.ts';
import { NOTHING } from './marker.ts';
import type { NameIndex } from './names.ts';
import { prose } from './prose-notes.ts';
import { isDetail } from './section.ts';
import type { SectionKind, SectionState } from './section.ts';
import { MEETING_HELD } from './zh-lexicon.ts';
import { hasVerb } from './zh-verbs.ts';

/** Every entry of an action list or of open issues is an item [EX1c]; details below an item are not [EX1d]. Null: read it as prose. */
export function readActionEntry(line: Line, state: SectionState, kind: SectionKind): Step | null {
	const styled = followStyle(line, state);
	if (styled === 'detail') return step(state);
	if (styled === 'outside') return null;
	const words = wordsOf(line);
	if (NOTHING.test(words)) return step(entered(line, styled));
	if (line.depth >= 0 && isDetail(state, line.depth)) {
		const range = { start: line.statement.body, end: line.statement.end };
		return step(entered(line, styled, null, { isItem: true }), prose(line, state, range, 'detail'));
	}
	if (!isEntry(line)) {
		if (/[:]\s*$/.test(words)) return null;
		if (isHan(line) && isSubtitle(line, words)) return step(state);
		if (!isHan(line) && !speaksOfWork(line, namesFor(line, state))) return null;
	}
	if (
		TELLS_OF_MEETING.test(words) ||
		(REPORTED.test(words) && !isImperative(line.folded, line.statement.body)) ||
		GOES_ON.test(words) ||
		IS_BUSY.test(words) ||
		IS_TOPIC.test(words) ||
		SUPPOSES.test(words)
	)
		return null;
	if (isHan(line) && announcesMeeting(words)) return null;
	const next = line.following?.place;
	if (line.depth >= 0 && next?.kind === 'task' && next.depth > line.depth) return step(entered(line, styled));
	const several = partsOfWork(line, styled, kind);
	if (several.length > 1)
		return step(entered(line, styled, null, { isItem: true }), ...several.map(draftNote));
	const draft = marked(line, styled, line.statement.body, {
		base: isEntry(line) ? 0.84 : 0.72,
		rule: 'EX1c',
		kind
	});
	return drafted(line, entered(line, styled, null, { isItem: draft !== null }), draft);
}

/** The first entry below a label tells how its entries look; lines that look otherwise are details or lie outside. */
function followStyle(line: Line, state: SectionState): SectionState | 'detail' | 'outside' {
	const { label } = state;
	const style = line.depth >= 0 ? 'list' : (line.statement.number ?? 'none');
	if (!label) return state;
	if (label.style === '') return { ...state, label: { ...label, style } };
	if (line.depth >= 0 || label.style === style) return state;
	if (line.statement.number === null) return 'outside';
	return label.style === 'none' || label.style === 'list' ? state : 'detail';
}

/** 「6月12日召开第二次沟通会」 in a list of tasks is a date to keep, unless somebody has to arrange it [EX52]. */
function announcesMeeting(words: string): boolean {
	const bare = words.replace(/^[\s\d年月日号上下午中晚周一二三四五六日天:点时半()于定在-]{1,24}/, '');
	return (
		bare.length < words.length && MEETING_HELD.test(bare) && !/组织|安排|筹备|准备|负责|邀请|由/.test(bare)
	);
}

/** What somebody is busy with, or wonders about: a state of things, no entry of a list of tasks [EX50]. */
const GOES_ON =
	/^\S{1,20}(?:\s\S{1,20})?\s(?:is|are|was|were|has been|have been)\s(?:currently |still |now )?[a-z]{3,}ing\b/;
/** "Reviewed the list of last month": what the meeting itself did. */
const TELLS_OF_MEETING =
	/^(?:reviewed|discussed|agreed|noted|approved|decided|considered|talked (?:about|through)|went (?:over|through)) /;
/** "The hall had been asked but was not free", "Mia confirmed that they are coming": told in the meeting. */
const REPORTED =
	/^(?:(?!(?:that|who|which|whether|if|what|why|how|to) )[a-z0-9.,'&-]+ ){1,8}?(?:had been [a-z]+(?:ed|en|t)|(?:had )?(?:however )?(?:confirmed|reported|noted|advised|explained|announced) that)\b/;
/** 「如果超过两万就用小礼堂」 */
const SUPPOSES = /^(?:如果|假如|要是|万一|若是)/;

/** A few words above a list, among tasks: what the tasks below are about. */
function isSubtitle({ following }: Line, words: string): boolean {
	return (
		following?.place.kind === 'list' && words.length <= 20 && !/[,。;!?@]/.test(words) && !hasVerb(words)
	);
}

/** 「议题2、…」 begins another matter. */
const IS_BUSY = /正在[\u3400-\u9fff]{1,8}[。.]?$/;
/** 「Q：测试环境什么时候能用？」 is talk, not an issue that was left open. */
const IS_TOPIC =
	/^(?:议题|提案|案由|议案)\s?[一二三四五六七八九十\d]{1,3}|^(?:q|问)\s?\d{0,2}\s?:.*(?:[?]|吗|呢|什么|怎么|能否|是否)/;

/** `J/I - the shopping` */
const BY_INITIALS = /^\p{Lu}{1,3}(?:\s?[/&+,]\s?\p{Lu}{1,3}){0,3}\s?(?:[-–—]|:)\s\S/u;

/** An English paragraph in a list of tasks is one of them when it begins with who or with a verb. */
function speaksOfWork({ block, folded, statement }: Line, names: NameIndex): boolean {
	if (isImperative(folded, statement.body)) return true;
	if (BY_INITIALS.test(block.text.slice(statement.body, statement.end))) return true;
	const owner = readEnglishOwners(folded, block.text, statement.body, names);
	if (owner === null || owner.form === 'shape') return false;
	const behind = folded.slice(owner.end, statement.end);
	if (/^\s?(?:[:]|will\s|to\s|shall\s)/.test(behind)) return true;
	// `Nora Hill - book the hall`: a first and a last name, or somebody known; a single word before a dash is a topic.
	const isSomebody =
		owner.form !== 'name' || owner.parts.length > 1 || folded.slice(owner.start, owner.end).includes(' ');
	return isSomebody && owner.form !== 'group' && /^\s(?:-{1,2}|[–—])\s/.test(behind);
}
