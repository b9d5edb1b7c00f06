/** An entry of a `RingLog` with the number that it got there. */
export interface Numbered<T> {
  readonly id: number;
  readonly value: T;
}

/** The latest values, numbered from 1, with listeners for new ones. Older values than `capacity` are forgotten. */
export class RingLog<T> {
  private entries: Numbered<T>[] = [];
  private nextId = 1;
  private readonly listeners = new Set<(entry: Numbered<T>) => void>();

  constructor(private readonly capacity: number) {}

  get lastId(): number {
    return this.nextId - 1;
  }

  /** Appends what `make` returns for the entry's number. */
  append(make: (id: number) => T): T {
    const entry = { id: this.nextId, value: make(this.nextId) };
    this.nextId += 1;
    this.entries.push(entry);
    // Cut in large pieces, so that appending stays cheap.
    if (this.entries.length > this.capacity * 1.25) this.entries = this.entries.slice(-this.capacity);
    for (const listener of this.listeners) listener(entry);
    return entry.value;
  }

  /** The kept entries after the given number, oldest first; null where some of them are forgotten already. */
  after(id: number): readonly Numbered<T>[] | null {
    const first = this.entries[0]?.id ?? this.nextId;
    if (id + 1 < first || id > this.lastId) return null;
    return this.entries.slice(id + 1 - first);
  }

  all(): readonly Numbered<T>[] {
    return this.entries;
  }

  /** Calls the listener with every new entry until the returned function is called. */
  subscribe(listener: (entry: Numbered<T>) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
