// The live tail: server-sent events at the top of a bounded list.
"use strict";
(() => {
  const tail = document.getElementById("tail"), state = document.getElementById("live-state"), pause = document.getElementById("live-pause");
  const service = document.getElementById("live-service"), level = document.getElementById("live-level"), silent = document.getElementById("live-silent");
  const most = +tail.dataset.most, levels = ["trace", "debug", "info", "warn", "error", "fatal"], longest = 400, patience = 8000;
  let paused = false, held = [], left = 0, connected = false, losing = 0, lost = false;

  function say(kind, text) {
    if (state.textContent === text) return;
    const dot = document.createElement("span");
    dot.className = "dot " + kind;
    state.replaceChildren(dot, text);
  }

  const fits = row => (!service.value || row.dataset.service.toLowerCase().includes(service.value.trim().toLowerCase())) &&
    (!level.value || levels.indexOf(row.dataset.level) >= levels.indexOf(level.value)) && (silent.checked || !row.classList.contains("gone"));
  const filter = () => { for (const row of tail.children) if (!row.classList.contains("missed")) row.hidden = !fits(row); };

  function element(name, style, text) {
    const made = document.createElement(name);
    if (style) made.className = style;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** Text as the server shows it: bounded, and nothing in it invisible. */
  function visible(target, text) {
    const shown = text.slice(0, longest);
    for (const piece of shown.split(/([\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}])/u)) {
      if (!piece) continue;
      if (/^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]$/u.test(piece)) {
        const code = piece.codePointAt(0);
        const name = { 9: "\\t", 10: "\\n", 13: "\\r", 27: "\\e" }[code] ?? (code < 256 ? "\\x" + code.toString(16).padStart(2, "0") : code < 65536 ? "\\u" + code.toString(16).padStart(4, "0") : "\\u{" + code.toString(16) + "}");
        target.append(element("s", "esc", name));
      } else target.append(piece);
    }
    if (text.length > longest) target.append(element("small", "rest", "… " + (text.length - longest).toLocaleString("en") + " more characters"));
  }

  function row(anomaly) {
    const made = element("li", anomaly.suppressed ? "gone" : ""), at = new Date(anomaly.at);
    made.dataset.service = anomaly.service ?? "";
    made.dataset.level = anomaly.level ?? "";
    const time = element("time", "", at.toISOString().slice(11, 19));
    time.dateTime = at.toISOString();
    time.title = at.toISOString().slice(0, 19).replace("T", " ") + " UTC";
    time.dataset.exact = "1";
    const shown = element("span");
    if (anomaly.level) shown.append(element("span", levels.includes(anomaly.level) ? "lv lv-" + anomaly.level : "lv lv-other", anomaly.level.slice(0, 12)));
    const name = element("span", "svc");
    visible(name, anomaly.service ?? "");
    const link = element("a", "msg");
    link.href = "/groups/" + anomaly.fingerprint + (anomaly.service ? "?service=" + encodeURIComponent(anomaly.service) : "");
    visible(link, anomaly.message || "(an empty message)");
    made.append(time, shown, name, element("span", "n", (Math.floor(anomaly.score * 10000) / 10000).toFixed(4)), link);
    made.hidden = !fits(made);
    return made;
  }

  function put(...rows) {
    document.getElementById("live-empty")?.remove();
    tail.prepend(...rows);
    while (tail.children.length > most) tail.lastElementChild.remove();
    lad.times();
  }

  function arrive(made) {
    if (!paused) { put(made); return; }
    held.unshift(made);
    if (held.length > most) { held.pop(); left++; }
    pause.textContent = "Go on (" + (held.length + left) + " new)";
  }

  function toggle() {
    paused = !paused;
    pause.setAttribute("aria-pressed", paused);
    if (!paused) {
      if (left) held.push(missed(left, "while paused"));
      put(...held);
      filter();
      held = [];
      left = 0;
    }
    pause.textContent = paused ? "Go on" : "Pause";
    tell();
  }

  const missed = (count, why) => element("li", "missed", (count ? count.toLocaleString("en") + " anomalies are not shown" : "Some anomalies are not shown") + (why ? " " + why : "") + ": they came too fast, or while the connection was lost. They are in the groups.");

  const source = new EventSource(tail.dataset.source);

  /** Says how it stands; a lost connection also while paused. */
  function tell(again) {
    if (source.readyState === EventSource.CLOSED) say("bad", "not connected: load the page again");
    else if (lost) say("bad", "connection lost, trying again");
    else if (paused) say("warm", "paused");
    else if (connected) say("good", again ? "live again" : "live");
    else say("", "connecting");
  }

  source.addEventListener("open", () => {
    const again = lost, first = !connected;
    clearTimeout(losing);
    losing = 0;
    lost = false;
    connected = true;
    if (first || again) tell(again);
  });
  source.addEventListener("anomaly", event => arrive(row(JSON.parse(event.data))));
  source.addEventListener("missed", event => arrive(missed(JSON.parse(event.data).count)));
  // The store ends a stream now and then, and the browser asks for the next within seconds: only what lasts is a loss.
  source.addEventListener("error", () => {
    losing ||= setTimeout(() => { lost = true; tell(); }, patience);
    if (source.readyState === EventSource.CLOSED) tell();
  });

  pause.addEventListener("click", toggle);
  for (const field of [service, level, silent]) field.addEventListener("input", filter);
  document.addEventListener("keydown", event => {
    if (event.key === " " && lad.free(event) && !event.target.closest("button, a, summary")) { event.preventDefault(); if (!event.repeat) toggle(); }
  });
})();
