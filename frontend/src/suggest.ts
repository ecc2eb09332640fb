/** Completion in a search box: a combobox with a list (ARIA 1.2), which only adds to the form. */

const PAUSE = 200;

function options(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[role=option]')];
}

class Combobox {
  private active = -1;
  private timer = 0;
  private asked = '';

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly say: (sentence: string) => void,
  ) {
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('input', () => this.wait());
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('blur', () => setTimeout(() => this.close(), 150));
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role=option]');
      if (option) this.choose(option);
    });
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const text = this.input.value.trim();
    this.asked = text;
    if (!text) {
      this.close();
      return;
    }
    try {
      const address = `${this.input.dataset.suggest}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { headers: { 'X-Requested-With': 'fetch' } });
      const html = answer.ok ? await answer.text() : '';
      if (this.asked === text) this.show(html);
    } catch {
      this.close();
    }
  }

  private show(html: string): void {
    const found = new DOMParser().parseFromString(`<ul>${html}</ul>`, 'text/html');
    this.list.replaceChildren(...found.querySelectorAll('[role=option]'));
    this.active = -1;
    const isOpen = options(this.list).length > 0 && document.activeElement === this.input;
    this.list.hidden = !isOpen;
    this.input.setAttribute('aria-expanded', String(isOpen));
    this.input.removeAttribute('aria-activedescendant');
    this.say((isOpen ? this.input.dataset.countOne : this.input.dataset.countNone) ?? '');
  }

  private close(): void {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const found = options(this.list);
    const isOpen = !this.list.hidden;
    if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      this.close();
    } else if (event.key === 'Enter' && isOpen && this.active >= 0) {
      event.preventDefault();
      const option = found[this.active];
      if (option) this.choose(option);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && isOpen) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.mark((this.active + step + found.length + 1) % (found.length + 1));
    }
  }

  /** The place after the last option is the box itself. */
  private mark(place: number): void {
    const found = options(this.list);
    this.active = place < found.length ? place : -1;
    found.forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === this.active));
    });
    const option = found[this.active];
    if (option) {
      this.input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  private choose(option: HTMLElement): void {
    this.close();
    if (option.dataset.url) {
      location.assign(option.dataset.url);
      return;
    }
    this.input.value = option.dataset.value ?? '';
    this.input.form?.requestSubmit();
  }
}

/** Makes a combobox of every box that names where suggestions come from. */
export function suggest(say: (sentence: string) => void): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) {
    const list = document.getElementById('suggestions');
    if (list) new Combobox(input, list, say);
  }
}
