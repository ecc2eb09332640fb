// Hocuspocus with its database extension, storing each document in a file, as its documentation shows it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '@hocuspocus/extension-database';
import { Redis } from '@hocuspocus/extension-redis';
import { Server } from '@hocuspocus/server';

const [, , port, folder, redis] = process.argv;
const fileOf = (name) => join(folder, encodeURIComponent(name));
const extensions = [
  new Database({
    fetch: async ({ documentName }) => {
      try {
        return new Uint8Array(readFileSync(fileOf(documentName)));
      } catch {
        return null;
      }
    },
    store: async ({ documentName, state }) => writeFileSync(fileOf(documentName), state),
  }),
];
if (redis) extensions.push(new Redis({ host: '127.0.0.1', port: Number(redis) }));
await new Server({ port: Number(port), address: '127.0.0.1', quiet: true, extensions }).listen();
