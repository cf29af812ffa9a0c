/** What was typed into a field of a form; empty when the field is missing or is a file. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

/** Everything that was chosen under one name, such as the ticked boxes of a group. */
export function textsOf(form: FormData, name: string): string[] {
	return form.getAll(name).filter((value) => typeof value === 'string');
}

/** The same, or null for an empty choice. */
export function choiceOf(form: FormData, name: string): string | null {
	return textOf(form, name) || null;
}
