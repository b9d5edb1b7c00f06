import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../errors.js';

/** One question of a speech set. */
export const speechQuestionSchema = z.object({
  id: z.string(),
  question: z.string(),
  kind: z.string().default('fact'),
  evidence: z.array(z.string()).default([]),
  any_of: z.boolean().default(false),
  history: z.array(z.string()).optional(),
});
/** One claim of a claim set. */
export const claimSchema = z.object({ id: z.string(), claim: z.string(), verdict: z.string().optional() });
/** One passage of a passage set. */
export const passageSchema = z.object({ pid: z.union([z.string(), z.number()]).transform(String), text: z.string() });
/** One question of a passage set. */
export const retrievalSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  question: z.string(),
  pid: z.union([z.string(), z.number()]).transform(String).optional(),
  answers: z.array(z.string()).default([]),
});

/** A file of sets, each with the speech it belongs to; paths are relative to the file. */
const setsSchema = z.array(
  z.union([
    z.strictObject({
      name: z.string(),
      speech: z.string(),
      questions: z.string(),
      isBlind: z.boolean().default(false),
    }),
    z.strictObject({ name: z.string(), speech: z.string(), claims: z.string() }),
  ]),
);

/** A set of questions, with paths that can be opened. */
export interface QuestionSet {
  readonly name: string;
  readonly speech: string;
  readonly path: string;
  /** Whether nobody has looked at its answers: it judges, and nothing is fitted to it. */
  readonly isBlind: boolean;
}

/** Sets to run, with paths that can be opened. */
export interface SetList {
  readonly questions: readonly QuestionSet[];
  readonly claims: readonly { readonly name: string; readonly speech: string; readonly path: string }[];
}

/** Reads a list of sets such as `eval/sets.json`. Throws `UsageError` where it is none. */
export async function readSetList(path: string): Promise<SetList> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError('SET_UNREADABLE', `cannot read ${path}`, { expected: 'a list of sets', cause });
  });
  const sets = parseSets(path, text);
  const at = (file: string) => resolve(dirname(path), file);
  return {
    questions: sets.flatMap((set) =>
      'questions' in set
        ? [{ name: set.name, speech: at(set.speech), path: at(set.questions), isBlind: set.isBlind }]
        : [],
    ),
    claims: sets.flatMap((set) =>
      'claims' in set ? [{ name: set.name, speech: at(set.speech), path: at(set.claims) }] : [],
    ),
  };
}

function parseSets(path: string, text: string): z.output<typeof setsSchema> {
  try {
    return setsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new UsageError('SET_INVALID', `${path} is no list of sets`, {
      expected: '[{"name","speech","questions","isBlind"?} or {"name","speech","claims"}]',
      cause,
    });
  }
}

/** One question of a speech set, with its defaults. */
export type SpeechQuestion = z.infer<typeof speechQuestionSchema>;

/** Reads a file of one JSON object a line. Throws `UsageError` that names the line. */
export async function readLines<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError('SET_UNREADABLE', `cannot read ${path}`, {
      expected: 'a file of one JSON object a line',
      cause,
    });
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new UsageError('SET_INVALID', `${path} line ${index + 1} is not JSON`, { cause });
    }
    const result = schema.safeParse(value);
    if (!result.success) {
      throw new UsageError('SET_INVALID', `${path} line ${index + 1} is wrong`, {
        actual: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' | '),
      });
    }
    return [result.data];
  });
}
