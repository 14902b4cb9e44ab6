/** What can be switched off: events of an owner that is dead never happen. */
export interface Owner {
  dead: boolean;
}

interface Due {
  at: number;
  order: number;
  owner: Owner | null;
  happen: () => void;
}

/** Stops a seed: something did not hold. */
export class Broken extends Error {}

/**
 * Simulated time, in milliseconds from 0. Events happen one after the other; between any
 * two of them everything that code under test does in promises has come to rest.
 */
export class Clockwork {
  now = 0;
  happened = 0;
  private order = 0;
  private readonly due: Due[] = [];
  private atRest: (() => void)[] = [];

  /** Lets something happen after `ms`; the answer takes it back. */
  after(ms: number, owner: Owner | null, happen: () => void): () => void {
    const entry: Due = { at: this.now + Math.max(0, ms), order: this.order++, owner, happen };
    this.push(entry);
    return () => {
      entry.happen = nothing;
    };
  }

  /** Runs once, when what the current event set off has come to rest. */
  whenAtRest(run: () => void): void {
    this.atRest.push(run);
  }

  /** Runs until `over` says so, asked between events, or until `ms` have passed. */
  async run(ms: number, over: () => boolean = () => false): Promise<boolean> {
    const until = this.now + ms;
    await this.rest();
    while (!over()) {
      const next = this.due[0];
      if (!next || next.at > until) {
        this.now = until;
        return false;
      }
      this.pop();
      if (next.owner?.dead || next.happen === nothing) continue;
      this.now = Math.max(this.now, next.at);
      this.happened++;
      next.happen();
      await this.rest();
    }
    return true;
  }

  private async rest(): Promise<void> {
    for (;;) {
      await new Promise<void>(done => setImmediate(done));
      if (this.atRest.length === 0) return;
      for (const run of this.atRest.splice(0)) run();
    }
  }

  private push(entry: Due): void {
    const heap = this.due;
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!before(entry, heap[up] as Due)) break;
      heap[i] = heap[up] as Due;
      i = up;
    }
    heap[i] = entry;
  }

  private pop(): void {
    const heap = this.due;
    const last = heap.pop() as Due;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && before(heap[down + 1] as Due, heap[down] as Due)) down++;
      if (!before(heap[down] as Due, last)) break;
      heap[i] = heap[down] as Due;
      i = down;
    }
    heap[i] = last;
  }
}

function nothing(): void {}

function before(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
