// What all pages share: times, keys, the toast. Every page works without it.
"use strict";
document.documentElement.classList.add("scripted");

const lad = (() => {
  const toast = document.getElementById("toast");
  let hiding = 0;

  /** Says something at the foot of the page; an action gets a button. */
  function say(text, action, act, key) {
    clearTimeout(hiding);
    const box = document.createElement("div"), words = document.createElement("span");
    words.textContent = text;
    box.append(words);
    if (action) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = action;
      if (key) { const hint = document.createElement("kbd"); hint.textContent = key; button.append(" ", hint); }
      button.addEventListener("click", act);
      box.append(button);
    }
    toast.replaceChildren(box);
    hiding = setTimeout(() => toast.replaceChildren(), action ? 12000 : 6000);
  }

  /** Whether a key is meant for the page and not for a field. */
  function free(event) {
    return !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]") &&
      !event.target.closest("input, textarea, select, [contenteditable]");
  }

  function distance(then) {
    const seconds = Math.round((Date.now() - then) / 1000), length = Math.abs(seconds);
    if (length < 5) return "now";
    const span = length < 60 ? length + " s" : length < 3600 ? Math.floor(length / 60) + " min" : length < 172800 ? Math.floor(length / 3600) + " h" : Math.floor(length / 86400) + " d";
    return seconds > 0 ? span + " ago" : "in " + span;
  }

  function times() {
    for (const time of document.querySelectorAll("time[datetime]")) {
      const then = new Date(time.dateTime);
      if (!time.dataset.local) { time.dataset.local = "1"; time.title += " · " + then.toLocaleString() + " here"; }
      if (!time.dataset.exact) time.textContent = distance(then);
    }
  }

  times();
  setInterval(times, 15000);
  return { say, free, times, distance };
})();

document.addEventListener("click", event => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
});

{
  const places = { u: "/", l: "/live", m: "/models", h: "/status", a: "/audit" };
  let going = 0;
  document.addEventListener("keydown", event => {
    if (!lad.free(event)) return;
    const help = document.getElementById("help");
    if (Date.now() - going < 1500 && places[event.key]) { event.preventDefault(); event.stopImmediatePropagation(); location.href = places[event.key]; return; }
    if (event.key === "g") going = Date.now();
    else if (event.key === "?" && help) { event.preventDefault(); help.showModal(); }
    else if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });
}
