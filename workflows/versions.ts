import { patched } from '@temporalio/workflow';

/**
 * Named patches. A change of a story's own commands goes behind a predicate here, with a history per path that replays
 * (test/replay/histories, or a test that replays what it has just lived). Rule changes never need one: rules live in the transaction.
 * Each predicate is asked only where its change matters, so that the histories of other stories stay as they are.
 */
export const PATCHES = ['continues-with-news', 'file-continues'] as const;

/** A long run continues as new although news waits; before, a stream of signals that never paused kept it going. */
export const continuesWithNews = (): boolean => patched('continues-with-news');

/** A file of very many remittances goes on in a new run; before, its history grew with their number. */
export const fileContinues = (): boolean => patched('file-continues');
