/** Finding a place by a name typed in a hurry: without case, accents, spaces or perfect spelling. */

/** A name reduced to what is compared: "Ujung-Pandan" and "ujungpandan" are the same. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

export interface Named {
  readonly name: string;
}

/** The entries that fit what was typed, best first, in their own order where equally good; none for no text. */
export function matching<Entry extends Named>(typed: string, entries: readonly Entry[], most: number): Entry[] {
  const wanted = folded(typed);
  if (wanted === "") return [];
  return entries
    .map((entry) => ({ entry, cost: cost(wanted, entry.name) }))
    .filter(({ cost: price }) => price < Infinity)
    .sort((one, other) => one.cost - other.cost)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** How far a name is from what was typed (already folded): 0 the same, rising; Infinity does not fit. */
function cost(wanted: string, name: string): number {
  const whole = folded(name);
  if (whole === wanted) return 0;
  if (whole.startsWith(wanted)) return 1;
  if (name.split(/[\s\-/]+/).some((word) => folded(word).startsWith(wanted))) return 2;
  if (wanted.length > 1 && whole.includes(wanted)) return 3;
  const allowed = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
  // Someone still typing has written the beginning of a name: compare with as much of it as was written.
  const wrong = Math.min(edits(wanted, whole), edits(wanted, whole.slice(0, wanted.length)));
  return wrong <= allowed ? 3 + wrong : Infinity;
}

/** The letters to add, drop, change or swap with a neighbour to turn one text into the other. */
export function edits(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}
