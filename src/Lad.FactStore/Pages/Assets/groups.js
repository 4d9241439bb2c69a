// Groups: the keys, and marks that act at once. Without it the same buttons send the same form.
"use strict";
(() => {
  const form = document.getElementById("mark");
  const rows = () => [...document.querySelectorAll(".g")];
  const current = () => document.activeElement?.closest?.(".g");
  const undoable = [];

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

  async function send(value, row) {
    const body = new URLSearchParams(new FormData(form));
    body.set("mark", value);
    row?.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual" });
      const answer = response.headers.get("content-type")?.includes("json") ? await response.json() : null;
      if (!response.ok || !answer) { lad.say(answer?.detail ?? "Nothing was said: the store did not take it (" + response.status + "). Load the page again and retry."); return; }
      show(answer);
      if (answer.undo) { undoable.push(answer.undo); lad.say(answer.says, "Undo", undo, "u"); } else lad.say(answer.says);
    } catch {
      lad.say("Nothing was said: the store cannot be reached. Try again in a moment.");
    } finally {
      row?.removeAttribute("aria-busy");
    }
  }

  function undo() {
    const value = undoable.pop() ?? current()?.querySelector("[data-undo]")?.value ?? document.querySelector(".notice [data-undo]")?.value;
    if (value) send(value, current()); else lad.say("There is nothing to undo here.");
  }

  form?.addEventListener("submit", event => {
    const button = event.submitter;
    if (button?.name !== "mark" || !button.closest(".g")) return;
    event.preventDefault();
    const row = button.closest(".g");
    row.querySelector("details.pop").open = false;
    row.querySelector(".open").focus({ preventScroll: true });
    send(button.value, row);
  });

  document.addEventListener("keydown", event => {
    if (!lad.free(event)) return;
    const row = current();
    const press = verb => { if (row) row.querySelector(`.acts > [value^="${verb} "]`)?.click(); else lad.say("Choose a row first: j and k move."); };
    switch (event.key) {
      case "j": move(1); break;
      case "k": move(-1); break;
      case "f": if (!form) return; press("false-positive"); break;
      case "t": if (!form) return; press("true-positive"); break;
      case "s": {
        if (!form) return;
        const menu = row?.querySelector("details.pop");
        if (!menu) { press(""); break; }
        menu.open = true;
        menu.querySelector(".menu button").focus();
        break;
      }
      case "u": if (!form) return; undo(); break;
      case "ArrowDown": case "ArrowUp": {
        const items = [...(event.target.closest?.(".menu")?.children ?? [])];
        if (items.length === 0) return;
        items.at((items.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)) % items.length).focus();
        break;
      }
      default: return;
    }
    event.preventDefault();
  });
})();
