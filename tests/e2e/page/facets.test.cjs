const { test } = require('node:test');
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../../..');
const read = (path) => readFileSync(join(root, path), 'utf8');

test('the page reads the columns of a span from the attributes that ingest reads them from', () => {
  const { facets } = JSON.parse(read('schema/semantics.json').replace(/^\s*\/\/.*$/gm, ''));
  for (const [name, attributes] of Object.entries(JSON.parse(read('src/web/core/facets.json')))) {
    assert.deepEqual(attributes, facets[name], name);
  }
});
