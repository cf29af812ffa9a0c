import { addDays, lastDayOfMonth, makeDay, mondayOf, partsOf, type Day } from '#domain/day.ts';

/** The seven days from Monday to Sunday that a day is among. */
export function weekOf(day: Day): Day[] {
	const monday = mondayOf(day);
	return [0, 1, 2, 3, 4, 5, 6].map((at) => addDays(monday, at));
}

/** The weeks that a day's month has days in: four to six. */
export function weeksOfMonth(day: Day): Day[][] {
	const { year, month } = partsOf(day);
	const last = lastDayOfMonth(year, month);
	const weeks: Day[][] = [];
	for (let monday = mondayOf(makeDay(year, month, 1)); monday <= last; monday = addDays(monday, 7))
		weeks.push(weekOf(monday));
	return weeks;
}

/** The same day so many months later, negative for earlier; the month's last day where it has no such day. */
export function addMonths(day: Day, count: number): Day {
	const { year, month, day: number } = partsOf(day);
	const same = makeDay(year, month + count, number);
	const last = lastDayOfMonth(year, month + count);
	return same < last ? same : last;
}
