// Fills documents, opens them, and visits them. Reads one JSON of what to do from standard input, prints one JSON.
import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import { begin, person, textOf } from './clients.mjs';

const asked = JSON.parse(await new Promise((resolve) => {
  let text = '';
  process.stdin.on('data', (part) => { text += part; });
  process.stdin.on('end', () => resolve(text));
}));
const { kind, url, documents, what, count } = asked;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const join = (document, number = 0) =>
  person(kind, url, document.name, document.cookies?.[number % (document.cookies?.length ?? 1)]);

/** Memory of the server, in KiB. */
function memory() {
  return asked.pids.reduce((sum, pid) => sum + Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4, 0);
}

/** Ten people in each document type as people do: some letters one after the other, then maybe somewhere else. All
 * stay until the last document is written; the server takes twenty edits a second of each. */
async function fill() {
  // What a process loads once, such as its way to the workers, belongs to no document.
  await write(documents[0], 6000);
  await pause(5000);
  const before = memory();
  for (const document of documents.slice(1)) await write(document, count);
  const each = (memory() - before) / (documents.length - 1);
  // Peers store some seconds after the last edit.
  await pause(kind === 'jusoor' ? 500 : 12_000);
  return { each };
}

async function write(document, letters) {
  const group = Array.from({ length: 10 }, (_each, number) => join(document, number));
  await Promise.all(group.map((one) => one.ready));
  if (!textOf(group[0].doc)) begin(group[0].doc);
  await pause(300);
  for (let done = 0; done < letters; ) {
    for (const one of group) {
      const text = textOf(one.doc);
      if (Math.random() < 0.3) one.at = Math.floor(Math.random() * text.length);
      one.doc.transact(() => {
        for (let letter = 0; letter < 10; letter += 1, done += 1) {
          const at = Math.min(one.at ?? 0, text.length);
          text.insert(at, String.fromCharCode(0x627 + (done % 28)));
          one.at = at + 1;
        }
      });
    }
    await pause(52);
  }
  const last = performance.now() + 20_000;
  while (performance.now() < last && group.some((one) => textOf(one.doc).length < letters)) await pause(50);
  for (const one of group.slice(1)) one.close();
}

/** One newcomer in each document: until it says that it has everything, and until it really has. The first document
 * warms the server up and does not count. */
async function open() {
  const times = [];
  let before = 0;
  for (const [number, document] of documents.entries()) {
    const wanted = number ? (document.letters ?? count) : 0;
    const from = performance.now();
    const one = join(document);
    let complete = 0;
    one.doc.on('update', () => {
      if (!complete && (textOf(one.doc)?.length ?? 0) >= wanted) complete = performance.now() - from;
    });
    await one.ready;
    const said = performance.now() - from;
    for (let wait = 0; wanted && !complete && wait < 600; wait += 1) await pause(50);
    if (number) {
      const state = Y.encodeStateAsUpdate(one.doc).length;
      times.push({ said, complete: complete || null, letters: textOf(one.doc)?.length ?? 0, state });
    } else {
      await pause(500);
      before = memory();
    }
    if (!asked.stays) one.close();
  }
  await pause(300);
  return { times, each: (memory() - before) / Math.max(1, documents.length - 1) };
}

/** Somebody comes, shows a caret, and goes, again and again. */
async function visit() {
  const [document] = documents;
  const stays = join(document);
  await stays.ready;
  let before = 0;
  for (let number = -asked.warm; number < count; number += 20) {
    if (number === 0) {
      await pause(1000);
      before = memory();
    }
    const group = Array.from({ length: 20 }, (_each, at) => join(document, at));
    await Promise.all(group.map((one) => one.ready));
    for (const one of group) one.close();
    await pause(5);
  }
  await pause(2000);
  return { each: (memory() - before) / count };
}

/** Three people wrote for a day without a line, and come back at once. */
async function merge() {
  const [document] = documents;
  const group = [0, 1, 2].map((number) => join(document, number));
  await Promise.all(group.map((one) => one.ready));
  if (!textOf(group[0].doc)) begin(group[0].doc);
  textOf(group[0].doc).insert(0, 'بداية');
  await pause(1000);
  const states = group.map((one) => Y.encodeStateAsUpdate(one.doc));
  for (const one of group) one.close();
  await pause(500);
  const away = states.map((state, number) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    const text = textOf(doc);
    let at = 0;
    for (let edit = 0; edit < count; edit += 1) {
      if (Math.random() < 0.1) at = Math.floor(Math.random() * text.length);
      text.insert(Math.min(at, text.length), `${number}`);
      at += 1;
    }
    return doc;
  });
  const back = [0, 1, 2].map((number) => join(document, number));
  const refused = [];
  for (const one of back) one.closed = (code) => refused.push(code);
  await Promise.all(back.map((one) => one.ready));
  const from = performance.now();
  back.forEach((one, number) => Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(away[number]), 'home'));
  const whole = 5 + 3 * count;
  while (back.some((one) => textOf(one.doc).length < whole) && performance.now() - from < 20_000) await pause(5);
  const took = performance.now() - from;
  await pause(500);
  const texts = new Set(back.map((one) => textOf(one.doc).toString()));
  const newcomer = join(document);
  await newcomer.ready;
  await pause(300);
  texts.add(textOf(newcomer.doc).toString());
  return { took, texts: texts.size, refused: refused.length, letters: textOf(newcomer.doc).length };
}

/** People write and are cut off in the middle, all the time; then everything acknowledged has to be there. */
async function leave() {
  const [document] = documents;
  const first = join(document);
  await first.ready;
  if (!textOf(first.doc)) begin(first.doc);
  await pause(300);
  const told = [];
  for (let number = 0; number < count; number += 1) {
    const one = join(document, number);
    await one.ready;
    const mine = new Map();
    one.acknowledged = (upto) => {
      for (const [n, id] of mine) {
        if (n <= upto) {
          told.push(id);
          mine.delete(n);
        }
      }
    };
    for (let each = 0; each < 10; each += 1) {
      const id = `${number}-${each}`;
      textOf(one.doc).insert(0, `${id};`);
      mine.set(one.n, id);
      await pause(Math.random() * 6);
    }
    one.close();
  }
  await pause(1000);
  const newcomer = join(document);
  await newcomer.ready;
  await pause(1000);
  const there = new Set(textOf(newcomer.doc).toString().split(';'));
  return { acknowledged: told.length, lost: told.filter((id) => !there.has(id)).length };
}

const done = await { fill, open, visit, merge, leave, write: () => write(documents[0], count) }[what]();
if (what === 'write') await pause(2000);
console.log(JSON.stringify(done ?? {}));
process.exit(0);
