import { z } from 'zod';

/** Raised when the files of the index change their form. */
export const INDEX_FORMAT_VERSION = 2;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileEntry = z.strictObject({ sha256, bytes: z.int().min(0) });

const manifestSchema = z.strictObject({
  formatVersion: z.literal(INDEX_FORMAT_VERSION),
  /** Folder of the files, beside the manifest: never a path. */
  generation: z.string().regex(/^generation-[0-9a-f]{16}$/),
  speechSha256: sha256,
  modelId: z.string(),
  modelSha256: sha256,
  pooling: z.enum(['cls', 'mean']),
  /** The second model of which token vectors are kept; null where there is none. */
  companionId: z.string().nullable(),
  companionSha256: sha256.nullable(),
  companionDimensions: z.int().min(1).max(4096).nullable(),
  dimensions: z.int().min(1).max(4096),
  passageRulesVersion: z.int(),
  metric: z.literal('cosine'),
  M: z.int(),
  efConstruction: z.int(),
  ef: z.int(),
  seed: z.int(),
  /** Number of vectors. */
  count: z.int().min(0).max(10_000_000),
  hasTokenVectors: z.boolean(),
  files: z.record(z.enum(['graph.hnsw', 'vectors.f32', 'units.json', 'tokens.i8', 'companion-tokens.i8']), fileEntry),
});

/** Describes a built index wholly; it is written last and names the folder that holds the files. */
export type Manifest = z.infer<typeof manifestSchema>;
/** Names of the files of an index. */
export type IndexFileName = keyof Manifest['files'];

/** What an index must be made from and with to be used. */
export type IndexExpectation = Pick<
  Manifest,
  | 'speechSha256'
  | 'modelId'
  | 'modelSha256'
  | 'pooling'
  | 'companionId'
  | 'companionSha256'
  | 'companionDimensions'
  | 'dimensions'
  | 'passageRulesVersion'
  | 'M'
  | 'efConstruction'
  | 'ef'
  | 'seed'
>;

/** Parses a manifest; a text says what is wrong with it. */
export function parseManifest(text: string): Manifest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'manifest.json is not JSON';
  }
  const result = manifestSchema.safeParse(value);
  if (result.success) return result.data;
  return `manifest.json: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' | ')}`;
}

/** The first difference between an index and what is expected, for people; null where it fits. */
export function describeMismatch(
  manifest: Manifest,
  expected: IndexExpectation,
): { what: string; expected: string; actual: string } | null {
  for (const key of Object.keys(expected) as (keyof IndexExpectation)[]) {
    if (manifest[key] !== expected[key])
      return { what: key, expected: String(expected[key]), actual: String(manifest[key]) };
  }
  return null;
}
