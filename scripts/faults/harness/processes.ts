import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/cli/compose.js';

/** A file of the compiled program. */
export function compiled(...path: string[]): string {
  return join(projectRoot(), 'dist', ...path);
}

/** Process ids of a process's children. Linux only, like the signals and limits that the rows use. */
export function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

/** Resident memory of a process and its children, in MiB. */
export function residentMiB(pid: number): number {
  const of = (id: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  return [pid, ...childrenOf(pid)].reduce((sum, id) => sum + of(id), 0);
}

/** How a process ended: its exit status, or the signal's name. */
export type Ending = number | NodeJS.Signals;

/** Resolves when the process has ended and its output is read. */
export function endingOf(child: ChildProcess): Promise<Ending> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  if (child.signalCode !== null) return Promise.resolve(child.signalCode);
  return new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? 0)));
}

/** What a program that ran to its end has printed. */
export interface Finished {
  readonly ending: Ending;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; one that lasts longer than `limitMs` is killed. */
export async function runToEnd(
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string | undefined>>,
  limitMs = 60_000,
): Promise<Finished> {
  const [file, ...args] = command;
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString('utf8')));
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const ending = await endingOf(child);
  clearTimeout(timer);
  return { ending, ...output };
}
