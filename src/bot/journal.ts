import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

/** An update's mark: finished, or how often its handling has begun. */
const FINISHED = 0;
/** Lines that may pile up beyond twice the marks in force before the file is written anew. */
const SPARE_LINES = 1_000;
const LINE = /^([bfro])(\d{1,16})(?: (-?\d{1,16}) (\d{1,16}))?$/;

/** A message that still needs an answer, by its numbers. */
export interface Owed {
  readonly updateId: number;
  readonly chatId: number;
  readonly messageId: number;
}

/**
 * What has become of each update, by number: an append-only file with a line a change, `b` begun, `f` finished, `r`
 * released, `o` owed: confirmed to Telegram before it was answered. A line is written before the call returns, so that a killed process loses nothing; nothing waits for the
 * disk, since a power cut can cost no more than a repeated answer. A torn last line is ignored.
 */
export class Journal {
  private readonly marks = new Map<number, number>();
  private readonly owing = new Map<number, Owed>();
  private lineCount = 0;
  private file: number;

  /** Throws where the file cannot be read or written. */
  constructor(private readonly path: string) {
    this.file = openSync(path, 'a+');
    for (const line of readFileSync(path, 'utf8').split('\n')) this.apply(line);
    this.rewrite();
  }

  isFinished(updateId: number): boolean {
    return this.marks.get(updateId) === FINISHED;
  }

  /** Notes that handling begins; returns how often it had begun before without being finished. */
  begin(updateId: number): number {
    const before = this.marks.get(updateId) ?? 0;
    this.append(`b${updateId}`);
    return before;
  }

  finish(updateId: number): void {
    this.append(`f${updateId}`);
  }

  /** Notes a message whose update Telegram will not deliver again; until it is finished an answer is owed. */
  owe({ updateId, chatId, messageId }: Owed): void {
    this.append(`o${updateId} ${chatId} ${messageId}`);
  }

  get owed(): readonly Owed[] {
    return [...this.owing.values()];
  }

  /** Takes back the beginnings of an update that was left undone on purpose. */
  release(updateId: number): void {
    if (!this.isFinished(updateId)) this.append(`r${updateId}`);
  }

  /** Forgets the marks before `updateId`. */
  compact(updateId: number): void {
    for (const id of this.marks.keys()) if (id < updateId) this.marks.delete(id);
    if (this.lineCount > 2 * this.marks.size + SPARE_LINES) this.rewrite();
  }

  close(): void {
    closeSync(this.file);
  }

  private append(line: string): void {
    writeSync(this.file, `${line}\n`);
    this.apply(line);
  }

  private apply(line: string): void {
    const [, kind, digits, chatId, messageId] = LINE.exec(line) ?? [];
    if (kind === undefined) return;
    this.lineCount += 1;
    const updateId = Number(digits);
    if (kind === 'f') this.owing.delete(updateId);
    if (kind === 'r') this.marks.delete(updateId);
    else if (kind === 'o') this.owing.set(updateId, { updateId, chatId: Number(chatId), messageId: Number(messageId) });
    else if (kind === 'f') this.marks.set(updateId, FINISHED);
    else if (!this.isFinished(updateId)) this.marks.set(updateId, (this.marks.get(updateId) ?? 0) + 1);
  }

  /** Writes what is in force into a new file and puts it in the old one's place. */
  private rewrite(): void {
    const lines = [...this.marks].flatMap(([id, mark]) =>
      mark === FINISHED ? [`f${id}\n`] : Array.from({ length: mark }, () => `b${id}\n`),
    );
    const owed = this.owed.map(({ updateId, chatId, messageId }) => `o${updateId} ${chatId} ${messageId}\n`);
    writeFileSync(`${this.path}.tmp`, [...lines, ...owed].join(''));
    renameSync(`${this.path}.tmp`, this.path);
    closeSync(this.file);
    this.file = openSync(this.path, 'a');
    this.lineCount = lines.length + owed.length;
  }
}
