const { test } = require('node:test');
const assert = require('node:assert');
const { ask, onPage, useBrowser } = require('./browser.cjs');

useBrowser();

const large = { url: process.env.LARGE_URL };
const hash = (page) => new URL(page.url()).hash;
const tree = (page) => page.getByRole('treegrid');
const rows = (page) => tree(page).getByRole('row').filter({ has: page.getByRole('rowheader') });
const rowCount = async (page) => Number(await tree(page).getAttribute('aria-rowcount'));
const drawer = (page) => page.getByRole('complementary', { name: 'Span' });
const press = async (page, keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** A trace with many spans, of which none failed. */
async function deepTrace() {
  const traces = await ask('/api/tracewh/query/traces?name=multiagent.task.*&limit=1000');
  return traces.filter(({ errors }) => errors === 0).sort((left, right) => right.spans - left.spans)[0];
}

const onTrace = async (run) => {
  const trace = await deepTrace();
  return onPage(`#/trace/${trace.trace_id}`, async (page) => {
    await rows(page).first().waitFor();
    return run(page, trace);
  });
};

test('the verdict names the span that made the trace fail, and leads to it', async () => {
  const [blamed] = await ask('/api/tracewh/query/blame?limit=1');
  await onPage(`#/trace/${blamed.trace_id}`, async (page) => {
    const verdict = page.getByRole('status').filter({ hasText: 'failed:' });
    await verdict.getByRole('button', { name: blamed.name }).click();
    await page.waitForURL(`**?span=${blamed.span_id}`);
    await drawer(page).getByRole('group', { name: 'Failure' }).waitFor();
  });
});

test('what is collapsed stays so when the page is loaded again', () =>
  onTrace(async (page) => {
    const all = await rowCount(page);
    await press(page, ['j', 'h']);
    await page.waitForURL('**?collapsed=*');
    const fewer = await rowCount(page);
    assert.ok(fewer < all);
    await page.reload();
    await rows(page).first().waitFor();
    assert.equal(await rowCount(page), fewer);
    await press(page, ['j', 'l']);
    await tree(page).and(page.locator(`[aria-rowcount="${all}"]`)).waitFor();
  }));

test('a part of the minimap that is dragged out becomes the window', () =>
  onTrace(async (page) => {
    const box = await page.locator('.minimap').boundingBox();
    await page.mouse.move(box.x + box.width / 4, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 10, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL('**?zoom=*');
    const [from, to] = hash(page).match(/\d+(?=-)|(?<=-)\d+/g).map(Number);
    assert.ok(Math.abs(to / from - 2) < 0.1, hash(page));
    await page.getByRole('button', { name: 'Whole trace' }).click();
    await page.waitForURL((url) => !url.hash.includes('zoom'));
  }));

test('the keys go through the rows, and the drawer follows when it is open', () =>
  onTrace(async (page, trace) => {
    const [{ nodes }] = await ask(`/api/tracewh/trace/${trace.trace_id}?flat=true`);
    await press(page, ['j', 'Enter']);
    await page.waitForURL(`**?span=${nodes[1].span_id}`);
    await press(page, ['k']);
    await page.waitForURL(`**?span=${nodes[0].span_id}`);
    await drawer(page).getByRole('heading', { name: nodes[0].name }).waitFor();
    await press(page, ['Escape']);
    await drawer(page).waitFor({ state: 'detached' });
  }));

test('a text is found in the spans of the trace, and Enter goes to the next', () =>
  onTrace(async (page, trace) => {
    const [{ nodes }] = await ask(`/api/tracewh/trace/${trace.trace_id}?flat=true`);
    const found = nodes.filter(({ role }) => role === 'llm').length;
    await press(page, ['/']);
    await page.keyboard.type('LLM');
    await page.getByText(String(found), { exact: true }).waitFor();
    await press(page, ['Enter']);
    await page.getByText(`1 of ${found}`).waitFor();
    await page.waitForURL('**?find=LLM');
  }));

test('a parent that is missing has a row, which says so', async () => {
  const traces = await ask('/api/tracewh/query/traces?limit=1000');
  const { trace_id: id } = traces.find(({ orphans }) => orphans > 0);
  await onPage(`#/trace/${id}`, async (page) => {
    const missing = rows(page).filter({ hasText: 'missing parent' }).first();
    await missing.getByTitle(/is not stored/).waitFor();
    await missing.click();
    await page.getByRole('group').filter({ hasText: /orphan spans/ }).waitFor();
  });
});

test('each tab is a part of the address, and back returns from it', () =>
  onTrace(async (page, trace) => {
    await page.getByRole('tab', { name: 'Table' }).click();
    await page.waitForURL('**?tab=table');
    await page.getByRole('table').and(page.locator(`[aria-rowcount="${trace.spans + 1}"]`)).waitFor();
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.getByText(`"${trace.trace_id}"`).waitFor();
    await page.goBack();
    await page.goBack();
    await rows(page).first().waitFor();
  }));

test('a chat is told as a conversation, with the attributes below', () =>
  onPage('#/trace/c4a7', async (page) => {
    await rows(page).first().click();
    const said = drawer(page).getByRole('listitem');
    await said.filter({ hasText: 'user' }).getByText('Which flights are there?').waitFor();
    await said.filter({ hasText: 'assistant' }).getByText('search_flights').waitFor();
    await drawer(page).getByLabel('Find an attribute').fill('model');
    await drawer(page).getByText('gen_ai.request.model').waitFor();
    assert.equal(await drawer(page).getByText('gen_ai.usage.input_tokens').count(), 0);
  }, large));

test('the details of a call tell its model, its tokens, and its recorded cost or that it has none', async () => {
  const fact = (page, name) => drawer(page).locator('dl.span-facts > div').filter({ has: page.getByText(name, { exact: true }) });
  await onPage('#/trace/c4a7?span=c4a7000000000000', async (page) => {
    await fact(page, 'model').getByText('gpt-4').waitFor();
    await fact(page, 'tokens').getByText('512 in, 40 out').waitFor();
    await fact(page, 'cost').getByText(/unpriced/).waitFor();
  }, large);
  const trace = await deepTrace();
  const [{ nodes }] = await ask(`/api/tracewh/trace/${trace.trace_id}?flat=true`);
  const { span_id } = nodes.find(({ role }) => role === 'llm');
  const [{ attributes }] = await ask(`/api/tracewh/span/${trace.trace_id}/${span_id}`);
  await onPage(`#/trace/${trace.trace_id}?span=${span_id}`, (page) => fact(page, 'cost').getByText(`${attributes['llm.cost']} recorded`).waitFor());
});

test('of a trace of 20,000 spans only what is seen is in the document', () =>
  onPage('#/trace/1a46e', async (page) => {
    await rows(page).first().waitFor();
    assert.ok(await rowCount(page) > 10_000);
    assert.ok(await rows(page).count() < 200);
    await press(page, ['e', 'Enter']);
    await drawer(page).getByText('the search found nothing').first().waitFor();
    await rows(page).and(page.getByRole('row', { selected: true })).waitFor();
    await tree(page).focus();
    await press(page, ['End']);
    assert.ok(await rows(page).count() < 200);
  }, large));

test('times in which a trace stood still are bands through its rows', async () => {
  const waits = await ask('/api/tracewh/query/waits?limit=1000');
  const [longest] = waits.filter(({ share }) => share < 1).sort((left, right) => right.share - left.share);
  await onPage(`#/trace/${longest.trace_id}`, (page) => page.locator('.grid-lines .still').first().waitFor());
});

test('rows that come into sight use the elements of those that left', () =>
  onPage('#/trace/1a46e', async (page) => {
    await rows(page).first().waitFor();
    const scrollTo = (top) => page.evaluate((to) => (document.querySelector('.waterfall .virtual').scrollTop = to), top);
    await scrollTo(9600);
    await rows(page).and(page.locator('[aria-rowindex="401"]')).waitFor();
    await page.evaluate(() => {
      window.added = 0;
      const count = (changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => (window.added += node.querySelectorAll?.('.row').length ? 0 : Number(node.className?.includes?.('row ') ?? false))));
      new MutationObserver(count).observe(document.querySelector('.waterfall .virtual'), { childList: true, subtree: true });
    });
    await scrollTo(192000);
    await rows(page).and(page.locator('[aria-rowindex="8001"]')).waitFor();
    assert.equal(await page.evaluate(() => window.added), 0);
    // Bars are drawn for them, too.
    await page.waitForFunction(() => {
      const canvas = document.querySelector('[aria-rowindex="8001"]').parentElement.querySelector('canvas');
      return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
    });
  }, large));

test('at the width of a phone the details are a sheet, and nothing is wider than the page', async () => {
  const { trace_id: id } = await deepTrace();
  await onPage(`#/trace/${id}`, async (page) => {
    await rows(page).first().click();
    const box = await drawer(page).boundingBox();
    assert.equal(box.width, 390);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  }, { viewport: { width: 390, height: 800 } });
});

test('traces that belong together are shown as one, with what tells so', async () => {
  const [join] = await ask('/api/tracewh/query/joins?limit=1');
  await onPage(`#/trace/${join.parent_trace_id}`, async (page) => {
    await page.getByRole('link', { name: 'With joined traces' }).click();
    await page.waitForURL('**?joined=true');
    await page.getByText(/join(s)? by/).first().waitFor();
    await rows(page).getByText(`↳ ${join.trace_id.slice(0, 8)}`).first().waitFor();
  });
});
