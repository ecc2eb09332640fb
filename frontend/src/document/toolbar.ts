/** The toolbar: drawn by the server, brought to life here. One stop for the tab key, arrows inside. */

import type { Editor } from '@tiptap/core';
import { askForPicture } from './pictures';
import { isSafe } from './schema';

type Act = (editor: Editor, button: HTMLElement) => void;

function ask(question: string, first = ''): string | null {
  return window.prompt(question, first);
}

const ACTS: Record<string, Act> = {
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  underline: (editor) => editor.chain().focus().toggleUnderline().run(),
  strike: (editor) => editor.chain().focus().toggleStrike().run(),
  bulletList: (editor) => editor.chain().focus().toggleBulletList().run(),
  orderedList: (editor) => editor.chain().focus().toggleOrderedList().run(),
  taskList: (editor) => editor.chain().focus().toggleTaskList().run(),
  blockquote: (editor) => editor.chain().focus().toggleBlockquote().run(),
  undo: (editor) => editor.chain().focus().undo().run(),
  redo: (editor) => editor.chain().focus().redo().run(),
  table: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
  rowAfter: (editor) => editor.chain().focus().addRowAfter().run(),
  columnAfter: (editor) => editor.chain().focus().addColumnAfter().run(),
  deleteRow: (editor) => editor.chain().focus().deleteRow().run(),
  deleteColumn: (editor) => editor.chain().focus().deleteColumn().run(),
  deleteTable: (editor) => editor.chain().focus().deleteTable().run(),
  link: (editor, button) => {
    const address = ask(button.dataset.ask ?? '', editor.getAttributes('link').href ?? 'https://');
    if (address === null) return;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (!address.trim()) chain.unsetLink().run();
    else if (isSafe(address)) chain.setLink({ href: address.trim() }).run();
  },
  footnote: (editor, button) => {
    const text = ask(button.dataset.ask ?? '');
    if (text?.trim())
      editor
        .chain()
        .focus()
        .insertContent({ type: 'footnote', attrs: { text: text.trim() } })
        .run();
  },
  image: (editor) => askForPicture(editor),
  turn: (editor) => {
    const block = editor.isActive('heading') ? 'heading' : 'paragraph';
    const element = editor.view.domAtPos(editor.state.selection.from).node;
    const shown = element instanceof Element ? element : element.parentElement;
    const isRight = shown ? getComputedStyle(shown).direction === 'rtl' : true;
    editor
      .chain()
      .focus()
      .updateAttributes(block, { dir: isRight ? 'ltr' : 'rtl' })
      .run();
  },
};

const STYLES: Record<string, Act> = {
  paragraph: (editor) => editor.chain().focus().setParagraph().run(),
  '1': (editor) => editor.chain().focus().setHeading({ level: 1 }).run(),
  '2': (editor) => editor.chain().focus().setHeading({ level: 2 }).run(),
  '3': (editor) => editor.chain().focus().setHeading({ level: 3 }).run(),
};

export function wire(bar: HTMLElement, editor: Editor): () => void {
  const controls = [...bar.querySelectorAll<HTMLElement>('[data-act], select')];
  const style = bar.querySelector<HTMLSelectElement>('[data-style]');
  controls.forEach((control, number) => {
    control.tabIndex = number ? -1 : 0;
  });

  bar.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-act]');
    if (button && button.getAttribute('aria-disabled') !== 'true')
      ACTS[button.dataset.act ?? '']?.(editor, button);
  });
  const names = bar.querySelector<HTMLSelectElement>('[data-mention]');
  names?.addEventListener('change', () => {
    const [kind, id] = names.value.split(':');
    const label = names.selectedOptions[0]?.textContent?.trim() ?? '';
    names.value = '';
    editor
      .chain()
      .focus()
      .insertContent([
        { type: 'mention', attrs: { kind, id, label } },
        { type: 'text', text: ' ' },
      ])
      .run();
  });
  style?.addEventListener('change', () => STYLES[style.value]?.(editor, style));

  bar.addEventListener('keydown', (event) => {
    const here = controls.indexOf(document.activeElement as HTMLElement);
    if (here < 0) return;
    if (event.key === 'Escape') {
      editor.commands.focus();
      return;
    }
    const isRight = getComputedStyle(bar).direction === 'rtl';
    const next = isRight ? 'ArrowLeft' : 'ArrowRight';
    const previous = isRight ? 'ArrowRight' : 'ArrowLeft';
    const step = event.key === next ? 1 : event.key === previous ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const to = controls[(here + step + controls.length) % controls.length];
    for (const control of controls) control.tabIndex = control === to ? 0 : -1;
    to?.focus();
  });

  editor.view.dom.addEventListener('keydown', (event) => {
    if (event.altKey && event.key === 'F10') {
      event.preventDefault();
      controls.find((control) => control.tabIndex === 0)?.focus();
    }
  });

  return () => {
    for (const button of controls) {
      const name = button.dataset.act;
      if (name && button.hasAttribute('aria-pressed')) {
        button.setAttribute('aria-pressed', String(editor.isActive(name)));
      }
      if (button.hasAttribute('data-in-table')) button.hidden = !editor.isActive('table');
    }
    if (style) {
      style.value = editor.isActive('heading') ? String(editor.getAttributes('heading').level) : 'paragraph';
    }
  };
}
