/** Comments and suggestions: rows beside the text, held to their words by two positions that move with them. */

import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';

const key = new PluginKey<DecorationSet>('comments');

interface Place {
  id: string;
  from: number;
  to: number;
  isSuggestion: boolean;
}

function written(position: Y.RelativePosition): string {
  return btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
}

function read(text: string): Y.RelativePosition | null {
  try {
    return Y.decodeRelativePosition(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Where the words of a row of the list stand now; nothing when they are gone. */
function placeOf(editor: Editor, row: HTMLElement): Place | null {
  const sync = ySyncPluginKey.getState(editor.state);
  const [begins, ends] = [read(row.dataset.begins ?? ''), read(row.dataset.ends ?? '')];
  if (!sync?.binding || !begins || !ends) return null;
  const at = (position: Y.RelativePosition) =>
    relativePositionToAbsolutePosition(sync.doc, sync.type, position, sync.binding.mapping);
  const [from, to] = [at(begins), at(ends)];
  if (from === null || to === null || from >= to) return null;
  return { id: row.dataset.comment ?? '', from, to, isSuggestion: 'suggests' in row.dataset };
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-comment][data-begins]:not([data-begins=""])')];
}

export const Comments = Extension.create({
  name: 'comments',
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, before) {
            const places: Place[] | undefined = transaction.getMeta(key);
            if (!places) return before.map(transaction.mapping, transaction.doc);
            return DecorationSet.create(
              transaction.doc,
              places.map((place) =>
                Decoration.inline(place.from, place.to, {
                  class: place.isSuggestion ? 'commented suggested' : 'commented',
                  'data-for': place.id,
                }),
              ),
            );
          },
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});

/** Post a form and have the list drawn anew; the page with the editor stays. */
async function post(form: HTMLFormElement, verb: string): Promise<boolean> {
  const body = new FormData(form);
  body.set('verb', verb);
  const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/plain' } }).catch(
    () => null,
  );
  const place = document.getElementById('announcer');
  if (answer?.status === 422 && place) place.textContent = await answer.text();
  if (answer?.ok) document.dispatchEvent(new CustomEvent('jusoor:stale'));
  return answer?.ok ?? false;
}

export function wireComments(editor: Editor, say: () => void): void {
  const draw = () => {
    const places = rows().flatMap((row) => placeOf(editor, row) ?? []);
    editor.view.dispatch(editor.state.tr.setMeta(key, places).setMeta('addToHistory', false));
  };
  document.addEventListener('jusoor:fresh', draw);
  window.setTimeout(draw, 300);

  // What is marked in the text goes into the form.
  editor.on('selectionUpdate', () => {
    const form = document.querySelector<HTMLFormElement>('[data-comment-form]');
    const sync = ySyncPluginKey.getState(editor.state);
    const { from, to, empty } = editor.state.selection;
    if (!form || !sync?.binding || form.contains(document.activeElement)) return;
    const quote = empty ? '' : editor.state.doc.textBetween(from, to, '\n').slice(0, 2900);
    const at = (position: number) =>
      written(absolutePositionToRelativePosition(position, sync.type, sync.binding.mapping));
    const field = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`);
    const set = (name: string, value: string) => {
      const input = field(name);
      if (input) input.value = value;
    };
    set('quote', quote);
    set('begins', quote ? at(from) : '');
    set('ends', quote ? at(to) : '');
    const shown = form.querySelector<HTMLElement>('[data-quote]');
    if (shown) {
      shown.hidden = !quote;
      shown.textContent = quote;
    }
    for (const part of form.querySelectorAll<HTMLElement>('[data-proposal], [data-suggest]'))
      part.hidden = !quote;
    const hint = form.querySelector<HTMLElement>('[data-select-first]');
    if (hint) hint.hidden = Boolean(quote);
    const proposal = form.querySelector<HTMLTextAreaElement>('[name=proposal]');
    if (proposal && !proposal.dataset.touched) proposal.value = quote;
  });
  document.addEventListener('input', (event) => {
    const field = event.target as HTMLElement;
    if (field.matches('[data-comment-form] [name=proposal]')) field.dataset.touched = 'yes';
  });

  /** Put the proposed words in, as an edit of whoever accepts. */
  const accept = async (row: HTMLElement): Promise<boolean> => {
    const place = placeOf(editor, row);
    const words = row.querySelector('[data-words]')?.textContent ?? '';
    const form = row.querySelector<HTMLFormElement>('form');
    if (!place || !form) {
      say();
      return false;
    }
    const { tr } = editor.state;
    editor.view.dispatch(
      words ? tr.insertText(words, place.from, place.to) : tr.delete(place.from, place.to),
    );
    return post(form, 'document_comment.accept');
  };

  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.closest('#comments')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const verb = event.submitter?.getAttribute('value') ?? '';
    const row = form.closest<HTMLElement>('[data-comment]');
    if (verb === 'document_comment.accept' && row) {
      void accept(row);
      return;
    }
    void post(form, verb).then((isDone) => {
      if (!isDone) return;
      form.reset();
      for (const field of form.querySelectorAll<HTMLElement>('[name=proposal]')) delete field.dataset.touched;
    });
  });
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    if (target.closest('[data-accept-all]')) {
      void (async () => {
        for (const row of document.querySelectorAll<HTMLElement>('[data-suggests]')) await accept(row);
      })();
    }
    const row = target.closest<HTMLElement>('[data-comment]');
    const place = row && !target.closest('button, a, summary, textarea') ? placeOf(editor, row) : null;
    if (place) editor.chain().setTextSelection(place).scrollIntoView().run();
    const mark = target.closest<HTMLElement>('[data-for]');
    if (mark)
      document.querySelector(`[data-comment="${mark.dataset.for}"]`)?.scrollIntoView({ block: 'center' });
  });
}
