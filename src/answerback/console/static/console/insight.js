// Figures: each table of a panel is drawn beside itself. The library comes when the first panel is near the screen.
const panels = document.querySelectorAll("[data-chart]");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map();
let library;

function load() {
  library ||= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.charts;
    script.onload = () => done(window.echarts);
    script.onerror = failed;
    document.head.append(script);
  });
  return library;
}

// A token of the design system as a colour that a canvas understands, in the theme of this moment.
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const number = (text) => (text === "" || text === undefined ? null : Number(text));

function rowsOf(panel) {
  return [...panel.querySelectorAll("tbody tr")].map(({ dataset }) => ({
    label: dataset.label,
    value: number(dataset.value),
    low: number(dataset.low),
    high: number(dataset.high),
  }));
}

function lines(panel, rows, ink) {
  const edge = (name, key) => ({
    name,
    type: "line",
    data: rows.map((row) => row[key]),
    symbol: "none",
    lineStyle: { type: "dashed", width: 1, color: ink.soft },
    itemStyle: { color: ink.soft },
  });
  const value = {
    name: panel.querySelector("h2").textContent,
    type: "line",
    data: rows.map((row) => row.value),
    symbolSize: 8,
    lineStyle: { width: 3, color: ink.act },
    itemStyle: { color: ink.act },
  };
  return [edge(panel.dataset.from, "low"), edge(panel.dataset.to, "high"), value];
}

function bars(panel, rows, ink) {
  const label = { show: true, position: "top", color: ink.text, formatter: ({ value }) => value ?? "" };
  const item = { color: ink.act, borderColor: ink.text, borderWidth: 1 };
  return [{ type: "bar", data: rows.map((row) => row.value), itemStyle: item, label, barMaxWidth: 56 }];
}

function options(panel) {
  const ink = { text: colour("ink"), soft: colour("ink-soft"), line: colour("line"), act: colour("act") };
  const rows = rowsOf(panel);
  const shape = panel.dataset.chart === "line" ? lines : bars;
  const words = { color: ink.text, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 };
  return {
    animation: !still.matches,
    textStyle: words,
    aria: { enabled: true, decal: { show: true }, label: { description: panel.querySelector("h2").textContent } },
    grid: { left: 56, right: 24, top: 32, bottom: 48 },
    xAxis: {
      type: "category",
      data: rows.map((row) => row.label),
      axisLabel: { ...words, hideOverlap: true, overflow: "truncate", width: 110 },
      axisLine: { lineStyle: { color: ink.soft } },
    },
    yAxis: {
      type: "value",
      scale: panel.dataset.chart === "line" && panel.dataset.unit !== "%",
      axisLabel: { ...words, formatter: `{value} ${panel.dataset.unit}` },
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: shape(panel, rows, ink),
  };
}

async function draw(panel) {
  const place = panel.querySelector("[data-draw]");
  if (!place || !rowsOf(panel).some((row) => row.value !== null)) return;
  const echarts = await load();
  place.hidden = false;
  if (!drawn.has(panel)) drawn.set(panel, echarts.init(place, null, { renderer: "canvas" }));
  drawn.get(panel).setOption(options(panel), true);
}

const near = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) near.unobserve(target), draw(target);
  },
  { rootMargin: "400px" },
);
for (const panel of panels) near.observe(panel);
const again = () => drawn.forEach((_chart, panel) => draw(panel));
dark.addEventListener("change", again);
still.addEventListener("change", again);
new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
