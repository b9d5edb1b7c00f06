import { dirname, basename, join } from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import onnx from 'onnxruntime-node';
import type { TextEmbedding } from './embedder.js';
import type { ModelFolder } from './model-folder.js';

/** A loaded model. `embed` blocks the calling process while it computes: use it in a process of its own. */
export interface LoadedModel {
  /** `before` is what stands before a passage; only a model with `contextTokens` reads it. */
  embed(text: string, isQuestion: boolean, before?: string): Promise<TextEmbedding>;
}

/** Latin text has several letters to a token; counting four as one never cuts too early. */
const LATIN_TOKEN_SHARE = 0.25;
/** More characters than a token has on average in any text: what lies further back is not tokenised. */
const CONTEXT_CHARACTERS_A_TOKEN = 8;

/** Cuts a text to what can fit the window, since the tokeniser would otherwise read all of it first. */
export function cutToWindow(text: string, maxTokens: number): { text: string; isCut: boolean } {
  if (text.length <= maxTokens - 2) return { text, isCut: false };
  let tokens = 0;
  let end = 0;
  for (const character of text) {
    tokens += /[\s!-~\u00c0-\u024f]/.test(character) ? LATIN_TOKEN_SHARE : 1;
    if (tokens > maxTokens - 2) return { text: text.slice(0, end), isCut: true };
    end += character.length;
  }
  return { text, isCut: false };
}

function lengthOf(row: Float32Array): number {
  let sum = 0;
  for (const value of row) sum += value * value;
  return Math.sqrt(sum) || 1;
}

function normalise(row: Float32Array): Float32Array {
  const length = lengthOf(row);
  return row.map((value) => value / length);
}

function meanRow(hidden: Float32Array, count: number, dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions);
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < dimensions; column += 1)
      mean[column] = (mean[column] ?? 0) + (hidden[row * dimensions + column] ?? 0) / count;
  }
  return mean;
}

/** Rows `first` … `end` as unit vectors times 127, rounded. */
function quantiseRows(hidden: Float32Array, first: number, end: number, dimensions: number): Int8Array {
  const data = new Int8Array((end - first) * dimensions);
  let at = 0;
  for (let row = first; row < end; row += 1) {
    const values = hidden.subarray(row * dimensions, (row + 1) * dimensions);
    const scale = 127 / lengthOf(values);
    for (const value of values) {
      data[at] = Math.round(value * scale);
      at += 1;
    }
  }
  return data;
}

/** The mean of rows that are unit vectors times 127, multiplied by weights. */
function levelOf(data: Int8Array, weights: Float32Array): number {
  const dimensions = weights.length;
  let sum = 0;
  for (let start = 0; start < data.length; start += dimensions) {
    for (let column = 0; column < dimensions; column += 1) sum += (data[start + column] ?? 0) * (weights[column] ?? 0);
  }
  return sum / 127 / Math.max(1, data.length / dimensions);
}

/**
 * Loads tokeniser and weights from a checked folder; nothing is ever fetched. The weights are loaded by path, since
 * onnxruntime 1.14 ignores session options for a model given as bytes; the memory arena is off because it never
 * gives back what one long text took. One thread: the fastest choice as soon as anything else runs on the machine.
 */
export async function loadModel(folder: ModelFolder): Promise<LoadedModel> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = dirname(folder.path);
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder.path), { local_files_only: true });
  const session = await onnx.InferenceSession.create(join(folder.path, 'onnx', 'model_quantized.onnx'), {
    intraOpNumThreads: 1,
    enableCpuMemArena: false,
  });
  const { maxTokens, identity, levelWeights } = folder;
  const encode = (text: string): number[] => Array.from(tokenizer.encode(text) as ArrayLike<number>);
  const instructions = [identity.passageInstruction, identity.questionInstruction].map((text) => ({
    text,
    tokenCount: text === '' ? 0 : encode(text.trimEnd()).length - 2,
  }));

  const contextOf = (before: string): number[] =>
    before === '' || identity.contextTokens === 0
      ? []
      : encode(before.slice(-CONTEXT_CHARACTERS_A_TOKEN * identity.contextTokens))
          .slice(1, -1)
          .slice(-identity.contextTokens);

  const run = async (ids: readonly number[]): Promise<Float32Array> => {
    const tensor = (values: readonly number[]) =>
      new onnx.Tensor('int64', BigInt64Array.from(values.map(BigInt)), [1, values.length]);
    const inputs: Record<string, InstanceType<typeof onnx.Tensor>> = {
      input_ids: tensor(ids),
      attention_mask: tensor(ids.map(() => 1)),
      token_type_ids: tensor(ids.map(() => 0)),
    };
    const feeds = Object.fromEntries(
      session.inputNames.flatMap((name) => (inputs[name] === undefined ? [] : [[name, inputs[name]]])),
    );
    const outputs = await session.run(feeds);
    const hidden = outputs.last_hidden_state ?? outputs[session.outputNames[0] ?? ''];
    if (hidden === undefined || !(hidden.data instanceof Float32Array))
      throw new Error('the model gives no hidden state');
    return hidden.data;
  };

  return {
    async embed(text, isQuestion, before = '') {
      const instruction = instructions[Number(isQuestion)] ?? { text: '', tokenCount: 0 };
      const cut = cutToWindow(instruction.text + text, maxTokens);
      const alone = encode(cut.text);
      const context = contextOf(before).slice(0, Math.max(0, maxTokens - alone.length));
      const own = 1 + instruction.tokenCount;
      const all = [...alone.slice(0, own), ...context, ...alone.slice(own)];
      const last = all.at(-1) ?? 0;
      const ids = all.length > maxTokens ? [...all.slice(0, maxTokens - 1), last] : all;
      const hidden = await run(ids);
      const { dimensions } = identity;
      const pooled = identity.pooling === 'cls' ? hidden.slice(0, dimensions) : meanRow(hidden, ids.length, dimensions);
      const first = Math.min(own + context.length, ids.length - 1);
      const data = quantiseRows(hidden, first, ids.length - 1, dimensions);
      const level = isQuestion && levelWeights !== null ? levelOf(data, levelWeights) : 0;
      return {
        vector: identity.normalize ? normalise(pooled) : pooled,
        tokens: [{ count: ids.length - 1 - first, dimensions, data, level }],
        truncated: cut.isCut || all.length > maxTokens,
      };
    },
  };
}
