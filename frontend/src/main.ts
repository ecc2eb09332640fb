import './main.css';
import htmx from 'htmx.org';
import { guardSignOut } from './signout';
import { suggest } from './suggest';

htmx.config.includeIndicatorCSS = false;
// What a reader opened stays open when the results change.
htmx.config.morphIgnore = [...htmx.config.morphIgnore, 'open'];

/** Says a sentence to screen readers without moving the focus. */
function announce(sentence: string): void {
  const place = document.getElementById('announcer');
  if (place) place.textContent = sentence;
}

/** Copies the text of the element that the button names. */
async function copy(button: HTMLElement): Promise<void> {
  const source = document.getElementById(button.dataset.copy ?? '');
  const text = button.dataset.copyText ?? source?.textContent?.trim() ?? '';
  try {
    await navigator.clipboard.writeText(text);
    announce(button.dataset.done ?? '');
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), 2000);
  } catch {
    if (source) getSelection()?.selectAllChildren(source);
  }
}

document.addEventListener('click', (event) => {
  const target = event.target as Element;
  const button = target.closest<HTMLElement>('[data-copy], [data-copy-text]');
  if (button) void copy(button);
  if (target.closest('[data-print]')) print();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = document.querySelector<HTMLDetailsElement>('details.menu[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary')?.focus();
});

// Counted for nobody in particular: which questions have answers that are worth following.
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('.cards a');
  const address = link?.closest<HTMLElement>('[data-followed]')?.dataset.followed;
  if (address) navigator.sendBeacon(address);
});

/** What somebody types is never replaced: as long as it is not sent, the page only says that there is more. */
let isTyping = false;
document.addEventListener('input', (event) => {
  if ((event.target as Element).closest('#workspace form:not(.filter-line)')) isTyping = true;
});
document.addEventListener('submit', () => {
  isTyping = false;
});

// Others have changed the workspace: its part of the page is fetched again and fitted in.
document.addEventListener('jusoor:stale', () => {
  // A page that keeps something alive says which part of it can be drawn anew.
  const place = document.querySelector<HTMLElement>('[data-fresh]') ?? document.getElementById('workspace');
  if (!place) return;
  if (isTyping) {
    document.querySelector<HTMLElement>('[data-more]')?.removeAttribute('hidden');
    return;
  }
  const focused = document.activeElement?.id;
  void htmx
    .ajax('GET', location.href, { target: `#${place.id}`, select: `#${place.id}`, swap: 'outerMorph' })
    .then(() => {
      if (focused) document.getElementById(focused)?.focus();
      document.dispatchEvent(new CustomEvent('jusoor:fresh'));
    });
});

suggest(announce);
guardSignOut();

document.documentElement.classList.add('has-script');
