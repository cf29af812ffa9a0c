/** A quick look tells most texts from those in which the patterns behind it can find anything: it must know a word of each of theirs. */
export type FirstLook = { readonly look: RegExp; readonly behind: readonly RegExp[] };
