// The page works without this file. It adds two comforts: "/" goes to the search field, and quotes get a copy button.
"use strict";

document.addEventListener("keydown", (event) => {
  const field = document.getElementById("q");
  const typing = event.target.closest("input, textarea, select");
  if (event.key !== "/" || typing || !field || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  field.focus();
  field.select();
});

for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Kopiér";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "Kopieret";
    setTimeout(() => (button.textContent = "Kopiér"), 2000);
  });
  text.before(button);
}

// On a narrow screen the filters and the outline would push the text off it.
if (matchMedia("(max-width: 52rem)").matches) {
  for (const box of document.querySelectorAll(".facets-box, .outline details")) box.open = false;
}
