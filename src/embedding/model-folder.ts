import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { z } from 'zod';
import { ModelError } from '../errors.js';
import type { ModelIdentity } from './embedder.js';

/** A checked model folder. */
export interface ModelFolder {
  readonly path: string;
  readonly identity: ModelIdentity;
  /** Window of the model in tokens, special tokens included. */
  readonly maxTokens: number;
  /** What the mean of a question's token vectors is multiplied by for its `level`; null for a model without. */
  readonly levelWeights: Float32Array | null;
}

/** Name of the file beside the weights that says how the model is used. */
const EMBEDDING_SETTINGS_FILE = 'embedding.json';
const CONFIG_FILE = 'config.json';
const REQUIRED_FILES = [CONFIG_FILE, 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

const settingsSchema = z.strictObject({
  pooling: z.enum(['cls', 'mean']),
  normalize: z.boolean(),
  questionInstruction: z.string(),
  passageInstruction: z.string().default(''),
  contextTokens: z.int().min(0).max(256).default(0),
  dimensions: z.int().min(1).max(4096),
  maxTokens: z.int().min(16).max(8192),
});

/** `level_weights` is written by the training of a model; other models have none. */
const configSchema = z.looseObject({ level_weights: z.array(z.number()).optional() });

const REMEDY = 'copy the model folder again, or set EMBEDDING_MODEL to a complete one';

async function readModelFile(folder: string, root: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  try {
    const real = await realpath(path);
    if (!real.startsWith(root + sep)) {
      throw new ModelError('MODEL_OUTSIDE', `${name} of the model lies outside ${folder}`, { remedy: REMEDY });
    }
    return await readFile(real);
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw new ModelError('MODEL_FILE_MISSING', `cannot read ${path}`, {
      expected: 'a complete model folder',
      actual: code,
      remedy: REMEDY,
      cause,
    });
  }
}

function parseSums(text: string, folder: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([0-9a-f]{64}) [ *](\S.*)$/.exec(line.trimEnd());
    if (match?.[1] !== undefined && match[2] !== undefined) sums.set(match[2], match[1]);
  }
  const unlisted = REQUIRED_FILES.filter((name) => !sums.has(name));
  if (unlisted.length > 0) {
    throw new ModelError('MODEL_SUMS_INCOMPLETE', `SHA256SUMS of ${folder} lacks ${unlisted.join(', ')}`, {
      expected: 'a sum for every file of the model',
      actual: `${sums.size} sums`,
      remedy: REMEDY,
    });
  }
  return sums;
}

/**
 * Checks a model folder: settings, and the SHA-256 sum of every file that `SHA256SUMS` lists (24 MB: some 20 ms).
 * Throws `ModelError` that names the first damaged or missing file.
 */
export async function checkModelFolder(path: string): Promise<ModelFolder> {
  const root = await realpath(path).catch((cause: unknown) => {
    throw new ModelError('MODEL_MISSING', `no model folder at ${path}`, {
      expected: 'a folder with the model',
      actual: 'none',
      remedy: REMEDY,
      cause,
    });
  });
  const sumsText = (await readModelFile(path, root, 'SHA256SUMS')).toString('utf8');
  const settingsBytes = await readModelFile(path, root, EMBEDDING_SETTINGS_FILE);
  for (const [name, expected] of parseSums(sumsText, path)) {
    const actual = createHash('sha256')
      .update(await readModelFile(path, root, name))
      .digest('hex');
    if (actual === expected) continue;
    throw new ModelError('MODEL_FILE_DAMAGED', `${join(path, name)} is damaged`, {
      expected: `SHA-256 ${expected}`,
      actual,
      remedy: REMEDY,
    });
  }
  const settings = parseSettings(settingsBytes.toString('utf8'), path);
  const weights = parseLevelWeights((await readModelFile(path, root, CONFIG_FILE)).toString('utf8'), path);
  if (weights !== null && weights.length !== settings.dimensions) {
    throw new ModelError('MODEL_SETTINGS_INVALID', `level_weights of ${join(path, CONFIG_FILE)} are wrong`, {
      expected: `${settings.dimensions} numbers`,
      actual: `${weights.length}`,
      remedy: REMEDY,
    });
  }
  return {
    path: root,
    maxTokens: settings.maxTokens,
    levelWeights: weights,
    identity: {
      id: basename(root),
      sha256: createHash('sha256').update(sumsText).update(settingsBytes).digest('hex'),
      dimensions: settings.dimensions,
      pooling: settings.pooling,
      normalize: settings.normalize,
      questionInstruction: settings.questionInstruction,
      passageInstruction: settings.passageInstruction,
      contextTokens: settings.contextTokens,
    },
  };
}

function parseSettings(text: string, path: string): z.infer<typeof settingsSchema> {
  const expected = 'pooling, normalize, questionInstruction, passageInstruction, contextTokens, dimensions, maxTokens';
  return parseJson(settingsSchema, text, join(path, EMBEDDING_SETTINGS_FILE), expected);
}

function parseLevelWeights(text: string, path: string): Float32Array | null {
  const config = parseJson(configSchema, text, join(path, CONFIG_FILE), 'level_weights, if any, to be numbers');
  return config.level_weights === undefined ? null : Float32Array.from(config.level_weights);
}

function parseJson<Value>(schema: z.ZodType<Value>, text: string, file: string, expected: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ModelError('MODEL_SETTINGS_INVALID', `${file} is not JSON`, { remedy: REMEDY, cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ModelError('MODEL_SETTINGS_INVALID', `${file} is wrong`, {
    expected,
    actual: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' | '),
    remedy: REMEDY,
  });
}
