// Many people type at once. Reads one JSON of what to do from standard input, prints one JSON of what it saw.
import { readFileSync } from 'node:fs';
import { begin, person, textOf } from './clients.mjs';

const asked = JSON.parse(await new Promise((resolve) => {
  let text = '';
  process.stdin.on('data', (part) => { text += part; });
  process.stdin.on('end', () => resolve(text));
}));
const { kind, urls, documents, people, rate, seconds, warm, pids } = asked;
const sent = new Map();
const seen = [];
const stored = [];
let counting = false;
let next = 0;
let first = 0;
let used = 0;

const everybody = [];
for (const [number, document] of documents.entries()) {
  const group = [];
  for (let each = 0; each < people; each += 1) {
    const url = urls[(number + each) % urls.length];
    group.push(person(kind, url, document.name, document.cookies?.[each % document.cookies.length]));
  }
  await Promise.all(group.map((one) => one.ready));
  if (!textOf(group[0].doc)) begin(group[0].doc);
  everybody.push(...group);
}
await new Promise((done) => setTimeout(done, 1000));

for (const one of everybody) {
  one.mine = new Map();
  let n = one.n ?? 0;
  one.doc.on('update', (_update, origin) => {
    if (origin === one || origin === one.provider) return;
    n += 1;
    if (one.last) one.mine.set(n, one.last);
  });
  one.acknowledged = (upto) => {
    const now = performance.now();
    for (const [number, id] of one.mine) {
      if (number > upto) break;
      if (counting && sent.has(id)) stored.push(now - sent.get(id));
      one.mine.delete(number);
    }
  };
  textOf(one.doc).observe((event) => {
    if (event.transaction.local || !counting) return;
    const now = performance.now();
    for (const part of event.changes.delta) {
      for (const [id] of `${part.insert ?? ''}`.matchAll(/\d+(?=;)/g)) {
        if (sent.has(id)) seen.push(now - sent.get(id));
      }
    }
  });
}

function processor() {
  return pids.reduce((sum, pid) => {
    const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return sum + (Number(parts[11]) + Number(parts[12])) / 100;
  }, 0);
}

const until = performance.now() + (warm + seconds) * 1000;
const from = performance.now() + warm * 1000;
const gap = 1000 / rate;
let due = performance.now();
while (performance.now() < until) {
  if (!counting && performance.now() >= from) {
    counting = true;
    first = next;
    used = processor();
  }
  while (due <= performance.now()) {
    const one = everybody[next % everybody.length];
    const id = String(1_000_000 + next);
    next += 1;
    due += gap;
    one.last = id;
    const text = textOf(one.doc);
    sent.set(id, performance.now());
    text.insert(Math.floor(Math.random() * text.length), `${id};`);
  }
  await new Promise((done) => setTimeout(done, Math.max(0, Math.min(2, due - performance.now()))));
}
const edits = next - first;
used = processor() - used;
await new Promise((done) => setTimeout(done, 2000));

function at(list, share) {
  if (!list.length) return null;
  list.sort((a, b) => a - b);
  return list[Math.min(list.length - 1, Math.floor(list.length * share))];
}
console.log(JSON.stringify({
  edits,
  cpu: (used / edits) * 10_000,
  seen: seen.length,
  expected: edits * (people - 1),
  seen50: at(seen, 0.5), seen95: at(seen, 0.95),
  stored50: at(stored, 0.5), stored95: at(stored, 0.95),
}));
process.exit(0);
