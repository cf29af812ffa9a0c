export const minutes = {
	title: 'Minutes',
	'save.saved': 'Saved',
	'save.saving': 'Saving…',
	'save.offline_one': 'Offline. {{count}} change is kept on this device',
	'save.offline_other': 'Offline. {{count}} changes are kept on this device',
	'save.readOnly': 'Read only',
	items: 'Action items',
	evidence: 'Evidence',
	writing_one: '{{count}} person here',
	writing_other: '{{count}} people here',
	example: 'Marketing makes the short videos, first cut by 10 June.',
	askDay: 'By when?',
	askOwner: 'Who does it?'
} as const;
