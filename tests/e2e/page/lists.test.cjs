const { test } = require('node:test');
const assert = require('node:assert');
const { ask, onPage, useBrowser } = require('./browser.cjs');

useBrowser();

const rows = (page) => page.getByRole('table', { name: 'Traces' }).getByRole('row').filter({ has: page.getByRole('link') });
const hash = (page) => new URL(page.url()).hash;
const failures = (page) => page.locator('.notice.failure');
/** The view is drawn: it has rows, or says why it has none. */
const drawn = (page) => page.locator('main .row, main .trace-row:not(.head), main tbody tr, main .empty, main .finding').first().waitFor();

async function addFilter(page, name) {
  await page.getByRole('button', { name: '+ Filter' }).click();
  await page.getByRole('list', { name: 'Add a filter' }).getByRole('button', { name }).click();
}

test('a filter is a chip and a part of the address, and goes when it is removed', () =>
  onPage('#/traces', async (page) => {
    const all = await ask('/api/tracewh/query/traces?limit=200');
    const failed = await ask('/api/tracewh/query/traces?of=failed&limit=200');
    await addFilter(page, /^Status/);
    await page.getByRole('button', { name: 'a task failed' }).click();
    await page.waitForURL('**#/traces?status=failed');
    assert.ok(failed.length < all.length);
    await page.getByRole('table', { name: 'Traces' }).and(page.locator(`[aria-rowcount="${failed.length + 1}"]`)).waitFor();
    await page.getByRole('button', { name: 'Remove Status a task failed' }).click();
    await page.waitForURL('**#/traces');
  }));

test('filters hold together, also those that are questions of their own', () =>
  onPage('#/traces?status=failed&min=1s&operation=worker.*', async (page) => {
    const of = 'slow --scope trace --min 1s --of "failed --of \\"spans --name worker.*\\""';
    const found = await ask(`/api/tracewh/query/traces?limit=200&of=${encodeURIComponent(of)}`);
    assert.ok(found.length > 0);
    await rows(page).first().waitFor();
    assert.equal(await page.getByRole('table', { name: 'Traces' }).getAttribute('aria-rowcount'), String(found.length + 1));
  }));

test('the slowest are those of all traces, not of the newest', () =>
  onPage('#/traces?limit=5', async (page) => {
    const longest = await ask('/api/tracewh/query/traces?order=longest&limit=5');
    const newest = await ask('/api/tracewh/query/traces?limit=5');
    const isNew = (id) => newest.some((row) => row.trace_id === id);
    assert.ok(longest.some((row) => !isNew(row.trace_id)));
    await page.getByLabel('Order').selectOption({ label: 'Slowest first' });
    await page.getByText('The longest 5 traces; there are more.').waitFor();
    for (const { trace_id } of longest) await rows(page).getByTitle(trace_id).waitFor();
  }));

test('a drag over the scatter asks for that time and those durations', () =>
  onPage('#/traces', async (page) => {
    const box = await page.getByRole('img', { name: /^Duration over time/ }).boundingBox();
    await page.mouse.move(box.x + 80, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 4, box.y + box.height - 24, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/since=.*until=.*min=.*max=/);
    await page.getByRole('button', { name: /^Remove Since/ }).waitFor();
    assert.equal(await failures(page).count(), 0);
  }));

test('j and k go through the list, Enter opens, and back comes to the same row', () =>
  onPage('#/traces', async (page) => {
    const [, { trace_id: second }] = await ask('/api/tracewh/query/traces?limit=2');
    await rows(page).first().waitFor();
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
    await page.waitForURL(`**#/traces?at=${second}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**#/trace/${second}`);
    await page.goBack();
    await page.getByRole('row', { selected: true }).waitFor();
  }));

test('a row tells the task and where the time went', () =>
  onPage('#/traces?task=task-8a03', async (page) => {
    await page.getByText('Migrate').first().waitFor();
    await page.getByRole('img', { name: /^time by role: .*%/ }).first().waitFor();
  }));

test('a database without traces tells how to send some', () =>
  onPage('#/analyses', async (page) => {
    await page.route('**/query/traces?*', (route) => route.fulfill({ json: [] }));
    await page.getByRole('link', { name: 'Traces' }).click();
    await page.getByText('OTEL_EXPORTER_OTLP_ENDPOINT').waitFor();
  }));

test('every question can be opened, and is answered', () =>
  onPage('#/analyses', async (page) => {
    const list = page.getByRole('navigation', { name: 'Questions' });
    await list.waitFor();
    for (const name of await list.getByRole('link').allTextContents()) {
      await list.getByRole('link', { name, exact: true }).click();
      await page.getByRole('form', { name: `Options of ${name}` }).waitFor();
      if (name !== 'grep') await drawn(page);
      assert.equal(await failures(page).count(), 0, name);
    }
  }));

test('the options of a question are in the address, and survive a reload', () =>
  onPage('#/analyses/slow', async (page) => {
    await page.getByLabel('min').fill('2s');
    await page.keyboard.press('Enter');
    await page.waitForURL('**#/analyses/slow?min=2s');
    await page.getByLabel('scope').selectOption('trace');
    await page.getByRole('columnheader', { name: 'duration' }).getByRole('button').click();
    await page.waitForURL('**#/analyses/slow?min=2s&scope=trace&sort=duration_ns%3Adesc');
    await page.reload();
    await page.locator('[aria-sort="descending"]').waitFor();
    assert.equal(await page.getByLabel('min').inputValue(), '2s');
  }));

test('every option in the address is asked', () =>
  onPage('#/tasks/priority?min=5&max=6&limit=1000', async (page) => {
    const expected = await ask('/api/tracewh/query/priority?min=5&max=6&limit=1000');
    assert.ok(expected.length > 0);
    await page.locator(`[role="table"][aria-rowcount="${expected.length + 1}"]`).waitFor();
  }));

test('a value that cannot be read is told at its field', () =>
  onPage('#/analyses/slow?min=soon', async (page) => {
    const field = page.getByLabel('min');
    await page.getByRole('alert').filter({ hasText: "'soon' is not a duration" }).waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await field.fill('1s');
    await page.keyboard.press('Enter');
    await drawn(page);
    assert.equal(await page.getByRole('alert').count(), 0);
  }));

test('a question that took too long is asked about less time by a button, and what was there stays', () =>
  onPage('#/analyses/failed', async (page) => {
    await drawn(page);
    const busy = { status: 503, json: { code: 14, message: 'it took too long' } };
    await page.route('**/query/failed?*', (route) => (route.request().url().includes('since=') ? route.continue() : route.fulfill(busy)));
    await page.getByLabel('role').selectOption('any');
    await failures(page).filter({ hasText: 'it took too long' }).waitFor();
    assert.ok((await page.locator('main .row').count()) > 1);
    await page.getByRole('button', { name: 'Last day' }).click();
    await page.waitForURL('**#/analyses/failed?role=any&since=1d');
    await failures(page).waitFor({ state: 'detached' });
  }));

test('two runs that are ticked can be compared', () =>
  onPage('#/runs', async (page) => {
    const runs = await ask('/api/tracewh/query/runs');
    assert.equal(runs.length, 2);
    for (const { run } of runs) await page.getByLabel(`Compare ${run}`, { exact: true }).check();
    const href = await page.getByRole('main').getByRole('link', { name: /^Compare/ }).getAttribute('href');
    assert.equal(href, `#/compare?base=run%3A${runs[1].run}&head=run%3A${runs[0].run}`);
  }));

test('names that mean something to JavaScript are names like others', () =>
  onPage('#/analyses/failed', async (page) => {
    await drawn(page);
    for (const name of ['__proto__', 'constructor']) {
      await page.evaluate((query) => (location.hash = `#/analyses/${query}`), name);
      await failures(page).filter({ hasText: `there is no query '${name}'` }).waitFor();
      await page.getByRole('link', { name: 'slow', exact: true }).click();
      await page.getByRole('form', { name: 'Options of slow' }).waitFor();
      await drawn(page);
    }
  }));

test('health tells cause and advice of each finding, with a trace that has it', () =>
  onPage('#/health', async (page) => {
    const [first] = await ask('/api/tracewh/query/doctor?limit=1');
    const finding = page.getByRole('article').filter({ hasText: first.finding.replace(/_/g, ' ') });
    await finding.getByText(first.cause).waitFor();
    await finding.getByText(first.advice).waitFor();
    await finding.getByRole('link', { name: first.trace_id.slice(0, 8) }).first().waitFor();
  }));

test('the search field takes filters as people write them', () =>
  onPage('', async (page) => {
    const searched = {
      'duration>10s': '#/traces?min=10s',
      'multiagent.task.priority>7': '#/traces?priority=8',
      'worker=worker-6': '#/traces?worker=worker-6',
      'error.type=timeout': '#/traces?attr=error.type%3Dtimeout',
      'timed out': '#/analyses/grep?text=timed+out',
    };
    for (const [text, leadsTo] of Object.entries(searched)) {
      await page.getByRole('searchbox').fill(text);
      await page.keyboard.press('Enter');
      await page.waitForFunction((expected) => location.hash === expected, leadsTo);
    }
    await drawn(page);
    assert.equal(hash(page), '#/analyses/grep?text=timed+out');
  }));

for (const view of ['traces', 'tasks', 'workers', 'workers/worker-6', 'runs', 'analyses', 'analyses/hops', 'health']) {
  test(`at the width of a phone ${view} is no wider than the page`, () =>
    onPage(`#/${view}`, async (page) => {
      if (view !== 'analyses') await drawn(page);
      const [page_width, document_width] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      assert.equal(document_width, page_width);
      assert.equal(await failures(page).count(), 0);
    }, { viewport: { width: 390, height: 800 } }));
}
