/** Whoever signs out leaves nothing of theirs on the device; what is not saved yet is asked about first. */

const TEXTS = 'jusoor-texts';

/** The edits of texts that wait on this device for the line; null when there never were any. */
async function outbox(): Promise<IDBDatabase | null> {
  // Asking for a store that was never made would make it.
  const known = await indexedDB.databases?.();
  if (known && !known.some((each) => each.name === TEXTS)) return null;
  return new Promise((resolve) => {
    const request = indexedDB.open(TEXTS);
    request.onerror = () => resolve(null);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
  });
}

async function inOutbox<T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  const base = await outbox();
  if (!base) return undefined;
  return new Promise((resolve, reject) => {
    const request = ask(base.transaction('outbox', 'readwrite').objectStore('outbox'));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }).finally(() => base.close()) as Promise<T>;
}

async function forget(): Promise<void> {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('jusoor:')) localStorage.removeItem(key);
  }
  await inOutbox((store) => store.clear());
}

export function guardSignOut(): void {
  document.addEventListener('submit', async (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.action.endsWith('/account/logout/')) return;
    event.preventDefault();
    const dialog = document.querySelector<HTMLDialogElement>('dialog[data-unsaved]');
    if (dialog && (await inOutbox((store) => store.count()).catch(() => 0))) {
      dialog.returnValue = '';
      dialog.showModal();
      await new Promise((done) => dialog.addEventListener('close', done, { once: true }));
      if (dialog.returnValue !== 'leave') return;
    }
    await forget().catch(() => {});
    form.submit();
  });
}
