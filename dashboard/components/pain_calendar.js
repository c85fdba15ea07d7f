// The calendar in the browser: draws the months anew when they change, and tells which day was tapped.

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const drawn = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".calendar");
  const said = JSON.stringify(component.data);
  root.onclick = (event) => {
    const day = event.target.closest(".day");
    if (day) component.setTriggerValue("day", day.dataset.day);
  };
  root.onkeydown = (event) => move(root, event);
  if (drawn.get(root) === said) return;
  drawn.set(root, said);
  const { months, weekdays, fills, distance } = component.data;
  root.style.setProperty("--distance", distance);
  root.replaceChildren(...months.map((month) => block(month, weekdays, fills)));
  reach(root, root.querySelector(".today") ?? days(root).at(-1));
}

function made(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function block(month, weekdays, fills) {
  const whole = made("section", "month");
  whole.setAttribute("aria-label", month.name);
  const grid = made("div", "days");
  const heads = weekdays.map((weekday) => made("span", "head", weekday));
  const blanks = Array.from({ length: month.blank }, () => made("span", "blank"));
  grid.append(...heads, ...blanks, ...month.squares.map((day) => square(day, fills)));
  whole.append(made("h3", "name", month.name), grid);
  return whole;
}

function square(day, fills) {
  const button = made("button", "day", day.score ?? "");
  button.type = "button";
  button.dataset.day = day.iso;
  button.tabIndex = -1;
  button.setAttribute("aria-label", day.label);
  button.setAttribute("aria-describedby", "pain-calendar-how");
  button.classList.toggle("gap", day.score === null);
  button.classList.toggle("today", day.today);
  if (day.score > 0) button.style.background = fills[day.score];
  button.prepend(made("span", "number", day.number));
  if (day.ran) button.append(made("span", "ran"));
  if (day.sign) button.append(made("span", "sign"));
  return button;
}

const days = (root) => [...root.querySelectorAll(".day")].sort((a, b) => a.dataset.day.localeCompare(b.dataset.day));

// One day can be reached with Tab, all others from there with the arrow keys.
function reach(root, day) {
  for (const each of root.querySelectorAll(".day")) each.tabIndex = each === day ? 0 : -1;
}

function move(root, event) {
  const all = days(root);
  const here = all.indexOf(event.target);
  const to = { Home: 0, End: all.length - 1 }[event.key] ?? here + STEPS[event.key];
  if (here < 0 || !(to in all)) return;
  event.preventDefault();
  reach(root, all[to]);
  all[to].focus();
}
