export const adding = {
	open: 'New card',
	label: 'A card in one line',
	placeholder: 'Li Ming to send the quote by Friday, high',
	hint: 'Who, what and by when, as in the minutes. # names a project.',
	preparing: 'Fetching the names …',
	project: 'Project',
	takeOff: 'Do not take this as {{field}}: {{value}}',
	putOn: 'Read {{field}} again',
	noDay: '“{{text}}” names no day',
	unknownName: 'not in the directory',
	needsWhich:
		'Several bear this name. Say which one is meant, or take the owner off; then press Enter again.',
	nothing: 'Write what is to be done, then press Enter.',
	offline:
		'There is no connection to the server, so no card was made. What you typed is still here. Press Enter again when the connection is back.',
	made: '“{{card}}” is on the board',
	madeHidden: '“{{card}}” is on the board. Your filter hides it now.',
	madeMany_one: '{{count}} card is on the board',
	madeMany_other: '{{count}} cards are on the board'
} as const;
