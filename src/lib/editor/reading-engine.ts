/**
 * The reading of minutes, as large as half the editor. Loaded once the text is on the screen: until then cards are
 * shown where the server says their sentences stand.
 */
export { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
export { emptyReading, readMinutes } from '#domain/extraction/extract-action-items.ts';
export { proposedItems } from '#domain/extraction/proposals.ts';
