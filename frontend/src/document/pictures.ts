/** Pictures: chosen, pasted or dropped, sent with the words that describe them, then named by the text. */

import type { Editor } from '@tiptap/core';

type Asked = (file: File | null) => void;
const askers = new WeakMap<Editor, Asked>();

/** Ask for a picture, or for other words of the one that is chosen. */
export function askForPicture(editor: Editor, file: File | null = null): void {
  askers.get(editor)?.(file);
}

function pictureOf(data: DataTransfer | null): File | null {
  return [...(data?.files ?? [])].find((file) => file.type.startsWith('image/')) ?? null;
}

export function wirePictures(editor: Editor): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-picture]');
  const form = dialog?.querySelector('form');
  const file = form?.querySelector<HTMLInputElement>('[name=file]');
  const alt = form?.querySelector<HTMLInputElement>('[name=alt]');
  const told = form?.querySelector<HTMLElement>('[data-told]');
  const line = form?.querySelector<HTMLElement>('[data-file-line]');
  const button = form?.querySelector<HTMLButtonElement>('[value=put]');
  if (!dialog || !form || !file || !alt || !told || !line || !button) return;
  let isChange = false;

  askers.set(editor, (given) => {
    isChange = !given && editor.isActive('image');
    line.hidden = isChange;
    file.value = '';
    if (given) {
      const held = new DataTransfer();
      held.items.add(given);
      file.files = held.files;
    }
    alt.value = isChange ? String(editor.getAttributes('image').alt ?? '') : '';
    told.textContent = '';
    dialog.showModal();
    (isChange || given ? alt : file).focus();
  });

  const back = () => editor.commands.focus();
  dialog.addEventListener('close', back);
  form.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const say = (name: string) => {
      told.textContent = form.dataset[name] ?? '';
    };
    const words = alt.value.trim();
    if (!isChange && !file.files?.length) {
      say('noFile');
      file.focus();
      return;
    }
    if (!words) {
      say('noWords');
      alt.focus();
      return;
    }
    if (isChange) {
      editor.commands.updateAttributes('image', { alt: words });
      dialog.close();
      return;
    }
    say('sending');
    button.disabled = true;
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    button.disabled = false;
    if (!answer?.ok || !said?.src) {
      if (said?.error) told.textContent = said.error;
      else say('failed');
      return;
    }
    dialog.close();
    editor.chain().focus().setImage({ src: said.src, alt: words }).run();
  });

  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer | null) => {
    const given = pictureOf(data);
    // Word processors put a picture of the words beside the words: then the words are wanted.
    if (!given || !editor.isEditable || data?.types.includes('text/html')) return;
    event.preventDefault();
    event.stopPropagation();
    askForPicture(editor, given);
  };
  const place = editor.view.dom;
  place.addEventListener('paste', (event) => take(event, event.clipboardData), true);
  place.addEventListener('drop', (event) => take(event, event.dataTransfer), true);
}
