// A browser at the page of a running server, for the tests of one file.
const { after, before } = require('node:test');
const assert = require('node:assert');
const { chromium } = require('playwright-core');

const address = process.env.PAGE_URL;

let browser;

/** To be called once in a file: starts the browser before its tests and ends it after them. */
exports.useBrowser = () => {
  before(async () => {
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  });
  after(() => browser.close());
};

/** Runs a test on a page of its own at `hash`, and expects that nothing went wrong in it, that it kept to its
 *  Content-Security-Policy, and that it asked nobody but its server. */
exports.onPage = async (hash, test, { url = address, ...options } = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(`error: ${error.stack}`));
  page.on('console', (message) => {
    // What the server refuses is told by the page itself.
    if (message.type() === 'error' && !/status of (40[014]|503)/.test(message.text())) wrong.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) wrong.push(`request: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(url + hash);
  try {
    await test(page);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
};

/** What the API answers. */
exports.ask = async (path) => (await fetch(new URL(path, address))).json();
