import type { Day } from '../day.ts';
import { addDays } from '../day.ts';
import type { StatusReport } from '../extraction/status-report.ts';
import { effectiveFields, isOnBoard, type Card } from './card.ts';
import type { Status } from './status.ts';

/** What a sentence of the minutes would change about a card, for people to take over or wave away. */
export type UpdateOffer = {
	readonly report: StatusReport;
	readonly cardId: string;
	readonly progress: number | null;
	/** The column it asks for; null when the card stays where it is. */
	readonly status: Status | null;
	/** With `delayed`: why, and until when. */
	readonly reason: string | null;
	readonly newDay: Day | null;
};

type Known = Pick<Card, 'id' | 'said' | 'changed' | 'status' | 'progress' | 'delay' | 'source'>;

/** Of the words of what is reported, this share must be the card's. */
const ALIKE = 0.6;
/** And no other card may come this near to it: who is meant is never guessed. */
const APART = 0.12;

/**
 * Which of the cards each report speaks of, and what it would change there. A report that fits no card, or several alike, or says nothing
 * new of its card is no offer. A day that is past by `today` moves
 * none. The minutes never move a card by themselves.
 */
export function offerUpdates(
	reports: readonly StatusReport[],
	cards: readonly Known[],
	today: Day
): UpdateOffer[] {
	const open = cards.filter((card) => isOnBoard(card) && card.status !== 'done');
	return reports.flatMap((report) => {
		const card = spokenOf(report, open);
		return (card && offerFor(report, card, today)) ?? [];
	});
}

function spokenOf({ matter }: StatusReport, cards: readonly Known[]): Known | null {
	const words = pairs(matter.text);
	if (words.length === 0) return null;
	const ranked = cards
		.map((card) => ({ card, score: shared(words, pairs(textOf(card))) }))
		.sort((a, b) => b.score - a.score);
	const [best, next] = ranked;
	if (!best || best.score < ALIKE || (next && best.score - next.score < APART)) return null;
	return best.card;
}

/** All that is known of a card in words. */
function textOf(card: Known): string {
	const { content, deliverable } = effectiveFields(card);
	return [content, deliverable, card.said?.quote, card.said?.ownerText].filter(Boolean).join(' ');
}

function offerFor(report: StatusReport, card: Known, today: Day): UpdateOffer | null {
	const base = { report, cardId: card.id, reason: null, newDay: null };
	if (report.says === 'done') return { ...base, progress: null, status: 'done' };
	const progress = report.progress !== null && report.progress > card.progress ? report.progress : null;
	if (report.says === 'progress')
		return progress === null
			? null
			: { ...base, progress, status: card.status === 'not_started' ? 'in_progress' : null };
	const due = effectiveFields(card).due;
	const newDay = report.newDay?.day ?? (due && report.delayDays ? addDays(due, report.delayDays) : null);
	const isKnown = card.delay !== null && (newDay === null || (card.delay.newDay ?? '') >= newDay);
	if (isKnown && progress === null) return null;
	const reason = report.reason?.text ?? report.words.text;
	const late = newDay !== null && !isKnown && newDay >= today && (due === null || newDay >= due);
	return { ...base, progress, status: late ? 'delayed' : null, reason, newDay: late ? newDay : null };
}

/** Pairs of neighbouring characters; of Latin text its words. */
function pairs(text: string): string[] {
	const bare = text.normalize('NFKC').toLowerCase();
	const han = bare.replace(/[^\u3400-\u9fff]+/g, ' ').split(' ');
	const two = han.flatMap((run) =>
		Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2))
	);
	const latin = (bare.match(/[a-z0-9]{3,}/g) ?? []).filter((word) => !SMALL.has(word));
	return [...new Set([...two, ...latin])];
}

const SMALL = new Set(['the', 'and', 'for', 'with', 'has', 'been', 'are', 'was', 'will', 'our', 'all']);

function shared(words: readonly string[], others: readonly string[]): number {
	const known = new Set(others);
	return words.filter((word) => known.has(word)).length / words.length;
}
