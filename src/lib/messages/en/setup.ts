export const setup = {
	title: 'Set up Minuteboard',
	intro: 'Three answers, and your department can write its first minutes.',
	workspace: 'Name of your organisation',
	timeZone: 'Time zone',
	'timeZone.hint': 'Due days and clocks follow it, wherever people are.',
	administrator: 'Your name',
	demo: 'Fill it with an example to try',
	start: 'Start'
} as const;
