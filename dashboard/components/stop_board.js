// Whom to see and what was logged are text, never markup; the word "Stop" stands in the HTML and needs no script.

const shown = new WeakMap();

export default function ({ parentElement, data }) {
  parentElement.querySelector(".whom").textContent = data.whom;
  parentElement.querySelector(".said").textContent = data.said;
  const before = shown.get(parentElement) ?? [];
  shown.set(parentElement, data.flags);
  if (data.flags.some((flag) => !before.includes(flag))) {
    parentElement.querySelector(".board").scrollIntoView({ block: "center" });
  }
}
