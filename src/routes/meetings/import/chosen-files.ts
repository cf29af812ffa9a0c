/** A file as somebody chose it, by its path in what was chosen. */
export type ChosenFile = { readonly path: string; readonly file: File };

/** What a file dialog gave, for single files or a whole folder. */
export function fromDialog(files: FileList | null): ChosenFile[] {
	return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Everything that was dropped, folders with all that is in them. Files that the browser may not read are left out. */
export async function fromDrop(dropped: DataTransfer): Promise<ChosenFile[]> {
	// Asked for at once: after the event they are gone.
	const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
	if (entries.length === 0) return fromDialog(dropped.files);
	return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<ChosenFile[]> {
	const path = entry.fullPath.replace(/^\//, '');
	if (entry.isFile) {
		const file = await new Promise<File | null>((resolve) =>
			(entry as FileSystemFileEntry).file(resolve, () => resolve(null))
		);
		return file ? [{ path, file }] : [];
	}
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	const found: ChosenFile[] = [];
	// A folder answers a hundred at a time, until it answers none.
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve) =>
			reader.readEntries(resolve, () => resolve([]))
		);
		if (some.length === 0) return found;
		for (const one of some) found.push(...(await filesIn(one)));
	}
}
