import type { Answer, Turn } from '../answering/quoting/answer.js';

/** After this time without a question a conversation is forgotten. */
const MEMORY_MS = 15 * 60 * 1000;
/** Conversations kept; the oldest go first. */
const MOST_CONVERSATIONS = 5_000;
/** Enough that "还有呢" comes to an end before the question it goes on from is forgotten. */
const MOST_TURNS = 12;

interface Conversation {
  /** Hash of the speech that the turns are about. */
  readonly speech: string;
  readonly turns: readonly Turn[];
  readonly atMs: number;
}

interface AnsweredMessage extends Conversation {
  readonly key: string;
}

/**
 * What was asked before, per chat, topic and person. In memory only. Turns hold offsets of the speech that they are
 * about, by its hash: once another has been read nothing goes on from them.
 */
export class Conversations {
  private readonly kept = new Map<string, Conversation>();
  /** What each of the bot's latest answers answered, by chat and message. */
  private readonly answers = new Map<string, AnsweredMessage>();

  constructor(private readonly nowMs: () => number) {}

  /** Turns about a speech of the last quarter of an hour, oldest first. */
  history(key: string, speech: string): readonly Turn[] {
    const found = this.kept.get(key);
    if (found === undefined) return [];
    if (this.isInForce(found, speech)) return found.turns;
    this.kept.delete(key);
    return [];
  }

  /** Notes a question and its answer from a speech. */
  remember(key: string, speech: string, question: string, answer: Answer): void {
    const turns = [...this.history(key, speech), { question, answer }].slice(-MOST_TURNS);
    this.kept.delete(key);
    this.kept.set(key, { speech, turns, atMs: this.nowMs() });
    this.dropOldest(this.kept);
  }

  /** Notes which message holds the latest answer of a conversation. */
  rememberAnswer(key: string, chatId: number, messageId: number): void {
    const found = this.kept.get(key);
    if (found === undefined) return;
    const message = `${chatId}:${messageId}`;
    this.answers.delete(message);
    this.answers.set(message, { ...found, key, atMs: this.nowMs() });
    this.dropOldest(this.answers);
  }

  /**
   * The conversation about a speech up to the answer that one of the bot's messages holds, for a quarter of an hour;
   * whoever asked. Null where there is none.
   */
  historyAt(chatId: number, messageId: number, speech: string): readonly Turn[] | null {
    const found = this.answers.get(`${chatId}:${messageId}`);
    return found !== undefined && this.isInForce(found, speech) ? found.turns : null;
  }

  /** Forgets every conversation whose key begins so. */
  forget(prefix: string): void {
    for (const key of this.kept.keys()) if (key.startsWith(prefix)) this.kept.delete(key);
    for (const [message, { key }] of this.answers) if (key.startsWith(prefix)) this.answers.delete(message);
  }

  /** How many conversations and answers are in memory. */
  get size(): number {
    return this.kept.size + this.answers.size;
  }

  /** Drops what is out of date, and the oldest where there are too many; entries stand in the order of their time. */
  private dropOldest(entries: Map<string, Conversation>): void {
    for (const [key, { atMs }] of entries) {
      if (this.nowMs() - atMs <= MEMORY_MS && entries.size <= MOST_CONVERSATIONS) return;
      entries.delete(key);
    }
  }

  private isInForce(conversation: Conversation, speech: string): boolean {
    return conversation.speech === speech && this.nowMs() - conversation.atMs <= MEMORY_MS;
  }
}
