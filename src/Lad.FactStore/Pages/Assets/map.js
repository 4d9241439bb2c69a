// The map: from unit to unit with the arrow keys or the pointer, and what each holds.
"use strict";
(() => {
  const map = document.getElementById("map"), halo = document.getElementById("unit"), says = document.getElementById("unit-says");
  const rows = +map.dataset.rows, columns = +map.dataset.columns, side = +map.dataset.side;
  const known = new Map([...document.querySelectorAll("#units tr")].map(row => [row.dataset.unit, row]));
  const fell = new Map([...map.querySelectorAll("a[data-unit]")].map(link => [link.dataset.unit, link]));
  let at = null;

  function choose(row, column) {
    at = [row, column];
    halo.setAttribute("x", column * side);
    halo.setAttribute("y", row * side);
    halo.setAttribute("visibility", "visible");
    const key = row + "," + column, cells = known.get(key)?.cells, link = fell.get(key);
    const normal = cells ? "training weight " + cells[1].textContent + (cells[2].textContent ? ", " + cells[2].textContent : "") : "no normal record lives here";
    says.textContent = link ? link.getAttribute("aria-label") + ". " + normal : "Row " + row + ", column " + column + ": " + normal;
  }

  map.addEventListener("keydown", event => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (step) {
      event.preventDefault();
      const [row, column] = at ?? [rows >> 1, columns >> 1];
      choose(Math.min(rows - 1, Math.max(0, row + step[0])), Math.min(columns - 1, Math.max(0, column + step[1])));
    } else if (event.key === "Enter" && event.target === map && at) {
      const link = fell.get(at.join(","));
      if (link) location.href = link.getAttribute("href");
    }
  });
  map.addEventListener("pointermove", event => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    const row = Math.floor(point.y / side), column = Math.floor(point.x / side);
    if (row >= 0 && row < rows && column >= 0 && column < columns && (at?.[0] !== row || at?.[1] !== column)) choose(row, column);
  });
  map.addEventListener("focusin", event => {
    const link = event.target.closest("a[data-unit]");
    if (link) choose(...link.dataset.unit.split(",").map(Number));
  });
})();
