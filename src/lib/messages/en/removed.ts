export const removed = {
	title: 'Removed cards',
	open: 'Removed cards',
	hint: 'What left the board in the last 30 days. Everything about these cards is kept, and each can be taken back.',
	none: 'No card has left the board in the last 30 days',
	dismissed: 'Said to be no action item',
	withdrawn: 'Its sentence was deleted from the minutes',
	typedAgain: 'Its sentence was typed anew, and has its earlier card again',
	takeBack: 'Take back',
	takeBackCard: 'Take back: “{{card}}”',
	back: '“{{card}}” is back on the board'
} as const;
