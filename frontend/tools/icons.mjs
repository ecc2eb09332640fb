// Copies the icons that the pages use out of lucide-static into one committed file.
// Run by hand after `npm ci`: npm run icons
import { readFileSync, writeFileSync } from 'node:fs';

const NAMES = `arrow-left arrow-right building-2 calendar check chevron-down chevron-left chevron-right
circle-alert copy download external-link eye file-text filter globe info key-round languages link log-in log-out mail
map-pin menu moon pencil plus printer quote search send settings shield-check sliders-horizontal sun sun-moon trash-2
triangle-alert undo-2 user user-plus users x library handshake bell message-circle bold italic underline strikethrough list list-ordered
list-checks text-quote table image superscript redo-2 history folder pilcrow-left cloud-off`.split(/\s+/);

const icons = {};
for (const name of NAMES.sort()) {
  const svg = readFileSync(
    new URL(`../node_modules/lucide-static/icons/${name}.svg`, import.meta.url),
    'utf8',
  );
  icons[name] = svg
    .replace(/[\s\S]*?<svg[^>]*>/, '')
    .replace('</svg>', '')
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>')
    .trim();
}
const target = new URL('../../platform/core/design/data/icons.json', import.meta.url);
writeFileSync(target, `${JSON.stringify({ source: 'lucide-static 1.62, ISC', icons }, null, 1)}\n`);
