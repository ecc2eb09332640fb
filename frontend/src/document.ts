/** A text that several people write at once. The saved text stands in the page until the editor is ready. */

import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import * as Y from 'yjs';
import './styles/document.css';
import { Authors, showAuthors } from './document/authors';
import { Comments, wireComments } from './document/comments';
import { Find, found } from './document/find';
import { wirePictures } from './document/pictures';
import { Provider, type Status } from './document/provider';
import { extensions, VERSION } from './document/schema';
import { wire } from './document/toolbar';
import type { Level, Person } from './document/wire';

/** What one frame may hold; more comes as a file. */
const MOST_PASTED = 150_000;

/** What word processors put around words, away before anything reads it; the strict page would complain. */
function plainer(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(style|script|xml|o:p)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/\s(?:style|class|lang|on\w+)=(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, '');
}

function caret(user: Record<string, unknown>): HTMLElement {
  const mark = document.createElement('span');
  mark.className = `caret caret-${Number(user.colour) % 8}`;
  const label = document.createElement('bdi');
  label.className = 'caret-name';
  label.textContent = String(user.name ?? '');
  mark.append(label);
  return mark;
}

class TextEditor extends HTMLElement {
  private editor: Editor | null = null;
  private provider: Provider | null = null;
  private isStarted = false;

  connectedCallback(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    const text = new Y.Doc();
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const { document: id = '', person = '0' } = this.dataset;
    this.provider = new Provider(
      `${scheme}//${location.host}/ws/documents/${id}/`,
      id,
      Number(person),
      text,
      {
        status: (status, code) => this.tell(status, code),
        mode: (mode, state) => this.setMode(mode, state),
        ready: (who) => this.ready(text, who),
        mark: () => document.dispatchEvent(new CustomEvent('jusoor:stale')),
        outdated: () => this.say(this.words('outdated'), 'warning'),
      },
      VERSION,
    );
    void this.provider.start();
    window.addEventListener('beforeunload', (event) => {
      if (this.provider?.isUnsaved) event.preventDefault();
    });
  }

  private words(name: string): string {
    return this.dataset[name] ?? '';
  }

  private ready(text: Y.Doc, _who: Person): void {
    if (this.editor || !this.provider) return;
    const place = this.querySelector<HTMLElement>('[data-place]');
    const saved = this.querySelector<HTMLElement>('[data-saved]');
    if (!place || !saved) return;
    const label = this.words('label');
    const editor = new Editor({
      element: place,
      injectCSS: false,
      editable: false,
      extensions: [
        ...extensions(),
        Find,
        Comments,
        Authors,
        Collaboration.configure({ document: text, field: 'body' }),
        CollaborationCaret.configure({
          provider: this.provider,
          render: caret,
          selectionRender: (user) => ({ class: `caret-selection caret-${Number(user.colour) % 8}` }),
        }),
      ],
      editorProps: {
        attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', class: 'text-body' },
        transformPastedHTML: plainer,
        handlePaste: (_view, _event, slice) => {
          if (slice.size <= MOST_PASTED) return false;
          this.say(this.words('tooMuch'), 'warning');
          return true;
        },
      },
      onTransaction: () => this.refresh(),
    });
    this.editor = editor;
    const bar = this.querySelector<HTMLElement>('[data-toolbar]');
    if (bar) this.refreshBar = wire(bar, editor);
    this.wireFind(editor);
    this.wireAuthors(editor);
    wirePictures(editor);
    wireComments(editor, () => this.say(this.words('gone'), 'warning'));
    this.refresh();
  }

  private refreshBar: () => void = () => {};

  private refresh(): void {
    if (!this.editor) return;
    this.refreshBar();
    const count = this.querySelector<HTMLElement>('[data-count]');
    if (count) {
      const words = this.editor.getText().trim().split(/\s+/).filter(Boolean).length;
      count.textContent = `${count.dataset.count} ${new Intl.NumberFormat(this.words('numerals')).format(words)}`;
    }
  }

  private wireAuthors(editor: Editor): void {
    const button = this.querySelector<HTMLButtonElement>('[data-authors]');
    button?.addEventListener('click', () => {
      const isOn = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(isOn));
      void showAuthors(editor, button.dataset.authors ?? '', isOn);
    });
  }

  private wireFind(editor: Editor): void {
    const panel = this.querySelector<HTMLFormElement>('[data-find]');
    if (!panel) return;
    const words = panel.querySelector<HTMLInputElement>('[name=words]');
    const instead = panel.querySelector<HTMLInputElement>('[name=instead]');
    const told = panel.querySelector<HTMLElement>('[role=status]');
    const show = () => {
      const { count, at } = found(editor.state);
      if (told) told.textContent = words?.value ? `${at} / ${count}` : '';
      this.querySelector('.found-here')?.scrollIntoView({ block: 'center' });
    };
    words?.addEventListener('input', () => {
      editor.commands.find(words.value);
      show();
    });
    panel.addEventListener('submit', (event) => {
      event.preventDefault();
      const act = event.submitter?.getAttribute('value');
      if (act === 'previous') editor.commands.findNext(-1);
      else if (act === 'one') editor.commands.replaceFound(instead?.value ?? '', false);
      else if (act === 'all') editor.commands.replaceFound(instead?.value ?? '', true);
      else editor.commands.findNext(1);
      show();
    });
    const fold = panel.closest('details');
    fold?.addEventListener('toggle', () => {
      if (fold.open) words?.focus();
      else editor.commands.find('');
    });
    this.addEventListener('keydown', (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'f' && fold) {
        event.preventDefault();
        fold.open = true;
        words?.focus();
      } else if (event.key === 'Escape' && fold?.open) {
        fold.open = false;
        editor.commands.focus();
      }
    });
  }

  private setMode(mode: Level, state: string): void {
    const mayWrite = mode === 'write';
    this.dataset.mode = mode;
    this.editor?.setEditable(mayWrite);
    const bar = this.querySelector<HTMLElement>('[data-toolbar]');
    if (bar) bar.hidden = !mayWrite;
    if (!mayWrite)
      this.say(this.words(state === 'draft' || state === 'consultation' ? 'reading' : 'fixed'), '');
  }

  private tell(status: Status, code: number): void {
    if (status !== 'loading') this.show();
    if (status === 'stopped') {
      this.say(this.words(code === 4401 ? 'signIn' : 'stopped'), 'warning');
      const save = this.querySelector<HTMLElement>('[data-download]');
      if (save) save.hidden = false;
      this.editor?.setEditable(false);
      return;
    }
    if (this.dataset.mode && this.dataset.mode !== 'write' && status === 'saved') return;
    const offline = this.provider?.isUnsaved ? 'offlineUnsaved' : 'offline';
    this.say(this.words(status === 'offline' ? offline : status), status === 'offline' ? 'warning' : status);
  }

  /** The editor takes the place of the saved text, once it holds the whole. */
  private show(): void {
    const saved = this.querySelector<HTMLElement>('[data-saved]');
    const place = this.querySelector<HTMLElement>('[data-place]');
    if (!saved || saved.hidden || !this.editor || !place) return;
    saved.hidden = true;
    place.hidden = false;
    const mayWrite = this.dataset.mode === 'write';
    this.editor.setEditable(mayWrite);
    this.querySelector('[data-download] a')?.addEventListener('click', (event) => this.download(event));
  }

  private download(event: Event): void {
    event.preventDefault();
    const page = new Blob([this.editor?.getText({ blockSeparator: '\n\n' }) ?? ''], { type: 'text/plain' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(page);
    link.download = `${this.words('label')}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  private say(sentence: string, tone: string): void {
    const place = this.querySelector<HTMLElement>('[data-status]');
    if (!place || !sentence) return;
    place.dataset.tone = tone;
    if (place.textContent !== sentence) place.textContent = sentence;
  }
}

customElements.define('jusoor-document', TextEditor);
