// Draws the land around the Arab states once, projected, simplified and rounded to whole units.
// Albers equal-area, parallels 5° and 32°, centre 24°E 14°N; the same lines are in core.design.drawing.geography.
// Run by hand after `npm ci`: npm run coast
import { readFileSync, writeFileSync } from 'node:fs';
import { feature } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';

const BOX = { west: -24, east: 66, south: -6, north: 43 };
const WIDTH = 1000;
const VIEW = { west: -17.5, east: 61, south: 2, north: 38.5 };

const rad = Math.PI / 180;
const [a, b, lon0, lat0] = [5 * rad, 32 * rad, 24 * rad, 14 * rad];
const n = (Math.sin(a) + Math.sin(b)) / 2;
const c = Math.cos(a) ** 2 + 2 * n * Math.sin(a);
const rho = (lat) => Math.sqrt(c - 2 * n * Math.sin(lat)) / n;
const raw = ([lon, lat]) => {
  const theta = n * (lon * rad - lon0);
  const r = rho(lat * rad);
  return [r * Math.sin(theta), r * Math.cos(theta) - rho(lat0)]; // y grows downwards
};

const edges = [];
for (let i = 0; i <= 60; i++) {
  const lon = VIEW.west + ((VIEW.east - VIEW.west) * i) / 60;
  const lat = VIEW.south + ((VIEW.north - VIEW.south) * i) / 60;
  edges.push(raw([lon, VIEW.south]), raw([lon, VIEW.north]), raw([VIEW.west, lat]), raw([VIEW.east, lat]));
}
const minX = Math.min(...edges.map((p) => p[0]));
const maxX = Math.max(...edges.map((p) => p[0]));
const minY = Math.min(...edges.map((p) => p[1]));
const maxY = Math.max(...edges.map((p) => p[1]));
const scale = WIDTH / (maxX - minX);
const height = Math.round((maxY - minY) * scale);
const project = (p) => {
  const [x, y] = raw(p);
  return [Math.round((x - minX) * scale), Math.round((y - minY) * scale)];
};

// Sutherland and Hodgman: one side of the box after the other.
const sides = [
  [(p) => p[0] >= BOX.west, (p, q) => at(p, q, 0, BOX.west)],
  [(p) => p[0] <= BOX.east, (p, q) => at(p, q, 0, BOX.east)],
  [(p) => p[1] >= BOX.south, (p, q) => at(p, q, 1, BOX.south)],
  [(p) => p[1] <= BOX.north, (p, q) => at(p, q, 1, BOX.north)],
];
function at(p, q, axis, value) {
  const t = (value - p[axis]) / (q[axis] - p[axis]);
  return [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
}
function clip(ring) {
  let points = ring;
  for (const [inside, cross] of sides) {
    const kept = [];
    points.forEach((point, i) => {
      const before = points[(i + points.length - 1) % points.length];
      if (inside(point) !== inside(before)) kept.push(cross(before, point));
      if (inside(point)) kept.push(point);
    });
    points = kept;
    if (points.length === 0) break;
  }
  return points;
}

const atlas = JSON.parse(readFileSync(new URL('../node_modules/world-atlas/land-50m.json', import.meta.url)));
const weighed = presimplify(atlas);
const land = feature(simplify(weighed, 0.025), 'land');
const shapes = land.type === 'FeatureCollection' ? land.features : [land];
const rings = shapes
  .flatMap((f) => (f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates))
  .flat();

let path = '';
for (const ring of rings) {
  const points = clip(ring.slice(0, -1)).map(project);
  if (points.length < 4) continue;
  const area =
    Math.abs(
      points.reduce((sum, p, i) => {
        const q = points[(i + 1) % points.length];
        return sum + p[0] * q[1] - q[0] * p[1];
      }, 0),
    ) / 2;
  if (area < 12) continue;
  let [x, y] = points[0];
  path += `M${x} ${y}l`;
  const steps = [];
  for (const [nx, ny] of points.slice(1)) {
    if (nx === x && ny === y) continue;
    steps.push(`${nx - x} ${ny - y}`);
    [x, y] = [nx, ny];
  }
  path += `${steps.join(' ').replace(/ -/g, '-')}z`;
}
const target = new URL('../../platform/core/design/data/coast.json', import.meta.url);
writeFileSync(
  target,
  `${JSON.stringify(
    {
      source: 'Natural Earth 1:50m land, public domain, through world-atlas 2.0.2',
      width: WIDTH,
      height,
      scale,
      min_x: minX,
      min_y: minY,
      path,
    },
    null,
    1,
  )}\n`,
);
console.log(`${WIDTH} × ${height}, ${path.length} characters`);
