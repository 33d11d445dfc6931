export { practiceActor } from './practice-actor.js';
