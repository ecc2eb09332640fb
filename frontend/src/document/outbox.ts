/** What was written and is not stored yet, kept on this device until the server has it. One for each tab; that of
 * a tab which is gone is taken over by the next one of the same person. */

const NAME = 'jusoor-texts';
const STORE = 'outbox';

interface Entry {
  id?: number;
  document: string;
  person: number;
  tab: string;
  update: Uint8Array;
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(STORE, { keyPath: 'id', autoIncrement: true });
      store.createIndex('document', ['document', 'person']);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class Outbox {
  readonly tab = crypto.randomUUID();
  private base: Promise<IDBDatabase>;
  private free: () => void = () => {};
  isKept = true;

  constructor(
    private document: string,
    private person: number,
  ) {
    this.base = opened();
    this.base.catch(() => {
      this.isKept = false;
    });
    // Held as long as this tab lives, so that others know whose entries are still cared for.
    navigator.locks?.request(
      `${NAME}:${this.tab}`,
      () =>
        new Promise<void>((done) => {
          this.free = done;
        }),
    );
  }

  /** Keep one edit; the key by which it is forgotten later. */
  async keep(update: Uint8Array): Promise<number | null> {
    try {
      const base = await this.base;
      const entry: Entry = { document: this.document, person: this.person, tab: this.tab, update };
      const store = base.transaction(STORE, 'readwrite').objectStore(STORE);
      return Number(await answer(store.add(entry)));
    } catch {
      this.isKept = false;
      return null;
    }
  }

  async forget(keys: number[]): Promise<void> {
    try {
      const base = await this.base;
      const store = base.transaction(STORE, 'readwrite').objectStore(STORE);
      await Promise.all(keys.map((key) => answer(store.delete(key))));
    } catch {
      // What stays is sent again, which changes nothing.
    }
  }

  /** Edits of tabs that are gone, in the order in which they were written. */
  async left(): Promise<{ key: number; update: Uint8Array }[]> {
    try {
      const base = await this.base;
      const index = base.transaction(STORE).objectStore(STORE).index('document');
      const rows: Entry[] = await answer(index.getAll([this.document, this.person]));
      const held = (await navigator.locks?.query())?.held ?? [];
      const alive = new Set(held.map((lock) => lock.name));
      return rows
        .filter((row) => row.tab !== this.tab && !alive.has(`${NAME}:${row.tab}`))
        .map((row) => ({ key: Number(row.id), update: row.update }));
    } catch {
      return [];
    }
  }

  close(): void {
    this.free();
  }
}
