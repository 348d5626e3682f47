const { test } = require('node:test');
const assert = require('node:assert');
const { onPage, useBrowser } = require('./browser.cjs');

useBrowser();

const url = process.env.REPORT_URL;
const nothingFailed = async (page) => assert.deepEqual(await page.locator('.notice.failure').allTextContents(), []);

test('a report begins with its verdict, and its failures lead to their spans', () =>
  onPage('', async (page) => {
    await page.getByRole('heading', { name: /\d+ of [\d,]+ traces failed/ }).waitFor();
    await page.getByRole('heading', { name: 'Failures' }).waitFor();
    const failures = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Failures' }) });
    await failures.locator('a.id').first().click();
    await page.waitForURL(/#\/trace\/[0-9a-f]{32}\?span=[0-9a-f]{16}/);
    await page.getByRole('treegrid').waitFor();
    await nothingFailed(page);
  }, { url }));

test('every view that a report offers has its answers with it', () =>
  onPage('', async (page) => {
    const rail = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
    await rail.first().waitFor();
    for (let entry = 0; entry < (await rail.count()); ++entry) {
      await rail.nth(entry).click();
      await page.waitForTimeout(200);
      await nothingFailed(page);
    }
    const traces = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Traces' });
    await traces.click();
    await page.locator('main a[href^="#/trace/"]').first().click();
    for (const tab of ['Lanes', 'Flame', 'Table', 'Raw', 'Tree']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForTimeout(200);
      await nothingFailed(page);
    }
  }, { url }));
