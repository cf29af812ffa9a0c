import type { Calendar } from '../calendar/working-days.ts';
import type { Day } from '../day.ts';
import type { Directory } from '../directory.ts';
import type { OwnWords } from './own-words.ts';

/** What a reader must know besides the text itself. */
export type ReadingContext = {
	/** The day of the meeting: relative days count from it. */
	readonly meetingDay: Day;
	/** The day of the next meeting of the series, when it is known ("before the next meeting"). */
	readonly nextMeetingDay: Day | null;
	readonly directory: Directory;
	/** The workspace's own titles and words for giving work. */
	readonly ownWords: OwnWords;
	readonly calendar: Calendar;
};
