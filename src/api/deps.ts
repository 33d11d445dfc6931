import type { StoryDeps } from '../app/deps.js';

/** Injection token of what controllers hand to use cases. */
export const DEPS = Symbol('deps');

export type ApiDeps = StoryDeps;
