/** How a fault is to be tried. */
export type Run = {
	readonly seed: number;
	/** The product with its pages, or without them (see server-process.ts). */
	readonly program?: 'product' | 'tests';
	/** Of several points only this one. */
	readonly at?: string | undefined;
	/** Says how far it is. */
	readonly say: (line: string) => void;
};

/** What came of it. */
export type Report = {
	readonly name: string;
	/** How often, and with how much at work. */
	readonly runs: string;
	/** What was measured; holds only when there are no failures. */
	readonly result: string;
	readonly failures: readonly string[];
};
