import { fork, type ChildProcess } from 'node:child_process';
import { EmbeddingError } from '../errors.js';
import { errorFields, type Logger } from '../logger.js';
import type { Embedder, EmbedderState, ModelIdentity, TextEmbedding } from './embedder.js';
import type { EmbedRequest, EmbedResponse } from './process-protocol.js';

/** How the embedding process is run and watched. */
export interface SupervisionOptions {
  /** Compiled `embedding-process.js`. */
  readonly processPath: string;
  readonly modelDir: string;
  readonly identity: ModelIdentity;
  readonly logger: Logger;
  /** Hears how long each embedding took, in milliseconds, the queue left out. */
  readonly onEmbedded?: ((ms: number) => void) | undefined;
}

/** A text that takes longer has hung: a full window takes some 0.1 s. Two tries and a start fit into 5 s. */
const REQUEST_TIMEOUT_MS = 1_800;
/** Loading takes 0.3 s; a busy machine may need far longer. */
const START_TIMEOUT_MS = 15_000;
/** Whoever waits for a restart is told after this time; with one hung try before it, within 5 s of asking. */
const RESTART_PATIENCE_MS = 2_500;
/** More waiting questions than this would wait for seconds: refuse them at once. */
const MOST_WAITING_QUESTIONS = 500;
const MOST_WAITING_PASSAGES = 64;
/** Deaths within the window after which requests are refused until a start has succeeded. */
const UNWELL_DEATHS = 4;
const UNWELL_WINDOW_MS = 30_000;
const LONGEST_RESTART_DELAY_MS = 10_000;

/**
 * glibc keeps what many short-lived buffers took, unless it is told to give it back. The weights, of half a megabyte and
 * less each, lie together in large pages (where the machine has them on request): each question reads all of them.
 */
const MALLOC_SETTINGS = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
};

interface Job {
  readonly request: EmbedRequest;
  readonly resolve: (embedding: TextEmbedding) => void;
  readonly reject: (error: EmbeddingError) => void;
  /** The process died or hung with it once already. */
  retried: boolean;
}

function failure(code: string, actual: string): EmbeddingError {
  return new EmbeddingError(code, 'the text could not be embedded', {
    expected: 'an answer of the embedding process',
    actual,
    remedy: 'ask again in a moment; the process is restarted by itself',
  });
}

/**
 * The embedder that the program uses: the model runs in a child process, so that neither its blocking calls nor its
 * crashes reach the main process. One request is under way at a time; questions go before passages. A request during
 * whose handling the process dies or hangs is tried once more after the restart, then rejected.
 */
export class SupervisedEmbedder implements Embedder {
  readonly identity: ModelIdentity;
  readonly companion = null;
  private child: ChildProcess | null = null;
  private currentState: EmbedderState = 'starting';
  private running: Job | null = null;
  private timer: NodeJS.Timeout | undefined;
  private patienceTimer: NodeJS.Timeout | undefined;
  private questions: Job[] = [];
  private passages: Job[] = [];
  private deathTimesMs: number[] = [];
  private sentMs = 0;
  private nextId = 1;
  private restartCount = 0;

  constructor(private readonly options: SupervisionOptions) {
    this.identity = options.identity;
    this.start();
  }

  get state(): EmbedderState {
    return this.currentState;
  }

  get restarts(): number {
    return this.restartCount;
  }

  embedQuestion(text: string): Promise<TextEmbedding> {
    return this.enqueue({ text, isQuestion: true, before: '' }, this.questions, MOST_WAITING_QUESTIONS);
  }

  embedPassage(text: string, before = ''): Promise<TextEmbedding> {
    return this.enqueue({ text, isQuestion: false, before }, this.passages, MOST_WAITING_PASSAGES);
  }

  async close(): Promise<void> {
    if (this.currentState === 'closed') return;
    this.currentState = 'closed';
    clearTimeout(this.timer);
    clearTimeout(this.patienceTimer);
    this.rejectAll('EMBEDDING_CLOSED', 'the program is stopping');
    const child = this.child;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await ended;
  }

  private enqueue(asked: Omit<EmbedRequest, 'id'>, queue: Job[], bound: number): Promise<TextEmbedding> {
    if (this.currentState === 'closed') return Promise.reject(failure('EMBEDDING_CLOSED', 'the program is stopping'));
    if (this.currentState === 'unwell')
      return Promise.reject(failure('EMBEDDING_UNWELL', 'the process has died repeatedly'));
    if (queue.length >= bound)
      return Promise.reject(failure('EMBEDDING_OVERLOADED', `${queue.length} requests are waiting`));
    return new Promise((resolve, reject) => {
      queue.push({ request: { id: this.nextId++, ...asked }, resolve, reject, retried: false });
      this.next();
    });
  }

  private start(): void {
    const child = fork(this.options.processPath, [this.options.modelDir], {
      serialization: 'advanced',
      // What the libraries print on an error holds the text's tokens: it is not to be seen.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-semi-space-size=2'],
      env: { ...process.env, ...MALLOC_SETTINGS },
    });
    this.child = child;
    this.watch(START_TIMEOUT_MS);
    child.on('message', (response: EmbedResponse) => child === this.child && this.receive(response));
    child.on('error', () => this.died(child, 'cannot be started'));
    child.on('exit', (code, signal) => this.died(child, signal ?? `exit code ${code ?? 'unknown'}`));
  }

  private watch(timeoutMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.child?.kill('SIGKILL'), timeoutMs);
  }

  private receive(response: EmbedResponse): void {
    clearTimeout(this.timer);
    if (response.kind === 'ready') {
      this.currentState = 'ready';
      clearTimeout(this.patienceTimer);
      this.options.logger.debug('embedder ready', { restarts: this.restartCount });
    } else if (this.running?.request.id === response.id) {
      if (response.kind === 'failed') {
        this.replace(response.errorName);
        return;
      }
      const job = this.running;
      this.running = null;
      this.options.onEmbedded?.(performance.now() - this.sentMs);
      job.resolve(response.embedding);
    }
    this.next();
  }

  /**
   * A process that fails may be short of memory and fail for ever: it is replaced, and the request tried once more. No
   * death: nobody may make the embedder unwell by a text that it cannot read.
   */
  private replace(errorName: string): void {
    const child = this.child;
    this.child = null;
    child?.kill('SIGKILL');
    this.restartCount += 1;
    this.options.logger.warn('embedding process failed', { errorName });
    this.putBack('EMBEDDING_FAILED', errorName);
    this.currentState = 'restarting';
    this.patienceTimer = setTimeout(() => this.giveUpWaiting(), RESTART_PATIENCE_MS);
    this.restart();
  }

  private next(): void {
    if (this.currentState !== 'ready' || this.running !== null) return;
    const job = this.questions.shift() ?? this.passages.shift();
    if (job === undefined) return;
    this.running = job;
    this.watch(REQUEST_TIMEOUT_MS);
    this.sentMs = performance.now();
    this.child?.send(job.request, (error) => {
      if (error !== null) this.child?.kill('SIGKILL');
    });
  }

  private died(child: ChildProcess, how: string): void {
    if (child !== this.child || this.currentState === 'closed') return;
    clearTimeout(this.timer);
    clearTimeout(this.patienceTimer);
    // An `error` can also come from a process that lives.
    child.kill('SIGKILL');
    this.child = null;
    this.restartCount += 1;
    const nowMs = Date.now();
    this.deathTimesMs = [...this.deathTimesMs.filter((timeMs) => nowMs - timeMs < UNWELL_WINDOW_MS), nowMs];
    this.options.logger.warn('embedding process died', { how, deaths: this.deathTimesMs.length });
    this.putBack('EMBEDDING_DIED', 'the process died twice with this text');
    this.scheduleRestart();
  }

  /** Starts the process again: at once after a single death, ever later after many. */
  private scheduleRestart(): void {
    const isUnwell = this.deathTimesMs.length >= UNWELL_DEATHS;
    this.currentState = isUnwell ? 'unwell' : 'restarting';
    if (isUnwell) this.rejectAll('EMBEDDING_UNWELL', 'the process has died repeatedly');
    const delayMs = isUnwell
      ? Math.min(500 * 2 ** (this.deathTimesMs.length - UNWELL_DEATHS), LONGEST_RESTART_DELAY_MS)
      : 0;
    if (!isUnwell) this.patienceTimer = setTimeout(() => this.giveUpWaiting(), RESTART_PATIENCE_MS);
    this.timer = setTimeout(() => this.restart(), delayMs);
  }

  private restart(): void {
    try {
      this.start();
    } catch (error) {
      this.options.logger.error('embedding process cannot be started', errorFields(error));
      this.deathTimesMs.push(Date.now());
      clearTimeout(this.patienceTimer);
      this.scheduleRestart();
    }
  }

  /** The restart takes too long for those who wait; the process may still come up, and then all is well again. */
  private giveUpWaiting(): void {
    this.currentState = 'unwell';
    this.rejectAll('EMBEDDING_UNWELL', 'the process takes long to start');
  }

  private putBack(code: string, actual: string): void {
    const job = this.running;
    this.running = null;
    if (job === null) return;
    if (job.retried) {
      job.reject(failure(code, actual));
      return;
    }
    job.retried = true;
    (job.request.isQuestion ? this.questions : this.passages).unshift(job);
  }

  private rejectAll(code: string, actual: string): void {
    const jobs = [...(this.running === null ? [] : [this.running]), ...this.questions, ...this.passages];
    this.running = null;
    this.questions = [];
    this.passages = [];
    for (const job of jobs) job.reject(failure(code, actual));
  }
}
