import type { Embedder, EmbedderState, TextEmbedding } from './embedder.js';

/** Passages of one text after which a helper is worth the time that its start takes. */
export const PASSAGES_BEFORE_HELP = 120;
/** A helper that had nothing to do for so long is ended: it holds as much memory as the embedder itself. */
export const LONGEST_IDLE_MS = 2_000;

interface Passage {
  readonly text: string;
  readonly before: string;
  readonly resolve: (embedding: TextEmbedding) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * An embedder that takes a second one of the same model to its help while many passages wait, and ends it when they are
 * done. Questions never wait for the helper, and what it fails at the embedder itself does.
 */
export class HelpedEmbedder implements Embedder {
  private helper: Embedder | null = null;
  private readonly busy = new Set<Embedder>();
  private readonly waiting: Passage[] = [];
  private takenCount = 0;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly own: Embedder,
    /** Starts a further embedder of the same model. */
    private readonly startHelper: () => Embedder,
  ) {}

  get identity() {
    return this.own.identity;
  }

  get companion() {
    return this.own.companion;
  }

  get state(): EmbedderState {
    return this.own.state;
  }

  get restarts(): number {
    return this.own.restarts;
  }

  embedQuestion(...question: Parameters<Embedder['embedQuestion']>): Promise<TextEmbedding> {
    return this.own.embedQuestion(...question);
  }

  embedPassage(text: string, before = ''): Promise<TextEmbedding> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ text, before, resolve, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.idleTimer);
    await Promise.all([this.own.close(), this.helper?.close()]);
  }

  private next(): void {
    clearTimeout(this.idleTimer);
    this.takeUp(this.own);
    const needsHelp = this.waiting.length > 0 && this.takenCount >= PASSAGES_BEFORE_HELP && this.state === 'ready';
    if (needsHelp) this.helper ??= this.startHelper();
    if (this.helper?.state === 'ready') this.takeUp(this.helper);
    if (this.busy.size === 0) this.idleTimer = setTimeout(() => this.rest(), LONGEST_IDLE_MS).unref();
  }

  private takeUp(embedder: Embedder): void {
    const passage = this.busy.has(embedder) ? undefined : this.waiting.shift();
    if (passage === undefined) return;
    this.busy.add(embedder);
    this.takenCount += 1;
    const { text, before, resolve, reject } = passage;
    const embedded = embedder
      .embedPassage(text, before)
      .catch((error: unknown) => {
        if (embedder === this.own) throw error;
        return this.own.embedPassage(text, before);
      })
      .finally(() => this.busy.delete(embedder));
    void embedded.then(resolve, reject).finally(() => this.next());
  }

  private rest(): void {
    this.takenCount = 0;
    const { helper } = this;
    this.helper = null;
    void helper?.close();
  }
}
