export const bulk = {
	title: 'Chosen cards',
	start: 'Choose several',
	choose: 'Tap the cards to choose them',
	isChosen: 'Chosen:',
	clear: 'Choose none',
	set: 'Set',
	noOwner: 'Take the owner off',
	noDay: 'Take the day off',
	noProject: 'No project',
	nothing: 'The cards stand like this already.',
	offline:
		'There is no connection to the server, so no card was changed. They stay chosen: try again when the connection is back.',
	tooMany: 'At most {{most}} cards are changed at once. Choose fewer.',
	chosen_one: '{{count}} card chosen',
	chosen_other: '{{count}} cards chosen',
	changed_one: '{{count}} card changed',
	changed_other: '{{count}} cards changed',
	refused_one: '{{count}} card stays as it is',
	refused_other: '{{count}} cards stay as they are'
} as const;
