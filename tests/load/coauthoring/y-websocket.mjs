// y-websocket's own server with its persistence (LevelDB) on.
process.env.YPERSISTENCE = process.argv[3];
process.env.PORT = process.argv[2];
process.env.HOST = '127.0.0.1';
await import('./node_modules/y-websocket/bin/server.cjs');
