import type { Embedder, EmbedderState, TextEmbedding, TokenVectors } from './embedder.js';

/** From the worst to the best: a pair is as well as the worse of the two. */
const STATES: readonly EmbedderState[] = ['closed', 'unwell', 'restarting', 'starting', 'ready'];

/**
 * Two embedders as one: vectors are those of the first, token vectors those of both. Both work at the same time, each
 * in its own process, so that on two cores a text takes as long as the slower one needs. That one is asked first: with a
 * question the first embedder, whose instruction is longer than most questions, with a passage the second, whose model is
 * larger and reads what stands before as well.
 */
export class PairedEmbedder implements Embedder {
  constructor(
    private readonly first: Embedder,
    private readonly second: Embedder,
  ) {}

  get identity() {
    return this.first.identity;
  }

  get companion() {
    return this.second.identity;
  }

  get state(): EmbedderState {
    const states = [this.first.state, this.second.state];
    return STATES.find((state) => states.includes(state)) ?? 'ready';
  }

  get restarts(): number {
    return this.first.restarts + this.second.restarts;
  }

  embedQuestion(
    text: string,
    asked = text,
    onCompanionTokens?: (tokens: TokenVectors) => void,
  ): Promise<TextEmbedding> {
    const own = this.first.embedQuestion(text);
    const other = this.second.embedQuestion(asked).then((embedding) => {
      const [tokens] = embedding.tokens;
      if (tokens !== undefined) onCompanionTokens?.(tokens);
      return embedding;
    });
    return joined(own, other);
  }

  embedPassage(text: string, before = ''): Promise<TextEmbedding> {
    const other = this.second.embedPassage(text, before);
    return joined(this.first.embedPassage(text, before), other);
  }

  async close(): Promise<void> {
    await Promise.all([this.first.close(), this.second.close()]);
  }
}

async function joined(first: Promise<TextEmbedding>, second: Promise<TextEmbedding>): Promise<TextEmbedding> {
  const [own, other] = await Promise.all([first, second]);
  return {
    vector: own.vector,
    tokens: [...own.tokens, ...other.tokens],
    truncated: own.truncated || other.truncated,
  };
}
