// The page of "letterkit preview". It asks letterkit on this machine, and nothing else.
"use strict";

const byId = (id) => document.getElementById(id);
const SEVERITIES = ["error", "warning", "note"];
let events = null; // the stream of what there is to see
let seen = null; // what was last told
let editing = null; // {letter, base}: the draft in the text field, and what it began as
let pinned = -1; // the sentence that stays chosen when the pointer leaves it
let shownOrigin = null;

// --- Small things ---

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

// A long path by its end, which says which file it is.
function short(path) {
  const parts = path.split(/[\\/]/);
  return path.length > 44 && parts.length > 3 ? `…/${parts.slice(-3).join("/")}` : path;
}

function setText(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
const textOf = (letter) => letter.lines.map(([, pieces]) => pieces.map(([text]) => text).join("")).join("\n");
const say = (text) => setText("said", text);
const letterAsked = () => decodeURIComponent(location.hash.slice(1));

// Put what is new in the place of the children that differ, so that the others keep focus, selection and scroll.
function reconcile(parent, items, key, build) {
  const old = parent.keys || [];
  const keys = items.map(key);
  let start = 0;
  while (start < old.length && start < keys.length && old[start] === keys[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < keys.length - start && old[old.length - 1 - end] === keys[keys.length - 1 - end]) end += 1;
  const children = [...parent.children];
  const before = children[old.length - end] || null;
  for (const child of children.slice(start, old.length - end)) child.remove();
  for (let at = start; at < keys.length - end; at += 1) parent.insertBefore(build(items[at], at), before);
  parent.keys = keys;
}

// --- What there is to see ---

function listen() {
  if (events) events.close();
  events = new EventSource(`events?letter=${encodeURIComponent(letterAsked())}`);
  events.onmessage = (message) => show(JSON.parse(message.data));
  events.onerror = () => {
    byId("state").dataset.state = "away";
    setText("state", "letterkit does not answer");
    say("letterkit does not answer. The page shows what was there last.");
  };
}

function show(told) {
  const before = seen;
  seen = told;
  document.title = `${told.title || told.file} – letterkit preview`;
  setText("title", told.title || told.file);
  setText("file", told.title ? told.file : "");
  showLetters(told);
  showBroken(told);
  if (told.letter) showLetter(told.letter, before && before.letter);
  showState(told, before);
}

function showState(told, before) {
  const letter = told.letter;
  const stopped = Boolean(told.broken || (letter && letter.problems.some((one) => one.severity === "error")));
  const state = stopped ? "stopped" : letter && letter.ready ? "good" : "waiting";
  const time = new Date().toLocaleTimeString("en-GB");
  const words = { stopped: "Stopped by an error", good: `Up to date, ${time}`, waiting: "Working" }[state];
  byId("state").dataset.state = state;
  setText("state", words);
  if (!letter || !before || !before.letter) return;
  const problems = told.broken ? told.problems : letter.problems;
  const same = JSON.stringify([letter.lines, letter.problems, told.problems]) === JSON.stringify([before.letter.lines, before.letter.problems, before.problems]);
  if (same && told.broken === before.broken) return;
  // The time makes each sentence another: one that is the same as before would not be read.
  if (told.broken) {
    say(`${time}: the campaign file has ${counted(problems.length, "problem")}. ${inBrief(problems)} The page shows what was there before.`);
  } else if (stopped) {
    say(`${time}: the letter is stopped by an error. ${inBrief(problems.filter((one) => one.severity === "error"))}`);
  } else {
    say(`${time}: updated, ${counted(letter.pages.length, "page")}, ${counted(problems.length, "finding")}.`);
  }
}

// The first of several problems, as a sentence that is read aloud.
function inBrief(problems) {
  const [first] = problems;
  return first ? `${first.line ? `Line ${first.line}: ` : ""}${first.message}.` : "";
}

function showLetters(told) {
  const current = told.letter && told.letter.name;
  reconcile(byId("letters"), told.letters, (one) => JSON.stringify([one, one.name === current]), (one) => {
    const counts = SEVERITIES.filter((severity) => one[severity] > 0).map((severity) =>
      make("span", { class: `count ${severity}`, title: counted(one[severity], severity) },
        make("span", { "aria-hidden": "true", text: String(one[severity]) }),
        make("span", { class: "hidden", text: `, ${counted(one[severity], severity)}` })));
    return make("li", {}, make("a", { href: `#${encodeURIComponent(one.name)}`, "aria-current": one.name === current ? "page" : false },
      one.name, ...counts, make("span", { class: "target", text: one.target || (one.ready ? "" : "waiting") })));
  });
}

function showBroken(told) {
  const any = told.problems.length > 0;
  byId("broken").hidden = !any;
  byId("broken").classList.toggle("stops", told.broken);
  setText("broken-title", told.broken ? "The campaign cannot be used as it is" : "About the whole campaign");
  setText("broken-said", told.broken ? "The letters are as they were before. They follow as soon as this is mended." : "");
  showProblems("broken-problems", told.problems);
}

function showProblems(id, problems) {
  reconcile(byId(id), problems, JSON.stringify, (one) => {
    const place = one.file ? `${short(one.file)}, line ${one.line}` : "";
    return make("li", {}, make("button", { type: "button", disabled: !one.file, onclick: (event) => openPlace(one, event.currentTarget) },
      make("span", { class: `code ${one.severity}`, text: `${one.severity} ${one.code} ` }), one.message,
      one.hint ? make("span", { class: "hint", text: one.hint }) : null,
      place ? make("span", { class: "place", text: place }) : null));
  });
}

function showLetter(letter, before) {
  if (before && before.name !== letter.name) {
    pinned = -1;
    for (const id of ["draft", "pages"]) byId(id).scrollTop = 0;
  }
  const words = letter.difference ? `the file differs by ${letter.difference} words` : letter.drafted ? "" : "not yet a file";
  setText("draft-said", words);
  byId("draft").setAttribute("aria-label", `Draft of ${letter.name}`);
  byId("edit").disabled = !letter.lines.length;
  showLines(letter);
  showPages(letter);
  showProblems("findings", letter.problems);
  setText("findings-said", letter.ready ? (letter.problems.length ? "" : "nothing to mend") : "");
  setText("tally", letter.tally);
  if (editing && before && editing.letter === letter.name && before.name === letter.name && textOf(letter) !== textOf(before)) {
    tellOfChange();
  }
  choose(pinned >= 0 && pinned < letter.sentences.length ? pinned : -1);
}

function showLines(letter) {
  const found = new Map();
  for (const one of letter.problems) if (one.file === letter.draft && !found.has(one.line)) found.set(one.line, one.severity);
  const closing = letter.lines.findIndex(([, pieces], at) => at > 0 && pieces.length === 1 && pieces[0][0] === "---");
  const hands = letter.sentences.map((one) => one.written !== "");
  const items = letter.lines.map(([changed, pieces], at) => ({ at, changed, pieces, severity: found.get(at + 1) || "", head: at <= closing, hand: pieces.map((piece) => hands[piece[1]] || false) }));
  const pane = byId("draft");
  const held = anchorOf(pane);
  const focused = pane.contains(document.activeElement) ? document.activeElement.dataset.s : null;
  reconcile(pane, items, JSON.stringify, lineOf);
  holdTo(pane, held);
  const all = [...pane.querySelectorAll(".s")];
  const stop = (focused && all.find((one) => one.dataset.s === focused)) || all[0];
  for (const one of all) one.tabIndex = one === stop ? 0 : -1;
  if (focused && stop && document.activeElement === document.body) stop.focus({ preventScroll: true });
}

function lineOf(item) {
  const line = make("div", { class: "line", "data-line": item.at + 1 });
  if (item.head) line.classList.add("head");
  if (item.changed) line.classList.add("changed");
  if (item.severity) line.classList.add("found", item.severity);
  item.pieces.forEach(([text, sentence, changed], at) => {
    const words = changed ? make("ins", { text }) : text;
    line.append(sentence < 0 ? words : make("span", { class: item.hand[at] ? "s hand" : "s", "data-s": sentence, tabindex: -1, "aria-describedby": "briefly" }, words));
  });
  return line;
}

// The line at the top of the pane stays where it is, whatever comes above it.
function anchorOf(pane) {
  const top = pane.getBoundingClientRect().top;
  if (pane.scrollTop === 0) return null;
  const line = [...pane.children].find((child) => child.getBoundingClientRect().bottom > top);
  return line ? { text: line.textContent, number: Number(line.dataset.line), offset: line.getBoundingClientRect().top - top } : null;
}

function holdTo(pane, held) {
  if (!held) return;
  const same = [...pane.children].filter((child) => child.textContent === held.text);
  same.sort((one, other) => Math.abs(one.dataset.line - held.number) - Math.abs(other.dataset.line - held.number));
  const line = same[0] || pane.children[held.number - 1];
  if (line) pane.scrollTop += line.getBoundingClientRect().top - pane.getBoundingClientRect().top - held.offset;
}

function showPages(letter) {
  const pane = byId("pages");
  byId("stale").hidden = !letter.stale;
  setText("stale", letter.stale ? `An error keeps the letter from being set. These pages are of ${letter.since}.` : "");
  pane.classList.toggle("stale", letter.stale);
  setText("pages-said", letter.pages.length ? `${counted(letter.pages.length, "page")}, set at ${letter.since}` : letter.ready ? "an error keeps it from being set" : "");
  byId("pdf").hidden = !letter.pages.length;
  byId("pdf").href = `letter.pdf?letter=${encodeURIComponent(letter.name)}`;
  byId("pdf").title = `Kept up to date in ${letter.pdf}`;
  while (pane.children.length > letter.pages.length) pane.lastElementChild.remove();
  letter.pages.forEach((page, at) => {
    const figure = pane.children[at] || pane.appendChild(make("figure", {}, make("img", {}), make("figcaption", { text: String(at + 1) })));
    showPage(figure, page, `Page ${at + 1} of ${letter.pages.length} as it would be printed; its text is under “Draft”`);
  });
}

function showPage(figure, page, words) {
  figure.style.aspectRatio = `${page.width} / ${page.height}`;
  const image = figure.querySelector("img");
  image.alt = words;
  const marks = () => {
    for (const old of figure.querySelectorAll(".spot, .change")) old.remove();
    for (const [sentence, boxes] of page.spots) for (const box of boxes) figure.append(placed("spot", box, sentence));
    for (const box of page.changes) figure.append(placed("change", box));
  };
  if (figure.dataset.name === page.name) {
    marks();
    return;
  }
  // The old picture stays until the new one can take its place.
  figure.dataset.name = page.name;
  const next = new Image();
  next.src = `page/${page.name}.jpg`;
  next.decode().then(() => {
    if (figure.dataset.name !== page.name) return;
    image.src = next.src;
    marks();
  }, () => { if (figure.dataset.name === page.name) delete figure.dataset.name; });
}

function placed(kind, [left, top, width, height], sentence = null) {
  const box = make("div", { class: kind });
  if (sentence !== null) box.dataset.s = sentence;
  Object.assign(box.style, { left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * width}%`, height: `${100 * height}%` });
  return box;
}

// --- Where a sentence comes from ---

function choose(number) {
  for (const one of document.querySelectorAll(".s.on, .spot.on")) one.classList.remove("on");
  const sentence = seen && seen.letter && number >= 0 ? seen.letter.sentences[number] : null;
  if (sentence) for (const one of document.querySelectorAll(`[data-s="${number}"]`)) one.classList.add("on");
  const key = JSON.stringify(sentence);
  if (key === shownOrigin) return;
  shownOrigin = key;
  byId("origin").replaceChildren(...(sentence ? originOf(sentence) : [make("p", { class: "quiet", text: "Point at a sentence, in the draft or on a page. A click keeps it." })]));
  setText("briefly", sentence ? brief(sentence) : "");
}

function brief(sentence) {
  const [first] = sentence.comes;
  const secret = sentence.sources.some(([, confidential]) => confidential);
  return [sentence.written, first ? first.what : "", sentence.sources.length ? counted(sentence.sources.length, "source") : "", secret ? "confidential" : ""].filter(Boolean).join("; ");
}

function originOf(sentence) {
  const at = (one) => (one.file ? make("button", { type: "button", title: one.file, text: `${short(one.file)}:${one.line}`, onclick: (event) => openPlace(one, event.currentTarget) }) : null);
  const parts = [make("blockquote", { text: sentence.text })];
  const list = (title, items) => { if (items.length) parts.push(make("h3", { text: title }), make("ul", {}, ...items)); };
  if (sentence.written) parts.push(make("p", { class: "warning", text: sentence.written }));
  if (sentence.began) parts.push(make("p", { class: "quiet", text: `It began as: ${sentence.began}` }));
  list("From", sentence.comes.map((one) => make("li", {}, one.what, " ", at(one), one.now ? make("p", { class: "warning", text: `the campaign now says: ${one.now}` }) : null)));
  list("It rests on", sentence.sources.map(([title, secret]) => make("li", {}, title, secret ? make("span", { class: "secret", text: " confidential: not to leave the workspace" }) : null)));
  list("What it claims", sentence.claims.map((one) => make("li", {}, `${one.said}, ${one.verdict} `, at(one))));
  if (sentence.missing.length) list(sentence.source ? `Rests on the source '${sentence.source}'` : "On no record", [make("li", { text: sentence.missing.join(", ") })]);
  return parts;
}

function sentenceAt(target) {
  const found = target instanceof Element ? target.closest("[data-s]") : null;
  return found ? Number(found.dataset.s) : -1;
}

document.addEventListener("pointerover", (event) => {
  const number = sentenceAt(event.target);
  if (pinned < 0 && number >= 0) choose(number);
});
document.addEventListener("click", (event) => {
  const number = sentenceAt(event.target);
  if (number >= 0 && !String(getSelection())) {
    pinned = pinned === number ? -1 : number;
    choose(number);
  }
});
document.addEventListener("focusin", (event) => {
  const number = sentenceAt(event.target);
  if (number >= 0) choose(number);
});
byId("draft").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const number = sentenceAt(document.activeElement);
  if (!step || number < 0) return;
  event.preventDefault();
  const next = byId("draft").querySelector(`.s[data-s="${number + step}"]`);
  if (!next) return;
  choose(number + step);
  document.activeElement.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

// --- Places in files ---

let opener = null;

async function openPlace(place, from) {
  opener = from;
  const letter = seen.letter;
  if (letter && place.file === letter.draft && !editing) {
    for (const old of document.querySelectorAll(".line.at")) old.classList.remove("at");
    const line = byId("draft").querySelector(`[data-line="${place.line}"]`);
    if (line) {
      line.classList.add("at");
      line.scrollIntoView({ block: "center" });
    }
  }
  const answer = await fetch(`source?file=${encodeURIComponent(place.file)}&line=${place.line}`).catch(() => null);
  const told = answer && answer.ok ? await answer.json() : null;
  setText("excerpt-title", `${short(place.file)}, line ${place.line}`);
  const lines = told ? told.lines.map((text, at) => {
    const number = told.first + at;
    return make("span", { class: number === place.line ? "at" : "" }, make("span", { class: "number", text: String(number) }), text);
  }) : [make("span", { text: "The file cannot be read now." })];
  byId("excerpt-lines").replaceChildren(...lines);
  byId("excerpt").hidden = false;
  byId("excerpt").scrollIntoView({ block: "nearest" });
  byId("excerpt-title").focus();
}

function closePlace() {
  byId("excerpt").hidden = true;
  for (const old of document.querySelectorAll(".line.at")) old.classList.remove("at");
  if (opener && opener.isConnected) opener.focus();
}
byId("excerpt-close").addEventListener("click", closePlace);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (!byId("excerpt").hidden) closePlace();
  pinned = -1;
});

// --- Editing ---

async function post(path, content) {
  try {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) });
    const told = await answer.json().catch(() => ({ problems: [{ message: `the answer was ${answer.status}`, hint: "" }] }));
    return answer.ok ? told : { ...told, refused: true };
  } catch {
    return { refused: true, problems: [{ message: "letterkit does not answer", hint: "copy your text elsewhere before you close this page" }] };
  }
}

function tell(text) {
  byId("edit-said").hidden = !text;
  setText("edit-said", text);
}

const inWords = (problems) => problems.map((one) => [one.message, one.hint].filter(Boolean).join("; ")).join(" — ");

function tellOfChange() {
  tell("The letter has changed in the meantime. Saving merges your text with it.");
}

function editMode(on) {
  for (const id of ["draft", "edit"]) byId(id).hidden = on;
  for (const id of ["text", "save", "cancel"]) byId(id).hidden = !on;
}

async function beginEditing() {
  const name = seen.letter.name;
  byId("edit").disabled = true;
  const told = await post("begin", { letter: name });
  byId("edit").disabled = false;
  if (told.refused) {
    tell(`The draft cannot be edited now: ${inWords(told.problems)}.`);
    return;
  }
  editing = { letter: name, base: told.text };
  const top = byId("draft").scrollTop / Math.max(1, byId("draft").scrollHeight);
  byId("text").value = told.text;
  editMode(true);
  byId("text").scrollTop = top * byId("text").scrollHeight;
  byId("text").setSelectionRange(0, 0);
  byId("text").focus({ preventScroll: true });
  tell("");
}

async function save() {
  if (!editing) return;
  byId("save").disabled = true;
  const given = byId("text").value;
  const told = await post("save", { letter: editing.letter, base: editing.base, text: given });
  byId("save").disabled = false;
  if (told.refused) {
    tell(`Not saved; your text is still here. ${inWords(told.problems)}.`);
    return;
  }
  const words = {
    saved: "Saved.",
    merged: "Saved, and merged with what had changed in the meantime.",
    undecided: "Saved. Both versions stand in the draft where you and something else have changed the same words; decide between them.",
  }[told.how];
  if (byId("text").value !== given) {
    // What was typed while it was being saved is a change of what was given.
    editing.base = told.text === given ? given : editing.base;
    tell(`${words} What you have typed since is not saved yet.`);
    return;
  }
  editing = null;
  editMode(false);
  tell(told.how === "saved" ? "" : words);
  say(words);
  byId("edit").focus();
}

function discard() {
  if (editing && byId("text").value !== editing.base && !confirm("Discard what you have changed here?")) return;
  editing = null;
  editMode(false);
  tell("");
  byId("edit").focus();
}

byId("edit").addEventListener("click", beginEditing);
byId("save").addEventListener("click", save);
byId("cancel").addEventListener("click", discard);
document.addEventListener("keydown", (event) => {
  if (editing && event.key === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
  }
});
addEventListener("beforeunload", (event) => {
  if (editing && byId("text").value !== editing.base) event.preventDefault();
});
addEventListener("hashchange", () => {
  if (editing && byId("text").value !== editing.base && editing.letter !== letterAsked()) {
    location.hash = `#${encodeURIComponent(editing.letter)}`;
    tell("Save or discard what you have changed here first.");
    return;
  }
  if (editing && editing.letter !== letterAsked()) discard();
  listen();
});

choose(-1);
listen();
