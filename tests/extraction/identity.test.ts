// Three editors at once, hundreds of moves: whatever is done to a sentence, it keeps its card, and what somebody worked on
// stays on the board. `IDENTITY_SEED` runs one story again, `IDENTITY_ROUNDS` makes it longer.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fingerprintOf } from '#domain/extraction/reconcile.ts';
import { element, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { openOffice } from '#support/office.ts';
import { createChance, type Chance } from '../faults/chance.ts';

const seed = process.env.IDENTITY_SEED ?? String(Math.floor(Math.random() * 1_000_000_000));
const rounds = Number(process.env.IDENTITY_ROUNDS ?? 60);

test(
	`seed ${seed}: in ${rounds} rounds of three editors every sentence keeps its card`,
	{ timeout: 600_000 },
	async () => {
		const chance = createChance(seed);
		const desk = await openDesk();
		const text: Text = { live: new Set(), dead: new Set(), from: minutesBody(desk.editors[0]!.doc).length };
		const story: string[] = [];
		for (let round = 1; round <= rounds; round++) {
			const inHand = new Set<Sentence>();
			const moves = desk.editors.map((editor) => randomMove(chance, { ...text, editor, inHand }));
			for (const { told } of moves) story.push(`${round}: ${told}`);
			for (let step = 0; moves.some(({ steps }) => step < steps.length); step++) {
				for (const { steps } of moves) steps[step]?.();
				await desk.meet();
				const isLong = chance.share() < 0.5;
				await desk.pause(isLong ? 2_000 : 300);
				if (isLong && chance.share() < 0.1) {
					story.push(`${round}: the server starts anew`);
					await desk.restart();
				}
			}
			await desk.pause(2_000);
			expect(await desk.wrong(text), story.slice(-12).join('\n')).toEqual([]);
			if (text.live.size > 0 && chance.share() < 0.5) await desk.workOn(chance.pick([...text.live]), chance);
		}
		await desk.close();
	}
);

/** A sentence and the card it had when it was looked at first. */
type Sentence = { words: string; card: string | null; isWorkedOn: boolean };
type Text = {
	/** What stands in the minutes. */
	readonly live: Set<Sentence>;
	/** What was deleted and may come back. */
	readonly dead: Set<Sentence>;
	/** The first block that is the editors' own. */
	readonly from: number;
};
type Editor = { readonly name: string; readonly doc: Y.Doc; readonly undo: Y.UndoManager };
/** What somebody does; between the steps everybody meets and the server reads. */
type Move = { readonly told: string; readonly steps: readonly (() => void)[] };

function randomMove(
	chance: Chance,
	{ live, dead, from, editor, inHand }: Text & { readonly editor: Editor; readonly inHand: Set<Sentence> }
): Move {
	const body = minutesBody(editor.doc);
	const put = (text: Y.XmlText | string) =>
		body.insert(from + chance.below(body.length - from + 1), [
			typeof text === 'string' ? paragraph(text) : element('paragraph', {}, [text])
		]);
	const cut = ({ words }: Sentence) => body.delete(indexOf(body, words), 1);
	const typeInTwo = ({ words }: Sentence): Move['steps'] => {
		const text = new Y.XmlText();
		const half = Math.floor(words.length * chance.between(0.3, 0.95));
		return [
			() => put(text),
			() => text.insert(0, words.slice(0, half)),
			() => text.insert(text.length, words.slice(half)),
			() => text.insert(text.length, '。')
		];
	};
	const takeFrom = (some: ReadonlySet<Sentence>) => [...some].filter((one) => !inHand.has(one));
	const tell = (what: string, one: Sentence, steps: Move['steps']): Move => {
		inHand.add(one);
		return { told: `${editor.name} ${what}: ${one.words}`, steps };
	};
	const write = () => {
		const one: Sentence = { words: think(chance), card: null, isWorkedOn: false };
		live.add(one);
		return one;
	};

	const dice = chance.below(12);
	const candidates = takeFrom(dice === 2 ? dead : live);
	if (dice === 0 || candidates.length === 0) {
		const one = write();
		return tell('pastes something new', one, [() => put(`${one.words}。`)]);
	}
	if (dice === 1) {
		const one = write();
		return tell('types something new', one, typeInTwo(one));
	}
	const one = chance.pick(candidates);
	switch (dice) {
		case 2:
			dead.delete(one);
			live.add(one);
			return chance.share() < 0.4
				? tell('pastes from long ago', one, [() => put(`${one.words}。`)])
				: tell('types from memory', one, typeInTwo(one));
		case 3:
			live.delete(one);
			dead.add(one);
			return tell('deletes', one, [() => cut(one)]);
		case 4:
		case 5: {
			const before = one.words;
			one.words = before.replace(/\d+(?=日)|Monday|Friday/, (old) =>
				old === 'Monday' ? 'Friday' : old === 'Friday' ? 'Monday' : String((Number(old) % 28) + 1)
			);
			return tell(`rewords ${before}`, one, [() => reword(body, before, one.words)]);
		}
		case 6:
			return tell('cuts and pastes', one, [() => cut(one), () => put(`${one.words}。`)]);
		case 7:
			return tell('makes a line of a list of', one, [
				() =>
					editor.doc.transact(() => {
						cut(one);
						const line = element('listItem', {}, [paragraph(`${one.words}。`)]);
						body.insert(body.length, [element('bulletList', {}, [line])]);
					})
			]);
		case 8:
			return tell('deletes and takes that back', one, [() => cut(one), () => void editor.undo.undo()]);
		case 9: {
			const copy = write();
			const text = new Y.XmlText(`${one.words}。`);
			inHand.add(copy);
			return tell(`makes “${copy.words}” of a copy of`, one, [
				() => put(text),
				() =>
					editor.doc.transact(() => {
						text.delete(0, one.words.length);
						text.insert(0, copy.words);
					})
			]);
		}
		default:
			return tell('cuts and types again', one, [() => cut(one), ...typeInTwo(one)]);
	}
}

/** A promise as nobody has made it before, and not much like any other. */
function think(chance: Chance): string {
	const name = Array.from({ length: 10 }, () => 'BCDFGHJKLMNPQRSTVWXZ'[chance.below(20)]).join('');
	return chance.pick([
		`王芳6月${1 + chance.below(28)}日前提交${name}样机清单`,
		`由市场部负责${name}制作，6月${1 + chance.below(28)}日前完成初稿`,
		`Ana will send ${name} by ${chance.pick(['Monday', 'Friday'])}`
	]);
}

function indexOf(body: Y.XmlFragment, words: string): number {
	const index = body.toArray().findIndex((block) => block.toString().includes(words));
	if (index < 0) throw new Error(`Nobody can find “${words}”.`);
	return index;
}

/** Changes only what is different. */
function reword(body: Y.XmlFragment, before: string, after: string): void {
	const isText = (node: unknown) => node instanceof Y.XmlText && node.toString().includes(before);
	const [text] = [...body.createTreeWalker(isText)] as unknown as [Y.XmlText];
	const start = text.toString().indexOf(before);
	let same = 0;
	while (before[same] === after[same]) same++;
	let rest = 0;
	while (rest < Math.min(before.length, after.length) - same && before.at(-1 - rest) === after.at(-1 - rest))
		rest++;
	text.delete(start + same, before.length - same - rest);
	text.insert(start + same, after.slice(same, after.length - rest));
}

/** A meeting with three people at it, their copies of the minutes, and what became of the cards. */
async function openDesk() {
	let office = await openOffice();
	const { documentId, id: meetingId } = await office.openMeeting();
	let room = (await office.app.rooms.open(documentId))!;
	const { ana, ben, chen } = office.people;
	const editors = [ana, ben, chen].map(({ id, name }) => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc), room);
		const undo = new Y.UndoManager(minutesBody(doc), { captureTimeout: 0 });
		return { id, name, doc, undo };
	});

	return { editors, meet, pause, restart, wrong, workOn, close };

	/** Everybody's writing reaches everybody. */
	async function meet(): Promise<void> {
		for (const { id, doc } of editors) {
			const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(room.doc));
			await room.write(update, { memberId: id, send: () => {} });
		}
		for (const { doc } of editors)
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc, Y.encodeStateVector(doc)), 'room');
	}

	async function pause(milliseconds: number): Promise<void> {
		await office.app.follower.readNow(documentId);
		office.pass(milliseconds);
		await office.app.follower.readNow(documentId);
	}

	async function restart(): Promise<void> {
		const before = office.now();
		await office.close();
		office = await openOffice({ after: office.storage });
		office.pass(before - office.now() + 5_000);
		room = (await office.app.rooms.open(documentId))!;
	}

	/** What is not as it should be, in sentences. New sentences get to know their card. */
	async function wrong({ live, dead }: Text): Promise<string[]> {
		const cards = await office.storage.read.cards.list(office.workspace.id, { meetingId, offBoard: true });
		const said = cards.filter(({ source }) => source === 'said');
		const faults = office.failures.map((failure) => JSON.stringify(failure));
		if (said.length !== live.size) faults.push(`${said.length} cards of ${live.size} sentences`);
		for (const one of live) {
			const words = fingerprintOf(one.words);
			const own = said.find((card) => fingerprintOf(card.said!.quote) === words);
			if (!own) faults.push(`“${one.words}” has no card`);
			else if (one.card !== null && own.id !== one.card) faults.push(`“${one.words}” has another card`);
			else one.card = own.id;
		}
		for (const { words, card, isWorkedOn } of dead) {
			const source = cards.find(({ id }) => id === card)?.source;
			if (source !== (isWorkedOn ? 'detached' : 'withdrawn'))
				faults.push(`the card of “${words}”, which is deleted, is ${source}`);
		}
		return faults;
	}

	/** Somebody lays a hand on a sentence's card. */
	async function workOn(one: Sentence, chance: Chance): Promise<void> {
		const cardId = one.card!;
		const actor = office.as(office.people.ben);
		if (chance.share() < 0.5) await office.app.boards.move(actor, { cardId, to: 'in_progress' });
		else await office.app.reports.report(actor, { cardId, text: '进展顺利' });
		one.isWorkedOn = true;
	}

	async function close(): Promise<void> {
		for (const { doc } of editors) doc.destroy();
		await office.close();
	}
}
