const { test } = require('node:test');
const assert = require('node:assert');
const { onPage, useBrowser } = require('./browser.cjs');

useBrowser();

const kTrace = 'a77ac0'.padEnd(32, '0');

/** The address of every view, with a hostile text wherever an address takes one. */
const kViews = [
  '',
  '#/traces?service=%3Cimg%20src%3Dx%20onerror%3Dwindow.hostile%3D1%3E&attr=%3Cscript%3E%3D1',
  '#/tasks',
  '#/workers',
  '#/workers/%3Cimg%20src%3Dx%20onerror%3Dwindow.hostile%3D1%3E',
  '#/runs',
  '#/health',
  '#/tree?query=traces',
  '#/agents',
  `#/compare?base=trace:${kTrace}&head=trace:${kTrace}`,
  '#/analyses/%3Cscript%3Ewindow.hostile%3D1%3C%2Fscript%3E',
  ...['failed', 'blame', 'critical-path', 'hops', 'lanes', 'loops', 'cost', 'doctor', 'tasks', 'spans', 'operations', 'workers', 'errors']
    .map((query) => `#/analyses/${query}`),
  ...['tree', 'lanes', 'flame', 'table', 'raw'].map((tab) => `#/trace/${kTrace}?tab=${tab}&span=0000000000000003`),
  '#/trace/%3Csvg%20onload%3Dwindow.hostile%3D1%3E',
  '#/__proto__/constructor?toString=1',
];

const showsOnlyText = async (page) => {
  await page.waitForTimeout(250);
  const harm = await page.evaluate(() => ({
    ran: 'hostile' in window,
    left: document.querySelectorAll('#hostile, iframe, base, form[action], #page meta, #page style, #page script').length,
    links: [...document.querySelectorAll('a[href]')].map((each) => each.getAttribute('href')).filter((each) => !each.startsWith('#')),
  }));
  assert.deepEqual(harm, { ran: false, left: 0, links: [] });
};

for (const [name, url] of [['the page', process.env.HOSTILE_URL], ['a report', process.env.HOSTILE_REPORT_URL]]) {
  test(`${name} shows hostile text as text, in every view`, async () => {
    for (const view of kViews) await onPage(view, showsOnlyText, { url });
  });
}

test('the details of a span show hostile text as text', () =>
  onPage(`#/trace/${kTrace}?span=0000000000000003`, async (page) => {
    await page.getByText('<iframe id=hostile', { exact: false }).first().waitFor();
    await showsOnlyText(page);
  }, { url: process.env.HOSTILE_URL }));
