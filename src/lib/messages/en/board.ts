export const board = {
	title: 'Board',
	'column.not_started': 'Not started',
	'column.in_progress': 'In progress',
	'column.done': 'Done',
	'column.delayed': 'Delayed',
	cards_one: '{{count}} card',
	cards_other: '{{count}} cards',
	'filter.owner': 'Owner',
	'filter.department': 'Department',
	'filter.due': 'Due',
	'filter.clear': 'Show all cards',
	moved: '“{{card}}” moved to {{column}}',
	'empty.title': 'No cards yet',
	'empty.text': 'Cards come from the minutes. Write a sentence with a name and a day, and it appears here.'
} as const;
