export const errors = {
	'not-signed-in':
		'You have been signed out. Nothing you saved is lost. Sign in again to go on where you were.',
	forbidden:
		'You do not have the right to do this, and nothing was changed. Ask an administrator or the meeting’s chair for it.',
	'not-found':
		'What you are looking for is not here: it was removed, or the address has a mistake. Nothing else was touched. Check the address or go back.',
	conflict:
		'Somebody else changed this a moment earlier. Their change was kept, yours was not saved but is still on your screen. Look at the new version, then save again.',
	'invalid-input':
		'Some of what was entered cannot be used as it is. Everything you typed is still here. Correct the marked fields and send again.',
	'too-many-attempts':
		'There were too many attempts in a short time, so we wait a little. Nothing was changed. Try again in a few minutes.',
	'link-expired':
		'This link is too old to be used. Nothing was changed. Ask the person who sent it for a new one.',
	'link-used':
		'This link has already been used, and what was done with it is kept. Sign in, or ask for a new link.',
	'wrong-name-or-password':
		'The name and password do not match. Your name is still filled in. Check both, mind capital letters, and try again.',
	'weak-password':
		'This password is too short or too simple, so it was not set. The rest of the form is kept. Use at least 8 characters; several words in a row are fine.',
	'common-password':
		'This password is easily guessed: it is a common one, or your own name. It was not set; the rest of the form is kept. Choose another one.',
	'name-taken':
		'This name is already in use. The rest of the form is kept. Choose another name, or add something that tells the two apart.',
	'code-taken':
		'Another department already uses this code. The rest of the form is kept. Record numbers need a code of their own: choose another.',
	'last-administrator':
		'This is the only administrator, so nothing was changed. Make somebody else administrator first.',
	'meeting-closed':
		'These minutes are closed, so the text was not changed. What you typed is still on your screen: copy it, or ask the chair to reopen the meeting.',
	'needs-reason':
		'A delay needs its reason, so the card stays where it was. Say in one sentence what holds it up, and send again.',
	'needs-new-day':
		'A delay needs a new day, so the card stays where it was. Say when it will be done, and send again.',
	'day-not-after':
		'The new day is not later than the old one, so nothing was changed. Your reason is kept. Choose a later day.',
	'stale-move':
		'The board changed while you were dragging, so the card went back to where it stands for everybody. Nothing is lost. Move it again if it still should.',
	'too-large':
		'This is larger than can be taken in one piece, so it was not saved. It is still on your screen. Make it shorter or split it, and send again.',
	offline:
		'There is no connection to the server. What you typed is kept on this device and will be sent by itself. You can go on working.',
	internal:
		'The server made a mistake. What was saved before is safe; the last step may not have been done. Try again, and tell an administrator if it happens twice.',
	'needs-deliverable':
		'Done asks for what was delivered, so the card stays where it was. Name it, give its address, or say why there is nothing.',
	'needs-reopening-reason':
		'What was done is open again only for a reason, so the card stays done. Say it in one sentence, and send again.',
	'changed-since':
		'Others have changed this card since, so nothing was undone. Look at the card, and undo all the same if it should be.',
	'already-undone': 'This has been undone already. Nothing was changed.',
	'cannot-undo': 'This cannot be undone here, so nothing was changed. Change the card back by hand.'
} as const;
