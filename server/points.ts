/**
 * Moments at which a killed process could leave something by halves. Nothing in the product listens; the fault tests end
 * their server there (tests/faults).
 */
export type Point =
	/** Updates are judged good; nothing of them is stored. */
	| 'judged'
	/** They are about to be written. */
	| 'committing'
	/** They are on disk; nothing of them is in the live document. */
	| 'committed'
	/** They are on disk and in the live document; nobody was sent them. */
	| 'applied'
	/** One page was sent what is new, the next one not yet. */
	| 'sending'
	/** A snapshot is about to take the place of an older one. */
	| 'saving'
	/** Single updates are about to be folded into history. */
	| 'folding'
	/** One statement of a migration is done; the transaction is open. */
	| 'migrating'
	/** Some pages of a backup are copied. */
	| 'copying'
	/** A backup is read in and checked, and about to take its place. */
	| 'replacing';

export type OnPoint = (point: Point) => void;
