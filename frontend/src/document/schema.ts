/** What a text can be made of. The server refuses everything else: `projects/documents/schema.py` says the same. */

import { type AnyExtension, Extension, mergeAttributes, Node } from '@tiptap/core';
import { Heading } from '@tiptap/extension-heading';
import { Image as Pictures } from '@tiptap/extension-image';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';

export const VERSION = 1;
const SCHEMES = /^(https?:|mailto:)/i;

/** Which way a paragraph runs: by its words, or as somebody chose. */
const Direction = Extension.create({
  name: 'direction',
  addGlobalAttributes() {
    return [
      {
        types: ['paragraph', 'heading'],
        attributes: {
          dir: {
            default: 'auto',
            parseHTML: (element) => element.getAttribute('dir') || 'auto',
            renderHTML: (attributes) => ({ dir: attributes.dir ?? 'auto' }),
          },
        },
      },
    ];
  },
});

/** One level lower than in a file of its own: the page has its own first and second heading. */
const Headings = Heading.extend({
  renderHTML({ node, HTMLAttributes }) {
    return [`h${Number(node.attrs.level) + 1}`, mergeAttributes(HTMLAttributes), 0];
  },
});

/** How a text names a picture of its own; other addresses would tell strangers who reads. */
export const PICTURE = /^pictures\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/$/;

const Picture = Pictures.extend({
  parseHTML: () => [
    {
      tag: 'img[src]',
      getAttrs: (element) => (PICTURE.test(element.getAttribute('src') ?? '') ? null : false),
    },
  ],
  renderHTML({ node }) {
    const alt = String(node.attrs.alt ?? '');
    if (!PICTURE.test(node.attrs.src ?? '')) return ['p', { dir: 'auto', class: 'picture-away' }, alt];
    return ['img', { src: node.attrs.src, alt, loading: 'lazy' }];
  },
});

const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ kind: { default: null }, id: { default: null }, label: { default: '' } }),
  parseHTML: () => [{ tag: 'span.mention' }],
  renderHTML: ({ node }) => [
    'span',
    { class: 'mention', 'data-kind': node.attrs.kind },
    `${node.attrs.label}`,
  ],
  renderText: ({ node }) => `${node.attrs.label}`,
});

const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ text: { default: '' } }),
  parseHTML: () => [
    { tag: 'sup.footnote', getAttrs: (element) => ({ text: element.getAttribute('title') ?? '' }) },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    'sup',
    mergeAttributes(HTMLAttributes, { class: 'footnote', title: node.attrs.text, text: null }),
    '*',
  ],
  renderText: ({ node }) => ` [${node.attrs.text}]`,
});

export function isSafe(address: string): boolean {
  return SCHEMES.test(address.trim());
}

export function extensions(): AnyExtension[] {
  return [
    StarterKit.configure({
      undoRedo: false,
      heading: false,
      link: {
        openOnClick: false,
        autolink: true,
        protocols: ['http', 'https', 'mailto'],
        isAllowedUri: isSafe,
      },
      dropcursor: { color: false, class: 'drop-cursor' },
    }),
    Headings.configure({ levels: [1, 2, 3] }),
    Direction,
    TaskList,
    TaskItem.configure({
      nested: true,
      // Its own words: they are in the language of the text.
      a11y: { checkboxLabel: (node) => node.firstChild?.textContent.trim() || '…' },
    }),
    TableKit.configure({ table: { resizable: false } }),
    Picture.configure({ allowBase64: false }),
    Mention,
    Footnote,
  ];
}
