const { test } = require('node:test');
const assert = require('node:assert');
const { ask, onPage, useBrowser } = require('./browser.cjs');

useBrowser();

const tree = (page) => page.getByRole('treegrid');
const rows = (page) => tree(page).getByRole('row').filter({ has: page.getByRole('rowheader') });
const picture = (page) => page.getByRole('application');
const param = (page, name) => new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get(name);

async function longestTrace() {
  const traces = await ask('/api/tracewh/query/traces?name=multiagent.task.*&limit=1000');
  return traces.sort((left, right) => right.spans - left.spans)[0];
}

test('many traces are one tree, whose closed rows stay closed when the page is loaded again', () =>
  onPage('#/tree', async (page) => {
    const { nodes } = await ask('/api/tracewh/tree?query=traces&flat=true');
    await rows(page).first().waitFor();
    assert.equal(await tree(page).getAttribute('aria-rowcount'), String(nodes.length + 1));
    const second = await rows(page).nth(1).textContent();
    for (const key of ['j', 'h']) await page.keyboard.press(key);
    await page.waitForURL('**?*closed=*');
    assert.notEqual(await rows(page).nth(1).textContent(), second);
    await page.reload();
    await rows(page).first().waitFor();
    assert.equal(await rows(page).first().getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('l');
    await rows(page).nth(1).filter({ hasText: nodes[1].name }).waitFor();
  }));

test('a flame graph is narrowed by keys, and the address tells to what', () =>
  onPage('#/tree?as=flame', async (page) => {
    const { nodes } = await ask('/api/tracewh/tree?query=traces&flat=true');
    await picture(page).focus();
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL('**?*at=*');
    const narrowed = page.getByRole('navigation', { name: 'Narrowed to' });
    await narrowed.getByRole('button', { name: nodes[1].name }).waitFor();
    await page.reload();
    await narrowed.getByRole('button', { name: nodes[1].name }).waitFor();
    await narrowed.getByRole('button', { name: 'All' }).click();
    await page.waitForFunction(() => !location.hash.includes('at='));
  }));

test('what is looked for in a flame graph is counted', () =>
  onPage('#/tree?as=flame', async (page) => {
    const { nodes } = await ask('/api/tracewh/tree?query=traces&flat=true');
    await page.getByRole('searchbox', { name: 'Find' }).fill('LLM.');
    const found = nodes.filter(({ name }) => name.toLowerCase().includes('llm.')).length;
    await page.getByRole('status').filter({ hasText: `${found} blocks with “LLM.”` }).waitFor();
  }));

test('two selections differ by path, with a sign before each change', () =>
  onPage('#/tree?query=traces&run=head&against=traces&against.run=base', async (page) => {
    await rows(page).first().waitFor();
    assert.match(await rows(page).first().textContent(), /[▲▼=]|only (before|after)/);
    await page.getByRole('button', { name: 'Compare no longer' }).click();
    await page.waitForURL('**#/tree?query=traces&run=head');
  }));

test('the lanes of a trace are zoomed, walked through and opened by keys', async () => {
  const trace = await longestTrace();
  await onPage(`#/trace/${trace.trace_id}?tab=lanes`, async (page) => {
    await picture(page).focus();
    await page.keyboard.press('w');
    await page.waitForURL('**?*zoom=*');
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL('**?*span=*');
    const [{ nodes }] = await ask(`/api/tracewh/trace/${trace.trace_id}?flat=true`);
    const { name } = nodes.find(({ span_id: id }) => id === param(page, 'span'));
    await page.getByRole('status').filter({ hasText: name }).first().waitFor();
  });
});

test('the lanes stand in a table, too, with every hand-off', async () => {
  const trace = await longestTrace();
  const hops = await ask(`/api/tracewh/query/hops?trace=${trace.trace_id}&limit=10000`);
  await onPage(`#/trace/${trace.trace_id}?tab=lanes&lanes=table`, async (page) => {
    for (const agent of trace.agents) await page.getByRole('cell', { name: agent, exact: true }).first().waitFor();
    await page.getByText(`${hops.length} hand-off`).first().waitFor();
  });
});

test('a trace does not differ from itself', async () => {
  const { trace_id: id, spans } = await longestTrace();
  await onPage(`#/compare?base=trace:${id}&head=trace:${id}`, async (page) => {
    await rows(page).first().waitFor();
    assert.equal(await tree(page).getAttribute('aria-rowcount'), String(spans + 1));
    await page.getByText('0 spans only before, 0 spans only after').waitFor();
    await rows(page).first().click();
    await page.getByRole('complementary', { name: 'What differs between the two spans' }).getByText('are the same').waitFor();
  });
});

test('two traces are matched span by span; the sides can be swapped', async () => {
  const [left, right] = (await ask('/api/tracewh/query/traces?run=head&name=multiagent.task.code_review&limit=2')).map(({ trace_id: id }) => id);
  await onPage('#/compare', async (page) => {
    for (const [label, id] of [['Before', left], ['After', right]]) {
      await page.getByRole('combobox', { name: label }).fill(id);
      await page.keyboard.press('Enter');
    }
    await rows(page).first().waitFor();
    const facts = await page.getByText('only before,').textContent();
    const [, gone, come] = /(\d+) spans? only before, (\d+) spans? only after/.exec(facts);
    await page.getByRole('button', { name: 'Swap the sides' }).click();
    await page.getByText(new RegExp(`${come} spans? only before, ${gone} spans? only after`)).waitFor();
    assert.equal(param(page, 'base'), `trace:${right}`);
  });
});

test('two runs are compared by path', () =>
  onPage('#/compare?base=run:base&head=run:head', async (page) => {
    await rows(page).first().waitFor();
    await tree(page).getByText(/only after/).first().waitFor();
  }));

test('a node of the graph of agents shows what it handed over and took', async () => {
  const hops = await ask('/api/tracewh/query/hops?limit=10000');
  const { sender } = hops.find((hop) => hop.sender !== null && hop.worker_id !== null);
  const own = hops.filter((hop) => hop.sender === sender || hop.worker_id === sender);
  await onPage('#/agents', async (page) => {
    const node = page.getByRole('button', { name: new RegExp(`^agent ${sender}(,|$)`) });
    await node.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**from=${sender}*`);
    await page.getByText(`${own.length.toLocaleString('en-US')} hand-offs of ${sender}`).waitFor();
    assert.equal(await page.getByRole('table').last().getAttribute('aria-rowcount'), String(own.length + 1));
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.waitForURL('**#/agents');
  });
});

test('services that call each other are a graph of their own', () =>
  onPage('#/agents?of=services', async (page) => {
    const { data } = await ask(`/api/dependencies?endTs=${Date.now()}&lookback=${Date.now()}`);
    await page.getByRole('button', { name: `service ${data[0].parent}`, exact: true }).waitFor();
    await page.getByRole('cell', { name: data[0].child, exact: true }).first().waitFor();
  }));

for (const hash of ['tree', 'tree?as=flame', 'tree?query=failed&against=traces', 'compare', 'compare?base=run:base&head=run:head', 'agents']) {
  test(`at the width of a phone ${hash} is no wider than the page`, () =>
    onPage(`#/${hash}`, async (page) => {
      await page.locator('main .tools').first().waitFor();
      await page.locator('main .skeleton').waitFor({ state: 'detached' });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.ok(await page.locator('main').evaluate((main) => main.scrollWidth <= main.clientWidth));
    }, { viewport: { width: 390, height: 800 } }));
}
