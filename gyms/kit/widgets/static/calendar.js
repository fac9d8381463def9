/* The window of the calendar of 2004. It fills the field of the page that opened it, and closes itself. */
const asked = new URLSearchParams(location.search);
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Su Mo Tu We Th Fr Sa".split(" ");
const firstDay = Number(asked.get("firstDay") || 1);
const chosen = asked.get("value") || "";
const today = new Date();
let [year, month] = chosen ? chosen.split("-").map(Number) : [today.getFullYear(), today.getMonth() + 1];

function written(day) {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function cell(day) {
  const iso = written(day);
  const now = today.getFullYear() === year && today.getMonth() + 1 === month && today.getDate() === day;
  const name = iso === chosen ? "chosen" : now ? "today" : "";
  const out = (asked.get("first") && iso < asked.get("first")) || (asked.get("last") && iso > asked.get("last"));
  return out ? `<td class="out">${day}</td>` : `<td class="${name}"><a href="javascript:pick('${iso}')">${day}</a></td>`;
}

function draw() {
  const cells = [];
  const before = (new Date(year, month - 1, 1).getDay() - firstDay + 7) % 7;
  for (let empty = 0; empty < before; empty++) cells.push("<td>&nbsp;</td>");
  for (let day = 1; day <= new Date(year, month, 0).getDate(); day++) cells.push(cell(day));
  while (cells.length % 7) cells.push("<td>&nbsp;</td>");
  let rows = `<tr>${[0, 1, 2, 3, 4, 5, 6].map((day) => `<th>${DAYS[(day + firstDay) % 7]}</th>`).join("")}</tr>`;
  for (let at = 0; at < cells.length; at += 7) rows += `<tr>${cells.slice(at, at + 7).join("")}</tr>`;
  document.getElementById("title").textContent = `${MONTHS[month - 1]} ${year}`;
  document.getElementById("days").innerHTML = rows;
}

function turn(months) {
  const moved = year * 12 + month - 1 + months;
  [year, month] = [Math.floor(moved / 12), (moved % 12) + 1];
  draw();
}

function pick(iso) {
  const field = opener && opener.document.getElementById(asked.get("field"));
  if (field && field.kitPut) field.kitPut(iso);
  window.close();
}

draw();
