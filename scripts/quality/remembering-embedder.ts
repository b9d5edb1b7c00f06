import type { Embedder, TextEmbedding } from '../../src/embedding/embedder.js';

/** An embedder that embeds each question once and passages as they come: measurements ask the same again and again. */
export class RememberingEmbedder implements Embedder {
  private readonly questions = new Map<string, Promise<TextEmbedding>>();

  constructor(private readonly embedder: Embedder) {}

  get identity() {
    return this.embedder.identity;
  }

  get companion() {
    return this.embedder.companion;
  }

  get state() {
    return this.embedder.state;
  }

  get restarts() {
    return this.embedder.restarts;
  }

  embedQuestion(text: string, asked = text): Promise<TextEmbedding> {
    const key = `${text}\n${asked}`;
    const known = this.questions.get(key) ?? this.embedder.embedQuestion(text, asked);
    this.questions.set(key, known);
    return known;
  }

  embedPassage(text: string, before = ''): Promise<TextEmbedding> {
    return this.embedder.embedPassage(text, before);
  }

  close(): Promise<void> {
    return this.embedder.close();
  }
}
