import type { RequestHandler } from './$types';
import { refuse } from '../endpoint.ts';

/** Every address of the API that is none. */
export const fallback: RequestHandler = () => refuse(404, 'not-found');
