/** Who wrote which words: each city has its colour, turned on at will. */

import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

export interface Author {
  client: number;
  name: string;
  cityName: string;
  colour: number;
}

interface Passage {
  from: number;
  to: number;
  client: number;
}

const key = new PluginKey<{ authors: Map<number, Author> | null; shown: DecorationSet }>('authors');

/** The pieces of a text by who wrote them. A piece of text takes as many places as it has letters, an element one
 * before and one after what is in it. */
function passages(parent: Y.XmlFragment | Y.XmlElement, start: number, found: Passage[]): number {
  let at = start;
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      for (let item = child._start; item !== null; item = item.right) {
        if (item.deleted || !item.countable) continue;
        if (item.content instanceof Y.ContentString) {
          found.push({ from: at, to: at + item.length, client: item.id.client });
        }
        at += item.length;
      }
    } else if (child instanceof Y.XmlElement) {
      const isLeaf = ['horizontalRule', 'hardBreak', 'image', 'mention', 'footnote'].includes(child.nodeName);
      at = isLeaf ? at + 1 : passages(child, at + 1, found) + 1;
    }
  }
  return at;
}

function drawn(editor: Editor, authors: Map<number, Author>): DecorationSet {
  const sync = ySyncPluginKey.getState(editor.state);
  if (!sync?.type) return DecorationSet.empty;
  const found: Passage[] = [];
  passages(sync.type, 0, found);
  const size = editor.state.doc.content.size;
  const decorations = found.flatMap((passage) => {
    const author = authors.get(passage.client);
    if (!author || passage.to > size) return [];
    return Decoration.inline(passage.from, passage.to, {
      class: `written written-${author.colour}`,
      title: `${author.name} · ${author.cityName}`,
    });
  });
  return DecorationSet.create(editor.state.doc, decorations);
}

export const Authors = Extension.create({
  name: 'authors',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        key,
        state: {
          init: () => ({ authors: null, shown: DecorationSet.empty }),
          apply(transaction, before) {
            const asked = transaction.getMeta(key);
            if (asked) return asked;
            return { ...before, shown: before.shown.map(transaction.mapping, transaction.doc) };
          },
        },
        view: () => ({
          // Drawn after the texts agree, never while they are being brought together.
          update(view, previous) {
            const now = key.getState(view.state);
            if (!now?.authors || previous.doc.eq(view.state.doc)) return;
            const authors = now.authors;
            queueMicrotask(() => {
              const shown = drawn(editor, authors);
              view.dispatch(view.state.tr.setMeta(key, { authors, shown }).setMeta('addToHistory', false));
            });
          },
        }),
        props: { decorations: (state) => key.getState(state)?.shown },
      }),
    ];
  },
});

/** Turn it on or off. */
export async function showAuthors(editor: Editor, address: string, isOn: boolean): Promise<void> {
  if (!isOn) {
    const off = { authors: null, shown: DecorationSet.empty };
    editor.view.dispatch(editor.state.tr.setMeta(key, off).setMeta('addToHistory', false));
    return;
  }
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return;
  const rows: Author[] = (await answer.json()).authors;
  const authors = new Map(rows.map((row) => [row.client, row]));
  const shown = drawn(editor, authors);
  editor.view.dispatch(editor.state.tr.setMeta(key, { authors, shown }).setMeta('addToHistory', false));
}
