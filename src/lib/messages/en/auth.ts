export const auth = {
	'signIn.title': 'Sign in',
	'signIn.name': 'User name',
	'signIn.password': 'Password',
	'signIn.submit': 'Sign in',
	'signIn.forgot': 'Forgot your password? An administrator can send you a link for a new one.',
	'password.new': 'New password',
	'password.repeat': 'The same password again',
	'password.hint': 'At least 10 characters. Several words in a row are easy to remember.',
	'password.show': 'Show password',
	'password.hide': 'Hide password',
	'password.set': 'Set password',
	'invitation.title': 'Welcome to {{workspace}}',
	'invitation.text': 'Choose a password, and you can start right away.',
	signedOut: 'You are signed out.'
} as const;
