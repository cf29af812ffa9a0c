/** What reads files, as large as the editor: loaded when the first file is chosen. */
export { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
export { readMinutes } from '#domain/extraction/extract-action-items.ts';
export { countItems } from '#domain/minutes-file/card-offer.ts';
export { isLeftover, readMinutesFile, refusalOf } from '#domain/minutes-file/minutes-file.ts';
