/** The board of tasks: cards are moved by dragging, or by a menu that works from the keyboard. Without
 * script each card has a button to its next column, and its page the others. */

const board = document.querySelector<HTMLFormElement>('[data-board]');

function say(sentence: string): void {
  const place = document.getElementById('announcer');
  if (place) place.textContent = sentence;
}

function columns(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-board] [data-column]')];
}

function nameOf(column: HTMLElement): string {
  return column.querySelector('h2')?.firstChild?.textContent?.trim() ?? '';
}

/** Asks what blocks a task; nothing when the person thinks better of it. */
function askWhy(title: string): Promise<string | null> {
  const dialog = document.querySelector<HTMLDialogElement>('[data-why]');
  const words = dialog?.querySelector<HTMLTextAreaElement>('textarea');
  if (!dialog || !words) return Promise.resolve(null);
  const heading = dialog.querySelector('[data-why-title]');
  if (heading) heading.textContent = title;
  words.value = '';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'move' ? words.value : null), {
      once: true,
    });
  });
}

/** Tells the server, then puts the card where it went; when that fails, the card stays. */
async function move(card: HTMLElement, column: HTMLElement): Promise<void> {
  const form = card.closest<HTMLFormElement>('[data-board]');
  if (!form || card.parentElement?.parentElement === column) return;
  const state = column.dataset.column ?? '';
  const words = state === 'blocked' ? await askWhy(card.querySelector('a')?.textContent ?? '') : '';
  if (words === null) {
    card.querySelector<HTMLElement>('.task-to')?.focus();
    return;
  }
  const body = new URLSearchParams({
    csrfmiddlewaretoken: form.querySelector<HTMLInputElement>('[name=csrfmiddlewaretoken]')?.value ?? '',
    go: `${card.dataset.task}:${state}`,
    words,
  });
  const answer = await fetch(form.action, {
    method: 'POST',
    body,
    headers: { Accept: 'text/plain' },
  }).catch(() => null);
  if (answer?.status !== 204) {
    say(answer?.status === 422 ? await answer.text() : (form.dataset.failed ?? ''));
    card.classList.add('task-failed');
    return;
  }
  column.querySelector('ul')?.prepend(card);
  column.querySelector('.none')?.remove();
  card.querySelector('.task-menu')?.remove();
  card.querySelector<HTMLButtonElement>('[name=go]')?.remove();
  say(`${card.querySelector('a')?.textContent}: ${form.dataset.moved} ${nameOf(column)}`);
  card.querySelector<HTMLElement>('.task-to')?.focus();
}

/** Opens or closes the list of the other columns below a card. */
function toggle(button: HTMLElement, card: HTMLElement): void {
  const open = card.querySelector('.task-menu');
  button.setAttribute('aria-expanded', String(!open));
  if (open) {
    open.remove();
    return;
  }
  const menu = document.createElement('div');
  menu.className = 'task-menu';
  for (const column of columns()) {
    if (column.contains(card)) continue;
    const item = document.createElement('button');
    item.type = 'button';
    item.className = 'chip';
    item.textContent = nameOf(column);
    item.addEventListener('click', () => void move(card, column));
    menu.append(item);
  }
  card.append(menu);
  menu.querySelector('button')?.focus();
}

function prepare(): void {
  for (const card of document.querySelectorAll<HTMLElement>('[data-board] [data-task]')) {
    if (!card.querySelector('[name=go]') || card.querySelector('.task-to')) continue;
    card.draggable = true;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'linkish task-to';
    button.textContent = `${board?.dataset.menu ?? ''}…`;
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-label', `${card.querySelector('a')?.textContent}: ${board?.dataset.menu}`);
    button.addEventListener('click', () => toggle(button, card));
    card.append(button);
  }
}

document.addEventListener('dragstart', (event) => {
  const card = (event.target as Element).closest<HTMLElement>('[data-task]');
  if (!card || !event.dataTransfer) return;
  event.dataTransfer.setData('text/plain', card.dataset.task ?? '');
  event.dataTransfer.effectAllowed = 'move';
  card.classList.add('dragged');
});

document.addEventListener('dragend', () => {
  document.querySelector('.dragged')?.classList.remove('dragged');
  for (const column of columns()) column.classList.remove('over');
});

document.addEventListener('dragover', (event) => {
  const column = (event.target as Element).closest<HTMLElement>('[data-column]');
  if (!column || !document.querySelector('.dragged')) return;
  event.preventDefault();
  for (const other of columns()) other.classList.toggle('over', other === column);
});

document.addEventListener('drop', (event) => {
  const column = (event.target as Element).closest<HTMLElement>('[data-column]');
  const card = document.querySelector<HTMLElement>('.dragged');
  if (!column || !card) return;
  event.preventDefault();
  void move(card, column);
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const card = (event.target as Element).closest<HTMLElement>('[data-task]');
  const menu = card?.querySelector('.task-menu');
  if (!card || !menu) return;
  menu.remove();
  card.querySelector<HTMLElement>('.task-to')?.setAttribute('aria-expanded', 'false');
  card.querySelector<HTMLElement>('.task-to')?.focus();
});

prepare();
// The workspace may have been brought up to date by what others did.
document.addEventListener('jusoor:fresh', prepare);

export {};
