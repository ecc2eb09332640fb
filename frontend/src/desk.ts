/** Saves a page of the guided form while it is written, and keeps the text on the device until it is saved. */

const PAUSE = 1500;
const RETRY = 10000;

interface Answer {
  loaded?: string;
  errors?: Record<string, string[]>;
  reason?: string;
}

function start(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>('[data-status]');
  const kept = `jusoor:${location.pathname}`;
  let timer = 0;
  let isSending = false;
  let isDirty = false;

  function say(sentence: string | undefined, tone = ''): void {
    if (!place) return;
    place.dataset.tone = tone;
    if (place.textContent !== sentence) place.textContent = sentence ?? '';
  }

  function control(name: string): HTMLInputElement | null {
    return form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
  }

  function waits(name: string): boolean {
    return name.startsWith('new-') || name.endsWith('-remove');
  }

  /** Whether a person wrote here since the page arrived: on a poor line they begin before this script does. */
  function isTouched(field: HTMLInputElement | HTMLTextAreaElement): boolean {
    if (field.type === 'hidden' || waits(field.name)) return false;
    return 'defaultChecked' in field && ['checkbox', 'radio'].includes(field.type)
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue;
  }

  function takeWhatWasWrittenEarlier(): void {
    const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input[name], textarea[name]',
    );
    if (![...fields].some(isTouched)) return;
    isDirty = true;
    keep();
    later(PAUSE);
  }

  /** What is saved by itself: not what adds or removes a file, which waits for a button. */
  function written(): FormData {
    const data = new FormData(form);
    for (const name of [...data.keys()]) if (waits(name)) data.delete(name);
    return data;
  }

  function entries(): [string, string][] {
    return [...written()]
      .filter(([name]) => name !== 'csrfmiddlewaretoken')
      .map(([name, value]) => [name, String(value)]);
  }

  function keep(): void {
    try {
      localStorage.setItem(kept, JSON.stringify(entries()));
    } catch {
      // A full or closed store: the server's copy is what counts.
    }
  }

  function restore(): void {
    const stored = localStorage.getItem(kept);
    if (!stored) return;
    const values = JSON.parse(stored) as [string, string][];
    const loaded = values.find(([name]) => name === 'loaded')?.[1];
    if (loaded !== control('loaded')?.value) {
      localStorage.removeItem(kept);
      return;
    }
    for (const box of form.querySelectorAll<HTMLInputElement>('[type=checkbox], [type=radio]')) {
      if (isTouched(box)) continue;
      box.checked = values.some(([name, value]) => name === box.name && value === box.value);
    }
    for (const [name, value] of values) {
      const found = control(name);
      if (!found || isTouched(found)) continue;
      if (!['checkbox', 'radio', 'hidden'].includes(found.type)) found.value = value;
    }
    say(form.dataset.restored, 'wrong');
    isDirty = true;
    later(PAUSE);
  }

  function later(pause: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), pause);
  }

  function mark(errors: Record<string, string[]>): void {
    for (const old of form.querySelectorAll('.field-errors-live')) old.remove();
    for (const [name, sentences] of Object.entries(errors)) {
      const field = control(name)?.closest('.field');
      if (!field) continue;
      const box = document.createElement('div');
      box.className = 'field-errors field-errors-live';
      for (const sentence of sentences) {
        const line = document.createElement('p');
        line.textContent = sentence;
        box.append(line);
      }
      control(name)?.before(box);
    }
  }

  async function save(): Promise<void> {
    if (isSending || !isDirty) return;
    isSending = true;
    isDirty = false;
    say(form.dataset.saving);
    try {
      const response = await fetch(location.pathname, {
        method: 'POST',
        body: written(),
        headers: { 'X-Autosave': '1' },
      });
      if (response.redirected || !response.headers.get('content-type')?.includes('json')) {
        throw new Error('no answer');
      }
      const answer = (await response.json()) as Answer;
      if (response.ok) {
        const loaded = control('loaded');
        if (loaded && answer.loaded) loaded.value = answer.loaded;
        mark({});
        if (!isDirty) localStorage.removeItem(kept);
        say(form.dataset.saved);
      } else if (response.status === 422) {
        mark(answer.errors ?? {});
        say(form.dataset.wrong, 'wrong');
      } else {
        say(response.status === 409 ? form.dataset.changed : answer.reason, 'wrong');
      }
    } catch {
      isDirty = true;
      say(form.dataset.waiting, 'wrong');
      later(RETRY);
    } finally {
      isSending = false;
    }
    if (isDirty && place?.dataset.tone !== 'wrong') later(PAUSE);
  }

  function count(area: HTMLInputElement | HTMLTextAreaElement): void {
    const limit = Number(area.dataset.limit);
    const length = [...area.value.replaceAll('\r\n', '\n').trim()].length;
    let line = area.nextElementSibling;
    if (!line?.classList.contains('counter')) {
      line = document.createElement('p');
      line.className = 'counter hint';
      area.after(line);
    }
    const left = limit - length;
    line.classList.toggle('counter-over', left < 0);
    const digits = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: 'latn' });
    line.textContent =
      left < 0
        ? (form.dataset.over ?? '').replace('%(over)s', digits.format(-left))
        : left < limit / 4
          ? (form.dataset.left ?? '').replace('%(left)s', digits.format(left))
          : '';
  }

  const limited = form.querySelectorAll<HTMLTextAreaElement>('[data-limit]');
  for (const area of limited) count(area);
  form.addEventListener('input', (event) => {
    const name = (event.target as HTMLInputElement).name;
    if (waits(name)) {
      const added = event.target as HTMLTextAreaElement;
      if (added.dataset.limit) count(added);
      return;
    }
    isDirty = true;
    keep();
    later(PAUSE);
    const area = event.target as HTMLTextAreaElement;
    if (area.dataset.limit) count(area);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
  addEventListener('online', () => void save());
  addEventListener('beforeunload', () => {
    if (isDirty) keep();
  });
  restore();
  takeWhatWasWrittenEarlier();
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) start(form);

/** The running total of a reviewer's grid. */
function total(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>('[data-grid-total]');
  const digits = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: 'latn' });

  function show(): void {
    if (!place) return;
    const chosen = [...form.querySelectorAll<HTMLInputElement>('[type=radio]:checked')];
    const sum = chosen.reduce((found, box) => found + Number(box.value), 0);
    place.textContent = (form.dataset.total ?? '').replace('%(total)s', digits.format(sum));
  }

  form.addEventListener('change', show);
  show();
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-grid]')) total(form);
