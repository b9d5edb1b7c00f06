import type { Answer, Turn } from '../answering/answer.js';

/** After this time without a question a conversation is forgotten. */
const MEMORY_MS = 15 * 60 * 1000;
/** Conversations kept; the oldest go first. */
const MOST_CONVERSATIONS = 5_000;
const MOST_TURNS = 4;

interface Conversation {
  readonly turns: readonly Turn[];
  readonly atMs: number;
}

/** What was asked before, per chat, topic and person. In memory only. */
export class Conversations {
  private readonly kept = new Map<string, Conversation>();

  constructor(private readonly nowMs: () => number) {}

  /** Turns of the last quarter of an hour, oldest first. */
  history(key: string): readonly Turn[] {
    const found = this.kept.get(key);
    if (found === undefined) return [];
    if (this.nowMs() - found.atMs <= MEMORY_MS) return found.turns;
    this.kept.delete(key);
    return [];
  }

  remember(key: string, question: string, answer: Answer): void {
    const turns = [...this.history(key), { question, answer }].slice(-MOST_TURNS);
    this.kept.delete(key);
    this.kept.set(key, { turns, atMs: this.nowMs() });
    const oldest = this.kept.keys().next();
    if (this.kept.size > MOST_CONVERSATIONS && oldest.done !== true) this.kept.delete(oldest.value);
  }

  /** Forgets every conversation whose key begins so. */
  forget(prefix: string): void {
    for (const key of this.kept.keys()) if (key.startsWith(prefix)) this.kept.delete(key);
  }
}
