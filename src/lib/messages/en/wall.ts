export const wall = {
	title: 'Wall',
	asOf: 'As of {{time}}',
	stale: 'No contact since {{time}}. What you see may be out of date.',
	overdue_one: '{{count}} overdue',
	overdue_other: '{{count}} overdue'
} as const;
