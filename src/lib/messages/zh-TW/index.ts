import { adding } from './adding.ts';
import { auth } from './auth.ts';
import { board } from './board.ts';
import { bulk } from './bulk.ts';
import { calendar } from './calendar.ts';
import { card } from './card.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { imports } from './imports.ts';
import { meetings } from './meetings.ts';
import { minutes } from './minutes.ts';
import { past } from './past.ts';
import { people } from './people.ts';
import { reading } from './reading.ts';
import { removed } from './removed.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';
import { today } from './today.ts';
import { wall } from './wall.ts';

/** Every message in Traditional Chinese as written in Taiwan. */
export const zhTW = {
	adding,
	auth,
	board,
	bulk,
	calendar,
	card,
	common,
	errors,
	imports,
	meetings,
	minutes,
	past,
	people,
	reading,
	removed,
	settings,
	setup,
	shell,
	today,
	wall
};
