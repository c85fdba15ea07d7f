// Whom to see is text, never markup; the word "Stop" stands in the HTML and needs no script.

export default function ({ parentElement, data }) {
  parentElement.querySelector("p").textContent = data.whom;
}
