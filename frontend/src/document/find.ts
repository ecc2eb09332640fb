/** Find and replace, whatever the spelling of Arabic letters. */

import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { places } from './fold';

interface Hit {
  from: number;
  to: number;
}

interface Found {
  words: string;
  hits: Hit[];
  at: number;
}

const key = new PluginKey<Found>('find');

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    find: {
      find: (words: string) => ReturnType;
      findNext: (step: number) => ReturnType;
      replaceFound: (words: string, every: boolean) => ReturnType;
    };
  }
}

function hits(doc: import('@tiptap/pm/model').Node, words: string): Hit[] {
  const found: Hit[] = [];
  if (!words) return found;
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc');
    for (const [start, end] of places(text, words)) {
      found.push({ from: position + 1 + start, to: position + 1 + end });
    }
    return false;
  });
  return found;
}

export const Find = Extension.create({
  name: 'find',
  addCommands() {
    return {
      find:
        (words) =>
        ({ tr, dispatch }) => {
          dispatch?.(tr.setMeta(key, { words, at: 0 }));
          return true;
        },
      findNext:
        (step) =>
        ({ tr, state, dispatch }) => {
          const now = key.getState(state);
          if (!now?.hits.length) return false;
          const at = (now.at + step + now.hits.length) % now.hits.length;
          dispatch?.(tr.setMeta(key, { words: now.words, at }));
          return true;
        },
      replaceFound:
        (words, every) =>
        ({ tr, state, dispatch }) => {
          const now = key.getState(state);
          if (!now?.hits.length) return false;
          const chosen = every ? [...now.hits] : now.hits.slice(now.at, now.at + 1);
          for (const hit of chosen.reverse()) tr.insertText(words, hit.from, hit.to);
          dispatch?.(tr);
          return true;
        },
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<Found>({
        key,
        state: {
          init: () => ({ words: '', hits: [], at: 0 }),
          apply(transaction, before) {
            const asked = transaction.getMeta(key);
            if (!asked && !transaction.docChanged) return before;
            const words = asked?.words ?? before.words;
            const found = hits(transaction.doc, words);
            const at = Math.min(asked?.at ?? before.at, Math.max(found.length - 1, 0));
            return { words, hits: found, at };
          },
        },
        props: {
          decorations(state) {
            const now = key.getState(state);
            if (!now?.hits.length) return null;
            return DecorationSet.create(
              state.doc,
              now.hits.map((hit, number) =>
                Decoration.inline(hit.from, hit.to, {
                  class: number === now.at ? 'found found-here' : 'found',
                }),
              ),
            );
          },
        },
      }),
    ];
  },
});

/** How many places were found, and at which one we are. */
export function found(state: import('@tiptap/pm/state').EditorState): { count: number; at: number } {
  const now = key.getState(state);
  return { count: now?.hits.length ?? 0, at: now?.hits.length ? now.at + 1 : 0 };
}
