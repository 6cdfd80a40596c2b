/** A list that the hub gives page by page; one request at a time. */
export class Paged<T, Cursor> {
  items = $state.raw<T[] | undefined>(undefined);
  next = $state.raw<Cursor | undefined>(undefined);
  failure = $state.raw<unknown>(undefined);
  busy = $state(false);

  readonly #read: (cursor?: Cursor) => Promise<{ items: T[]; next?: Cursor }>;

  constructor(read: (cursor?: Cursor) => Promise<{ items: T[]; next?: Cursor }>) {
    this.#read = read;
  }

  /** The page at a cursor, below what is there; without a cursor the list anew. */
  load(cursor?: Cursor): Promise<void> {
    return this.attempt(async () => {
      const page = await this.#read(cursor);
      this.items = cursor === undefined ? page.items : [...(this.items ?? []), ...page.items];
      this.next = page.next;
    });
  }

  /** Something else that must not come between; what fails shows where the list's own failures do. */
  async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      await work();
    } catch (refused) {
      this.failure = refused;
    } finally {
      this.busy = false;
    }
  }
}
