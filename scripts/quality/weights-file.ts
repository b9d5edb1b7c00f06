import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectRoot } from '../../src/cli/compose.js';
import type { LogisticModel } from './logistic-model.js';

/** A source file that holds the weights of a logistic model. */
export interface WeightsFile {
  /** Below the project's root. */
  readonly path: string;
  /** Where its type stands, as the file imports it. */
  readonly typeFrom: string;
  readonly typeName: string;
  readonly constantName: string;
  /** The command that writes it. */
  readonly command: string;
}

const DECIMALS = 4;
const rounded = (value: number) => String(Number(value.toFixed(DECIMALS)));

/** The source of the file: each signal's weight by name. */
export function weightsSource(
  file: WeightsFile,
  signals: readonly string[],
  { constant, weights }: LogisticModel,
): string {
  return [
    `import type { ${file.typeName} } from '${file.typeFrom}';`,
    '',
    `/** Weights of the signals, fitted and written by \`npm run ${file.command} -- --write\`. */`,
    `export const ${file.constantName}: ${file.typeName} = {`,
    `  constant: ${rounded(constant)},`,
    '  signals: {',
    ...signals.map((name, index) => `    ${name}: ${rounded(weights[index] ?? 0)},`),
    '  },',
    '};',
    '',
  ].join('\n');
}

/** Writes the file, or prints it where it is not to be written. */
export async function putWeights(
  file: WeightsFile,
  signals: readonly string[],
  model: LogisticModel,
  isToWrite: boolean,
): Promise<void> {
  const source = weightsSource(file, signals, model);
  if (isToWrite) await writeFile(join(projectRoot(), file.path), source);
  else console.log(`\n${basename(file.path)}:\n${source}`);
}
