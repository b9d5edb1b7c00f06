import type { TextEmbedding } from './embedder.js';

/** From the main process to the embedding process. */
export interface EmbedRequest {
  readonly id: number;
  readonly text: string;
  readonly isQuestion: boolean;
  /** What stands before a passage. */
  readonly before: string;
}

/** From the embedding process to the main process. Failures carry a name only: messages may hold the text. */
export type EmbedResponse =
  | { readonly kind: 'ready' }
  | { readonly kind: 'embedding'; readonly id: number; readonly embedding: TextEmbedding }
  | { readonly kind: 'failed'; readonly id: number; readonly errorName: string };
