// Opens pages in a real browser and tells, as JSON, what a reader would meet there.
// node browser.cjs MODULES CHROMIUM INDEX PAGE...
const [modules, chromium, index, ...pages] = process.argv.slice(2);
const path = require("path");
const fs = require("fs");
const playwright = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf-8");

async function look(context, file, told) {
  const page = await context.newPage();
  page.on("request", (r) => { if (!/^(file|data):/.test(r.url())) told.requests.push(r.url()); });
  page.on("console", (m) => { if (m.type() === "error") told.errors.push(m.text()); });
  await page.goto("file://" + file);
  return page;
}

async function seen(context, file) {
  const told = { requests: [], errors: [], violations: {}, overflow: {}, fonts: 0 };
  const page = await look(context, file, told);
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    told.overflow[width] = await page.evaluate(
      () => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
  }
  told.fonts = await page.evaluate(async () => {
    await document.fonts.ready;
    return Array.from(document.fonts).filter((f) => f.status === "loaded").length;
  });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    told.violations[colorScheme] = found.violations.map(
      (v) => v.id + ": " + v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | "));
  }
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  told.print = await page.evaluate(() => ({
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector("h1")).color,
    // Nothing that heads something may be the last on a sheet.
    stranded: Array.from(document.querySelectorAll("h2, caption, [scope=rowgroup]"))
      .filter((e) => getComputedStyle(e).breakAfter !== "avoid").map((e) => e.textContent.slice(0, 60)),
  }));
  await page.close();
  return told;
}

async function keys(context) {
  const told = { requests: [], errors: [], path: [] };
  const page = await look(context, index, told);
  const focus = () => page.evaluate(() => {
    const e = document.activeElement;
    return (e.id || e.getAttribute("href") || e.className).toString();
  });
  await page.keyboard.press("Tab");
  told.first = await focus();
  const wanted = await page.evaluate(() => document.querySelectorAll(
    "a[href], input, select, [tabindex='0']").length);
  for (let n = 0; n < wanted; n++) { told.path.push(await focus()); await page.keyboard.press("Tab"); }
  told.wanted = wanted;
  const count = () => page.evaluate(() => [
    document.getElementById("count").textContent,
    Array.from(document.querySelectorAll("#tambons tbody tr:not([hidden]) code")).map((e) => e.textContent),
    document.querySelectorAll(".st-map-index > :not(.st-off)[id]").length]);
  told.all = await count();
  told.searches = {};
  for (const words of JSON.parse(process.env.SEARCHES)) {
    await page.focus("#search");
    await page.fill("#search", words);
    told.searches[words] = await count();
  }
  await page.fill("#search", "");
  told.filters = {};
  for (const id of ["amphoe", "wave", "filter"]) {
    const value = await page.evaluate((i) => document.getElementById(i).options[1].value, id);
    await page.selectOption("#" + id, value);
    told.filters[value] = await count();
    await page.selectOption("#" + id, "");
  }
  return told;
}

(async () => {
  const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  // Whoever started this waits longer than that, so that no browser is left behind.
  setTimeout(() => browser.close().finally(() => process.exit(3)), 570000).unref();
  try {
    const context = await browser.newContext();
    const told = { pages: {}, keys: null };
    for (const file of [index, ...pages]) { told.pages[file] = await seen(context, file); }
    told.keys = await keys(context);
    console.log(JSON.stringify(told));
  } finally {
    await browser.close();
  }
})();
