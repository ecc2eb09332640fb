// Several people write until the server dies; prints every edit that was acknowledged, a line each.
import { begin, person, textOf } from './clients.mjs';

const [, , url, name, ...cookies] = process.argv;
const group = cookies.map((cookie) => person('jusoor', url, name, cookie));
await Promise.all(group.map((one) => one.ready));
if (!textOf(group[0].doc)) begin(group[0].doc);
await new Promise((done) => setTimeout(done, 200));
let next = 0;
let isOver = false;
for (const [number, one] of group.entries()) {
  const mine = new Map();
  one.acknowledged = (upto) => {
    for (const [n, id] of mine) {
      if (n > upto) break;
      process.stdout.write(`${id}\n`);
      mine.delete(n);
    }
  };
  one.closed = () => { isOver = true; };
  one.write = () => {
    const id = `${process.pid}-${number}-${next}`;
    next += 1;
    textOf(one.doc).insert(0, `${id};`);
    mine.set(one.n, id);
  };
}
process.stderr.write('writing\n');
while (!isOver) {
  for (const one of group) one.write();
  await new Promise((done) => setTimeout(done, 40));
}
process.exit(0);
