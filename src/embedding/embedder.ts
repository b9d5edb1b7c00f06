/** What makes two vectors comparable: the same weights, read in the same way. */
export interface ModelIdentity {
  /** The model folder's name. */
  readonly id: string;
  /** SHA-256 over the folder's checksum list, lower-case hex: changes with any file of the model. */
  readonly sha256: string;
  readonly dimensions: number;
  readonly pooling: 'cls' | 'mean';
  readonly normalize: boolean;
  /** Put before a question, never before a passage; may be empty. */
  readonly questionInstruction: string;
  /** Put before a passage, never before a question; may be empty. */
  readonly passageInstruction: string;
  /** Tokens of the text before a passage that the model reads with it; 0 for a model that reads passages alone. */
  readonly contextTokens: number;
}

/** Vectors of a text's tokens (without special tokens and without an instruction's), for late interaction. */
export interface TokenVectors {
  readonly count: number;
  readonly dimensions: number;
  /** `count × dimensions`, row by row; each row is a unit vector times 127, rounded. */
  readonly data: Int8Array;
  /**
   * For a question, what late interaction with it is measured from: a model that was trained so knows by the question how
   * like it a sentence will be that does not answer. 0 for passages and for other models.
   */
  readonly level: number;
}

/** One text's vectors. */
export interface TextEmbedding {
  /** L2-normalised, `dimensions` long. */
  readonly vector: Float32Array;
  /** Token vectors by each model: the embedder's own first, then its companion's, where it has one. */
  readonly tokens: readonly TokenVectors[];
  /** True when the text was longer than the model's window and was cut. */
  readonly truncated: boolean;
}

/** `unwell`: it has died so often of late that new requests are refused at once until it has recovered. */
export type EmbedderState = 'starting' | 'ready' | 'restarting' | 'unwell' | 'closed';

/** Turns texts into vectors. Failures reject with `EmbeddingError`; nothing is ever downloaded. */
export interface Embedder {
  readonly identity: ModelIdentity;
  /** A second model, of which only the token vectors are used; null where there is none. */
  readonly companion: ModelIdentity | null;
  readonly state: EmbedderState;
  /** Times that an embedding process had to be started again. */
  readonly restarts: number;
  /**
   * `asked` is the question in its own words where `text` translates it: a companion of many languages reads those.
   * `onCompanionTokens` may hear the companion's token vectors before the promise is fulfilled: it need not wait for the
   * rest.
   */
  embedQuestion(
    text: string,
    asked?: string,
    onCompanionTokens?: (tokens: TokenVectors) => void,
  ): Promise<TextEmbedding>;
  /** `before` is what stands before the passage: a model that was trained so reads its end, and gives no tokens for it. */
  embedPassage(text: string, before?: string): Promise<TextEmbedding>;
  /** Ends the embedding processes; waiting requests are rejected. */
  close(): Promise<void>;
}
