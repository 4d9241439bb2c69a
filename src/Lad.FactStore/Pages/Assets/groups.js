// Groups: the keys, and marks that act at once. Without it the same buttons send the same form.
"use strict";
(() => {
  const form = document.getElementById("mark");
  const rows = () => [...document.querySelectorAll(".g")];
  const current = () => document.activeElement?.closest?.(".g");
  const undoable = []; // marks that take back what was said here, the latest last
  let work = Promise.resolve(); // one request at a time, in the order of the keys

  function move(step) {
    const all = rows(), at = all.indexOf(current());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
    next?.querySelector(".open").focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  /** Shows in every row of the template what is in force. */
  function show(answer) {
    for (const row of rows()) {
      if (row.dataset.fp !== answer.fingerprint) continue;
      row.dataset.state = answer.state;
      row.querySelector(".state").textContent = answer.badge;
      row.querySelector("[data-undo]")?.remove();
      if (!answer.retract) continue;
      const button = document.createElement("button");
      Object.assign(button, { name: "mark", value: answer.retract, textContent: "Undo" });
      button.dataset.undo = "";
      button.setAttribute("form", "mark");
      row.querySelector(".acts").prepend(button);
    }
  }

  const busy = row => row?.getAttribute("aria-busy") === "true";
  const about = mark => rows().find(row => row.dataset.fp === mark.split(" ")[1]);
  const after = step => work = work.then(step);

  /** No statement is taken back twice, whichever button did it: its number is what the mark begins with. */
  function forget(mark) {
    const number = mark.split(" ", 1)[0];
    for (let i = undoable.length - 1; i >= 0; i--) if (undoable[i].split(" ", 1)[0] === number) undoable.splice(i, 1);
  }

  function send(value, row) {
    row?.setAttribute("aria-busy", "true");
    after(() => post(value, row));
  }

  async function post(value, row) {
    const body = new URLSearchParams(new FormData(form));
    body.set("mark", value);
    row?.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(30000) });
      if (response.type === "opaqueredirect" || response.status === 401) { lad.say("Nothing was said: you are signed in no more. Load the page again."); return; }
      const answer = response.headers.get("content-type")?.includes("json") ? await response.json() : null;
      // What is refused as it stands would be refused again: the next undo is of the statement before it.
      if (response.ok || response.status === 422) forget(value);
      if (!response.ok || !answer) { lad.say(answer?.detail ?? "Nothing was said: the store did not take it (" + response.status + "). Load the page again and retry."); return; }
      show(answer);
      if (!answer.undo) { lad.say(answer.says); return; }
      forget(answer.undo);
      undoable.push(answer.undo);
      lad.say(answer.says, "Undo", () => after(() => undoable.includes(answer.undo) ? post(answer.undo, row) : null), "u");
    } catch {
      lad.say("Nothing was said: the store cannot be reached. Try again in a moment.");
    } finally {
      row?.removeAttribute("aria-busy");
    }
  }

  /** Takes the latest back, once what was said before is answered; it stays to be taken back until the store has done so. */
  function undo() {
    const row = current();
    after(() => {
      if (undoable.length > 0) return post(undoable.at(-1), about(undoable.at(-1)));
      const shown = row?.querySelector("[data-undo]") ?? document.querySelector(".notice [data-undo]");
      if (shown) shown.click(); else lad.say("There is nothing to undo here.");
    });
  }

  function close() {
    const menu = document.querySelector(".acts .menu"), row = menu?.closest(".g");
    menu?.remove();
    return row;
  }

  /** Opens the choice of how long a row is snoozed for. */
  function snooze(row) {
    close();
    const link = row.querySelector("[data-snooze]"), group = row.querySelector('.acts > [value^="false-positive "]').value.slice("false-positive".length);
    link.after(document.getElementById("snooze").content.cloneNode(true));
    const menu = link.nextElementSibling;
    for (const button of menu.querySelectorAll("button")) button.value += group;
    menu.querySelector("a").href = link.href;
    menu.firstElementChild.focus();
  }

  /** Opens a part of the page of one group. */
  function unfold(id) {
    const part = document.querySelector("details#" + id);
    if (!part) return false;
    part.open = true;
    part.querySelector("button, input:not([type=hidden])").focus();
    return true;
  }

  if (location.hash === "#snooze" || location.hash === "#schedule") unfold(location.hash.slice(1));
  for (const zone of document.querySelectorAll("input[data-zone]")) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;

  document.addEventListener("click", event => {
    const link = event.target.closest("[data-snooze]");
    if (link && form) { event.preventDefault(); snooze(link.closest(".g")); } else if (!event.target.closest(".menu")) close();
  });

  form?.addEventListener("submit", event => {
    const button = event.submitter, row = button?.closest(".g");
    if (button?.name !== "mark" || !row) return;
    event.preventDefault();
    const value = button.value;
    close();
    if (busy(row)) return;
    row.querySelector(".open").focus({ preventScroll: true });
    send(value, row);
  });

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") { close()?.querySelector("[data-snooze]").focus(); return; }
    if (!lad.free(event)) return;
    const row = current(), menu = event.target.closest?.(".menu");
    // A key held down moves on and on, but says a thing once.
    if (event.repeat && "ftsu".includes(event.key)) { event.preventDefault(); return; }
    // On the page of one group there is nothing to choose.
    const place = row ?? (rows().length === 0 ? document.getElementById("main") : null);
    const press = verb => { const button = place?.querySelector(`button[value^="${verb} "]`); if (button) button.click(); else lad.say("Choose a row first: j and k move."); };
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (form && event.key === "f") press("false-positive");
    else if (form && event.key === "t") press("true-positive");
    else if (form && event.key === "s") { if (row) snooze(row); else if (!unfold("snooze")) press(""); }
    else if (form && event.key === "u") undo();
    else if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const items = [...menu.children];
      items.at((items.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)) % items.length).focus();
    } else return;
    event.preventDefault();
  });
})();
