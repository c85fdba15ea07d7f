// The hip log in the browser: taps stay here; only saving, another day and taking back go to the server.
//
// `data.form` names what the log was filled with. While it stays the same, so does everything tapped
// and typed: a refusal, a slow reply or a second drawing of the page takes nothing away.

const PATIENCE_MS = 8000;
const SCORES = [...Array(11).keys()];
const PLACED = {
  // where a place stands on the map: [middle from the midline, middle, width, height] of 324 by 184
  front: { outer: [96, 92, 46, 84], deep: [47, 64, 48, 44], front: [33, 110, 52, 44], inner: [37, 157, 48, 46] },
  back: { outer: [96, 92, 46, 84], low_back: [29, 24, 52, 46], back: [41, 76, 60, 50], sit_bone: [35, 127, 50, 46] },
};
const SHORT = {
  outer: "outer", deep: "deep", front: "groin", inner: "inner thigh",
  low_back: "low back", back: "buttock", sit_bone: "sit bone",
};
const ALONE = "nothing"; // what sets it off where none of the others does
const WIDE = 324, HIGH = 184;
const logs = new WeakMap();

export default function (component) {
  const root = component.parentElement;
  const drawn = root.querySelector("form.log");
  let log = logs.get(root);
  if (log?.drawn !== drawn) {
    log = { drawn, root, answers: {}, view: "front", fresh: false };
    logs.set(root, log);
    wire(log);
  }
  log.send = (message) => component.setTriggerValue("said", message);
  take(log, component.data);
  return () => {
    clearTimeout(log.late);
    logs.delete(root);
  };
}

const waits = (log) => log.waiting !== undefined;
const find = (log, selector) => log.root.querySelector(selector);
const all = (log, selector) => [...log.root.querySelectorAll(selector)];
const words = (text) => (text ? text.split(" ") : []);

function made(tag, settings = {}, ...inside) {
  const { data = {}, aria = {}, ...plain } = settings;
  const element = Object.assign(document.createElement(tag), plain);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(name === "role" ? name : `aria-${name}`, value);
  element.append(...inside);
  return element;
}

// ---- what the server says

function take(log, data) {
  const first = log.data === undefined;
  const another = log.data?.form !== data.form;
  const answered = log.last !== undefined && data.heard === log.last;
  if (another && log.data?.day !== data.day) log.view = null;
  log.data = data;
  if (first) build(log);
  if (another) log.answers = { ...data.values };
  log.view ??= usualView(log);
  if (first || answered) log.fresh = true;
  if (answered) arrived(log);
  paint(log);
}

function arrived(log) {
  clearTimeout(log.late);
  log.waiting = log.last = undefined;
  log.lost = false;
}

function usualView(log) {
  const places = words(log.answers.spots).map((spot) => spot.split(".")[1]);
  return places.length && places.every((place) => !(place in PLACED.front)) ? "back" : "front";
}

// ---- built once

function wire(log) {
  const { drawn } = log;
  drawn.onsubmit = (event) => { event.preventDefault(); act(log, "save"); };
  drawn.onclick = (event) => {
    const button = event.target.closest("button");
    if (button && button.type !== "submit") tapped(log, button);
  };
  drawn.onkeydown = (event) => moved(log, event);
  drawn.oninput = (event) => typed(log, event.target);
  const day = find(log, ".day input");
  day.onchange = () => { if (day.value !== log.data.day && day.value && day.validity.valid) act(log, "day", { day: day.value }); };
  day.onclick = () => { try { day.showPicker(); } catch { /* the field itself can be typed into */ } };
}

function build(log) {
  fillPad(find(log, ".pad"), "worst_pain");
  const map = find(log, ".map");
  for (const view of ["front", "back"])
    for (const [place, box] of Object.entries(PLACED[view]))
      for (const side of ["right", "left"]) map.append(region(log, view, side, place, box));
  find(log, ".asks").append(...log.data.questions.map(question));
}

function region(log, view, side, place, [off, middle, wide, high]) {
  const towards = (side === "left") === (view === "front") ? 1 : -1;
  const button = made("button", {
    type: "button", className: `spot ${place}`, textContent: SHORT[place],
    data: { spot: `${side}.${place}`, view, towards },
    aria: { label: `${side}: ${log.data.places[place]}` },
  });
  const part = (length, whole) => `${(100 * length) / whole}%`;
  button.style.left = part(WIDE / 2 + towards * off - wide / 2, WIDE);
  button.style.top = part(middle - high / 2, HIGH);
  button.style.width = part(wide, WIDE);
  button.style.height = part(high, HIGH);
  return button;
}

function fillPad(pad, field) {
  pad.append(...SCORES.map((score) => made("button", {
    type: "button", className: "score", textContent: score === 0 ? "0 none" : score, data: { field, score },
    aria: { role: "radio", label: { 0: "0 none", 10: "10, the worst imaginable" }[score] ?? `${score}` },
  })));
}

function question(asked) {
  const id = `asked-${asked.field}`;
  const label = made("p", { className: "label", id, textContent: asked.label });
  const box = made("div", { className: `ask ${asked.kind}`, data: { asks: asked.field, both: asked.both ? 1 : "" } }, label);
  if (asked.kind === "score") {
    const pad = made("div", { className: "pad", data: { field: asked.field }, aria: { role: "radiogroup", labelledby: id } });
    fillPad(pad, asked.field);
    box.append(pad);
  } else if (asked.kind === "words") {
    const chips = Object.entries(asked.options).map(([word, said]) => made("button", {
      type: "button", className: "chip", textContent: said, data: { field: asked.field, word }, aria: { pressed: "false" },
    }));
    box.append(made("div", { className: "chips", aria: { role: "group", labelledby: id } }, ...chips));
  } else {
    const plain = asked.kind === "text" ? { rows: 3, maxLength: 10000 } : { type: "text", inputMode: "decimal", maxLength: 12 };
    box.append(made(asked.kind === "text" ? "textarea" : "input", { ...plain, data: { field: asked.field }, aria: { labelledby: id } }));
  }
  return box;
}

// ---- taps, keys and typing

function tapped(log, button) {
  const { act: verb, view, spot, field, score, word, step } = button.dataset;
  if (verb) return act(log, verb);
  if (step) return log.data[step] && act(log, "day", { day: log.data[step] });
  if (spot) toggle(log, "spots", spot);
  else if (view) log.view = view;
  else if (score !== undefined) choose(log, field, Number(score));
  else if (word) toggle(log, field, word);
  else if (button.classList.contains("more")) return unfold(log);
  if (!view || spot) log.fresh = false;
  paint(log);
}

function choose(log, field, score) {
  const again = log.answers[field] === score && field !== "worst_pain";
  log.answers[field] = again ? null : score;
}

function toggle(log, field, word) {
  const chosen = words(log.answers[field]);
  const others = chosen.filter((each) => each !== word && word !== ALONE && each !== ALONE);
  log.answers[field] = (chosen.includes(word) ? others : [...others, word]).join(" ") || null;
}

function typed(log, field) {
  if (!field.dataset.field) return;
  log.answers[field.dataset.field] = field.value || null;
  log.fresh = false;
  paint(log);
}

// Arrows go from score to score, as in any group of radio buttons.
function moved(log, event) {
  const pad = event.target.closest?.(".pad");
  const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
  const ends = { Home: 0, End: 10 };
  if (!pad || !(event.key in steps || event.key in ends)) return;
  event.preventDefault();
  const now = Number(event.target.dataset.score);
  const next = event.key in ends ? ends[event.key] : Math.min(10, Math.max(0, now + steps[event.key]));
  log.answers[pad.dataset.field] = next;
  log.fresh = false;
  paint(log);
  pad.children[next].focus();
}

function unfold(log) {
  const asks = find(log, ".asks");
  asks.hidden = !asks.hidden;
  paint(log);
  if (!asks.hidden) asks.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function act(log, verb, more = {}) {
  if (waits(log)) return;
  const { day, run_day, seen } = log.data;
  log.waiting = log.last = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  clearTimeout(log.late);
  log.late = setTimeout(() => { log.waiting = undefined; log.lost = true; paint(log); }, PATIENCE_MS);
  log.lost = false;
  log.send({ id: log.waiting, act: verb, day, run_day, seen, answers: log.answers, ...more });
  paint(log);
}

// ---- what is seen

function paint(log) {
  paintDay(log);
  paintPads(log);
  paintMap(log);
  paintAsks(log);
  paintBar(log);
}

function paintDay(log) {
  const { data } = log;
  find(log, ".named").textContent = data.named;
  const input = find(log, ".day input");
  input.max = data.latest;
  if (input.value !== data.day && !waits(log)) input.value = data.day;
  for (const button of all(log, ".step")) {
    const step = button.dataset.step;
    button.setAttribute("aria-label", `The day ${step}`);
    button.disabled = !data[step];
  }
  find(log, ".asked b").textContent = data.asked;
}

function paintPads(log) {
  for (const pad of all(log, ".pad")) {
    const chosen = log.answers[pad.dataset.field] ?? null;
    for (const [score, button] of [...pad.children].entries()) {
      button.setAttribute("aria-checked", String(score === chosen));
      button.tabIndex = score === (chosen ?? 0) ? 0 : -1;
    }
  }
}

function paintMap(log) {
  const quiet = log.answers.worst_pain === 0;
  const chosen = words(log.answers.spots);
  const map = find(log, ".map");
  map.dataset.view = log.view;
  map.classList.toggle("quiet", quiet);
  for (const button of all(log, ".spot")) {
    button.hidden = button.dataset.view !== log.view;
    button.disabled = quiet;
    button.setAttribute("aria-pressed", String(!quiet && chosen.includes(button.dataset.spot)));
  }
  const sides = log.view === "front" ? ["right", "left"] : ["left", "right"];
  find(log, ".viewer-left").textContent = `your ${sides[0]}`;
  find(log, ".viewer-right").textContent = `your ${sides[1]}`;
  for (const button of all(log, ".views button")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === log.view));
    const there = chosen.some((spot) => !(spot.split(".")[1] in PLACED[log.view]) && spot.split(".")[1] in PLACED[button.dataset.view]);
    button.classList.toggle("holds", there && !quiet);
  }
}

function paintAsks(log) {
  const asks = find(log, ".asks");
  const chosen = words(log.answers.spots).map((spot) => spot.split(".")[0]);
  const both = chosen.includes("left") && chosen.includes("right");
  for (const asked of log.data.questions) {
    const box = find(log, `[data-asks="${asked.field}"]`);
    box.hidden = Boolean(asked.both) && !both;
    find(log, `#asked-${asked.field}`).textContent = asked.label;
    const field = box.querySelector("input, textarea");
    const value = log.answers[asked.field] ?? "";
    if (field && field.value !== value) field.value = value;
  }
  for (const chip of asks.querySelectorAll(".chip"))
    chip.setAttribute("aria-pressed", String(words(log.answers[chip.dataset.field]).includes(chip.dataset.word)));
  const more = find(log, ".more");
  more.setAttribute("aria-expanded", String(!asks.hidden));
  const said = log.data.questions.filter((asked) => (log.answers[asked.field] ?? null) !== null).length;
  more.textContent = asks.hidden ? (said ? `More (${said})` : "More") : "Less";
}

function paintBar(log) {
  const { data } = log;
  const reply = log.fresh && !waits(log) ? data.reply : null;
  const torn = reply?.kind === "changed";
  const line = find(log, ".line");
  const text = waits(log) ? "Saving …" : log.lost ? LOST : reply ? reply.text : summary(log);
  const told = find(log, ".told");
  if (told.textContent !== text) told.textContent = text;
  line.dataset.kind = !waits(log) && reply ? reply.kind : log.lost ? "refused" : "";
  find(log, ".undo").hidden = !(reply && reply.undo);
  find(log, ".usual").hidden = torn;
  find(log, ".meanwhile").hidden = !torn;
  const same = find(log, "[data-act=same]");
  same.hidden = !data.same;
  same.textContent = data.same ?? "";
  find(log, ".usual .primary").textContent = data.save;
  for (const button of all(log, ".bar button")) button.setAttribute("aria-disabled", String(waits(log)));
}

const LOST = "No answer yet. Tap Save again: nothing is kept twice.";

function summary(log) {
  const { worst_pain: score, spots } = log.answers;
  if (score === 0) return "No pain.";
  const named = words(spots).map((spot) => spot.split(".")).map(([side, place]) => `${side} ${log.data.places[place]}`);
  if (score === null || score === undefined) return "Tap a number, and where it hurts.";
  return [`Pain ${score}`, ...named].join(", ") + ".";
}
