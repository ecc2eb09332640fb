// The whole text as a newcomer gets it.
import { person } from './clients.mjs';

const [, , url, name, cookie] = process.argv;
const one = person('jusoor', url, name, cookie);
await one.ready;
process.stdout.write(one.doc.getXmlFragment('body').toString());
process.exit(0);
