"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const speaker = byId("filter-speaker"), kind = byId("filter-kind"), source = byId("filter-source");
  const rows = [...document.querySelectorAll(".row")];
  const pieces = [...document.querySelectorAll("[data-quotes]")];
  const single = byId("single"), opened = single?.open;
  const plain = (text) => text.toLowerCase().replaceAll("-", " ");
  const keeps = (row) =>
    plain(row.dataset.speaker).includes(plain(speaker.value.trim())) &&
    (!kind.value || row.dataset.kinds.split(" ").includes(kind.value)) &&
    (!source.value || row.dataset.sources.split(" ").includes(source.value));

  function apply() {
    const active = speaker.value.trim() || kind.value || source.value;
    const quoted = speaker.value.trim() || (kind.value && kind.value !== "fact");
    const kept = new Set(), articles = new Set();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !keeps(row);
      if (!row.hidden && row.dataset.quote) { kept.add(row.dataset.quote); articles.add(row.dataset.sources); }
      if (!row.hidden && row.classList.contains("group")) shown += 1;
    }
    for (const piece of pieces) {
      piece.classList.toggle("dim", Boolean(active) && !piece.dataset.quotes.split(" ").some((id) => kept.has(id)));
    }
    for (const article of document.querySelectorAll(".source")) {
      const id = article.dataset.source;
      article.hidden = Boolean((source.value && id !== source.value) || (quoted && !articles.has(id)));
    }
    if (single) single.open = Boolean(active) || opened;
    byId("filter-count").textContent = active ? `${shown} statements` : "";
  }

  let current = -1;
  function step(by) {
    const shown = pieces.filter((piece) => !piece.classList.contains("dim") && piece.offsetParent);
    if (!shown.length) return;
    document.querySelector(".current")?.classList.remove("current");
    current = (current + by + shown.length) % shown.length;
    shown[current].classList.add("current");
    shown[current].scrollIntoView({ block: "center" });
  }

  byId("filters").addEventListener("input", apply);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll(".pick")) {
    button.addEventListener("click", () => { speaker.value = button.dataset.name; apply(); speaker.focus(); });
  }
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") { speaker.value = kind.value = source.value = ""; apply(); document.activeElement.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); speaker.focus(); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
})();
