/** Words as they are compared: without vowel signs and tatweel, one seat for every alef, one form for similar letters. */

const SIGNS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c-\u200f]/;
const SAME: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
};

/** The folded text, and for each of its letters where it stood. */
export function folded(text: string): { letters: string; places: number[] } {
  let letters = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (SIGNS.test(letter)) continue;
    const code = letter.charCodeAt(0);
    if (code >= 0x660 && code <= 0x669) letters += String(code - 0x660);
    else letters += SAME[letter] ?? letter.toLowerCase().slice(0, 1);
    places.push(at);
  }
  return { letters, places };
}

/** Where `wanted` stands in `text`, however it is spelled: pairs of start and end. */
export function places(text: string, wanted: string): [number, number][] {
  const needle = folded(wanted.trim()).letters;
  if (!needle) return [];
  const hay = folded(text);
  const found: [number, number][] = [];
  for (let at = hay.letters.indexOf(needle); at >= 0; at = hay.letters.indexOf(needle, at + needle.length)) {
    const start = hay.places[at] ?? 0;
    // Signs after the last letter belong to it.
    let end = (hay.places[at + needle.length - 1] ?? 0) + 1;
    while (end < text.length && SIGNS.test(text[end] ?? '')) end += 1;
    found.push([start, end]);
  }
  return found;
}
