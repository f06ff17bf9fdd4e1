// Tells, as JSON, what axe-core holds against pages: node axe.cjs CHROMIUM PAGE...
const [chromium, ...pages] = process.argv.slice(2);
const fs = require("fs");
const playwright = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");

(async () => {
  const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-quic"] });
  // Whoever started this waits longer than that, so that no browser is left behind.
  setTimeout(() => browser.close().finally(() => process.exit(3)), 280000).unref();
  try {
    const page = await browser.newPage();
    const told = {};
    for (const file of pages) {
      told[file] = {};
      await page.goto("file://" + file);
      await page.evaluate(axe);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        // Only colours differ in the dark.
        const rules = colorScheme === "light" ? {} : { runOnly: ["color-contrast", "link-in-text-block"] };
        const found = await page.evaluate((r) => axe.run(document, { resultTypes: ["violations"], ...r }), rules);
        told[file][colorScheme] = found.violations.map(
          (v) => v.id + ": " + v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | "));
      }
    }
    console.log(JSON.stringify(told));
  } finally {
    await browser.close();
  }
})();
