const { test } = require('node:test');
const assert = require('node:assert');
const { ask, onPage, useBrowser } = require('./browser.cjs');

useBrowser();

const kTrace = '1'.repeat(32);

/** Sends a span of the one trace as an exporter does. */
const send = async (url, name, ids) => {
  const start = BigInt(Date.now()) * 1000000n;
  const span = {
    traceId: kTrace, ...ids, name, kind: 1,
    startTimeUnixNano: String(start), endTimeUnixNano: String(start + 5000000n),
  };
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const answer = await fetch(`${url}v1/traces`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  assert.equal(answer.status, 200);
};

const theme = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the page lists traces first, and names the view in the title', () =>
  onPage('', async (page) => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Traces' }).waitFor();
    await page.getByText('multiagent.task.code_review').first().waitFor();
    assert.match(await page.title(), /^Traces/);
  }));

test('the theme follows the system, and t turns it round for good', () =>
  onPage('', async (page) => {
    await page.getByRole('navigation').waitFor();
    const dark = await theme(page);
    await page.keyboard.press('t');
    const light = await theme(page);
    assert.notEqual(dark, light);
    await page.reload();
    await page.getByRole('navigation').waitFor();
    assert.equal(await theme(page), light);
  }, { colorScheme: 'dark' }));

test('the theme holds before the script runs, and without one', () =>
  onPage('', async (page) => assert.equal(await theme(page), 'rgb(20, 23, 28)'), { colorScheme: 'dark', javaScriptEnabled: false }));

test('drawings have the colours of the theme, and follow it', async () => {
  const [{ trace_id: id }] = await ask('/api/tracewh/query/traces?limit=1');
  const corner = (page) => page.evaluate(() => [...document.querySelector('.canvas-view canvas').getContext('2d').getImageData(0, 0, 1, 1).data].join());
  await onPage(`#/trace/${id}?tab=lanes`, async (page) => {
    await page.locator('.canvas-view canvas').waitFor();
    await page.waitForFunction(() => document.querySelector('.canvas-view canvas').width > 300);
    assert.equal(await corner(page), '26,30,37,255');
    await page.keyboard.press('t');
    await page.waitForFunction(() => document.querySelector('.canvas-view canvas').getContext('2d').getImageData(0, 0, 1, 1).data[0] > 200);
    assert.equal(await corner(page), '246,247,249,255');
  }, { colorScheme: 'dark' });
});

test('the search field takes the beginning of an ID, and / leads there', () =>
  onPage('', async (page) => {
    const [{ trace_id: id }] = await ask('/api/tracewh/query/traces?limit=1');
    await page.getByRole('navigation').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(id.slice(0, 12));
    await page.keyboard.press('Enter');
    await page.waitForURL(`**#/trace/${id.slice(0, 12)}`);
  }));

test('the time that is looked at stays when another view is opened, and can be chosen above all', () =>
  onPage('#/traces?since=2026-01-01&status=failed', async (page) => {
    const time = page.getByLabel('Time', { exact: true });
    await time.and(page.getByTitle('since 2026-01-01')).waitFor();
    await page.getByRole('link', { name: 'Tasks' }).click();
    await page.waitForURL('**#/tasks?since=2026-01-01');
    await time.selectOption('Last hour');
    await page.waitForURL('**#/tasks?since=1h');
    await page.getByRole('link', { name: 'Traces', exact: true }).click();
    await page.waitForURL('**#/traces?since=1h');
    await time.selectOption('All time');
    await page.waitForURL('**#/traces');
  }));

test('? lists the keys, and Escape closes the list', () =>
  onPage('', async (page) => {
    await page.getByRole('navigation').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('complementary', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'Keys' }).waitFor({ state: 'detached' });
  }));

test('at the width of a phone nothing is wider than the page', () =>
  onPage('', async (page) => {
    await page.getByText('multiagent.task.code_review').first().waitFor();
    const [page_width, document_width] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    assert.equal(document_width, page_width);
  }, { viewport: { width: 390, height: 800 } }));

test('where a token is set it is asked for once', () =>
  onPage('', async (page) => {
    await page.getByLabel('This server asks for its token').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'not the token' }).waitFor();
    await page.getByLabel('This server asks for its token').fill('a secret of the test');
    await page.keyboard.press('Enter');
    await page.getByText('multiagent.task.code_review').first().waitFor();
    assert.equal(await page.evaluate(() => document.cookie), '');
    await page.reload();
    await page.getByText('multiagent.task.code_review').first().waitFor();
  }, { url: process.env.PROTECTED_URL }));

test('a trace appears while it is looked at, as it completes, and so do spans that come later', () =>
  onPage('', async (page) => {
    await page.getByTitle('Traces appear as they complete').waitFor();
    await send(process.env.LIVE_SPANS_URL, 'multiagent.task.arriving', { spanId: '2'.repeat(16) });
    await page.getByText('multiagent.task.arriving').first().click();
    await page.waitForURL(`**#/trace/${kTrace}`);
    await page.getByRole('treegrid').waitFor();
    // So that the page has seen the trace as it is without it.
    await page.waitForResponse((answer) => answer.url().endsWith(`/query/traces?trace=${kTrace}`));
    await send(process.env.LIVE_SPANS_URL, 'llm.late', { spanId: '3'.repeat(16), parentSpanId: '2'.repeat(16) });
    await page.getByRole('treegrid').getByText('llm.late').waitFor();
  }, { url: process.env.LIVE_URL }));
