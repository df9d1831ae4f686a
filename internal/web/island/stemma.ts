// The island: keys and highlights over pages that work without it. It asks
// nothing of any host and changes nothing unasked.

const all = <E extends Element>(selector: string, within: ParentNode = document) =>
  [...within.querySelectorAll<E>(selector)];

// The text of a statement lights up while its note, or its sign, is pointed at
// or has the focus; and the other way round.
function light(id: string | undefined, on: boolean) {
  if (!id) return;
  for (const e of all(`[data-s~="${CSS.escape(id)}"], [data-note="${CSS.escape(id)}"]`)) e.classList.toggle("lit", on);
}

function idOf(target: EventTarget | null): string | undefined {
  const e = (target as Element | null)?.closest?.<HTMLElement>("[data-note], .sign[data-s]");
  return e?.dataset.note ?? e?.dataset.s;
}

for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (e) => light(idOf(e.target), true));
  document.addEventListener(end, (e) => light(idOf(e.target), false));
}

// Where there is a margin, a note comes down to the line that its sign is on.
// All places are read first and all set after, so that the page is laid out
// once.
function align() {
  const notes = all<HTMLElement>(".notes .note");
  for (const n of notes) n.style.marginTop = "";
  const moves: [HTMLElement, number][] = [];
  let end = 0; // of the margin so far
  for (const box of all<HTMLElement>(".notes")) {
    if (getComputedStyle(box).float === "none") return;
    const { top, bottom } = box.getBoundingClientRect();
    let down = Math.max(0, end - top); // how far what comes before has pushed this box
    for (const n of all<HTMLElement>(".note", box)) {
      const sign = document.getElementById(n.dataset.note!)?.getBoundingClientRect();
      const gap = sign ? sign.top + 4 - (n.getBoundingClientRect().top + down) : 0;
      if (gap < 4) continue;
      moves.push([n, gap]);
      down += gap;
    }
    end = bottom + down;
  }
  for (const [n, gap] of moves) n.style.marginTop = `${gap}px`;
}

let asked = 0;
function alignSoon() {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(align);
}

if (document.querySelector(".notes")) {
  align();
  document.fonts.ready.then(alignSoon);
  addEventListener("resize", alignSoon);
}

// Stops are what j and k go through: the notes of a document, the rows of a
// list.
function stops(): HTMLElement[] {
  return all<HTMLElement>(".note > .number, [data-item] a").filter(
    (a, i, list) => a.matches(".number") || a.closest("[data-item]") !== list[i - 1]?.closest("[data-item]"),
  );
}

function step(by: number) {
  const list = stops();
  if (list.length === 0) return;
  const current = document.activeElement?.closest(".note, [data-item]");
  let at = list.findIndex((a) => a.closest(".note, [data-item]") === current);
  if (at < 0) {
    // Begin where the reader is: at the first stop that is in sight.
    at = list.findIndex((a) => a.getBoundingClientRect().top >= 0);
    at = by > 0 ? at - 1 : at < 0 ? list.length : at;
    if (at < -1) at = list.length - 1;
  }
  const next = list[Math.min(Math.max(at + by, 0), list.length - 1)];
  next.focus({ preventScroll: true });
  const note = next.closest<HTMLElement>(".note");
  const sign = note && document.getElementById(note.dataset.note!);
  (sign ?? next).scrollIntoView({ block: "center" });
}

const places: Record<string, string> = {
  c: "/", d: "/documents", s: "/statements", e: "/entities", f: "/conflicts", q: "/claims", t: "/timeline", m: "/map", n: "/network",
  o: "/descent", i: "/issues", l: "/log",
};
let going = 0; // when g was pressed

const keys: Record<string, (e: KeyboardEvent) => void> = {
  j: () => step(1),
  k: () => step(-1),
  n: () => document.querySelector<HTMLAnchorElement>('a[rel="next"]')?.click(),
  p: () => document.querySelector<HTMLAnchorElement>('a[rel="prev"]')?.click(),
  g: () => { going = Date.now(); },
  "/": () => {
    const field = document.querySelector<HTMLInputElement>("[data-search]");
    field?.focus();
    field?.select();
  },
  "?": () => document.querySelector<HTMLDialogElement>("#keys")?.showModal(),
};

document.addEventListener("keydown", (e) => {
  const target = e.target as HTMLElement;
  if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
  if (target.matches("input, textarea, select") || target.isContentEditable) {
    if (e.key === "Escape") target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  let run = keys[e.key];
  // Arrows move from note to note only where one has the focus; elsewhere
  // they scroll, as a reader expects.
  if (target.closest(".note")) {
    if (e.key === "ArrowDown") run = keys.j;
    if (e.key === "ArrowUp") run = keys.k;
  }
  if (going && Date.now() - going < 1500 && places[e.key]) run = () => location.assign(places[e.key]);
  if (e.key !== "g") going = 0;
  if (!run) return;
  e.preventDefault();
  run(e);
});

all<HTMLElement>(".keys-hint").forEach((e) => { e.hidden = false; });
