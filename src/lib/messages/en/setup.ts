export const setup = {
	title: 'Set up Minuteboard',
	intro: 'A few answers, and your department can write its first minutes.',
	'terminal.title': 'One step at the server first',
	'terminal.text':
		'When the server starts, it prints a link in its terminal that sets up your organisation. Open that link in this browser. It works once.',
	'terminal.lost': 'Lost it? Start the server again: it prints a new link, and the old one stops working.',
	organisation: 'Your organisation',
	'workspace.name': 'Name of your organisation',
	'workspace.name.problem': 'Enter a name of up to 80 characters.',
	timeZone: 'Time zone',
	'timeZone.hint': 'Due days and clocks follow it, wherever people are.',
	'timeZone.problem': 'Choose a time zone from the list.',
	language: 'Language of the forms',
	'language.hint': 'New minutes begin with headings in it. Everybody chooses their own for the screen.',
	department: 'Your department',
	'department.hint': 'The others come later, under Settings.',
	'department.name': 'Name of your department',
	'department.name.example': 'Marketing',
	'department.code': 'Code',
	'department.code.hint': 'Two to six letters. Record numbers begin with it: {{example}}.',
	'department.code.problem': 'Enter two to six letters from A to Z, such as MKT.',
	you: 'You',
	'you.hint': 'You become the administrator. You can name others later.',
	start: 'Start',
	taken:
		'Somebody else has just finished setting up with this link. Ask them for an invitation, or sign in if it was you.'
} as const;
