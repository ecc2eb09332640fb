/** The live line of a workspace: hears that something changed and has the page brought up to date, shows who
 * is here, and after a sleep or a lost line asks for what was missed. Without it the page works as ever. */

interface Told {
  topic?: string;
  joined?: string;
  refetch?: string;
  refused?: string;
  here?: string;
  position?: number;
  who?: { id: number; name: string }[];
}

const REFUSED = 4403;
const ANONYMOUS = 4401;
const HERE_EVERY = 20_000;
const GONE_AFTER = 45_000;
const LONGEST_WAIT = 30_000;

const place = document.querySelector<HTMLElement>('[data-live]');
const presence = document.querySelector<HTMLElement>('[data-presence]');
const seen = new Map<number, { name: string; at: number }>();
let socket: WebSocket | null = null;
let position: number | null = null;
let tries = 0;
let planned = 0;
let isOver = false;

/** Something new is stored: after a breath, so that many changes cost one request. */
function stale(): void {
  clearTimeout(planned);
  planned = window.setTimeout(() => {
    document.dispatchEvent(new CustomEvent('jusoor:stale'));
  }, 60);
}

function showWho(): void {
  if (!presence) return;
  const now = Date.now();
  for (const [id, one] of seen) if (now - one.at > GONE_AFTER) seen.delete(id);
  const names = [...seen.values()].map((one) => one.name);
  presence.hidden = names.length === 0;
  presence.textContent = names.length ? `${presence.dataset.presence ?? ''} ${names.join(' · ')}` : '';
}

function hear(told: Told): void {
  if (told.refused) {
    isOver = true;
    location.reload();
  } else if (told.here) {
    for (const one of told.who ?? []) seen.set(one.id, { name: one.name, at: Date.now() });
    showWho();
  } else if (told.joined) {
    // The page was made before the line was open: what happened between is fetched as well.
    if (position === null && told.position !== Number(place?.dataset.position)) stale();
    position = told.position ?? 0;
  } else if (told.topic || told.refetch) {
    position = told.position ?? position;
    stale();
  }
}

function say(message: object): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function open(): void {
  if (!place || isOver) return;
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  socket = new WebSocket(`${scheme}://${location.host}/ws/live/`);
  socket.addEventListener('open', () => {
    tries = 0;
    const join = place.dataset.live ?? '';
    say(position === null ? { join } : { join, position });
    document.documentElement.classList.add('is-live');
  });
  socket.addEventListener('message', (event) => hear(JSON.parse(event.data as string) as Told));
  socket.addEventListener('close', (event) => {
    document.documentElement.classList.remove('is-live');
    socket = null;
    if (event.code === ANONYMOUS || event.code === REFUSED) {
      isOver = true;
      location.reload();
      return;
    }
    tries += 1;
    // Spread out, so that not everybody comes back in the same moment.
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** tries) * (0.5 + Math.random() / 2);
    setTimeout(open, wait);
  });
}

setInterval(() => {
  say({ here: true });
  showWho();
}, HERE_EVERY);

// A line that slept looks open and is not: the way back into the page opens a new one.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && socket === null) open();
});
window.addEventListener('online', () => {
  if (socket === null) open();
});

open();

export {};
