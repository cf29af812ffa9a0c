// What Node is told when it runs the server.

/**
 * The old generation of the heap begins with 96 MB: the first collection of all of it, 25 to 35 ms of everybody's time, otherwise
 * comes in the first seconds of the first meeting after a start (docs/decisions/023).
 */
export const serverFlags = ['--initial-old-space-size=96'];
