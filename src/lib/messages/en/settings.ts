export const settings = {
	title: 'Settings',
	workspace: 'Organisation',
	profile: 'My profile',
	'profile.colour': 'My colour',
	'profile.colour.hint': 'Others see your cursor and name in it.',
	password: 'Password',
	calendar: 'Working days and holidays',
	saved: 'The settings are saved.'
} as const;
